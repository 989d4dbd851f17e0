import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/** What people set for themselves. */
export class OwnSettings1764001800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- Null leaves a setting as it is. Nothing comes back when the session does not hold any more.
      create function access.update_viewer(session uuid, name text, tongue text, digest boolean)
        returns table (account_id uuid, email text, display_name text, roles text[], language text, weekly_digest boolean)
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        update access.accounts a set display_name = coalesce(name, a.display_name), language = coalesce(tongue, a.language),
          weekly_digest = coalesce(digest, a.weekly_digest)
        where a.id = access.account_of(session);
        return query select * from access.viewer(session);
      end $$;

      ${lookupFunction('access.update_viewer(uuid, text, text, boolean)', 'registry_server')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, 'drop function access.update_viewer');
  }
}
