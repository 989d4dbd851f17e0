import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

const staff = 'registry_member, registry_network, registry_admin, registry_owner';

/** Invitations: single use, only their digest is kept, never above the rights of who sends them. */
export class Invitations1764000820000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- Addresses of the invited are for those who may invite.
      create function access.open_invitations() returns table (id uuid, email text, role text, expires_at timestamptz)
      language sql stable security definer set search_path = '' as $$
        select i.id, i.email, i.role, i.expires_at from access.invitations i
        where i.coalition_id = access.coalition('steward')
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
        order by i.created_at, i.id
      $$;

      create function access.open_network_invitations() returns table (id uuid, email text, role text, expires_at timestamptz)
      language sql stable security definer set search_path = '' as $$
        select i.id, i.email, i.role, i.expires_at from access.invitations i
        where i.network_id = access.network('admin')
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
        order by i.created_at, i.id
      $$;

      -- Whoever locks the inviter's account, takes their role or closes the place takes back what they have sent. So these
      -- wait for an invitation under way, and then see it; or it waits for them, and the right is gone. In the order in
      -- which a removal takes them.
      create function access.hold_inviter(session uuid, coalition uuid, board uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare inviter uuid := access.account_of(session);
      begin
        perform from access.accounts a where a.id = inviter for share;
        perform from access.memberships m where m.account_id = inviter order by m.id for share;
        perform from access.coalitions c where c.id = coalition for share;
        perform from access.boards b where b.id = board for share;
      end $$;

      -- Whether a coalition or board takes members; it stays so until the transaction ends. Others that join wait.
      create function access.hold_place(coalition uuid, board uuid) returns boolean
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform from access.coalitions c where c.id = coalition and c.status = 'ACTIVE' for no key update;
        if not found and coalition is not null then return false; end if;
        perform from access.boards b where b.id = board and b.status = 'ACTIVE' for no key update;
        return found or board is null;
      end $$;

      -- The language that the inviter names, else that of the account, which the inviter does not learn, else the inviter's own.
      create function access.invite(address text, key text, wanted text, coalition uuid, network uuid, token_digest bytea,
        span interval, tongue text, board uuid default null) returns table (id uuid, expires_at timestamptz, language text)
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform access.hold_inviter(access.setting('session_id')::uuid, coalition, board);
        perform access.require_grant(wanted, coalition, network, board);
        if exists (select from access.memberships m join access.accounts a on a.id = m.account_id
          where a.email_key = key and m.coalition_id is not distinct from coalition and m.network_id is not distinct from network
            and m.board_id is not distinct from board) then
          raise unique_violation using constraint = 'membership_taken';
        end if;
        update access.invitations i set revoked_at = now() where i.email_key = key and i.accepted_at is null and i.revoked_at is null
          and i.coalition_id is not distinct from coalition and i.network_id is not distinct from network
          and i.board_id is not distinct from board;
        perform audit.record(coalition, coalesce(network, access.setting('network_id')::uuid), 'invitation', null,
          jsonb_build_object('role', wanted));
        return query insert into access.invitations (email, email_key, role, coalition_id, network_id, board_id, digest, expires_at, invited_by, language)
          select address, key, wanted, coalition, network, board, token_digest, now() + span, v.account_id,
            coalesce(tongue, (select a.language from access.accounts a where a.email_key = key), v.language)
          from access.viewer(access.setting('session_id')::uuid) v
          returning invitations.id, invitations.expires_at, invitations.language;
      end $$;

      create function access.invitation_place(invitation uuid) returns table (coalition_id uuid, network_id uuid, board_id uuid, role text)
      language sql stable security definer set search_path = '' as $$
        select i.coalition_id, i.network_id, i.board_id, i.role from access.invitations i
        where i.id = invitation and i.accepted_at is null and i.revoked_at is null
      $$;

      create function access.revoke_invitation(invitation uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare gone access.invitations;
      begin
        update access.invitations i set revoked_at = now()
        where i.id = invitation and i.accepted_at is null and i.revoked_at is null
          and access.may_grant(i.role, i.coalition_id, i.network_id, i.board_id) returning i.* into gone;
        if not found then raise no_data_found; end if;
        perform audit.record(gone.coalition_id, coalesce(gone.network_id, access.setting('network_id')::uuid),
          'invitation', jsonb_build_object('role', gone.role), null);
      end $$;

      -- Before the password is hashed: is the invitation open, and has its address an account already?
      create function access.open_invitation(token_digest bytea) returns table (email text, email_key text, account_id uuid)
      language sql stable security definer set search_path = '' as $$
        select i.email, i.email_key, a.id from access.invitations i left join access.accounts a on a.email_key = i.email_key
        left join access.coalitions c on c.id = i.coalition_id left join access.boards b on b.id = i.board_id
        where i.digest = token_digest and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
          and coalesce(c.status, b.status, 'ACTIVE') = 'ACTIVE'
      $$;

      -- A coalition with a lead of its own is no mere catalogue entry any more.
      create function access.claim_coalition(coalition uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform published.mark_claimed(coalition);
        update access.coalitions c set claimed = true where c.id = coalition and not c.claimed;
      end $$;

      -- What somebody has sent out ends with the role in which they sent it.
      create function access.revoke_invitations_of(account uuid, coalition uuid, network uuid, board uuid default null) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.invitations i set revoked_at = now()
        where i.invited_by = account and i.accepted_at is null and i.revoked_at is null
          and (i.coalition_id = coalition or i.network_id = network or i.board_id = board
            or i.coalition_id in (select c.id from access.coalitions c where c.network_id = network)
            or i.board_id in (select b.id from access.boards b where b.network_id = network))
      $$;

      -- The update takes the invitation for one caller alone. Null: it was taken, revoked or ran out meanwhile, or its
      -- place was closed. The place before the invitation, as whoever closes it takes them.
      create function access.accept_invitation(token_digest bytea, name text, hash text) returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      declare taken access.invitations; account uuid;
      begin
        select i.* into taken from access.invitations i
        where i.digest = token_digest and i.accepted_at is null and i.revoked_at is null and i.expires_at > now();
        if not found then return null; end if;
        -- In its network's turn, which whoever publishes or archives takes before the coalition.
        if taken.role = 'LEAD' then perform published.mark_claimed(taken.coalition_id); end if;
        if not access.hold_place(taken.coalition_id, taken.board_id) then return null; end if;
        update access.invitations i set accepted_at = now()
        where i.digest = token_digest and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
        returning i.* into taken;
        if not found then return null; end if;
        select a.id into account from access.accounts a where a.email_key = taken.email_key;
        if account is null then
          insert into access.accounts (email, email_key, display_name, password_hash, language)
          values (taken.email, taken.email_key, name, hash, taken.language) returning id into account;
        elsif hash is not null then
          -- Made meanwhile by another invitation: its owner signs in, whatever password was chosen here.
          raise unique_violation using constraint = 'account_email_taken';
        end if;
        insert into access.memberships (account_id, role, coalition_id, network_id, board_id)
        values (account, taken.role, taken.coalition_id, taken.network_id, taken.board_id);
        if taken.role = 'LEAD' then perform access.claim_coalition(taken.coalition_id); end if;
        perform set_config('app.actor', (select a.display_name from access.accounts a where a.id = account), true);
        perform audit.record_member(taken.coalition_id,
          coalesce(taken.network_id, (select c.network_id from access.coalitions c where c.id = taken.coalition_id),
            (select b.network_id from access.boards b where b.id = taken.board_id)),
          account, null, taken.role);
        return account;
      end $$;

      ${['open_invitations()', 'open_network_invitations()']
        .map((signature) => lookupFunction(`access.${signature}`, staff))
        .join('\n')}
      ${['invite(text, text, text, uuid, uuid, bytea, interval, text, uuid)', 'revoke_invitation(uuid)']
        .map((signature) => lookupFunction(`access.${signature}`, `${staff}, registry_board`))
        .join('\n')}
      ${['invitation_place(uuid)', 'open_invitation(bytea)', 'accept_invitation(bytea, text, text)']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
      ${[
        'claim_coalition(uuid)',
        'revoke_invitations_of(uuid, uuid, uuid, uuid)',
        'hold_inviter(uuid, uuid, uuid)',
        'hold_place(uuid, uuid)',
      ]
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_owner'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.accept_invitation, access.revoke_invitations_of, access.claim_coalition, access.open_invitation,
        access.revoke_invitation, access.invitation_place, access.invite, access.hold_place, access.hold_inviter, access.open_network_invitations, access.open_invitations`,
    );
  }
}
