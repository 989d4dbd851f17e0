import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/** Members and invitations of the place that the operation has entered. Every change is in the history. */
export class Members1764000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- Nobody gives what is above their own: the rule of invitations and of changes of role.
      create function access.may_grant(wanted text, coalition uuid, network uuid) returns boolean
      language sql stable security definer set search_path = '' as $$
        select case
          when wanted in ('LEAD', 'EDITOR', 'VIEWER') then
            coalition = access.coalition('steward') and network is null
          when wanted in ('NETWORK_ADMIN', 'NETWORK_ANALYST', 'RESEARCHER') then
            coalition is null and network is not null and (network = access.network('admin') or access.is_platform_admin())
          when wanted = 'PLATFORM_ADMIN' then coalition is null and network is null and access.is_platform_admin()
          else false end
      $$;

      create function access.require_grant(wanted text, coalition uuid, network uuid) returns void
      language plpgsql stable security definer set search_path = '' as $$
      begin
        if access.may_grant(wanted, coalition, network) is not true then raise insufficient_privilege; end if;
      end $$;

      create function access.members() returns table (id uuid, account_id uuid, display_name text, role text, created_at timestamptz)
      language sql stable security definer set search_path = '' as $$
        select m.id, m.account_id, a.display_name, m.role, m.created_at
        from access.memberships m join access.accounts a on a.id = m.account_id
        where m.coalition_id = access.coalition('read') order by m.created_at, m.id
      $$;

      create function access.leads(coalitions uuid[]) returns table (coalition_id uuid, display_name text)
      language sql stable security definer set search_path = '' as $$
        select m.coalition_id, a.display_name
        from access.memberships m join access.accounts a on a.id = m.account_id join access.coalitions c on c.id = m.coalition_id
        where m.role = 'LEAD' and m.coalition_id = any (coalitions) and c.network_id = access.network('read')
        order by m.created_at, m.id
      $$;

      -- Addresses of the invited are for those who may invite.
      create function access.open_invitations() returns table (id uuid, email text, role text, expires_at timestamptz)
      language sql stable security definer set search_path = '' as $$
        select i.id, i.email, i.role, i.expires_at from access.invitations i
        where i.coalition_id = access.coalition('steward')
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
        order by i.created_at, i.id
      $$;

      create function access.invite(address text, key text, wanted text, coalition uuid, network uuid, token_digest bytea, span interval)
        returns table (id uuid, expires_at timestamptz)
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform access.require_grant(wanted, coalition, network);
        if exists (select from access.memberships m join access.accounts a on a.id = m.account_id
          where a.email_key = key and m.coalition_id is not distinct from coalition and m.network_id is not distinct from network) then
          raise unique_violation using constraint = 'membership_taken';
        end if;
        update access.invitations i set revoked_at = now() where i.email_key = key and i.accepted_at is null and i.revoked_at is null
          and i.coalition_id is not distinct from coalition and i.network_id is not distinct from network;
        perform audit.record(coalition, coalesce(network, access.setting('network_id')::uuid), 'invitation ' || address, null,
          jsonb_build_object('role', wanted));
        return query insert into access.invitations (email, email_key, role, coalition_id, network_id, digest, invited_by, expires_at)
          values (address, key, wanted, coalition, network, token_digest,
            access.account_of(access.setting('session_id')::uuid), now() + span)
          returning invitations.id, invitations.expires_at;
      end $$;

      create function access.invitation_place(invitation uuid) returns table (coalition_id uuid, network_id uuid, role text)
      language sql stable security definer set search_path = '' as $$
        select i.coalition_id, i.network_id, i.role from access.invitations i
        where i.id = invitation and i.accepted_at is null and i.revoked_at is null
      $$;

      create function access.revoke_invitation(invitation uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare gone access.invitations;
      begin
        update access.invitations i set revoked_at = now()
        where i.id = invitation and i.accepted_at is null and i.revoked_at is null
          and access.may_grant(i.role, i.coalition_id, i.network_id) returning i.* into gone;
        if not found then raise no_data_found; end if;
        perform audit.record(gone.coalition_id, coalesce(gone.network_id, access.setting('network_id')::uuid),
          'invitation ' || gone.email, jsonb_build_object('role', gone.role), null);
      end $$;

      -- Before the password is hashed: is the invitation open, and has its address an account already?
      create function access.open_invitation(token_digest bytea) returns table (email text, email_key text, account_id uuid)
      language sql stable security definer set search_path = '' as $$
        select i.email, i.email_key, a.id from access.invitations i left join access.accounts a on a.email_key = i.email_key
        where i.digest = token_digest and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
      $$;

      -- The update takes the invitation for one caller alone. Null: it was taken, revoked or ran out meanwhile.
      create function access.accept_invitation(token_digest bytea, name text, hash text) returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      declare taken access.invitations; account uuid;
      begin
        update access.invitations i set accepted_at = now()
        where i.digest = token_digest and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
        returning i.* into taken;
        if not found then return null; end if;
        select a.id into account from access.accounts a where a.email_key = taken.email_key;
        if account is null then
          insert into access.accounts (email, email_key, display_name, password_hash)
          values (taken.email, taken.email_key, name, hash) returning id into account;
        elsif hash is not null then
          -- Made meanwhile by another invitation: its owner signs in, whatever password was chosen here.
          raise unique_violation using constraint = 'account_email_taken';
        end if;
        insert into access.memberships (account_id, role, coalition_id, network_id)
        values (account, taken.role, taken.coalition_id, taken.network_id);
        if taken.role = 'LEAD' then
          update access.coalitions c set claimed = true where c.id = taken.coalition_id and not c.claimed;
          perform published.mark_claimed(taken.coalition_id);
        end if;
        perform set_config('app.actor', (select a.display_name from access.accounts a where a.id = account), true);
        perform audit.record(taken.coalition_id,
          coalesce(taken.network_id, (select c.network_id from access.coalitions c where c.id = taken.coalition_id)),
          'member ' || taken.email, null, jsonb_build_object('role', taken.role));
        return account;
      end $$;

      create function access.membership_place(membership uuid) returns table (
        id uuid, role text, coalition_id uuid, network_id uuid, coalition_network_id uuid, coalition_name text, coalition_slug text)
      language sql stable security definer set search_path = '' as $$
        select m.id, m.role, m.coalition_id, m.network_id, c.network_id, c.name, c.slug
        from access.memberships m left join access.coalitions c on c.id = m.coalition_id where m.id = membership
      $$;

      -- Locks the coalition first, so that two leads cannot show each other the door.
      create function access.keep_a_lead(coalition uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform from access.coalitions c where c.id = coalition for no key update;
        if coalition is not null and not exists (
          select from access.memberships m where m.coalition_id = coalition and m.role = 'LEAD') then
          raise check_violation using constraint = 'last_lead_stays';
        end if;
      end $$;

      create function access.change_role(membership uuid, wanted text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare was access.memberships;
      begin
        select m.* into was from access.memberships m where m.id = membership for update;
        if not found then raise no_data_found; end if;
        perform access.require_grant(was.role, was.coalition_id, was.network_id);
        perform access.require_grant(wanted, was.coalition_id, was.network_id);
        update access.memberships m set role = wanted where m.id = membership;
        if was.role = 'LEAD' then perform access.keep_a_lead(was.coalition_id); end if;
        perform audit.record(was.coalition_id, coalesce(was.network_id, access.setting('network_id')::uuid),
          'member ' || (select a.email from access.accounts a where a.id = was.account_id),
          jsonb_build_object('role', was.role), jsonb_build_object('role', wanted));
      end $$;

      -- A member may always leave; others are removed by who could have invited them.
      create function access.remove_member(membership uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare was access.memberships;
      begin
        select m.* into was from access.memberships m where m.id = membership for update;
        if not found then raise no_data_found; end if;
        if was.account_id is distinct from access.account_of(access.setting('session_id')::uuid) then
          perform access.require_grant(was.role, was.coalition_id, was.network_id);
        end if;
        delete from access.memberships m where m.id = membership;
        if was.role = 'LEAD' then perform access.keep_a_lead(was.coalition_id); end if;
        perform audit.record(was.coalition_id, coalesce(was.network_id, access.setting('network_id')::uuid),
          'member ' || (select a.email from access.accounts a where a.id = was.account_id),
          jsonb_build_object('role', was.role), null);
      end $$;

      create function access.account_name(account uuid) returns text
      language sql stable security definer set search_path = '' as $$
        select a.display_name from access.accounts a where a.id = account
      $$;

      create function access.queue_mail(address text, title text, content text) returns void
      language sql volatile security definer set search_path = '' as $$
        insert into access.mails (recipient, subject, body) values (address, title, content)
      $$;

      -- Taken by one process at a time; a mail whose process died is due again after the pause.
      create function access.claim_mail() returns table (id uuid, recipient text, subject text, body text, attempts integer)
      language sql volatile security definer set search_path = '' as $$
        update access.mails m set attempts = m.attempts + 1, next_attempt_at = now() + interval '1 minute' * power(2, least(m.attempts, 8))
        where m.id = (select n.id from access.mails n where n.sent_at is null and n.attempts < 12 and n.next_attempt_at <= now()
          order by n.next_attempt_at limit 1 for update skip locked)
        returning m.id, m.recipient, m.subject, m.body, m.attempts
      $$;

      -- A mail may hold a token, so its text goes with the last attempt at it.
      create function access.settle_mail(mail uuid, problem text) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.mails m set sent_at = case when problem is null then now() end, failure = problem,
          body = case when problem is null or m.attempts >= 12 then '' else m.body end
        where m.id = mail
      $$;

      ${[
        'members()',
        'leads(uuid[])',
        'open_invitations()',
        'invite(text, text, text, uuid, uuid, bytea, interval)',
        'revoke_invitation(uuid)',
        'change_role(uuid, text)',
        'remove_member(uuid)',
        'account_name(uuid)',
        'queue_mail(text, text, text)',
      ]
        .map((signature) =>
          lookupFunction(
            `access.${signature}`,
            'registry_member, registry_network, registry_admin, registry_owner',
          ),
        )
        .join('\n')}
      ${[
        'invitation_place(uuid)',
        'membership_place(uuid)',
        'open_invitation(bytea)',
        'accept_invitation(bytea, text, text)',
        'claim_mail()',
        'settle_mail(uuid, text)',
      ]
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
      ${['may_grant(text, uuid, uuid)', 'require_grant(text, uuid, uuid)', 'keep_a_lead(uuid)']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_owner'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.settle_mail, access.claim_mail, access.queue_mail, access.account_name, access.remove_member,
        access.change_role, access.keep_a_lead, access.membership_place, access.accept_invitation, access.open_invitation,
        access.revoke_invitation, access.invitation_place, access.invite, access.open_invitations, access.leads,
        access.members, access.require_grant, access.may_grant`,
    );
  }
}
