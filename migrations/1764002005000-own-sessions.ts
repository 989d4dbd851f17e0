import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/** Somebody's own sessions, to look at and to end. */
export class OwnSessions1764002005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- Those that still hold, last used first. A session in use is refreshed every few minutes, so nothing is written
      -- to know when it was.
      create function access.own_sessions(session uuid) returns table (
        id uuid, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz, opened_with text, opened_from text)
      language sql stable security definer set search_path = '' as $$
        select s.id, s.created_at, coalesce(t.issued_at, s.created_at), least(s.expires_at, t.expires_at), s.opened_with, s.opened_from
        from access.sessions s
        left join lateral (
          select max(r.issued_at) as issued_at, max(r.expires_at) as expires_at from access.refresh_tokens r where r.session_id = s.id) t on true
        where s.account_id = access.account_of(session) and s.ended_at is null and least(s.expires_at, t.expires_at) > now()
        order by 3 desc, s.id limit 100
      $$;

      create function access.end_own_session(session uuid, ending uuid) returns boolean
      language sql volatile security definer set search_path = '' as $$
        with ended as (
          update access.sessions s set ended_at = now(), end_reason = 'ENDED_BY_OWNER'
          where s.id = ending and s.account_id = access.account_of(session) and s.ended_at is null and s.expires_at > now()
          returning 1)
        select exists (select from ended)
      $$;

      create function access.end_other_sessions(session uuid) returns integer
      language sql volatile security definer set search_path = '' as $$
        with ended as (
          update access.sessions s set ended_at = now(), end_reason = 'ENDED_BY_OWNER'
          where s.id <> session and s.account_id = access.account_of(session) and s.ended_at is null and s.expires_at > now()
          returning 1)
        select count(*)::integer from ended
      $$;

      ${['own_sessions(uuid)', 'end_own_session(uuid, uuid)', 'end_other_sessions(uuid)']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      'drop function access.end_other_sessions, access.end_own_session, access.own_sessions',
    );
  }
}
