import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, openTable, ownerFunction, revisedTable } from './support/tables.ts';

/** The published versions of strategies. Each is one document, never changed; the record names the one in force. */
export class StrategyVersions1764001200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table published.strategies (
        network_id uuid not null,
        coalition_id uuid not null,
        version integer not null,
        id uuid not null default gen_random_uuid(),
        framework_version integer not null,
        rationale text,
        published_at timestamptz not null default now(),
        document json not null,
        -- What the landscape counts: [{goalCode, intents}] and [{goalCode, steps, texts}], by the codes as they were written.
        alignments jsonb not null,
        pathways jsonb not null,
        primary key (network_id, coalition_id, version),
        constraint published_strategy_id unique (network_id, id),
        foreign key (network_id, coalition_id) references published.coalitions on delete cascade
      );
      ${openTable('published.strategies')}
      ${revisedTable('published.strategies')}

      -- Counts the strategies of a coalition past its unpublishing, so that a number never names two of them.
      alter table access.coalitions add column strategies integer not null default 0;
      create function access.next_strategy(coalition uuid) returns integer
      language sql volatile security definer set search_path = '' as $$
        update access.coalitions c set strategies = c.strategies + 1 where c.id = coalition and c.status = 'ACTIVE'
        returning c.strategies
      $$;

      -- Published strategies that speak of a goal: what a framework must not lose without a word.
      create function published.goals_in_use(network uuid, codes text[])
        returns table (goal_code text, coalition_id uuid, coalition_slug text, coalition_name text)
      language sql stable set search_path = '' as $$
        select a."goalCode", c.id, c.slug, c.name
        from published.coalitions c
        join published.strategies s on s.network_id = c.network_id and s.coalition_id = c.id and s.version = c.strategy_version
        cross join lateral jsonb_to_recordset(s.alignments) a ("goalCode" text)
        where c.network_id = network and a."goalCode" = any (codes)
      $$;

      -- The framework that the strategy was checked against must still be the one in force.
      create function published.put_strategy(record jsonb, document json) returns integer
      language plpgsql volatile security definer set search_path = '' as $$
      declare active uuid := access.coalition('lead'); network uuid := access.network_of_coalition(); new_version integer; framework integer;
        before published.counted[];
      begin
        if active is null then raise insufficient_privilege; end if;
        perform published.take_turn(network);
        if not exists (select from published.coalitions c where c.network_id = network and c.id = active) then
          raise check_violation using constraint = 'profile_is_published';
        end if;
        select n.framework_version into framework from reference.networks n where n.id = network;
        if framework <> (record ->> 'frameworkVersion')::integer then
          raise check_violation using constraint = 'framework_is_current';
        end if;
        new_version := access.next_strategy(active);
        before := published.counted(network, active);
        insert into published.strategies (network_id, coalition_id, version, framework_version, rationale, document, alignments, pathways)
        values (network, active, new_version, framework, record ->> 'rationale', document, record -> 'alignments', record -> 'pathways');
        insert into private.strategy_versions (coalition_id, network_id, version, framework_version, rationale, document)
        values (active, network, new_version, framework, record ->> 'rationale', document);
        update published.coalitions c set strategy_version = new_version, strategy_revision = (record ->> 'draftRevision')::integer
        where c.network_id = network and c.id = active;
        perform published.place_strategy(network, active);
        perform published.tally(network, active, before);
        perform audit.record(active, network, 'strategy version ' || new_version, null,
          jsonb_build_object('revision', record -> 'draftRevision', 'frameworkVersion', framework, 'rationale', record -> 'rationale'));
        return new_version;
      end $$;

      ${lookupFunction('access.next_strategy(uuid)', 'registry_owner')}
      ${ownerFunction('published.put_strategy(jsonb, json)', 'registry_member')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function published.put_strategy, published.goals_in_use, access.next_strategy; drop table published.strategies;
       alter table access.coalitions drop column strategies`,
    );
  }
}
