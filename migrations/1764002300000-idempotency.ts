import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, lookupTable } from './support/tables.ts';

/** What was done under which key, and what was answered: the same key answers the same again, and does it once. */
export class Idempotency1764002300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- Of an account, or of somebody who is not to be known by it. Without an answer: it is not to be told again.
      create table access.idempotency_keys (
        holder text not null,
        key text not null,
        account_id uuid references access.accounts on delete cascade,
        request_digest bytea not null,
        answer text,
        created_at timestamptz not null default now(),
        primary key (holder, key)
      );
      create index on access.idempotency_keys (account_id);
      create index on access.idempotency_keys (created_at);
      ${lookupTable('access.idempotency_keys')}

      create function access.key_holder(session uuid, visitor text) returns text
      language sql stable security definer set search_path = '' as $$
        select coalesce('visitor ' || visitor, 'account ' || access.account_of(session))
      $$;

      create function access.earlier_call(session uuid, visitor text, wanted text, digest bytea)
        returns table (state text, answer text)
      language sql stable security definer set search_path = '' as $$
        select case when k.request_digest = digest then 'REPEATED' else 'OTHER_REQUEST' end,
          case when k.request_digest = digest then k.answer end
        from access.idempotency_keys k
        where k.holder = access.key_holder(session, visitor) and k.key = wanted and k.created_at > now() - interval '1 day'
      $$;

      -- No row: the key is new and now reserved. Otherwise what was answered before, or that it was another request.
      -- Each new key takes some away that nobody asks for any more, so that none stays for long, and none waits for it.
      create function access.claim_idempotency_key(session uuid, visitor text, wanted text, digest bytea)
        returns table (state text, answer text)
      language plpgsql volatile security definer set search_path = '' as $$
      declare own text := access.key_holder(session, visitor);
      begin
        if own is null then raise insufficient_privilege; end if;
        delete from access.idempotency_keys k
        where k.holder = own and k.key = wanted and k.created_at <= now() - interval '1 day';
        insert into access.idempotency_keys (holder, key, account_id, request_digest)
        values (own, wanted, case when visitor is null then access.account_of(session) end, digest) on conflict do nothing;
        if found then
          delete from access.idempotency_keys k where (k.holder, k.key) in (
            select o.holder, o.key from access.idempotency_keys o where o.created_at <= now() - interval '1 day'
            order by o.created_at limit 20 for update skip locked);
          return;
        end if;
        return query select e.state, e.answer from access.earlier_call(session, visitor, wanted, digest) e;
      end $$;

      create function access.answer_idempotency_key(session uuid, visitor text, wanted text, given text) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.idempotency_keys k set answer = given
        where k.holder = access.key_holder(session, visitor) and k.key = wanted
      $$;

      ${[
        'earlier_call(uuid, text, text, bytea)',
        'claim_idempotency_key(uuid, text, text, bytea)',
        'answer_idempotency_key(uuid, text, text, text)',
      ]
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
      ${lookupFunction('access.key_holder(uuid, text)', 'registry_owner')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.answer_idempotency_key, access.claim_idempotency_key, access.earlier_call, access.key_holder;
       drop table access.idempotency_keys`,
    );
  }
}
