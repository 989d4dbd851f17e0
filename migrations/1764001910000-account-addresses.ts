import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/** A new address for an account: confirmed from its mailbox, and told to the old one. */
export class AccountAddresses1764001910000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- What the account was called by before, so that it can be found and taken out when the account goes.
      alter table access.account_tokens add previous_key text;

      create function access.request_email_change(session uuid, address text, key text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        insert into access.account_requests (kind, email, email_key, account_id)
        select 'EMAIL_CHANGE', address, key, a.id from access.accounts a where a.id = access.account_of(session);
        if not found then raise insufficient_privilege; end if;
      end $$;

      -- Which letters are to be written to whom. An address that somebody has is told so itself. The row is there all
      -- the same, since whoever asked can read it: under the digest of a secret that nobody was sent.
      create function access.begin_email_change(account uuid, address text, key text, token_digest bytea, span interval)
        returns table (recipient text, letter text, language text)
      language plpgsql volatile security definer set search_path = '' as $$
      declare owner access.accounts; holder access.accounts;
      begin
        select a.* into owner from access.accounts a where a.id = account and a.disabled_at is null;
        if not found then return; end if;
        delete from access.account_tokens t where t.account_id = account and t.kind = 'EMAIL_CHANGE' and t.used_at is null;
        select a.* into holder from access.accounts a where a.email_key = key;
        insert into access.account_tokens (digest, kind, account_id, email, email_key, expires_at)
        values (case when holder.id is null then token_digest
            else sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) end,
          'EMAIL_CHANGE', account, address, key, now() + span);
        return query values
          (coalesce(holder.email, address), case when holder.id is null then 'CONFIRM' else 'TAKEN' end,
            coalesce(holder.language, owner.language)),
          (owner.email, 'NOTICE', owner.language);
      end $$;

      -- No row, in the same way, for a token that is not good and for an address that somebody else has taken meanwhile.
      create function access.confirm_email_change(token_digest bytea) returns table (email text, language text)
      language plpgsql volatile security definer set search_path = '' as $$
      declare taken access.account_tokens;
      begin
        update access.account_tokens t set used_at = now()
        from access.accounts a
        where t.digest = token_digest and t.kind = 'EMAIL_CHANGE' and t.used_at is null and t.expires_at > now()
          and a.id = t.account_id and a.disabled_at is null
        returning t.* into taken;
        if not found then return; end if;
        update access.account_tokens t set previous_key = a.email_key
        from access.accounts a where t.digest = token_digest and a.id = t.account_id;
        -- Letters with tokens lie in the old mailbox.
        perform access.void_account_tokens(taken.account_id);
        begin
          return query update access.accounts a set email = taken.email, email_key = taken.email_key
            where a.id = taken.account_id returning a.email, a.language;
        exception when unique_violation then
          return;
        end;
      end $$;

      ${[
        'request_email_change(uuid, text, text)',
        'begin_email_change(uuid, text, text, bytea, interval)',
        'confirm_email_change(bytea)',
      ]
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.confirm_email_change, access.begin_email_change, access.request_email_change;
      alter table access.account_tokens drop previous_key`,
    );
  }
}
