import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { ownerFunction } from './support/tables.ts';

/** Each thing that a coalition and another have in common, as one row; `of` narrows it to the ties of one coalition. */
const shared = (of: string): string => `
          select own.coalition_id as own_id, theirs.coalition_id as other_id, 1 as partner, 0 as county, 0 as goal
          from published.coalition_organizations own join published.coalition_organizations theirs
            on theirs.network_id = own.network_id and theirs.organization_id = own.organization_id
          where own.network_id = network and ${of}
          union all
          select own.coalition_id, theirs.coalition_id, 0, 1, 0
          from published.coalition_counties own join published.coalition_counties theirs
            on theirs.network_id = own.network_id and theirs.fips = own.fips
          where own.network_id = network and ${of}
          union all
          select own.coalition_id, theirs.coalition_id, 0, 0, 1
          from published.coalition_goals own join published.coalition_goals theirs
            on theirs.network_id = own.network_id and theirs.goal_code = own.goal_code
          where own.network_id = network and ${of} and own.direct and theirs.direct
            and own.intents && '{CONTRIBUTES,PARTLY}' and theirs.intents && '{CONTRIBUTES,PARTLY}'`;

/** What two coalitions have in common, and the whole landscape made anew. */
export class LandscapeTies1764001500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- The ties of one coalition with all others. Rows that stay as they are are not touched.
      create function published.refresh_ties(network uuid, coalition uuid) returns void
      language plpgsql volatile set search_path = '' as $$
      begin
        with found as (
          select s.other_id, sum(s.partner)::integer as partners, sum(s.county)::integer as counties, sum(s.goal)::integer as goals
          from (${shared('own.coalition_id = coalition')}) s where s.other_id <> coalition group by s.other_id
        ), gone as (
          delete from published.ties t where t.network_id = network and coalition in (t.a, t.b)
            and not exists (select from found f where f.other_id in (t.a, t.b))
        )
        insert into published.ties as t (network_id, a, b, demo, partners, counties, goals)
        select network, least(f.other_id, coalition), greatest(f.other_id, coalition), own.demo or other.demo, f.partners, f.counties, f.goals
        from found f
        join published.coalitions own on own.network_id = network and own.id = coalition
        join published.coalitions other on other.network_id = network and other.id = f.other_id
        on conflict (network_id, a, b) do update set (demo, partners, counties, goals)
          = (excluded.demo, excluded.partners, excluded.counties, excluded.goals)
        where (t.demo, t.partners, t.counties, t.goals) is distinct from (excluded.demo, excluded.partners, excluded.counties, excluded.goals);
      end $$;

      -- After a change of the framework, which moves every strategy at once.
      create function published.rebuild_landscape(network uuid) returns void
      language plpgsql volatile set search_path = '' as $$
      begin
        perform published.take_turn(network);
        perform published.place_strategy(network, null);
        delete from published.coverage t where t.network_id = network;
        insert into published.coverage (network_id, goal_code, fips, intents, demo, coalitions)
        select network, g.goal_code, area.fips, g.intents, c.demo, count(*)
        from published.coalition_goals g join published.coalitions c on c.network_id = g.network_id and c.id = g.coalition_id
        cross join unnest(case when c.scope = 'STATEWIDE' then array['*'] else c.county_fips end) area (fips)
        where g.network_id = network group by g.goal_code, area.fips, g.intents, c.demo;
        delete from published.pathway_counts t where t.network_id = network;
        insert into published.pathway_counts (network_id, goal_code, steps, coalitions, demo_coalitions)
        select network, p.goal_code, p.steps, count(*) filter (where not c.demo), count(*) filter (where c.demo)
        from published.pathways p join published.coalitions c on c.network_id = p.network_id and c.id = p.coalition_id
        where p.network_id = network group by p.goal_code, p.steps;
        delete from published.verifications t where t.network_id = network;
        insert into published.verifications (network_id, verified_on, coalitions, demo_coalitions)
        select network, coalesce(c.verified_on, '-infinity'), count(*) filter (where not c.demo), count(*) filter (where c.demo)
        from published.coalitions c where c.network_id = network group by 2;
        perform published.rebuild_sectors(network);
        delete from published.ties t where t.network_id = network;
        insert into published.ties (network_id, a, b, demo, partners, counties, goals)
        select network, s.own_id, s.other_id, bool_or(own.demo or other.demo), sum(s.partner), sum(s.county), sum(s.goal)
        from (${shared('theirs.coalition_id > own.coalition_id')}) s
        join published.coalitions own on own.network_id = network and own.id = s.own_id
        join published.coalitions other on other.network_id = network and other.id = s.other_id
        group by s.own_id, s.other_id;
      end $$;

      create function published.rebuild_sectors(network uuid) returns void
      language plpgsql volatile set search_path = '' as $$
      begin
        update published.organizations o set (partner_of, partner_of_demo) = (n.own, n.demo)
        from (
          select k.id, count(c.id) filter (where not c.demo) as own, count(c.id) filter (where c.demo) as demo
          from published.organizations k
          left join published.coalition_organizations l on l.network_id = k.network_id and l.organization_id = k.id and l.partner
          left join published.coalitions c on c.network_id = l.network_id and c.id = l.coalition_id
          where k.network_id = network group by k.id
        ) n where o.network_id = network and o.id = n.id and (o.partner_of, o.partner_of_demo) <> (n.own, n.demo);
        delete from published.sector_participation t where t.network_id = network;
        insert into published.sector_participation (network_id, sector_code, coalitions, demo_coalitions, partners, partners_with_demo)
        select network, u.sector, sum(u.own), sum(u.demo), sum(u.partner), sum(u.any_partner) from (
          select s.sector, (not c.demo)::integer as own, c.demo::integer as demo, 0 as partner, 0 as any_partner
          from published.coalitions c cross join unnest(c.sector_codes) s (sector) where c.network_id = network
          union all
          select o.sector_code, 0, 0, (o.partner_of > 0)::integer, 1 from published.organizations o
          where o.network_id = network and o.sector_code is not null and o.partner_of + o.partner_of_demo > 0
        ) u group by u.sector;
      end $$;

      ${['refresh_ties(uuid, uuid)', 'rebuild_landscape(uuid)', 'rebuild_sectors(uuid)']
        .map((signature) => ownerFunction(`published.${signature}`, 'registry_owner'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function published.rebuild_sectors, published.rebuild_landscape, published.refresh_ties`,
    );
  }
}
