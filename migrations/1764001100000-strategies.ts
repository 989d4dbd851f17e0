import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { coalitionTable } from './support/tables.ts';

const owned = `
        coalition_id uuid not null default access.setting('coalition_id')::uuid,
        network_id uuid not null default access.network_of_coalition(),`;

/** The theory of change that a coalition works on: a typed graph, aligned with the shared goals in its own words. */
export class Strategies1764001100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- The row comes with the first save.
      create table private.strategies (${owned}
        revision integer not null default 1,
        title text not null constraint strategy_title_length check (length(title) between 1 and 200),
        vision text,
        rationale text,
        review_on date,
        based_on jsonb,
        changed_at timestamptz not null default now(),
        changed_by uuid,
        primary key (coalition_id),
        foreign key (coalition_id) references private.profiles (coalition_id) on delete cascade
      );

      create table private.strategy_nodes (${owned}
        key text not null constraint strategy_node_key check (key ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
        kind text not null check (kind in ('INPUT', 'ACTIVITY', 'OUTPUT', 'SHORT_TERM_OUTCOME', 'INTERMEDIATE_OUTCOME',
          'LONG_TERM_OUTCOME', 'IMPACT', 'CONDITION', 'ASSUMPTION', 'RISK', 'EXTERNAL_FACTOR')),
        text text not null check (length(text) between 1 and 500),
        approach_code text,
        note text,
        position integer not null,
        primary key (coalition_id, key),
        foreign key (coalition_id) references private.strategies (coalition_id) on delete cascade
      );

      create table private.strategy_links (${owned}
        from_key text not null,
        to_key text not null,
        rationale text,
        confidence integer check (confidence between 0 and 100),
        evidence text,
        position integer not null,
        primary key (coalition_id, from_key, to_key),
        constraint strategy_link_from foreign key (coalition_id, from_key) references private.strategy_nodes (coalition_id, key)
          deferrable initially deferred,
        constraint strategy_link_to foreign key (coalition_id, to_key) references private.strategy_nodes (coalition_id, key)
          deferrable initially deferred
      );
      create index on private.strategy_links (coalition_id, to_key);

      create table private.strategy_alignments (${owned}
        place text not null generated always as (coalesce(node_key, '-') || '>' || coalesce(goal_code, '-')) stored,
        node_key text,
        goal_code text,
        intent text not null,
        strength integer check (strength between 1 and 3),
        note text,
        position integer not null,
        primary key (coalition_id, place),
        constraint alignment_of_its_intent check (case intent
          when 'LOCAL_ONLY' then node_key is not null and goal_code is null
          when 'INTENTIONALLY_NOT_ADDRESSED' then node_key is null and goal_code is not null
          when 'CONTRIBUTES' then node_key is not null and goal_code is not null
          when 'PARTLY' then node_key is not null and goal_code is not null
          else false end),
        constraint alignment_node foreign key (coalition_id, node_key) references private.strategy_nodes (coalition_id, key)
          deferrable initially deferred,
        constraint alignment_strategy foreign key (coalition_id) references private.strategies (coalition_id) on delete cascade
      );
      create index on private.strategy_alignments (coalition_id, node_key);

      -- What was published, for good: the coalition goes back to it even after its record has been taken back.
      create table private.strategy_versions (${owned}
        version integer not null,
        framework_version integer not null,
        rationale text,
        published_at timestamptz not null default now(),
        document json not null,
        primary key (coalition_id, version)
      );

      ${[
        ['strategies', 'strategy'],
        ['strategy_nodes', 'strategy node'],
        ['strategy_links', 'strategy link'],
        ['strategy_alignments', 'strategy alignment'],
        ['strategy_versions', 'strategy version'],
      ]
        .map(([table, subject]) => coalitionTable(`private.${table}`, subject!))
        .join('\n')}

      -- Network staff see in their list of workspaces who has something unpublished.
      drop policy network_reads on private.strategies;
      create policy network_reads on private.strategies for select to registry_network
        using (network_id = (select access.network('read')));
      create index on private.strategies (network_id);

      -- Written by publishing alone, which keeps its own line in the history.
      drop trigger history on private.strategy_versions;
      drop policy member_adds on private.strategy_versions;
      drop policy member_changes on private.strategy_versions;
      drop policy member_removes on private.strategy_versions;
      revoke insert, update, delete on private.strategy_versions from registry_member;
      create policy publishing_adds on private.strategy_versions for insert to registry_owner
        with check (coalition_id = (select access.coalition('lead')));
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop table private.strategy_versions, private.strategy_alignments, private.strategy_links, private.strategy_nodes,
        private.strategies`,
    );
  }
}
