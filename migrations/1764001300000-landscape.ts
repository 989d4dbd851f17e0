import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { openTable } from './support/tables.ts';

/**
 * What is seen by looking across coalitions. The figures are kept as counts, which a publication moves (`tally`) by what
 * its coalition counts for afterwards and did not before; the network's turn keeps publications apart.
 */
export class Landscape1764001300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- Which goals in force the strategy of a coalition speaks of, and how: replaced codes as their replacement, and
      -- each goal once for all that stands above it.
      create table published.coalition_goals (
        network_id uuid not null,
        coalition_id uuid not null,
        goal_code text not null,
        intents text[] not null,
        -- The strategy itself contributes to it, not only by way of a goal below.
        direct boolean not null,
        primary key (network_id, goal_code, coalition_id),
        foreign key (network_id, coalition_id) references published.coalitions on delete cascade
      );
      create index on published.coalition_goals (network_id, coalition_id);
      create index on published.coalition_goals (network_id, goal_code, coalition_id)
        where direct and intents && '{CONTRIBUTES,PARTLY}';

      create table published.coalition_counties (
        network_id uuid not null,
        coalition_id uuid not null,
        fips text not null,
        primary key (network_id, fips, coalition_id),
        foreign key (network_id, coalition_id) references published.coalitions on delete cascade
      );
      create index on published.coalition_counties (network_id, coalition_id);

      -- How a strategy hopes to reach a goal: steps are KIND or KIND:approach, first to last, the last one aligned with it.
      create table published.pathways (
        network_id uuid not null,
        coalition_id uuid not null,
        goal_code text not null,
        steps text[] not null,
        texts text[] not null,
        primary key (network_id, goal_code, steps, coalition_id),
        foreign key (network_id, coalition_id) references published.coalitions on delete cascade
      );
      create index on published.pathways (network_id, coalition_id);

      -- Coalitions by goal, county and the set of intents that each has there; '*' stands for the whole state.
      create table published.coverage (
        network_id uuid not null references reference.networks,
        goal_code text not null,
        fips text not null,
        intents text[] not null,
        demo boolean not null,
        coalitions integer not null,
        primary key (network_id, goal_code, fips, intents, demo)
      );

      create table published.pathway_counts (
        network_id uuid not null references reference.networks,
        goal_code text not null,
        steps text[] not null,
        coalitions integer not null,
        demo_coalitions integer not null,
        primary key (network_id, goal_code, steps)
      );

      create table published.sector_participation (
        network_id uuid not null references reference.networks,
        sector_code text not null,
        coalitions integer not null default 0,
        demo_coalitions integer not null default 0,
        -- Organisations that are somebody's partner: of any coalition but demonstrations, and of any at all.
        partners integer not null default 0,
        partners_with_demo integer not null default 0,
        primary key (network_id, sector_code)
      );

      create table published.verifications (
        network_id uuid not null references reference.networks,
        -- '-infinity' for never.
        verified_on date not null,
        coalitions integer not null,
        demo_coalitions integer not null,
        primary key (network_id, verified_on)
      );

      -- How many published coalitions, fictional ones among them, have what two of them could share. What too many have
      -- makes no tie by itself: makes_ties says for what the ties were made.
      create table published.shared_things (
        network_id uuid not null references reference.networks,
        kind text not null check (kind in ('ORGANIZATION', 'COUNTY', 'GOAL')),
        key text not null,
        coalitions integer not null,
        makes_ties boolean not null default true,
        primary key (network_id, kind, key)
      );
      create index on published.shared_things (network_id, makes_ties, coalitions);
      create index on published.shared_things (network_id) where coalitions = 0;

      create table published.ties (
        network_id uuid not null,
        a uuid not null,
        b uuid not null check (a < b),
        demo boolean not null,
        partners integer not null,
        counties integer not null,
        goals integer not null,
        shared integer not null generated always as (partners + counties + goals) stored,
        primary key (network_id, a, b),
        constraint tie_of_a foreign key (network_id, a) references published.coalitions on delete cascade,
        constraint tie_of_b foreign key (network_id, b) references published.coalitions on delete cascade
      );
      create index on published.ties (network_id, b);
      create index on published.ties (network_id, shared, a, b);

      alter table published.coalition_organizations add column partner boolean not null default false;
      alter table published.organizations add column partner_of integer not null default 0;
      alter table published.organizations add column partner_of_demo integer not null default 0;

      ${[
        'coalition_goals',
        'coalition_counties',
        'pathways',
        'coverage',
        'pathway_counts',
        'sector_participation',
        'verifications',
        'shared_things',
        'ties',
      ]
        .map((table) => openTable(`published.${table}`))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop table published.ties, published.shared_things, published.verifications, published.sector_participation, published.pathway_counts,
        published.coverage, published.pathways, published.coalition_counties, published.coalition_goals;
       alter table published.organizations drop column partner_of, drop column partner_of_demo;
       alter table published.coalition_organizations drop column partner`,
    );
  }
}
