import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/** What the server may ask before it has a role: credentials, sessions, who a session belongs to. */
export class SignIn1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- The account of a session that still holds; null when it ended, ran out, or its account is disabled.
      create function access.account_of(session uuid) returns uuid
      language sql stable security definer set search_path = '' as $$
        select s.account_id from access.sessions s join access.accounts a on a.id = s.account_id
        where s.id = session and s.ended_at is null and s.expires_at > now() and a.disabled_at is null
      $$;

      create function access.viewer(session uuid)
        returns table (
        account_id uuid, email text, display_name text, roles text[], language text, weekly_digest boolean)
      language sql stable security definer set search_path = '' as $$
        select a.id, a.email, a.display_name, array(select distinct m.role from access.memberships m where m.account_id = a.id),
          a.language, a.weekly_digest
        from access.accounts a where a.id = access.account_of(session)
      $$;

      create function access.viewer_memberships(session uuid) returns table (
        id uuid, role text, coalition_id uuid, network_id uuid, coalition_network_id uuid, coalition_name text,
        coalition_slug text, board_id uuid, board_network_id uuid)
      language sql stable security definer set search_path = '' as $$
        select m.id, m.role, m.coalition_id, m.network_id, c.network_id, c.name, c.slug, b.id, b.network_id
        from access.memberships m left join access.coalitions c on c.id = m.coalition_id left join access.boards b on b.id = m.board_id
        where m.account_id = access.account_of(session) order by m.created_at, m.id
      $$;

      -- Counts one attempt and tells how many seconds to wait; null when there are attempts left.
      create function access.count_attempt(attempt_kind text, attempt_subject text, allowed integer, span interval)
        returns integer
      language sql volatile security definer set search_path = '' as $$
        insert into access.attempts as a (kind, subject) values (attempt_kind, attempt_subject)
        on conflict (kind, subject) do update set
          count = case when a.window_start + span < now() then 1 else a.count + 1 end,
          window_start = case when a.window_start + span < now() then now() else a.window_start end
        returning case when count > allowed then ceil(extract(epoch from window_start + span - now()))::integer end
      $$;

      create function access.clear_attempts(attempt_kind text, attempt_subject text) returns void
      language sql volatile security definer set search_path = '' as $$
        delete from access.attempts where kind = attempt_kind and subject = attempt_subject
      $$;

      create function access.credentials(key text) returns table (account_id uuid, password_hash text)
      language sql stable security definer set search_path = '' as $$
        select a.id, a.password_hash from access.accounts a where a.email_key = key and a.disabled_at is null
      $$;

      create function access.rehash_password(account uuid, old_hash text, new_hash text) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.accounts set password_hash = new_hash where id = account and password_hash = old_hash
      $$;

      create function access.open_session(account uuid, refresh_digest bytea, refresh_span interval, session_span interval)
        returns uuid
      language sql volatile security definer set search_path = '' as $$
        with opened as (
          insert into access.sessions (account_id, expires_at) values (account, now() + session_span) returning id)
        insert into access.refresh_tokens (digest, session_id, expires_at)
        select refresh_digest, id, now() + refresh_span from opened returning session_id
      $$;

      -- One statement marks the token as used, so that of many callers one alone gets a successor. Who asked while that
      -- one was being answered is refused and no more: two tabs, not a thief. Who asks later ends the session.
      create function access.rotate_refresh_token(old_digest bytea, new_digest bytea, refresh_span interval)
        returns table (outcome text, session_id uuid, account_id uuid, email text, display_name text, language text, weekly_digest boolean)
      language plpgsql volatile security definer set search_path = '' as $$
      declare used access.refresh_tokens; used_before boolean;
      begin
        select t.used_at is not null into used_before from access.refresh_tokens t where t.digest = old_digest;
        update access.refresh_tokens t set used_at = now()
        where t.digest = old_digest and t.used_at is null and t.expires_at > now()
          and access.account_of(t.session_id) is not null
        returning t.* into used;
        if found then
          insert into access.refresh_tokens (digest, session_id, expires_at)
          values (new_digest, used.session_id, now() + refresh_span);
          return query select 'ROTATED', used.session_id, v.account_id, v.email, v.display_name, v.language, v.weekly_digest
          from access.viewer(used.session_id) v;
          return;
        end if;
        update access.sessions s set ended_at = now(), end_reason = 'REFRESH_TOKEN_REUSED'
        from access.refresh_tokens t
        where used_before and t.digest = old_digest and s.id = t.session_id and s.ended_at is null;
        return query select case when found then 'REUSED' else 'REFUSED' end,
          null::uuid, null::uuid, null::text, null::text, null::text, null::boolean;
      end $$;

      create function access.end_session(session uuid) returns boolean
      language sql volatile security definer set search_path = '' as $$
        with ended as (
          update access.sessions set ended_at = now(), end_reason = 'SIGNED_OUT'
          where id = session and ended_at is null returning 1)
        select exists (select from ended)
      $$;

      -- Null: the key is new and now reserved. Otherwise what was answered before, or that it was another request.
      create function access.claim_idempotency_key(session uuid, wanted text, digest bytea)
        returns table (state text, answer text)
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        delete from access.idempotency_keys k
        where k.account_id = access.account_of(session) and k.created_at < now() - interval '1 day';
        insert into access.idempotency_keys (account_id, key, request_digest)
        values (access.account_of(session), wanted, digest) on conflict do nothing;
        if found then return; end if;
        return query select case when k.request_digest = digest then 'REPEATED' else 'OTHER_REQUEST' end, k.answer
        from access.idempotency_keys k where k.account_id = access.account_of(session) and k.key = wanted;
      end $$;

      create function access.answer_idempotency_key(session uuid, wanted text, given text) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.idempotency_keys set answer = given where account_id = access.account_of(session) and key = wanted
      $$;

      ${[
        'account_of(uuid)',
        'viewer(uuid)',
        'viewer_memberships(uuid)',
        'claim_idempotency_key(uuid, text, bytea)',
        'answer_idempotency_key(uuid, text, text)',
      ]
        .map((signature) =>
          lookupFunction(
            `access.${signature}`,
            'registry_server, registry_member, registry_network, registry_owner, registry_admin',
          ),
        )
        .join('\n')}
      ${[
        'count_attempt(text, text, integer, interval)',
        'clear_attempts(text, text)',
        'credentials(text)',
        'rehash_password(uuid, text, text)',
        'open_session(uuid, bytea, interval, interval)',
        'rotate_refresh_token(bytea, bytea, interval)',
        'end_session(uuid)',
      ]
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.answer_idempotency_key, access.claim_idempotency_key, access.end_session,
        access.rotate_refresh_token, access.open_session, access.rehash_password, access.credentials,
        access.clear_attempts, access.count_attempt, access.viewer_memberships, access.viewer, access.account_of`,
    );
  }
}
