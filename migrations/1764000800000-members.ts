import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

const staff = 'registry_member, registry_network, registry_admin, registry_owner';

/** Members of the place that the operation has entered. Every change is in the history. */
export class Members1764000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- Nobody gives what is above their own: the rule of invitations and of changes of role.
      create function access.may_grant(wanted text, coalition uuid, network uuid, board uuid default null) returns boolean
      language sql stable security definer set search_path = '' as $$
        select case
          when wanted in ('LEAD', 'EDITOR', 'VIEWER') then
            coalition = access.coalition('steward') and num_nonnulls(network, board) = 0
          when wanted in ('NETWORK_ADMIN', 'NETWORK_ANALYST', 'RESEARCHER') then
            num_nonnulls(coalition, board) = 0 and network is not null and (network = access.network('admin') or access.is_platform_admin())
          when wanted = 'BOARD_CHAIR' then board = access.board('admin') and num_nonnulls(coalition, network) = 0
          when wanted = 'BOARD_MEMBER' then board = access.board('steward') and num_nonnulls(coalition, network) = 0
          when wanted = 'PLATFORM_ADMIN' then num_nonnulls(coalition, network, board) = 0 and access.is_platform_admin()
          else false end
      $$;

      create function access.require_grant(wanted text, coalition uuid, network uuid, board uuid default null) returns void
      language plpgsql stable security definer set search_path = '' as $$
      begin
        if access.may_grant(wanted, coalition, network, board) is not true then raise insufficient_privilege; end if;
      end $$;

      create function access.members() returns table (id uuid, account_id uuid, display_name text, role text, created_at timestamptz)
      language sql stable security definer set search_path = '' as $$
        select m.id, m.account_id, a.display_name, m.role, m.created_at
        from access.memberships m join access.accounts a on a.id = m.account_id
        where m.coalition_id = access.coalition('read') order by m.created_at, m.id
      $$;

      -- Of the network itself; those of its coalitions are found in their workspaces.
      create function access.network_members() returns table (id uuid, account_id uuid, display_name text, role text, created_at timestamptz)
      language sql stable security definer set search_path = '' as $$
        select m.id, m.account_id, a.display_name, m.role, m.created_at
        from access.memberships m join access.accounts a on a.id = m.account_id
        where m.network_id = access.network('read') order by m.created_at, m.id
      $$;

      create function access.leads(coalitions uuid[]) returns table (coalition_id uuid, display_name text)
      language sql stable security definer set search_path = '' as $$
        select m.coalition_id, a.display_name
        from access.memberships m join access.accounts a on a.id = m.account_id join access.coalitions c on c.id = m.coalition_id
        where m.role = 'LEAD' and m.coalition_id = any (coalitions) and c.network_id = access.network('read')
        order by m.created_at, m.id
      $$;

      create function access.membership_place(membership uuid) returns table (
        id uuid, role text, coalition_id uuid, network_id uuid, coalition_network_id uuid, coalition_name text,
        coalition_slug text, board_id uuid, board_network_id uuid)
      language sql stable security definer set search_path = '' as $$
        select m.id, m.role, m.coalition_id, m.network_id, c.network_id, c.name, c.slug, b.id, b.network_id
        from access.memberships m left join access.coalitions c on c.id = m.coalition_id
        left join access.boards b on b.id = m.board_id where m.id = membership
      $$;

      -- Locks the coalition first, so that two leads cannot show each other the door. A locked account leads nobody.
      create function access.keep_a_lead(coalition uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform from access.coalitions c where c.id = coalition for no key update;
        if exists (select from access.coalitions c where c.id = coalition and c.status = 'ACTIVE') and not exists (
          select from access.memberships m join access.accounts a on a.id = m.account_id
          where m.coalition_id = coalition and m.role = 'LEAD' and a.disabled_at is null) then
          raise check_violation using constraint = 'last_lead_stays';
        end if;
      end $$;

      create function access.keep_a_chair(board uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform from access.boards b where b.id = board for no key update;
        if exists (select from access.boards b where b.id = board and b.status = 'ACTIVE') and not exists (
          select from access.memberships m join access.accounts a on a.id = m.account_id
          where m.board_id = board and m.role = 'BOARD_CHAIR' and a.disabled_at is null) then
          raise check_violation using constraint = 'last_chair_stays';
        end if;
      end $$;

      -- Of a network, or of the platform where none is named. A platform admin may leave a network without: they give it
      -- another one, and there may be reason not to wait for that.
      create function access.keep_an_admin(network uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform pg_advisory_xact_lock(hashtext(case when network is null then 'platform admins' else 'admins of ' || network end));
        if not access.is_platform_admin() and not exists (
          select from access.memberships m join access.accounts a on a.id = m.account_id
          where m.role = case when network is null then 'PLATFORM_ADMIN' else 'NETWORK_ADMIN' end
            and m.network_id is not distinct from network and a.disabled_at is null) then
          raise check_violation using constraint = case when network is null then 'last_platform_admin_stays' else 'last_admin_stays' end;
        end if;
      end $$;

      -- What a place cannot be without, once somebody has gone from it or become something else there.
      create function access.keep_the_last(was access.memberships) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        case was.role
          when 'LEAD' then perform access.keep_a_lead(was.coalition_id);
          when 'BOARD_CHAIR' then perform access.keep_a_chair(was.board_id);
          when 'NETWORK_ADMIN', 'PLATFORM_ADMIN' then perform access.keep_an_admin(was.network_id);
          else null;
        end case;
      end $$;

      -- Of a role in a coalition the one that was entered.
      create function access.network_of_role(held access.memberships) returns uuid
      language sql stable security definer set search_path = '' as $$
        select coalesce(held.network_id, (select b.network_id from access.boards b where b.id = held.board_id),
          access.setting('network_id')::uuid)
      $$;

      create function access.change_role(membership uuid, wanted text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare was access.memberships;
      begin
        select m.* into was from access.memberships m where m.id = membership for update;
        if not found then raise no_data_found; end if;
        perform access.require_grant(was.role, was.coalition_id, was.network_id, was.board_id);
        perform access.require_grant(wanted, was.coalition_id, was.network_id, was.board_id);
        update access.memberships m set role = wanted where m.id = membership;
        perform access.keep_the_last(was);
        if wanted = 'LEAD' then perform access.claim_coalition(was.coalition_id); end if;
        perform access.revoke_invitations_of(was.account_id, was.coalition_id, was.network_id, was.board_id);
        perform audit.record_member(was.coalition_id, access.network_of_role(was), was.account_id, was.role, wanted);
      end $$;

      -- A member may always leave; others are removed by who could have invited them.
      create function access.remove_member(membership uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare was access.memberships;
      begin
        select m.* into was from access.memberships m where m.id = membership for update;
        if not found then raise no_data_found; end if;
        if was.account_id is distinct from access.account_of(access.setting('session_id')::uuid)
          and (was.coalition_id = access.coalition('remove')) is not true and (was.board_id = access.board('remove')) is not true then
          perform access.require_grant(was.role, was.coalition_id, was.network_id, was.board_id);
        end if;
        delete from access.memberships m where m.id = membership;
        perform access.revoke_invitations_of(was.account_id, was.coalition_id, was.network_id, was.board_id);
        perform access.keep_the_last(was);
        perform audit.record_member(was.coalition_id, access.network_of_role(was), was.account_id, was.role, null);
      end $$;

      -- One's own role, also where it gives no standing to enter the place. False when it is not one's own.
      create function access.leave(session uuid, membership uuid) returns boolean
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        if not exists (select from access.memberships m where m.id = membership and m.account_id = access.account_of(session)) then
          return false;
        end if;
        perform set_config('app.session_id', session::text, true), set_config('app.action', 'removeMember', true);
        perform access.remove_member(membership);
        return true;
      end $$;

      create function access.account_name(account uuid) returns text
      language sql stable security definer set search_path = '' as $$
        select a.display_name from access.accounts a where a.id = account
      $$;

      ${['members()', 'network_members()', 'leads(uuid[])', 'account_name(uuid)']
        .map((signature) => lookupFunction(`access.${signature}`, staff))
        .join('\n')}
      ${['change_role(uuid, text)', 'remove_member(uuid)']
        .map((signature) => lookupFunction(`access.${signature}`, `${staff}, registry_board`))
        .join('\n')}
      ${['membership_place(uuid)', 'leave(uuid, uuid)']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
      ${[
        'may_grant(text, uuid, uuid, uuid)',
        'require_grant(text, uuid, uuid, uuid)',
        'network_of_role(access.memberships)',
        'keep_a_lead(uuid)',
        'keep_a_chair(uuid)',
        'keep_an_admin(uuid)',
        'keep_the_last(access.memberships)',
      ]
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_owner'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.leave, access.account_name, access.remove_member, access.change_role, access.network_of_role, access.keep_the_last, access.keep_an_admin,
        access.keep_a_chair, access.keep_a_lead,
        access.membership_place, access.leads, access.network_members, access.members, access.require_grant, access.may_grant`,
    );
  }
}
