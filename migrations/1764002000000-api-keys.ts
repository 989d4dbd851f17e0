import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, lookupTable } from './support/tables.ts';

const COLUMNS = `id uuid, name text, scope text, network_id uuid, board_id uuid, prefix text, owner text, created_at timestamptz,
        expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz`;
const KEY = `k.id, k.name, k.scope, k.network_id, k.board_id, k.prefix, a.display_name, k.created_at, k.expires_at,
          k.revoked_at, k.last_used_at`;

/** What programs of researchers read with. A key is no session: nothing that asks for one finds an account behind it. */
export class ApiKeys1764002000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table access.api_keys (
        id uuid primary key default gen_random_uuid(),
        account_id uuid not null references access.accounts on delete cascade,
        network_id uuid not null references reference.networks,
        board_id uuid references access.boards,
        name text not null constraint api_key_name_length check (length(name) between 1 and 100),
        scope text not null check (scope in ('READ_PUBLISHED', 'READ_RELEASED', 'READ_BOARD')),
        -- Of the whole key. The prefix is shown, so that its owner knows which one it is.
        digest bytea not null constraint api_key_taken unique,
        prefix text not null check (length(prefix) <= 12),
        created_at timestamptz not null default now(),
        -- Null once they have deleted their account.
        created_by uuid references access.accounts,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        revoked_by uuid references access.accounts,
        last_used_at timestamptz,
        constraint api_key_names_the_board_it_reads check ((scope = 'READ_BOARD') = (board_id is not null)),
        constraint api_key_ends_within_a_year check (expires_at <= created_at + interval '366 days')
      );
      create index on access.api_keys (account_id);
      create index on access.api_keys (network_id);
      create index on access.api_keys (board_id);
      create index on access.api_keys (created_by);
      create index on access.api_keys (revoked_by);
      ${lookupTable('access.api_keys')}

      -- With a role in the network itself, or on a board of it that is not closed.
      create function access.belongs_to(account uuid, network uuid) returns boolean
      language sql stable security definer set search_path = '' as $$
        select exists (
          select from access.memberships m left join access.boards b on b.id = m.board_id and b.status = 'ACTIVE'
          where m.account_id = account and network in (m.network_id, b.network_id))
      $$;

      -- Of one board of the network: whoever may read that board. It is asked again each time the key is used.
      create function access.may_have_key(account uuid, network uuid, board uuid) returns boolean
      language sql stable security definer set search_path = '' as $$
        select case when board is null then access.belongs_to(account, network) else exists (
          select from access.board_roles(account, board) r
          where r.network_id = network and access.board_allows(r.role, 'read')) end
      $$;

      -- For the person themselves, or by the network's admin for somebody who may have one. Nothing when neither is so.
      create function access.create_api_key(session uuid, network uuid, board uuid, owner_key text, named text, wanted text,
        key_digest bytea, shown text, ends timestamptz) returns table (${COLUMNS})
      language plpgsql volatile security definer set search_path = '' as $$
      declare holder uuid; made uuid;
      begin
        select a.id into holder from access.accounts a
        where access.may_have_key(a.id, network, board) and a.disabled_at is null and case
          when owner_key is null then a.id = access.account_of(session)
          else a.email_key = owner_key and exists (
            select from access.network_standing(session, network) s where s.role = 'NETWORK_ADMIN') end
        for no key update;
        if not found then return; end if;
        -- Asked again, since the session may have ended while this waited for the account.
        if access.account_of(session) is null then return; end if;
        if (select count(*) from access.api_keys k where k.account_id = holder and k.network_id = network
          and k.revoked_at is null and k.expires_at > now()) >= 20 then
          raise check_violation using constraint = 'api_keys_of_a_person';
        end if;
        insert into access.api_keys (account_id, network_id, board_id, name, scope, digest, prefix, created_by, expires_at)
        values (holder, network, board, named, wanted, key_digest, shown, access.account_of(session), ends)
        returning api_keys.id into made;
        return query select ${KEY} from access.api_keys k join access.accounts a on a.id = k.account_id where k.id = made;
      end $$;

      -- By its owner, or by the admin of its network.
      create function access.revoke_api_key(session uuid, key uuid) returns boolean
      language sql volatile security definer set search_path = '' as $$
        with revoked as (
          update access.api_keys k set revoked_at = now(), revoked_by = access.account_of(session)
          where k.id = key and k.revoked_at is null and (k.account_id = access.account_of(session)
            or exists (select from access.network_standing(session, k.network_id) s where s.role = 'NETWORK_ADMIN'))
          returning 1)
        select exists (select from revoked)
      $$;

      create function access.own_api_keys(session uuid) returns table (${COLUMNS})
      language sql stable security definer set search_path = '' as $$
        select ${KEY}
        from access.api_keys k join access.accounts a on a.id = k.account_id
        where k.account_id = access.account_of(session) order by k.created_at desc, k.id limit 100
      $$;

      create function access.network_api_keys() returns table (${COLUMNS})
      language sql stable security definer set search_path = '' as $$
        select ${KEY}
        from access.api_keys k join access.accounts a on a.id = k.account_id
        where k.network_id = access.network('admin') order by k.created_at desc, k.id limit 500
      $$;

      -- To the minute, so that of many uses in one of them the first alone writes.
      create function access.note_key_use(key uuid) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.api_keys k set last_used_at = date_trunc('minute', now())
        where k.id = key and k.last_used_at is distinct from date_trunc('minute', now())
      $$;

      ${[
        'create_api_key(uuid, uuid, uuid, text, text, text, bytea, text, timestamptz)',
        'revoke_api_key(uuid, uuid)',
        'own_api_keys(uuid)',
        'note_key_use(uuid)',
      ]
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
      ${lookupFunction('access.network_api_keys()', 'registry_network')}
      ${lookupFunction('access.belongs_to(uuid, uuid)', 'registry_authz')}
      ${lookupFunction('access.may_have_key(uuid, uuid, uuid)', 'registry_authz')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.note_key_use, access.network_api_keys, access.own_api_keys, access.revoke_api_key,
        access.create_api_key, access.may_have_key, access.belongs_to;
      drop table access.api_keys`,
    );
  }
}
