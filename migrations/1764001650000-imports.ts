import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, lookupTable } from './support/tables.ts';

/** What somebody has sent in to be imported, between the report of what it would do and their word to do it. */
export class Imports1764001650000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table access.imports (
        id uuid primary key default gen_random_uuid(),
        network_id uuid not null references reference.networks,
        account_id uuid not null references access.accounts,
        created_at timestamptz not null default now(),
        file text not null,
        rows json not null,
        -- Who carries it out, under which idempotency key, and until when nobody else may begin unless they say so again.
        claim uuid,
        claimed_under text,
        claimed_until timestamptz
      );
      create index on access.imports (network_id);
      create index on access.imports (account_id);
      ${lookupTable('access.imports')}

      -- For a day: the registry may be another one by then. What was never confirmed goes, also with the next trial; not what is
      -- being carried out.
      create function access.keep_import(file_name text, understood json) returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      declare network uuid := access.network('admin'); kept uuid;
      begin
        if network is null then raise insufficient_privilege; end if;
        delete from access.imports i where coalesce(i.claimed_until <= clock_timestamp(), true) and (
          i.created_at < now() - interval '1 day'
          or (i.network_id = network and i.account_id = access.account_of(access.setting('session_id')::uuid)));
        insert into access.imports (network_id, account_id, file, rows)
        values (network, access.account_of(access.setting('session_id')::uuid), file_name, understood) returning id into kept;
        return kept;
      end $$;

      -- For whom has seen the report: YOURS to carry out from now on, with what was understood of the file; or how many seconds
      -- somebody else's claim still holds, and whether it was made under this key.
      create function access.claim_import(import uuid, claimant uuid, key text, seconds integer)
        returns table (state text, wait integer, file text, rows json)
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        return query update access.imports i
        set claim = claimant, claimed_under = key, claimed_until = clock_timestamp() + seconds * interval '1 second'
        where i.id = import and i.network_id = access.network('admin') and i.created_at >= now() - interval '1 day'
          and i.account_id = access.account_of(access.setting('session_id')::uuid)
          and coalesce(i.claimed_until <= clock_timestamp(), true)
        returning 'YOURS', seconds, i.file, i.rows;
        if found then return; end if;
        return query select case when i.claimed_under = key then 'SAME KEY' else 'TAKEN' end,
          greatest(1, ceil(extract(epoch from i.claimed_until - clock_timestamp())))::integer, null::text, null::json
        from access.imports i
        where i.id = import and i.network_id = access.network('admin')
          and i.account_id = access.account_of(access.setting('session_id')::uuid);
      end $$;

      -- For so many seconds more, or for none; false where somebody else has claimed it since.
      create function access.hold_import(import uuid, claimant uuid, seconds integer) returns boolean
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        update access.imports i set claimed_until = clock_timestamp() + seconds * interval '1 second'
        where i.id = import and i.claim = claimant and i.network_id = access.network('admin')
          and i.account_id = access.account_of(access.setting('session_id')::uuid);
        return found;
      end $$;

      -- Once.
      create function access.take_import(import uuid, claimant uuid) returns boolean
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        delete from access.imports i where i.id = import and i.claim = claimant and i.network_id = access.network('admin')
          and i.account_id = access.account_of(access.setting('session_id')::uuid);
        return found;
      end $$;

      ${[
        'keep_import(text, json)',
        'claim_import(uuid, uuid, text, integer)',
        'hold_import(uuid, uuid, integer)',
        'take_import(uuid, uuid)',
      ]
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_network'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.take_import, access.hold_import, access.claim_import, access.keep_import;
       drop table access.imports`,
    );
  }
}
