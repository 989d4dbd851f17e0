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

      -- Taken by one process at a time; a mail whose process died is due again after the pause.
      create function access.claim_mail()
        returns table (id uuid, recipient text, subject text, body text, html text, attempts integer)
      language sql volatile security definer set search_path = '' as $$
        update access.mails m set attempts = m.attempts + 1, next_attempt_at = now() + interval '1 minute' * power(2, least(m.attempts, 8))
        where m.id = (select n.id from access.mails n where n.sent_at is null and n.attempts < 12 and n.next_attempt_at <= now()
          order by n.next_attempt_at limit 1 for update skip locked)
        returning m.id, m.recipient, m.subject, m.body, m.html, m.attempts
      $$;

      -- A mail may hold a token, so its text goes with the last attempt at it.
      create function access.settle_mail(mail uuid, problem text) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.mails m set sent_at = case when problem is null then now() end, failure = problem,
          body = case when problem is null or m.attempts >= 12 then '' else m.body end,
          html = case when problem is null or m.attempts >= 12 then '' else m.html end
        where m.id = mail
      $$;

      create function access.mails_waiting() returns integer
      language sql stable security definer set search_path = '' as $$
        select count(*)::integer from access.mails m where m.sent_at is null and m.attempts < 12
      $$;

      ${lookupFunction('access.queue_mail(text, text, text, text)', 'registry_member, registry_network, registry_board, registry_admin')}
      ${['claim_mail()', 'settle_mail(uuid, text)', 'mails_waiting()']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.mails_waiting, access.settle_mail, access.claim_mail, access.queue_mail`,
    );
  }
}
