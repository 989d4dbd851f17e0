import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, lookupTable } from './support/tables.ts';

/** Accounts locked by a platform admin, such as one whose password is in wrong hands. */
export class AccountLocks1764001920000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table access.account_locks (
        id uuid primary key default gen_random_uuid(),
        account_id uuid not null references access.accounts on delete cascade,
        reason text not null,
        locked_at timestamptz not null default now(),
        locked_by uuid references access.accounts on delete set null,
        unlocked_at timestamptz,
        unlocked_by uuid references access.accounts on delete set null
      );
      create index on access.account_locks (account_id);
      create index on access.account_locks (locked_by);
      create index on access.account_locks (unlocked_by);
      ${lookupTable('access.account_locks')}

      -- Of two platform admins who lock each other the second has no session any more when the turn is theirs.
      create function access.require_platform_admin() returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform pg_advisory_xact_lock(hashtext('platform admins'));
        if not access.is_platform_admin() then raise insufficient_privilege; end if;
        return access.account_of(access.setting('session_id')::uuid);
      end $$;

      -- Nobody locks themselves, so that of the platform admins one is always left. Roles stay, for when it is unlocked.
      create function access.lock_account(account uuid, key text, why text)
        returns table (account_id uuid, email text, display_name text, locked_at timestamptz)
      language plpgsql volatile security definer set search_path = '' as $$
      declare admin uuid := access.require_platform_admin(); target access.accounts;
      begin
        select a.* into target from access.accounts a where a.id = account or a.email_key = key for no key update;
        if not found then raise no_data_found; end if;
        if target.id = admin then raise check_violation using constraint = 'own_account_stays_open'; end if;
        if target.disabled_at is not null then raise check_violation using constraint = 'account_is_locked'; end if;
        update access.accounts a set disabled_at = now() where a.id = target.id;
        perform access.end_sessions(target.id, null, 'ACCOUNT_DISABLED');
        perform access.void_account_tokens(target.id);
        -- What whoever had the account gave away in order to stay does not come back with it.
        update access.api_keys k set revoked_at = now(), revoked_by = admin
        where k.revoked_at is null and target.id in (k.account_id, k.created_by);
        update access.invitations i set revoked_at = now()
        where i.invited_by = target.id and i.accepted_at is null and i.revoked_at is null;
        return query insert into access.account_locks as l (account_id, reason, locked_by) values (target.id, why, admin)
          returning target.id, target.email, target.display_name, l.locked_at;
      end $$;

      create function access.unlock_account(account uuid, key text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare admin uuid := access.require_platform_admin(); target access.accounts;
      begin
        select a.* into target from access.accounts a where a.id = account or a.email_key = key for no key update;
        if not found then raise no_data_found; end if;
        if target.disabled_at is null then raise check_violation using constraint = 'account_is_open'; end if;
        update access.accounts a set disabled_at = null where a.id = target.id;
        update access.account_locks l set unlocked_at = now(), unlocked_by = admin
        where l.account_id = target.id and l.unlocked_at is null;
      end $$;

      create function access.locked_accounts()
        returns table (account_id uuid, email text, display_name text, locked_at timestamptz, reason text, locked_by text)
      language sql stable security definer set search_path = '' as $$
        select a.id, a.email, a.display_name, a.disabled_at, l.reason, by.display_name
        from access.accounts a
        left join access.account_locks l on l.account_id = a.id and l.unlocked_at is null
        left join access.accounts by on by.id = l.locked_by
        where a.disabled_at is not null and access.is_platform_admin()
        order by a.disabled_at desc, a.id limit 500
      $$;

      ${['lock_account(uuid, text, text)', 'unlock_account(uuid, text)', 'locked_accounts()']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_admin'))
        .join('\n')}
      ${lookupFunction('access.require_platform_admin()', 'registry_owner')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.locked_accounts, access.unlock_account, access.lock_account, access.require_platform_admin;
      drop table access.account_locks`,
    );
  }
}
