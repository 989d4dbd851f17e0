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
        rows json not null
      );
      create index on access.imports (network_id);
      create index on access.imports (account_id);
      ${lookupTable('access.imports')}

      -- For a day: the registry may be another one by then. What was never confirmed goes, also with the next trial.
      create function access.keep_import(file_name text, understood json) returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      declare network uuid := access.network('admin'); kept uuid;
      begin
        if network is null then raise insufficient_privilege; end if;
        delete from access.imports i where i.created_at < now() - interval '1 day'
          or (i.network_id = network and i.account_id = access.account_of(access.setting('session_id')::uuid));
        insert into access.imports (network_id, account_id, file, rows)
        values (network, access.account_of(access.setting('session_id')::uuid), file_name, understood) returning id into kept;
        return kept;
      end $$;

      -- For whom has seen the report.
      create function access.kept_import(import uuid) returns table (file text, rows json)
      language sql stable security definer set search_path = '' as $$
        select i.file, i.rows from access.imports i
        where i.id = import and i.network_id = access.network('admin') and i.created_at >= now() - interval '1 day'
          and i.account_id = access.account_of(access.setting('session_id')::uuid)
      $$;

      -- Once.
      create function access.take_import(import uuid) returns boolean
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        delete from access.imports i where i.id = import and i.network_id = access.network('admin')
          and i.account_id = access.account_of(access.setting('session_id')::uuid);
        return found;
      end $$;

      ${['keep_import(text, json)', 'kept_import(uuid)', 'take_import(uuid)']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_network'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.take_import, access.kept_import, access.keep_import; drop table access.imports`,
    );
  }
}
