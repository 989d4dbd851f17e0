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

      -- As count_attempt, at an account that is named by its key. Where it has opened a session in the last 30 days, or
      -- uses one that was opened there, attempts are counted apart: strangers do not use up what its owner has at home.
      create function access.count_attempt_at(attempt_kind text, attempt_subject text, key text, place text, allowed integer,
        span interval) returns integer
      language sql volatile security definer set search_path = '' as $$
        select access.count_attempt(attempt_kind || case when exists (
            select from access.accounts a join access.sessions s on s.account_id = a.id
            where a.email_key = key and s.opened_from = place and (s.created_at > now() - interval '30 days' or exists (
              select from access.refresh_tokens t where t.session_id = s.id and t.issued_at > now() - interval '30 days')))
          then ' from ' || place else '' end, attempt_subject, allowed, span)
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

      create function access.open_session(account uuid, refresh_digest bytea, refresh_span interval, session_span interval,
        opened_with text default null, opened_from text default null)
        returns uuid
      language sql volatile security definer set search_path = '' as $$
        with opened as (
          insert into access.sessions (account_id, expires_at, opened_with, opened_from)
          values (account, now() + session_span, opened_with, opened_from) returning id)
        insert into access.refresh_tokens (digest, session_id, expires_at)
        select refresh_digest, id, now() + refresh_span from opened returning session_id
      $$;

      -- All who present a token wait for each other at its row, so that it gets one successor. Whoever presents it again
      -- within the grace is told the same one, which the server derives from the token: a second tab, or an answer that
      -- was lost. Later, or once the successor was used itself, one of the two is a thief, and the session ends.
      create function access.rotate_refresh_token(old_digest bytea, new_digest bytea, refresh_span interval, grace interval)
        returns table (outcome text, session_id uuid, account_id uuid, email text, display_name text, language text, weekly_digest boolean)
      language plpgsql volatile security definer set search_path = '' as $$
      declare token access.refresh_tokens; granted boolean := false;
      begin
        select * into token from access.refresh_tokens t where t.digest = old_digest for update;
        if token.used_at is null and token.expires_at > now() and access.account_of(token.session_id) is not null then
          update access.refresh_tokens t set used_at = now(), successor = new_digest where t.digest = old_digest;
          insert into access.refresh_tokens (digest, session_id, expires_at)
          values (new_digest, token.session_id, now() + refresh_span);
          granted := true;
        elsif token.used_at > now() - grace and exists (
            select from access.refresh_tokens t where t.digest = token.successor and t.used_at is null) then
          granted := token.successor = new_digest;
        elsif token.used_at is not null then
          update access.sessions s set ended_at = now(), end_reason = 'REFRESH_TOKEN_REUSED'
          where s.id = token.session_id and s.ended_at is null;
          if found then outcome := 'REUSED'; return next; end if;
        end if;
        return query select 'GRANTED', token.session_id, v.account_id, v.email, v.display_name, v.language, v.weekly_digest
        from access.viewer(token.session_id) v where granted;
      end $$;

      create function access.end_session(session uuid) returns boolean
      language sql volatile security definer set search_path = '' as $$
        with ended as (
          update access.sessions set ended_at = now(), end_reason = 'SIGNED_OUT'
          where id = session and ended_at is null returning 1)
        select exists (select from ended)
      $$;

      ${['account_of(uuid)', 'viewer(uuid)', 'viewer_memberships(uuid)']
        .map((signature) =>
          lookupFunction(
            `access.${signature}`,
            'registry_server, registry_member, registry_network, registry_owner, registry_admin',
          ),
        )
        .join('\n')}
      ${[
        'count_attempt(text, text, integer, interval)',
        'count_attempt_at(text, text, text, text, integer, interval)',
        'clear_attempts(text, text)',
        'credentials(text)',
        'rehash_password(uuid, text, text)',
        'open_session(uuid, bytea, interval, interval, text, text)',
        'rotate_refresh_token(bytea, bytea, interval, interval)',
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
      `drop function access.end_session,
        access.rotate_refresh_token, access.open_session, access.rehash_password, access.credentials,
        access.clear_attempts, access.count_attempt_at, access.count_attempt, access.viewer_memberships, access.viewer, access.account_of`,
    );
  }
}
