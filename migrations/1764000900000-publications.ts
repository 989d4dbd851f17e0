import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, openTable, ownerFunction, revisedTable } from './support/tables.ts';

/** The public record: one row a published coalition, the organisations that it names, and what its old addresses say. */
export class Publications1764000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table published.coalitions (
        network_id uuid not null references reference.networks,
        id uuid not null,
        slug text not null,
        name text not null,
        sort_name text collate "C" not null,
        scope text not null,
        demo boolean not null,
        claimed boolean not null,
        version integer not null,
        draft_revision integer not null,
        -- The strategy in force, and the revision of the draft that it was; null while none is published.
        strategy_version integer,
        strategy_revision integer,
        published_at timestamptz not null,
        verified_on date,
        county_fips text[] not null,
        sector_codes text[] not null,
        population_codes text[] not null,
        framework_codes text[] not null,
        -- Of the framework in force, towards which the strategy in force works itself; kept with published.coalition_goals.
        goal_codes text[] not null default '{}',
        search_text text not null,
        card json not null,
        profile json not null,
        primary key (network_id, id),
        constraint published_slug_taken unique (network_id, slug)
      );
      create index on published.coalitions (network_id, sort_name, id);
      create index on published.coalitions (network_id, published_at, id);
      create index on published.coalitions (network_id, (coalesce(verified_on, '-infinity')), id);
      create index published_search on published.coalitions using gin (network_id, search_text gin_trgm_ops);
      create index published_counties on published.coalitions using gin (county_fips);

      create table published.organizations (
        network_id uuid not null references reference.networks,
        id uuid not null,
        name text not null,
        name_key text not null,
        url text,
        sector_code text,
        primary key (network_id, id),
        constraint published_organization_taken unique (network_id, name_key)
      );

      create table published.coalition_organizations (
        network_id uuid not null,
        coalition_id uuid not null,
        organization_id uuid not null,
        primary key (network_id, coalition_id, organization_id),
        foreign key (network_id, coalition_id) references published.coalitions on delete cascade,
        foreign key (network_id, organization_id) references published.organizations
      );
      create index on published.coalition_organizations (network_id, organization_id);

      -- Which published coalition a partner or an initiative is found in, by its own id.
      create table published.parts (
        network_id uuid not null,
        id uuid not null,
        coalition_id uuid not null,
        primary key (network_id, id),
        foreign key (network_id, coalition_id) references published.coalitions on delete cascade
      );
      create index on published.parts (network_id, coalition_id);

      create table published.tombstones (
        network_id uuid not null references reference.networks,
        slug text not null,
        coalition_id uuid not null,
        name text not null,
        state text not null check (state in ('UNPUBLISHED', 'ARCHIVED', 'MERGED')),
        since timestamptz not null default now(),
        moved_to uuid,
        primary key (network_id, slug)
      );
      create index on published.tombstones (network_id, coalition_id);
      create index on published.tombstones (network_id, moved_to);

      ${['coalitions', 'organizations', 'coalition_organizations', 'parts', 'tombstones']
        .map((table) => openTable(`published.${table}`))
        .join('\n')}
      ${['coalitions', 'tombstones'].map((table) => revisedTable(`published.${table}`)).join('\n')}
      -- Not one for each statement: most only count, and whoever names an organisation anew or no longer is published anew.
      create trigger revision_on_correction after update of name, name_key, url, sector_code on published.organizations
        for each row when ((old.name, old.name_key, old.url, old.sector_code)
          is distinct from (new.name, new.name_key, new.url, new.sector_code))
        execute function reference.raise_revision_of_row();

      -- Counts the publications of a coalition past its unpublishing, and tells what its row needs of the directory.
      create function access.next_publication(coalition uuid)
        returns table (network_id uuid, slug text, version integer, claimed boolean, demo boolean)
      language sql volatile security definer set search_path = '' as $$
        update access.coalitions c set publications = c.publications + 1 where c.id = coalition and c.status = 'ACTIVE'
        returning c.network_id, c.slug, c.publications, c.claimed, c.demo
      $$;

      -- Taken first by whatever changes the record, so that no two wait for each other's rows, and none sees half of another.
      create function published.take_turn(network uuid) returns void
      language sql volatile set search_path = '' as $$
        select from reference.networks n where n.id = network for no key update
      $$;

      -- Gives each organisation the id under which the network knows it. What the coalition only repeats keeps its id.
      -- What it words itself corrects an organisation that no other published coalition names, else it is matched by
      -- name; a new name keeps the draft's id, unless the network knows that under another name.
      create function published.put_organizations(wanted jsonb) returns table (draft_id uuid, id uuid)
      language plpgsql volatile security definer set search_path = '' as $$
      declare network uuid := access.network_of_coalition();
      begin
        if access.coalition('lead') is null then raise insufficient_privilege; end if;
        perform published.take_turn(network);
        update published.organizations o set (name, name_key, url, sector_code)
          = (w ->> 'name', w ->> 'nameKey', w ->> 'url', w ->> 'sectorCode')
        from jsonb_array_elements(wanted) w
        where o.network_id = network and o.id = (w ->> 'id')::uuid and (w ->> 'ownWording')::boolean
          and not exists (select from published.coalition_organizations l
            where l.network_id = network and l.organization_id = o.id and l.coalition_id <> access.coalition('lead'))
          and not exists (select from published.organizations taken
            where taken.network_id = network and taken.name_key = w ->> 'nameKey' and taken.id <> o.id);
        with made as (
        insert into published.organizations (network_id, id, name, name_key, url, sector_code)
        select network, case when taken.id is null then (w ->> 'id')::uuid else gen_random_uuid() end,
          w ->> 'name', w ->> 'nameKey', w ->> 'url', w ->> 'sectorCode'
        from jsonb_array_elements(wanted) w
        left join published.organizations taken on taken.network_id = network and taken.id = (w ->> 'id')::uuid
        where taken.id is null or (w ->> 'ownWording')::boolean
        order by w ->> 'nameKey' on conflict (network_id, name_key) do nothing returning published.organizations.id
        )
        -- Named by nobody yet; if it stays so, it goes with the empty counts.
        insert into published.shared_things (network_id, kind, key, coalitions) select network, 'ORGANIZATION', m.id::text, 0 from made m;
        -- Looked up one by one: joined, all organisations of the network would be read.
        return query select (w ->> 'id')::uuid, coalesce(
            (select known.id from published.organizations known
             where known.network_id = network and known.id = (w ->> 'id')::uuid and (w ->> 'ownWording')::boolean is not true),
            (select named.id from published.organizations named
             where named.network_id = network and named.name_key = w ->> 'nameKey'))
          from jsonb_array_elements(wanted) w;
      end $$;

      -- One count of the landscape that a coalition is part of: as itself, or as a fictional one.
      create type published.counted as (figure text, key text[], own integer, demo integer);

      create function published.put_coalition(record jsonb, card json, profile json) returns integer
      language plpgsql volatile security definer set search_path = '' as $$
      declare active uuid := access.coalition('lead'); place record; before published.counted[];
      begin
        if active is null then raise insufficient_privilege; end if;
        perform published.take_turn(access.network_of_coalition());
        select * into strict place from access.next_publication(active);
        before := published.counted(place.network_id, active);
        delete from published.tombstones t where t.network_id = place.network_id and t.coalition_id = active and t.slug = place.slug;
        insert into published.coalitions as c (network_id, id, slug, name, sort_name, scope, demo, claimed, version, draft_revision,
          published_at, verified_on, county_fips, sector_codes, population_codes, framework_codes, search_text, card, profile)
        select place.network_id, active, place.slug, r.name, r.sort_name, r.scope, place.demo, place.claimed, place.version,
          r.draft_revision, now(), r.verified_on, r.county_fips, r.sector_codes, r.population_codes, r.framework_codes,
          r.search_text, put_coalition.card, put_coalition.profile
        from jsonb_to_record(record) r (name text, sort_name text, scope text, draft_revision integer, verified_on date,
          county_fips text[], sector_codes text[], population_codes text[], framework_codes text[], search_text text)
        on conflict (network_id, id) do update set (name, sort_name, scope, demo, claimed, version, draft_revision, published_at,
          verified_on, county_fips, sector_codes, population_codes, framework_codes, search_text, card, profile)
          = (excluded.name, excluded.sort_name, excluded.scope, excluded.demo, excluded.claimed, excluded.version,
          excluded.draft_revision, excluded.published_at, excluded.verified_on, excluded.county_fips, excluded.sector_codes,
          excluded.population_codes, excluded.framework_codes, excluded.search_text, excluded.card, excluded.profile);
        delete from published.coalition_organizations l where l.network_id = place.network_id and l.coalition_id = active;
        insert into published.coalition_organizations (network_id, coalition_id, organization_id, partner)
        select place.network_id, active, o::uuid, record -> 'partner_ids' ? o from jsonb_array_elements_text(record -> 'organization_ids') o;
        delete from published.coalition_counties l where l.network_id = place.network_id and l.coalition_id = active;
        insert into published.coalition_counties (network_id, coalition_id, fips)
        select distinct place.network_id, active, f from jsonb_array_elements_text(record -> 'county_fips') f;
        delete from published.parts p where p.network_id = place.network_id and p.coalition_id = active;
        insert into published.parts (network_id, coalition_id, id)
        select place.network_id, active, p::uuid from jsonb_array_elements_text(record -> 'part_ids') p;
        perform published.tally(place.network_id, active, before);
        perform audit.record(active, place.network_id, 'version ' || place.version, null,
          jsonb_build_object('revision', record -> 'draft_revision', 'rationale', record -> 'rationale'));
        return place.version;
      end $$;

      create function published.mark_verified(day date) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare before published.counted[];
      begin
        if access.coalition('write') is null then raise insufficient_privilege; end if;
        perform published.take_turn(access.network_of_coalition());
        before := published.counted(access.network_of_coalition(), access.coalition('write'));
        update published.coalitions c set verified_on = day
        where c.network_id = access.network_of_coalition() and c.id = access.coalition('write');
        perform published.tally(access.network_of_coalition(), access.coalition('write'), before);
        perform audit.record(access.coalition('write'), access.network_of_coalition(), 'profile', null,
          jsonb_build_object('verified_on', day));
      end $$;

      -- After the draft has gone back to what is public: nothing in it is unpublished.
      create function published.mark_discarded(revision integer) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        if access.coalition('write') is null then raise insufficient_privilege; end if;
        perform published.take_turn(access.network_of_coalition());
        update published.coalitions c set draft_revision = revision
        where c.network_id = access.network_of_coalition() and c.id = access.coalition('write');
      end $$;

      create function published.mark_claimed(coalition uuid) returns void
      language sql volatile security definer set search_path = '' as $$
        select published.take_turn(c.network_id) from published.coalitions c where c.id = coalition;
        update published.coalitions c set claimed = true where c.id = coalition and not c.claimed
      $$;

      ${lookupFunction('access.next_publication(uuid)', 'registry_owner')}
      ${ownerFunction('published.put_organizations(jsonb)', 'registry_member')}
      ${ownerFunction('published.put_coalition(jsonb, json, json)', 'registry_member')}
      ${ownerFunction('published.mark_verified(date)', 'registry_member')}
      ${ownerFunction('published.mark_discarded(integer)', 'registry_member')}
      ${ownerFunction('published.mark_claimed(uuid)', 'registry_authz')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop schema published cascade; drop function access.next_publication; create schema published`,
    );
  }
}
