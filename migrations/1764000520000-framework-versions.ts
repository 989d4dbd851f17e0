import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { openTable, ownerFunction, revisedTable } from './support/tables.ts';

/** The framework of a network as it was at each of its versions; saving one asks who works towards what would go. */
export class FrameworkVersions1764000520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- A version is a document that never changes: its goals in tree order, each with the id that its code keeps.
      create table reference.framework_versions (
        network_id uuid not null references reference.networks on delete cascade,
        version integer not null,
        adopted_on date not null default (now() at time zone 'utc')::date,
        saved_at timestamptz not null default now(),
        reason text,
        goals json not null,
        primary key (network_id, version)
      );
      ${openTable('reference.framework_versions')}
      ${revisedTable('reference.framework_versions')}

      -- The goals in force become the next version.
      create function reference.freeze_goals(network uuid, reason text) returns void
      language plpgsql volatile set search_path = '' as $$
      declare next_version integer;
      begin
        update reference.networks n set framework_version = n.framework_version + 1
        where n.id = network returning n.framework_version into next_version;
        insert into reference.framework_versions (network_id, version, reason, goals)
        with recursive tree as (
          select g.*, array[g.position] as path from reference.goals g
          where g.network_id = network and g.parent_code is null and not g.retired
          union all
          select g.*, t.path || g.position from reference.goals g
          join tree t on g.network_id = t.network_id and g.parent_code = t.code where not g.retired
        )
        select network, next_version, freeze_goals.reason, coalesce(json_agg(json_build_object('id', id, 'code', code,
          'title', title, 'description', description, 'level', level, 'horizon', horizon, 'parentCode', parent_code,
          'targetDate', target_date, 'sources', sources) order by path), '[]')
        from tree;
      end $$;

      -- Ids persist by code, so that what points at a goal keeps pointing at it. Nothing changes, and one row says why,
      -- when the framework is at another version than expected, or when a published coalition works towards a goal that
      -- would go without a successor. A goal that was replaced before goes with the one that replaced it.
      create function reference.save_goals(expected_version integer, wanted jsonb, reason text)
        returns table (saved boolean, current_version integer, current_revision integer, saved_at timestamptz,
          use_count integer, uses json)
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        network uuid := access.network('admin');
        codes text[] := array(select g ->> 'code' from jsonb_array_elements(wanted) g);
        successors jsonb;
        going text[];
      begin
        if network is null then raise insufficient_privilege; end if;
        perform published.take_turn(network);
        select false, n.framework_version, n.revision, v.saved_at, 0, '[]'::json
        into saved, current_version, current_revision, save_goals.saved_at, use_count, uses
        from reference.networks n
        left join reference.framework_versions v on v.network_id = n.id and v.version = n.framework_version
        where n.id = network;
        if current_version <> expected_version then return next; return; end if;

        select coalesce(jsonb_object_agg(code, g ->> 'code'), '{}') into successors
        from jsonb_array_elements(wanted) g cross join jsonb_array_elements_text(g -> 'replaces') code;
        with recursive gone as (
          select o.code from reference.goals o
          where o.network_id = network and not o.retired and o.code <> all (codes) and not successors ? o.code
          union
          select o.code from reference.goals o join gone g on o.replaced_by = g.code
          where o.network_id = network and o.code <> all (codes) and not successors ? o.code
        )
        select array_agg(code) into going from gone;
        select count(*)::integer, coalesce(json_agg(json_build_object('goalCode', u.goal_code, 'coalition', u.coalition_slug,
          'name', u.coalition_name) order by u.place) filter (where u.place <= 500), '[]')
        into use_count, uses
        from (select *, row_number() over (order by goal_code, coalition_name, coalition_id) as place
          from published.goals_in_use(network, going)) u;
        if use_count > 0 then return next; return; end if;

        insert into reference.goals (network_id, code, title, description, level, horizon, parent_code, target_date, sources, position)
        select network, g ->> 'code', g ->> 'title', g ->> 'description', g ->> 'level', g ->> 'horizon',
          g ->> 'parentCode', (g ->> 'targetDate')::date, coalesce(g -> 'sources', '[]'), place
        from jsonb_array_elements(wanted) with ordinality as list(g, place)
        on conflict (network_id, code) do update set title = excluded.title, description = excluded.description,
          level = excluded.level, horizon = excluded.horizon, parent_code = excluded.parent_code,
          target_date = excluded.target_date, sources = excluded.sources, position = excluded.position,
          retired = false, replaced_by = null;
        update reference.goals o set retired = true, replaced_by = coalesce(successors ->> o.code, o.replaced_by)
        where o.network_id = network and o.code <> all (codes) and (not o.retired or successors ? o.code);
        perform reference.freeze_goals(network, save_goals.reason);
        perform published.rebuild_landscape(network);
        perform audit.record(null, network, 'goals', jsonb_build_object('version', current_version),
          jsonb_build_object('version', current_version + 1, 'reason', save_goals.reason));
        saved := true;
        return next;
      end $$;

      ${ownerFunction('reference.save_goals(integer, jsonb, text)', 'registry_network')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function reference.save_goals, reference.freeze_goals;
       drop table reference.framework_versions`,
    );
  }
}
