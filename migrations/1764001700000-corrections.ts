import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, lookupTable } from './support/tables.ts';

/** What anybody says is wrong in the record: read by who keeps the entry, and by nobody else. */
export class Corrections1764001700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table access.corrections (
        id uuid primary key default gen_random_uuid(),
        coalition_id uuid not null references access.coalitions,
        created_at timestamptz not null default now(),
        about text,
        content text not null constraint correction_length check (length(content) between 1 and 2000),
        source_url text,
        status text not null default 'OPEN' check (status in ('OPEN', 'TAKEN_UP', 'DISMISSED')),
        settled_at timestamptz,
        settled_by uuid references access.accounts
      );
      create index on access.corrections (coalition_id, created_at);
      create index on access.corrections (settled_by);
      ${lookupTable('access.corrections')}

      -- Whoever calls has found the coalition in the record; nothing is told of one that is not there.
      create function access.suggest_correction(coalition uuid, subject text, words text, source text) returns void
      language sql volatile security definer set search_path = '' as $$
        insert into access.corrections (coalition_id, about, content, source_url)
        select c.id, subject, words, source from access.coalitions c where c.id = coalition and c.status = 'ACTIVE'
      $$;

      create function access.corrections_of_coalition()
        returns table (id uuid, created_at timestamptz, about text, content text, source_url text, status text)
      language sql stable security definer set search_path = '' as $$
        select c.id, c.created_at, c.about, c.content, c.source_url, c.status from access.corrections c
        where c.coalition_id = access.coalition('read') order by c.created_at desc, c.id limit 500
      $$;

      -- Those that no lead will see to.
      create function access.corrections_of_network()
        returns table (id uuid, created_at timestamptz, about text, content text, source_url text, status text, coalition_id uuid)
      language sql stable security definer set search_path = '' as $$
        select c.id, c.created_at, c.about, c.content, c.source_url, c.status, c.coalition_id
        from access.corrections c join access.coalitions o on o.id = c.coalition_id
        where o.network_id = access.network('read') and not o.claimed and o.status = 'ACTIVE' and c.status = 'OPEN'
        order by c.created_at, c.id limit 500
      $$;

      create function access.settle_correction(correction uuid, new_status text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        update access.corrections c set status = new_status, settled_at = now(),
          settled_by = access.account_of(access.setting('session_id')::uuid)
        where c.id = correction and c.coalition_id = access.coalition('write');
        if not found then raise no_data_found; end if;
        perform audit.record(access.coalition('write'), access.network_of_coalition(), 'suggested correction', null,
          jsonb_build_object('status', new_status));
      end $$;

      ${lookupFunction('access.suggest_correction(uuid, text, text, text)', 'registry_public')}
      ${lookupFunction('access.corrections_of_coalition()', 'registry_member, registry_network')}
      ${lookupFunction('access.corrections_of_network()', 'registry_network')}
      ${lookupFunction('access.settle_correction(uuid, text)', 'registry_member')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.settle_correction, access.corrections_of_network, access.corrections_of_coalition,
        access.suggest_correction; drop table access.corrections`,
    );
  }
}
