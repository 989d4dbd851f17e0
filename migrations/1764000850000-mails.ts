import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/** Mails are queued in the transaction of what they tell, and delivered after it. */
export class Mails1764000850000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create function access.queue_mail(address text, title text, content text, markup text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        if access.account_of(access.setting('session_id')::uuid) is null then raise insufficient_privilege; end if;
        insert into access.mails (recipient, subject, body, html) values (address, title, content, markup);
      end $$;

      -- Taken by one process at a time, for longer than it may try; a mail whose process died is due again after that.
      create function access.claim_mail() returns table (
        id uuid, recipient text, subject text, body text, html text, unsubscribe text, attempts integer)
      language sql volatile security definer set search_path = '' as $$
        update access.mails m set attempts = m.attempts + 1, next_attempt_at = now() + interval '2 minutes'
        where m.id = (select n.id from access.mails n where n.sent_at is null and n.dead_at is null and n.next_attempt_at <= now()
          order by n.next_attempt_at limit 1 for update skip locked)
        returning m.id, m.recipient, m.subject, m.body, m.html, m.unsubscribe, m.attempts
      $$;

      -- A mail may hold a token, so its text goes as soon as it is sent. What cannot be delivered is a dead letter, and
      -- keeps its text for sweep_mails() to take: somebody may mend the cause and try again.
      create function access.settle_mail(mail uuid, problem text, final boolean) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.mails m set sent_at = case when problem is null then now() end, failure = problem,
          dead_at = case when problem is not null and (final or m.attempts >= 12) then now() end,
          next_attempt_at = now() + interval '1 minute' * power(2, least(greatest(m.attempts, 1) - 1, 8)),
          body = case when problem is null then '' else m.body end,
          html = case when problem is null then '' else m.html end,
          unsubscribe = case when problem is not null then m.unsubscribe end
        where m.id = mail and m.sent_at is null
      $$;

      -- Tokens are good for a week at most, so a dead letter is worth nothing after it; the rows tell for a while what was sent.
      create function access.sweep_mails() returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        delete from access.mails m where coalesce(m.sent_at, m.dead_at) < now() - interval '90 days';
        update access.mails m set body = '', html = '', unsubscribe = null
        where m.dead_at < now() - interval '7 days' and m.body <> '';
      end $$;

      create function access.mails_waiting() returns integer
      language sql stable security definer set search_path = '' as $$
        select count(*)::integer from access.mails m where m.sent_at is null and m.dead_at is null
      $$;

      create function access.dead_letters() returns table (
        id uuid, recipient text, subject text, attempts integer, failure text, since timestamptz)
      language sql stable security definer set search_path = '' as $$
        select m.id, m.recipient, m.subject, m.attempts, m.failure, m.dead_at from access.mails m
        where access.is_platform_admin() and m.dead_at is not null order by m.dead_at desc, m.id limit 200
      $$;

      ${lookupFunction('access.queue_mail(text, text, text, text)', 'registry_member, registry_network, registry_board, registry_admin')}
      ${lookupFunction('access.dead_letters()', 'registry_admin')}
      ${['claim_mail()', 'settle_mail(uuid, text, boolean)', 'sweep_mails()', 'mails_waiting()']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.dead_letters, access.mails_waiting, access.sweep_mails, access.settle_mail, access.claim_mail,
        access.queue_mail`,
    );
  }
}
