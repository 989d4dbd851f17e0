import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';

/** The schemas, the extensions of public search, and who may look into which schema. */
export class Foundation1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists pg_trgm;
      create extension if not exists btree_gin;
      -- Where the extensions' operators are.
      grant usage on schema public to registry_owner, registry_public, registry_member, registry_network,
        registry_board, registry_researcher, registry_admin;
      do $$ begin execute format('grant create on database %I to registry_owner', current_database()); end $$;
    `);
    await asOwner(
      runner,
      `
      create schema access;
      create schema audit;
      create schema reference;
      create schema private;
      create schema published;
      grant usage, create on schema access, audit to registry_authz;
      grant usage on schema access to registry_server, registry_public, registry_member, registry_network,
        registry_board, registry_researcher, registry_admin;
      grant usage on schema audit to registry_member, registry_network, registry_admin;
      grant usage on schema private to registry_member, registry_network;
      grant usage on schema reference, published to registry_public, registry_member, registry_network,
        registry_board, registry_researcher, registry_admin, registry_authz;
      grant usage on schema access, audit, reference, private, published to registry_backup;
      alter default privileges for role registry_owner grant select on tables to registry_backup;
      alter default privileges for role registry_owner revoke execute on functions from public;

      -- Absent settings read as null: after a transaction with one, Postgres leaves '' behind.
      create function access.setting(name text) returns text language sql stable
        as $$ select nullif(current_setting('app.' || name, true), '') $$;
      grant execute on function access.setting(text) to registry_server, registry_public, registry_member,
        registry_network, registry_board, registry_researcher, registry_admin, registry_authz;
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, `drop schema published, private, reference, audit, access cascade`);
  }
}
