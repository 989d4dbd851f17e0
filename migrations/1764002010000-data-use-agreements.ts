import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, lookupTable, openTable, ownerFunction, revisedTable } from './support/tables.ts';

/** What a network asks of those who read with a key, version by version, and who has agreed to which. Kept for ever. */
export class DataUseAgreements1764002010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table reference.data_use_agreements (
        network_id uuid not null references reference.networks,
        version integer not null,
        text_en text not null,
        text_es text not null,
        published_at timestamptz not null default now(),
        primary key (network_id, version)
      );
      ${openTable('reference.data_use_agreements')}
      ${revisedTable('reference.data_use_agreements')}
      create policy lookups on reference.data_use_agreements for select to registry_authz using (true);
      grant select on reference.data_use_agreements to registry_authz;

      -- Without a reference to the account: what was agreed outlives it.
      create table access.agreement_acceptances (
        network_id uuid not null,
        version integer not null,
        account_id uuid not null,
        accepted_as text not null,
        accepted_at timestamptz not null default now(),
        primary key (network_id, version, account_id),
        foreign key (network_id, version) references reference.data_use_agreements
      );
      ${lookupTable('access.agreement_acceptances')}

      create function access.refuse_any_change() returns trigger
      language plpgsql volatile set search_path = '' as $$
      begin
        raise restrict_violation using message = 'What was agreed is never changed', constraint = 'agreements_are_kept';
      end $$;
      ${['reference.data_use_agreements', 'access.agreement_acceptances']
        .map(
          (table) => `
      create trigger kept_for_ever before update or delete or truncate on ${table}
        for each statement execute function access.refuse_any_change();`,
        )
        .join('')}
      reset role;
      alter function access.refuse_any_change() owner to registry_authz;
      set local role registry_owner;

      -- The same text again is no new version.
      create function reference.save_data_use_agreement(en text, es text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare network uuid := access.network('admin'); latest reference.data_use_agreements;
      begin
        if network is null then raise insufficient_privilege; end if;
        select * into latest from reference.data_use_agreements a where a.network_id = network order by a.version desc limit 1;
        if (latest.text_en, latest.text_es) is distinct from (en, es) then
          insert into reference.data_use_agreements (network_id, version, text_en, text_es)
          values (network, coalesce(latest.version, 0) + 1, en, es);
        end if;
      end $$;

      -- The version in force, by somebody with a role in the network or on a board of it, a closed one too: keys may read
      -- that. Nothing otherwise; accepted again it stays as it was.
      create function access.accept_agreement(session uuid, network uuid, accepted integer)
        returns table (version integer, accepted_as text, accepted_at timestamptz)
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        insert into access.agreement_acceptances (network_id, version, account_id, accepted_as)
        select network, accepted, a.id, a.display_name from access.accounts a
        where a.id = access.account_of(session)
          and exists (select from access.memberships m left join access.boards b on b.id = m.board_id
            where m.account_id = a.id and network in (m.network_id, b.network_id))
          and accepted = (select max(d.version) from reference.data_use_agreements d where d.network_id = network)
        on conflict do nothing;
        return query select c.version, c.accepted_as, c.accepted_at from access.agreement_acceptances c
        where c.network_id = network and c.version = accepted and c.account_id = access.account_of(session);
      end $$;

      create function access.agreement_acceptances_of_network()
        returns table (version integer, accepted_as text, accepted_at timestamptz)
      language sql stable security definer set search_path = '' as $$
        select c.version, c.accepted_as, c.accepted_at from access.agreement_acceptances c
        where c.network_id = access.network('admin') order by c.accepted_at desc, c.account_id limit 500
      $$;

      -- The version in force that an account has not accepted yet; null when it owes nothing.
      create function access.owed_agreement(account uuid, network uuid) returns integer
      language sql stable security definer set search_path = '' as $$
        select d.version from reference.data_use_agreements d
        where d.network_id = network
          and d.version = (select max(l.version) from reference.data_use_agreements l where l.network_id = network)
          and not exists (select from access.agreement_acceptances c
            where c.network_id = network and c.version = d.version and c.account_id = account)
      $$;

      -- The one way in for a key: nothing when it was revoked or ran out, or when its owner is disabled or could not
      -- have it made any more.
      create function access.key_in_hand(key_digest bytea)
        returns table (id uuid, payer uuid, scope text, network_id uuid, board_id uuid, owed integer, noted boolean)
      language sql stable security definer set search_path = '' as $$
        -- One that was made for somebody is in other hands as well: it pays for itself, or they could spend the owner's points.
        select k.id, case when k.created_by = k.account_id then k.account_id else k.id end, k.scope, k.network_id, k.board_id, access.owed_agreement(k.account_id, k.network_id),
          k.last_used_at is not distinct from date_trunc('minute', now())
        from access.api_keys k join access.accounts a on a.id = k.account_id
        where k.digest = key_digest and k.revoked_at is null and k.expires_at > now() and a.disabled_at is null
          and access.may_have_key(k.account_id, k.network_id, k.board_id)
      $$;

      ${ownerFunction('reference.save_data_use_agreement(text, text)', 'registry_network')}
      ${['accept_agreement(uuid, uuid, integer)', 'key_in_hand(bytea)']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
      ${lookupFunction('access.owed_agreement(uuid, uuid)', 'registry_authz')}
      ${lookupFunction('access.agreement_acceptances_of_network()', 'registry_network')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.key_in_hand, access.owed_agreement, access.agreement_acceptances_of_network,
        access.accept_agreement, reference.save_data_use_agreement;
      drop table access.agreement_acceptances, reference.data_use_agreements;
      drop function access.refuse_any_change`,
    );
  }
}
