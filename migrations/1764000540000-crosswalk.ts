import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { openTable, ownerFunction, revisedTable } from './support/tables.ts';

/** Frameworks that others have published, and which goal of a network corresponds to which of theirs or of a network. */
export class Crosswalk1764000540000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table reference.frameworks (
        code text primary key constraint framework_code_form check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
        name text not null,
        owner text,
        year integer,
        state text,
        note text,
        sources jsonb not null default '[]',
        revision integer not null default 1,
        saved_at timestamptz not null default now()
      );

      -- How often the crosswalk of a network was saved.
      alter table reference.networks add crosswalk_revision integer not null default 0, add crosswalk_saved_at timestamptz;

      -- An item without a title is a slot: its source says that it is there, and not yet how it is called.
      create table reference.framework_items (
        framework_code text not null references reference.frameworks on delete cascade,
        code text not null,
        number text,
        title text,
        description text,
        parent_code text,
        position integer not null,
        primary key (framework_code, code),
        constraint framework_item_parent foreign key (framework_code, parent_code)
          references reference.framework_items (framework_code, code) deferrable initially deferred
      );
      create index on reference.framework_items (framework_code, parent_code);

      -- Of the network whose goal it is. The match tells what the target is to that goal.
      create table reference.crosswalk (
        network_id uuid not null references reference.networks on delete cascade,
        position integer not null,
        goal_code text not null,
        target_network_id uuid,
        target_goal_code text,
        framework_code text,
        item_code text,
        match text not null check (match in ('EXACT', 'CLOSE', 'BROADER', 'NARROWER', 'RELATED')),
        note text,
        primary key (network_id, position),
        constraint crosswalk_goal foreign key (network_id, goal_code) references reference.goals (network_id, code),
        constraint crosswalk_target_goal foreign key (target_network_id, target_goal_code)
          references reference.goals (network_id, code),
        constraint crosswalk_item foreign key (framework_code, item_code) references reference.framework_items,
        constraint crosswalk_has_one_target check (
          num_nonnulls(target_network_id, target_goal_code, framework_code, item_code) = 2
          and num_nonnulls(target_network_id, target_goal_code) in (0, 2)),
        constraint crosswalk_leads_elsewhere check ((network_id, goal_code) is distinct from (target_network_id, target_goal_code)),
        constraint crosswalk_pair_taken unique nulls not distinct
          (network_id, goal_code, target_network_id, target_goal_code, framework_code, item_code)
      );
      create index on reference.crosswalk (target_network_id, target_goal_code);
      create index on reference.crosswalk (framework_code, item_code);

      -- A link is shown at both of its ends.
      create function reference.raise_linked_revisions() returns trigger
      language plpgsql volatile set search_path = '' as $$
      begin
        perform reference.raise_revision(n.id) from (
          select c.network_id as id from changed c union
          select c.target_network_id from changed c where c.target_network_id is not null order by 1) n;
        return null;
      end $$;

      -- The answers of any network may show a framework of others, and only networks have revisions.
      create function reference.raise_all_revisions() returns trigger
      language plpgsql volatile set search_path = '' as $$
      begin
        if exists (select from changed) then
          perform reference.raise_revision(n.id) from (select m.id from reference.networks m order by m.id) n;
        end if;
        return null;
      end $$;

      ${['frameworks', 'framework_items', 'crosswalk'].map((table) => openTable(`reference.${table}`)).join('\n')}
      ${revisedTable('reference.crosswalk', 'reference.raise_linked_revisions')}
      ${revisedTable('reference.frameworks', 'reference.raise_all_revisions')}
      ${revisedTable('reference.framework_items', 'reference.raise_all_revisions')}

      -- Whole, but for an item that a crosswalk names, or when somebody has saved since: then nothing changes, and the rows
      -- say whose crosswalks, or where it stands.
      create function reference.save_framework(expected_revision integer, wanted jsonb)
        returns table (used_item text, network_slug text, network_name text, current_revision integer, last_saved timestamptz)
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        saved_code constant text := wanted ->> 'code';
        codes text[] := array(select i ->> 'code' from jsonb_array_elements(wanted -> 'items') i);
      begin
        if not access.is_platform_admin() then raise insufficient_privilege; end if;
        perform from reference.networks n order by n.id for no key update;
        return query select null::text, null::text, null::text, coalesce(f.revision, 0), f.saved_at
          from (select 1) one left join reference.frameworks f on f.code = saved_code
          where coalesce(f.revision, 0) <> expected_revision;
        if found then return; end if;
        return query select distinct x.item_code, n.slug, n.name, null::integer, null::timestamptz
          from reference.crosswalk x join reference.networks n on n.id = x.network_id
          where x.framework_code = saved_code and x.item_code <> all (codes) order by 1, 2 limit 500;
        if found then return; end if;
        insert into reference.frameworks (code, name, owner, year, state, note, sources)
        select saved_code, f.name, f.owner, f.year, f.state, f.note, f.sources
        from jsonb_to_record(wanted) f (name text, owner text, year integer, state text, note text, sources jsonb)
        on conflict (code) do update set (name, owner, year, state, note, sources, revision, saved_at)
          = (excluded.name, excluded.owner, excluded.year, excluded.state, excluded.note, excluded.sources,
            frameworks.revision + 1, now());
        insert into reference.framework_items (framework_code, code, number, title, description, parent_code, position)
        select saved_code, i ->> 'code', i ->> 'number', i ->> 'title', i ->> 'description', i ->> 'parentCode', place
        from jsonb_array_elements(wanted -> 'items') with ordinality as list(i, place)
        on conflict (framework_code, code) do update set (number, title, description, parent_code, position)
          = (excluded.number, excluded.title, excluded.description, excluded.parent_code, excluded.position);
        delete from reference.framework_items i where i.framework_code = saved_code and i.code <> all (codes);
        perform audit.record(null, null, 'framework ' || saved_code, null, wanted);
      end $$;

      -- The whole list of a network at once. The networks that it reaches into first, all in one order.
      -- A row: somebody has saved since, and nothing was changed.
      create function reference.save_crosswalk(expected_revision integer, wanted jsonb)
        returns table (current_revision integer, last_saved timestamptz)
      language plpgsql volatile security definer set search_path = '' as $$
      declare network uuid := access.network('admin');
      begin
        if network is null then raise insufficient_privilege; end if;
        perform from reference.networks n where n.id = network
          or n.id in (select x.target_network_id from reference.crosswalk x where x.network_id = network)
          or n.id in (select (e ->> 'targetNetworkKey')::uuid from jsonb_array_elements(wanted) e)
        order by n.id for no key update;
        return query select n.crosswalk_revision, n.crosswalk_saved_at from reference.networks n
          where n.id = network and n.crosswalk_revision <> expected_revision;
        if found then return; end if;
        update reference.networks n set crosswalk_revision = expected_revision + 1, crosswalk_saved_at = now() where n.id = network;
        perform reference.raise_revision(network);
        delete from reference.crosswalk x where x.network_id = network;
        insert into reference.crosswalk (network_id, position, goal_code, target_network_id, target_goal_code,
          framework_code, item_code, match, note)
        select network, place, e ->> 'goalCode', (e ->> 'targetNetworkKey')::uuid, e ->> 'targetGoalCode',
          e ->> 'frameworkCode', e ->> 'itemCode', e ->> 'match', e ->> 'note'
        from jsonb_array_elements(wanted) with ordinality as list(e, place);
        perform audit.record(null, network, 'crosswalk', null, wanted);
      end $$;

      ${ownerFunction('reference.save_framework(integer, jsonb)', 'registry_admin')}
      ${ownerFunction('reference.save_crosswalk(integer, jsonb)', 'registry_network')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function reference.save_crosswalk, reference.save_framework;
       drop table reference.crosswalk, reference.framework_items, reference.frameworks;
       alter table reference.networks drop crosswalk_revision, drop crosswalk_saved_at;
       drop function reference.raise_all_revisions, reference.raise_linked_revisions`,
    );
  }
}
