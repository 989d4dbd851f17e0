import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/** The weekly mail: who is due, and that each is written to once. */
export class Digests1764001800100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      alter table access.accounts
        add column digest_due_at timestamptz not null default now() + interval '7 days',
        -- What happened before was told, or is none of the person's time here.
        add column digest_since timestamptz not null default now();
      create index on access.accounts (digest_due_at) where weekly_digest and disabled_at is null;

      -- Gives one process a session of the person's own for five minutes, so that nothing gets into the mail that the
      -- person could not read. If that process dies, the person is due again after ten.
      create function access.claim_digest() returns table (
        account_id uuid, session_id uuid, email text, language text, since timestamptz)
      language sql volatile security definer set search_path = '' as $$
        with claimed as (
          update access.accounts a set digest_due_at = now() + interval '10 minutes'
          where a.id = (select n.id from access.accounts n where n.weekly_digest and n.disabled_at is null and n.digest_due_at <= now()
            order by n.digest_due_at limit 1 for update skip locked)
          returning a.id, a.email, a.language, a.digest_since
        ), opened as (
          insert into access.sessions (account_id, expires_at) select c.id, now() + interval '5 minutes' from claimed c returning id)
        select c.id, o.id, c.email, c.language, greatest(c.digest_since, now() - interval '28 days') from claimed c, opened o
      $$;

      -- Ends that session and queues the mail, if there is one. False when it took too long or the person wants none any more.
      create function access.settle_digest(session uuid, title text, content text, markup text, link text) returns boolean
      language plpgsql volatile security definer set search_path = '' as $$
      declare address text;
      begin
        update access.accounts a set digest_due_at = now() + interval '7 days',
          digest_since = (select s.created_at from access.sessions s where s.id = session)
        where a.id = access.account_of(session) and a.weekly_digest returning a.email into address;
        delete from access.sessions s where s.id = session;
        if address is null then return false; end if;
        insert into access.mails (recipient, subject, body, html, unsubscribe)
        select address, title, content, markup, link where title is not null;
        return true;
      end $$;

      create function access.end_digests(account uuid) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.accounts a set weekly_digest = false where a.id = account and a.weekly_digest
      $$;

      ${['claim_digest()', 'settle_digest(uuid, text, text, text, text)', 'end_digests(uuid)']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.end_digests, access.settle_digest, access.claim_digest;
       alter table access.accounts drop column digest_due_at, drop column digest_since`,
    );
  }
}
