import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { openTable, ownerFunction, revisedTable } from './support/tables.ts';

/** What all of a network share: its goals and terms, the counties, and the revision that counts its changes. */
export class Networks1764000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table reference.networks (
        id uuid primary key default gen_random_uuid(),
        slug text not null constraint network_slug_taken unique constraint network_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
        name text not null constraint network_name_length check (length(name) between 1 and 200),
        states text[] not null,
        description text,
        contact text,
        license text,
        framework_version integer not null default 0,
        revision integer not null default 1,
        updated_at timestamptz not null default now()
      );

      create table reference.goals (
        network_id uuid not null references reference.networks on delete cascade,
        id uuid not null default gen_random_uuid(),
        code text not null,
        title text not null,
        description text,
        level text not null check (level in ('PRIORITY_AREA', 'GOAL', 'OUTCOME')),
        horizon text check (horizon in ('SHORT_TERM', 'INTERMEDIATE', 'LONG_TERM')),
        parent_code text,
        target_date date,
        retired boolean not null default false,
        replaced_by text,
        sources jsonb not null default '[]',
        position integer not null,
        primary key (network_id, id),
        constraint goal_code_taken unique (network_id, code),
        constraint goal_parent foreign key (network_id, parent_code) references reference.goals (network_id, code)
          deferrable initially deferred,
        constraint goal_replacement foreign key (network_id, replaced_by) references reference.goals (network_id, code),
        constraint only_retired_goals_are_replaced check (retired or replaced_by is null)
      );
      create index on reference.goals (network_id, parent_code);
      create index on reference.goals (network_id, replaced_by);

      create table reference.terms (
        network_id uuid not null references reference.networks on delete cascade,
        taxonomy text not null,
        code text not null,
        label text not null,
        position integer not null,
        primary key (network_id, taxonomy, code)
      );

      create table reference.counties (
        fips text primary key constraint county_fips_form check (fips ~ '^[0-9]{5}$'),
        name text not null,
        state text not null,
        population integer,
        population_year integer
      );
      create index on reference.counties (state, fips);

      ${['networks', 'goals', 'terms', 'counties'].map((table) => openTable(`reference.${table}`)).join('\n')}

      -- Told to every server process, which then stops giving out what it kept of that network.
      create function reference.raise_revision(network uuid) returns void
      language plpgsql volatile set search_path = '' as $$
      declare now_at integer;
      begin
        update reference.networks set revision = revision + 1, updated_at = clock_timestamp()
        where id = network returning revision into now_at;
        perform pg_notify('network_revision', network || ' ' || now_at);
      end $$;

      create function reference.raise_revisions() returns trigger
      language plpgsql volatile set search_path = '' as $$
      begin
        perform reference.raise_revision(n.network_id) from (select distinct network_id from changed order by 1) n;
        return null;
      end $$;

      create function reference.raise_revision_of_row() returns trigger
      language plpgsql volatile set search_path = '' as $$
      begin
        perform reference.raise_revision(new.network_id);
        return null;
      end $$;

      ${['goals', 'terms'].map((table) => revisedTable(`reference.${table}`)).join('\n')}

      create function reference.create_network(new_slug text, new_name text, new_states text[], new_description text)
        returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      declare new_id uuid;
      begin
        if not access.is_platform_admin() then raise insufficient_privilege; end if;
        insert into reference.networks (slug, name, states, description)
        values (new_slug, new_name, new_states, new_description) returning id into new_id;
        perform audit.record(null, new_id, 'network ' || new_slug, null, jsonb_build_object('name', new_name, 'states', new_states));
        return new_id;
      end $$;

      -- Only what is given changes, so that two who change different things lose nothing.
      create function reference.update_network(given jsonb) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare network uuid := access.network('admin'); old_row jsonb;
      begin
        if network is null then raise insufficient_privilege; end if;
        select jsonb_build_object('name', name, 'description', description, 'contact', contact, 'license', license)
        into old_row from reference.networks where id = network for update;
        update reference.networks n set
          name = case when given ? 'name' then given ->> 'name' else n.name end,
          description = case when given ? 'description' then given ->> 'description' else n.description end,
          contact = case when given ? 'contact' then given ->> 'contact' else n.contact end,
          license = case when given ? 'license' then given ->> 'license' else n.license end
        where n.id = network;
        perform reference.raise_revision(network);
        perform audit.record(null, network, 'network', old_row, given);
      end $$;

      -- The whole list of a taxonomy at once; a code that is left out goes.
      create function reference.save_terms(wanted_taxonomy text, wanted jsonb) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare network uuid := access.network('admin');
      begin
        if network is null then raise insufficient_privilege; end if;
        delete from reference.terms t where t.network_id = network and t.taxonomy = wanted_taxonomy
          and not exists (select from jsonb_array_elements(wanted) w where w ->> 'code' = t.code);
        insert into reference.terms (network_id, taxonomy, code, label, position)
        select network, wanted_taxonomy, w ->> 'code', w ->> 'label', place
        from jsonb_array_elements(wanted) with ordinality as list(w, place)
        on conflict (network_id, taxonomy, code) do update set label = excluded.label, position = excluded.position;
        perform audit.record(null, network, 'terms ' || wanted_taxonomy, null, wanted);
      end $$;

      ${ownerFunction('reference.raise_revision(uuid)', 'registry_owner')}
      ${ownerFunction('reference.raise_revisions()', 'registry_owner')}
      ${ownerFunction('reference.raise_revision_of_row()', 'registry_owner')}
      ${ownerFunction('reference.create_network(text, text, text[], text)', 'registry_admin')}
      ${ownerFunction('reference.update_network(jsonb)', 'registry_network')}
      ${ownerFunction('reference.save_terms(text, jsonb)', 'registry_network')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, `drop schema reference cascade; create schema reference`);
  }
}
