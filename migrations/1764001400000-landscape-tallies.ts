import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { ofEachKind } from './support/shared-things.ts';
import { ownerFunction } from './support/tables.ts';

/** How a publication moves the figures of the landscape. */
export class LandscapeTallies1764001400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- What a goal's code counts for: the goal that it is now, and all goals above that one.
      create function published.goals_counted(network uuid) returns table (code text, counts_for text, direct boolean)
      language sql stable set search_path = '' as $$
        with recursive present as (
          select g.code, g.code as present_code, g.retired, g.replaced_by
          from reference.goals g where g.network_id = network
          union
          select p.code, g.code, g.retired, g.replaced_by
          from present p join reference.goals g on g.network_id = network and g.code = p.replaced_by where p.retired
        ), upwards as (
          select p.code, p.present_code as counts_for, true as direct from present p where not p.retired
          union
          select u.code, g.parent_code, false from upwards u
          join reference.goals g on g.network_id = network and g.code = u.counts_for where g.parent_code is not null
        )
        select u.code, u.counts_for, bool_or(u.direct) from upwards u group by u.code, u.counts_for
      $$;

      -- Goals and pathways of the version in force; of one coalition, or of all when it is null. That a goal is left out
      -- on purpose says nothing of the goals above it.
      create function published.place_strategy(network uuid, coalition uuid) returns void
      language plpgsql volatile set search_path = '' as $$
      begin
        delete from published.coalition_goals g where g.network_id = network and (coalition is null or g.coalition_id = coalition);
        delete from published.pathways p where p.network_id = network and (coalition is null or p.coalition_id = coalition);
        with counted as materialized (
          select n.code, n.counts_for, n.direct from published.goals_counted(network) n
        ), goals as (
          insert into published.coalition_goals (network_id, coalition_id, goal_code, intents, direct)
          select network, c.id, n.counts_for, array_agg(distinct i.intent order by i.intent),
            bool_or(n.direct and i.intent <> 'INTENTIONALLY_NOT_ADDRESSED')
          from published.coalitions c
          join published.strategies s on s.network_id = c.network_id and s.coalition_id = c.id and s.version = c.strategy_version
          cross join lateral jsonb_to_recordset(s.alignments) a ("goalCode" text, intents text[])
          cross join lateral unnest(a.intents) i (intent)
          join counted n on n.code = a."goalCode"
            and (n.direct or i.intent <> 'INTENTIONALLY_NOT_ADDRESSED')
          where c.network_id = network and (coalition is null or c.id = coalition)
          group by c.id, n.counts_for
        )
        insert into published.pathways (network_id, coalition_id, goal_code, steps, texts)
        select distinct on (c.id, n.counts_for, p.steps) network, c.id, n.counts_for, p.steps, p.texts
        from published.coalitions c
        join published.strategies s on s.network_id = c.network_id and s.coalition_id = c.id and s.version = c.strategy_version
        cross join lateral jsonb_to_recordset(s.pathways) p ("goalCode" text, steps text[], texts text[])
        join counted n on n.code = p."goalCode"
        where c.network_id = network and (coalition is null or c.id = coalition)
        order by c.id, n.counts_for, p.steps, n.direct desc, p."goalCode";
        update published.coalitions c set goal_codes = now_towards.codes
        from published.coalitions p
        cross join lateral (
          select coalesce(array_agg(g.goal_code order by g.goal_code), '{}') as codes from published.coalition_goals g
          where g.network_id = p.network_id and g.coalition_id = p.id and g.direct and g.intents && '{CONTRIBUTES,PARTLY}'
        ) now_towards
        where p.network_id = network and (coalition is null or p.id = coalition)
          and c.network_id = p.network_id and c.id = p.id and c.goal_codes <> now_towards.codes;
      end $$;

      -- Everything that a published coalition counts for, one row for each count that it is part of.
      create function published.counted(network uuid, coalition uuid) returns published.counted[]
      language sql stable set search_path = '' as $$
        select coalesce(array_agg(row(u.figure, u.key, (not c.demo)::integer, c.demo::integer)::published.counted), '{}')
        from published.coalitions c cross join lateral (
          select 'COVERAGE', array[g.goal_code, area.fips] || g.intents from published.coalition_goals g
          cross join unnest(case when c.scope = 'STATEWIDE' then array['*'] else c.county_fips end) area (fips)
          where g.network_id = network and g.coalition_id = coalition
          union all
          select 'PATHWAY', p.goal_code || p.steps from published.pathways p
          where p.network_id = network and p.coalition_id = coalition
          union all
          select 'SECTOR', array[s.code] from unnest(c.sector_codes) s (code)
          union all
          select 'VERIFICATION', array[coalesce(c.verified_on, '-infinity')::text]
          union all
          select 'PARTNER', array[l.organization_id::text] from published.coalition_organizations l
          where l.network_id = network and l.coalition_id = coalition and l.partner
          union all${ofEachKind(
            ({ kind, table, column, counts }) => `
          select '${kind}', array[h.${column}::text] from ${table} h
          where h.network_id = network and h.coalition_id = coalition and ${counts('h')}`,
          )}
        ) u (figure, key)
        where c.network_id = network and c.id = coalition
      $$;

      -- Moves the counts by what one coalition counts for now and did not before, or the other way round. Counts that
      -- come to nothing go.
      create function published.tally(network uuid, coalition uuid, before published.counted[]) returns void
      language plpgsql volatile set search_path = '' as $$
      declare changes published.counted[];
      begin
        select array_agg(row(u.figure, u.key, u.own, u.demo)::published.counted) into changes from (
          select s.figure, s.key, sum(s.own)::integer as own, sum(s.demo)::integer as demo from (
            select a.* from unnest(published.counted(network, coalition)) a union all select b.figure, b.key, -b.own, -b.demo from unnest(before) b
          ) s group by s.figure, s.key having sum(s.own) <> 0 or sum(s.demo) <> 0
        ) u;
        insert into published.coverage as t (network_id, goal_code, fips, intents, demo, coalitions)
        select network, c.key[1], c.key[2], c.key[3:], d.demo, d.coalitions
        from unnest(changes) c cross join lateral (values (false, c.own), (true, c.demo)) d (demo, coalitions)
        where c.figure = 'COVERAGE' and d.coalitions <> 0
        on conflict (network_id, goal_code, fips, intents, demo) do update set coalitions = t.coalitions + excluded.coalitions;
        insert into published.pathway_counts as t (network_id, goal_code, steps, coalitions, demo_coalitions)
        select network, c.key[1], c.key[2:], c.own, c.demo from unnest(changes) c where c.figure = 'PATHWAY'
        on conflict (network_id, goal_code, steps) do update
          set (coalitions, demo_coalitions) = (t.coalitions + excluded.coalitions, t.demo_coalitions + excluded.demo_coalitions);
        insert into published.sector_participation as t (network_id, sector_code, coalitions, demo_coalitions)
        select network, c.key[1], c.own, c.demo from unnest(changes) c where c.figure = 'SECTOR'
        on conflict (network_id, sector_code) do update
          set (coalitions, demo_coalitions) = (t.coalitions + excluded.coalitions, t.demo_coalitions + excluded.demo_coalitions);
        insert into published.verifications as t (network_id, verified_on, coalitions, demo_coalitions)
        select network, c.key[1]::date, c.own, c.demo from unnest(changes) c where c.figure = 'VERIFICATION'
        on conflict (network_id, verified_on) do update
          set (coalitions, demo_coalitions) = (t.coalitions + excluded.coalitions, t.demo_coalitions + excluded.demo_coalitions);
        update published.organizations o set partner_of = o.partner_of + c.own, partner_of_demo = o.partner_of_demo + c.demo
        from unnest(changes) c where c.figure = 'PARTNER' and o.network_id = network and o.id = c.key[1]::uuid;
        insert into published.shared_things as t (network_id, kind, key, coalitions)
        select network, c.figure, c.key[1], c.own + c.demo from unnest(changes) c
        where c.figure in ('ORGANIZATION', 'COUNTY', 'GOAL') and c.own + c.demo <> 0
        on conflict (network_id, kind, key) do update set coalitions = t.coalitions + excluded.coalitions;
        if exists (select from unnest(changes) c where c.figure in ('ORGANIZATION', 'COUNTY', 'GOAL')) then
          perform published.refresh_ties(network, coalition);
        end if;
        perform published.drop_empty_counts(network);
      end $$;

      -- An organisation is public as long as a published coalition names it.
      create function published.drop_empty_counts(network uuid) returns void
      language sql volatile set search_path = '' as $$
        delete from published.coverage t where t.network_id = network and t.coalitions = 0;
        delete from published.pathway_counts t where t.network_id = network and t.coalitions = 0 and t.demo_coalitions = 0;
        delete from published.verifications t where t.network_id = network and t.coalitions = 0 and t.demo_coalitions = 0;
        delete from published.sector_participation t where t.network_id = network and t.coalitions = 0 and t.demo_coalitions = 0
          and t.partners_with_demo = 0;
        with nobodys as (
          delete from published.shared_things t where t.network_id = network and t.coalitions = 0 returning t.kind, t.key
        )
        delete from published.organizations o using nobodys n
        where n.kind = 'ORGANIZATION' and o.network_id = network and o.id = n.key::uuid
      $$;
      create index on published.coverage (network_id) where coalitions = 0;
      create index on published.pathway_counts (network_id) where coalitions = 0 and demo_coalitions = 0;
      create index on published.verifications (network_id) where coalitions = 0 and demo_coalitions = 0;

      -- An organisation counts once for its sector, however many coalitions it is a partner of.
      create function published.follow_partners() returns trigger
      language plpgsql volatile set search_path = '' as $$
      begin
        insert into published.sector_participation as t (network_id, sector_code, partners, partners_with_demo)
        select r.network_id, r.sector_code, sum(r.own), sum(r.any_at_all) from (
          select new.network_id, new.sector_code, (new.partner_of > 0)::integer as own,
            (new.partner_of + new.partner_of_demo > 0)::integer as any_at_all where tg_op <> 'DELETE'
          union all
          select old.network_id, old.sector_code, -(old.partner_of > 0)::integer,
            -(old.partner_of + old.partner_of_demo > 0)::integer where tg_op <> 'INSERT'
        ) r where r.sector_code is not null group by r.network_id, r.sector_code
        having sum(r.own) <> 0 or sum(r.any_at_all) <> 0
        on conflict (network_id, sector_code) do update
          set (partners, partners_with_demo) = (t.partners + excluded.partners, t.partners_with_demo + excluded.partners_with_demo);
        return null;
      end $$;
      create trigger partners_by_sector after insert or delete or update of sector_code, partner_of, partner_of_demo
        on published.organizations for each row execute function published.follow_partners();

      ${[
        'goals_counted(uuid)',
        'place_strategy(uuid, uuid)',
        'counted(uuid, uuid)',
        'tally(uuid, uuid, published.counted[])',
        'drop_empty_counts(uuid)',
        'follow_partners()',
      ]
        .map((signature) => ownerFunction(`published.${signature}`, 'registry_owner'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop trigger partners_by_sector on published.organizations;
       drop function published.follow_partners, published.drop_empty_counts, published.tally, published.counted, published.place_strategy,
         published.goals_counted`,
    );
  }
}
