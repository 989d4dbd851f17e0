import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { forEachKind, ofEachKind } from './support/shared-things.ts';
import { ownerFunction } from './support/tables.ts';

/** Pairs of coalitions that have something in common that makes ties, once for each such thing. */
const tied = (of: string): string =>
  ofEachKind(
    ({ kind, table, column, counts }) => `
          select own.coalition_id as a, theirs.coalition_id as b from ${table} own
          join published.shared_things t on t.network_id = network and t.kind = '${kind}' and t.key = own.${column}::text
            and t.coalitions <= published.widely_shared()
          join ${table} theirs on theirs.network_id = network and theirs.${column} = own.${column} and ${counts('theirs')}
          where own.network_id = network and ${counts('own')} and ${of}`,
  );

/** All that a coalition c has. Arrays, since joins of what two have go by way of all who have a widely shared thing. */
const HAS = forEachKind(
  ({ table, column, figure, counts }) => `
          array(select h.${column} from ${table} h where h.network_id = network and h.coalition_id = c.id and ${counts('h')}) as ${figure}`,
);

/** Of that, what makes ties. */
const MAKES_TIES = forEachKind(
  ({ kind, table, column, figure, counts }) => `
          array(select h.${column} from ${table} h
            join published.shared_things t on t.network_id = network and t.kind = '${kind}' and t.key = h.${column}::text
            where h.network_id = network and h.coalition_id = c.id and ${counts('h')}
              and t.coalitions <= published.widely_shared()) as rare_${figure}`,
);

/** How much of each kind x and y have in common. */
const FIGURES = forEachKind(
  ({ figure }) => `
          (select count(*)::integer from unnest(x.${figure}) u (thing) where u.thing = any (y.${figure})) as ${figure}`,
);

/** What two coalitions have in common, and the whole landscape made anew. */
export class LandscapeTies1764001500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- What more coalitions of a network have makes no tie by itself, but counts where there is one.
      create function published.widely_shared() returns integer
      language sql immutable set search_path = '' as $$ select 100 $$;

      -- The ties of ones[i] with others[i]. Rows that stay as they are are not touched.
      create function published.put_ties(network uuid, ones uuid[], others uuid[]) returns void
      language plpgsql volatile set search_path = '' as $$
      begin
        with x as materialized (
          select c.id, c.demo, ${HAS}, ${MAKES_TIES}
          from published.coalitions c where c.network_id = network and c.id = any (ones)
        ), y as materialized (
          select c.id, c.demo, ${HAS} from published.coalitions c where c.network_id = network and c.id = any (others)
        ), found as materialized (
          select least(x.id, y.id) as a, greatest(x.id, y.id) as b, x.demo or y.demo as demo, ${FIGURES},
            x.rare_partners && y.partners or x.rare_counties && y.counties or x.rare_goals && y.goals as tied
          from unnest(ones, others) p (one, other) join x on x.id = p.one join y on y.id = p.other
        ), gone as (
          delete from published.ties t using found f where not f.tied and t.network_id = network and t.a = f.a and t.b = f.b
        )
        insert into published.ties (network_id, a, b, demo, partners, counties, goals)
        select network, f.a, f.b, f.demo, f.partners, f.counties, f.goals from found f
        left join published.ties t on t.network_id = network and t.a = f.a and t.b = f.b
        where f.tied and (t.demo, t.partners, t.counties, t.goals) is distinct from (f.demo, f.partners, f.counties, f.goals)
        on conflict (network_id, a, b) do update set (demo, partners, counties, goals)
          = (excluded.demo, excluded.partners, excluded.counties, excluded.goals);
      end $$;

      -- After a coalition was counted anew, or taken out. What has become too widely shared, or is so no more, moves
      -- the ties of all who have it.
      create function published.refresh_ties(network uuid, coalition uuid) returns void
      language plpgsql volatile set search_path = '' as $$
      declare ones uuid[]; others uuid[]; thing published.shared_things;
      begin
        select array_agg(coalition), array_agg(o.id) into ones, others from (
          select case when t.a = coalition then t.b else t.a end from published.ties t
          where t.network_id = network and coalition in (t.a, t.b)
          union
          select p.b from (${tied('own.coalition_id = coalition')}) p where p.b <> coalition
        ) o (id);
        perform published.put_ties(network, ones, others);
        for thing in
          update published.shared_things t set makes_ties = not t.makes_ties
          where t.network_id = network and (t.makes_ties and t.coalitions > published.widely_shared()
            or not t.makes_ties and t.coalitions <= published.widely_shared())
          returning t.*
        loop
          with sharers (id) as (${ofEachKind(
            ({ kind, table, column, type, counts }) => `
            select h.coalition_id from ${table} h where h.network_id = network
              and h.${column} = case when thing.kind = '${kind}' then thing.key::${type} end and ${counts('h')}`,
          )}
          )
          select array_agg(x.id), array_agg(y.id) into ones, others from sharers x join sharers y on x.id < y.id;
          perform published.put_ties(network, ones, others);
        end loop;
      end $$;

      create function published.rebuild_ties(network uuid) returns void
      language plpgsql volatile set search_path = '' as $$
      begin
        delete from published.shared_things t where t.network_id = network;
        insert into published.shared_things (network_id, kind, key, coalitions, makes_ties)
        select network, h.kind, h.key, count(*), count(*) <= published.widely_shared() from (${ofEachKind(
          ({ kind, table, column, counts }) => `
          select '${kind}' as kind, h.${column}::text as key from ${table} h where h.network_id = network and ${counts('h')}`,
        )}
        ) h group by h.kind, h.key;
        delete from published.ties t where t.network_id = network;
        insert into published.ties (network_id, a, b, demo, partners, counties, goals)
        with pairs as materialized (
          select distinct p.a, p.b from (${tied('own.coalition_id < theirs.coalition_id')}) p
        ), everybody as materialized (
          select c.id, c.demo, ${HAS} from published.coalitions c where c.network_id = network
        )
        select network, x.id, y.id, x.demo or y.demo, ${FIGURES}
        from pairs p join everybody x on x.id = p.a join everybody y on y.id = p.b;
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
        perform published.rebuild_ties(network);
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

      ${[
        'widely_shared()',
        'put_ties(uuid, uuid[], uuid[])',
        'refresh_ties(uuid, uuid)',
        'rebuild_ties(uuid)',
        'rebuild_landscape(uuid)',
        'rebuild_sectors(uuid)',
      ]
        .map((signature) => ownerFunction(`published.${signature}`, 'registry_owner'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function published.rebuild_sectors, published.rebuild_landscape, published.rebuild_ties, published.refresh_ties,
         published.put_ties, published.widely_shared`,
    );
  }
}
