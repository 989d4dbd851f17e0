import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, lookupTable } from './support/tables.ts';

/** Passwords, and letters with tokens to the owners of accounts. Only digests of tokens are kept. */
export class AccountCare1764001900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- What was asked for by a request and is answered after it, by letter alone: the request does the same work and
      -- says the same, whether there is such an account or not.
      create table access.account_requests (
        id uuid primary key default gen_random_uuid(),
        kind text not null check (kind in ('PASSWORD_RESET', 'EMAIL_CHANGE')),
        email text not null,
        email_key text not null,
        account_id uuid references access.accounts on delete cascade,
        created_at timestamptz not null default now()
      );
      create index on access.account_requests (account_id);
      create index on access.account_requests (created_at);

      create table access.account_tokens (
        digest bytea primary key,
        kind text not null check (kind in ('PASSWORD_RESET', 'EMAIL_CHANGE')),
        account_id uuid not null references access.accounts on delete cascade,
        email text,
        email_key text,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz,
        constraint address_of_an_email_change check ((kind = 'EMAIL_CHANGE') = (email is not null and email_key is not null))
      );
      create index on access.account_tokens (account_id);
      create index on access.account_tokens (expires_at) where used_at is null;
      ${lookupTable('access.account_requests')}
      ${lookupTable('access.account_tokens')}

      -- What a guess at somebody's password would begin with. Of an account, or of whom an invitation is to.
      create function access.words_about(account uuid, invitation_digest bytea) returns table (word text)
      language sql stable security definer set search_path = '' as $$
        select unnest(array[a.email, a.display_name]) from access.accounts a where a.id = account
        union select c.name from access.memberships m join access.coalitions c on c.id = m.coalition_id
          where m.account_id = account
        union select unnest(array[i.email, c.name]) from access.invitations i
          left join access.coalitions c on c.id = i.coalition_id where i.digest = invitation_digest
      $$;

      create function access.own_credentials(session uuid)
        returns table (account_id uuid, email text, email_key text, display_name text, language text, password_hash text)
      language sql stable security definer set search_path = '' as $$
        select a.id, a.email, a.email_key, a.display_name, a.language, a.password_hash
        from access.accounts a where a.id = access.account_of(session)
      $$;

      create function access.end_sessions(account uuid, but uuid, reason text) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.sessions s set ended_at = now(), end_reason = reason
        where s.account_id = account and s.id is distinct from but and s.ended_at is null
      $$;

      -- Whether a password that was right still is, and stays it until the session is open that it opens: whoever changes
      -- it, or locks the account, waits for that, and then ends the session with the others.
      create function access.hold_password(account uuid, hash text) returns boolean
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform from access.accounts a where a.id = account and a.password_hash = hash and a.disabled_at is null
        for no key update;
        return found;
      end $$;

      -- Whoever sets a password anew keeps out who knew the old one, with what they had begun.
      create function access.void_account_tokens(account uuid) returns void
      language sql volatile security definer set search_path = '' as $$
        -- Requests first: what is being turned into a token is waited for, and its token seen.
        delete from access.account_requests r
        where r.account_id = account or (r.kind = 'PASSWORD_RESET'
          and r.email_key = (select a.email_key from access.accounts a where a.id = account));
        delete from access.account_tokens t where t.account_id = account and t.used_at is null;
      $$;

      -- False when the password was changed by another request meanwhile.
      create function access.change_password(session uuid, old_hash text, new_hash text) returns boolean
      language plpgsql volatile security definer set search_path = '' as $$
      declare account uuid := access.account_of(session);
      begin
        update access.accounts a set password_hash = new_hash where a.id = account and a.password_hash = old_hash;
        if not found then return false; end if;
        perform access.end_sessions(account, session, 'ENDED_BY_OWNER');
        perform access.void_account_tokens(account);
        return true;
      end $$;

      create function access.request_reset(address text, key text) returns void
      language sql volatile security definer set search_path = '' as $$
        insert into access.account_requests (kind, email, email_key) values ('PASSWORD_RESET', address, key)
      $$;

      -- The one that waits longest, for one process alone. What has waited for half an hour nobody waits for any more,
      -- and a token that ran out a day ago is of no use but to say which address somebody wanted.
      create function access.claim_account_request()
        returns table (kind text, email text, email_key text, account_id uuid)
      language sql volatile security definer set search_path = '' as $$
        delete from access.account_requests r where r.created_at < now() - interval '30 minutes';
        delete from access.account_tokens t where t.digest in (
          select o.digest from access.account_tokens o where o.used_at is null and o.expires_at < now() - interval '1 day'
          for update skip locked);
        delete from access.account_requests r where r.id = (
          select n.id from access.account_requests n order by n.created_at limit 1 for update skip locked)
        returning r.kind, r.email, r.email_key, r.account_id
      $$;

      -- No row where there is no such account, or where it is locked: then no letter is sent.
      create function access.begin_reset(key text, token_digest bytea, span interval)
        returns table (email text, language text)
      language plpgsql volatile security definer set search_path = '' as $$
      declare owner access.accounts;
      begin
        select a.* into owner from access.accounts a where a.email_key = key and a.disabled_at is null;
        if not found then return; end if;
        delete from access.account_tokens t
        where t.account_id = owner.id and t.kind = 'PASSWORD_RESET' and t.used_at is null;
        insert into access.account_tokens (digest, kind, account_id, expires_at)
        values (token_digest, 'PASSWORD_RESET', owner.id, now() + span);
        return query select owner.email, owner.language;
      end $$;

      -- Before the password is hashed: is there such a reset?
      create function access.open_reset(token_digest bytea) returns table (account_id uuid, email_key text)
      language sql stable security definer set search_path = '' as $$
        select a.id, a.email_key from access.account_tokens t join access.accounts a on a.id = t.account_id
        where t.digest = token_digest and t.kind = 'PASSWORD_RESET' and t.used_at is null and t.expires_at > now()
          and a.disabled_at is null
      $$;

      -- The update takes the token for one caller alone. No row: it was taken, replaced or ran out meanwhile.
      create function access.reset_password(token_digest bytea, hash text) returns table (email text, language text)
      language plpgsql volatile security definer set search_path = '' as $$
      declare owner uuid;
      begin
        update access.account_tokens t set used_at = now()
        where t.digest = token_digest and exists (select from access.open_reset(token_digest)) and t.used_at is null
        returning t.account_id into owner;
        if not found then return; end if;
        -- Whoever signs in meanwhile is waited for, and their session ended.
        perform from access.accounts a where a.id = owner for no key update;
        perform access.end_sessions(owner, null, 'ENDED_BY_OWNER');
        perform access.void_account_tokens(owner);
        -- Whoever had the account may have made keys, or invited themselves, to stay.
        update access.api_keys k set revoked_at = now(), revoked_by = owner
        where k.revoked_at is null and owner in (k.account_id, k.created_by);
        update access.invitations i set revoked_at = now()
        where i.invited_by = owner and i.accepted_at is null and i.revoked_at is null;
        return query update access.accounts a set password_hash = hash where a.id = owner returning a.email, a.language;
      end $$;

      -- To whom an account belongs, or is to belong; every other letter is written by somebody who is signed in.
      create function access.queue_account_letter(address text, title text, content text, html_content text) returns void
      language sql volatile security definer set search_path = '' as $$
        insert into access.mails (recipient, subject, body, html) values (address, title, content, html_content)
      $$;

      ${[
        'words_about(uuid, bytea)',
        'own_credentials(uuid)',
        'hold_password(uuid, text)',
        'change_password(uuid, text, text)',
        'request_reset(text, text)',
        'claim_account_request()',
        'begin_reset(text, bytea, interval)',
        'open_reset(bytea)',
        'reset_password(bytea, text)',
        'queue_account_letter(text, text, text, text)',
      ]
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
      ${['end_sessions(uuid, uuid, text)', 'void_account_tokens(uuid)']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_owner'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.queue_account_letter, access.reset_password, access.open_reset, access.begin_reset,
        access.claim_account_request, access.request_reset, access.change_password, access.void_account_tokens,
        access.end_sessions, access.hold_password, access.own_credentials, access.words_about;
      drop table access.account_tokens, access.account_requests`,
    );
  }
}
