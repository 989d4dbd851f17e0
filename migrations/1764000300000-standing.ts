import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/**
 * Who may do what where. The settings carry the session and the place; the rights are looked up here, in the
 * statement that uses them, so that a forged place is nothing and a revoked right ends at once.
 */
export class Standing1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- The one table of rights over a coalition. 'steward' is what its lead and its network's admin share.
      create function access.allows(role text, need text) returns boolean
      language sql immutable set search_path = '' as $$
        select case need
          when 'read' then role in ('LEAD', 'EDITOR', 'VIEWER', 'CURATOR', 'NETWORK_ADMIN', 'NETWORK_ANALYST')
          when 'write' then role in ('LEAD', 'EDITOR', 'CURATOR')
          when 'lead' then role in ('LEAD', 'CURATOR')
          when 'steward' then role in ('LEAD', 'NETWORK_ADMIN')
          when 'admin' then role = 'NETWORK_ADMIN'
          when 'remove' then role in ('LEAD', 'NETWORK_ADMIN')
          else false end
      $$;

      -- The roles that a session's account has over one coalition: its own there, and its network's. A catalogue entry
      -- that no lead has taken over is kept by the network's admin, who is its curator until then.
      -- An archived coalition is only read, and its members
      -- removed; a merged one is gone.
      create function access.standings(session uuid, coalition uuid)
        returns table (role text, network_id uuid, within text, active boolean)
      language sql stable security definer set search_path = '' as $$
        select m.role, c.network_id, case when m.coalition_id is null then 'registry_network' else 'registry_member' end,
          c.status = 'ACTIVE'
        from access.coalitions c join access.memberships m
          on m.coalition_id = c.id or (m.network_id = c.network_id and m.role in ('NETWORK_ADMIN', 'NETWORK_ANALYST'))
        where c.id = coalition and c.status <> 'MERGED' and m.account_id = access.account_of(session)
        union all
        select 'CURATOR', c.network_id, 'registry_member', c.status = 'ACTIVE'
        from access.coalitions c join access.memberships m on m.network_id = c.network_id and m.role = 'NETWORK_ADMIN'
        where c.id = coalition and not c.claimed and c.status <> 'MERGED' and m.account_id = access.account_of(session)
      $$;

      -- The role to take for a need there: no row when the coalition is nobody's business of the session.
      create function access.standing(session uuid, coalition uuid, need text)
        returns table (role text, network_id uuid, within text, allowed boolean)
      language sql stable set search_path = '' as $$
        select s.role, s.network_id, s.within, access.allows(s.role, need) and (s.active or need in ('read', 'remove')) as allowed
        from access.standings(session, coalition) s
        order by allowed desc, s.within limit 1
      $$;

      create function access.network_standing(session uuid, network uuid)
        returns table (role text)
      language sql stable security definer set search_path = '' as $$
        select m.role from access.memberships m
        where m.network_id = network and m.role in ('NETWORK_ADMIN', 'NETWORK_ANALYST')
          and m.account_id = access.account_of(session)
      $$;

      -- What policies compare with. Null, which equals nothing, without the right.
      create function access.coalition(need text) returns uuid
      language sql stable security definer set search_path = '' as $$
        select access.setting('coalition_id')::uuid
        where exists (
          select from access.standings(access.setting('session_id')::uuid, access.setting('coalition_id')::uuid) s
          where access.allows(s.role, need) and (s.active or need in ('read', 'remove')))
      $$;

      create function access.network(need text) returns uuid
      language sql stable security definer set search_path = '' as $$
        select access.setting('network_id')::uuid
        where exists (
          select from access.network_standing(access.setting('session_id')::uuid, access.setting('network_id')::uuid) s
          where need = 'read' or s.role = 'NETWORK_ADMIN')
      $$;

      -- As allows(), for a board. 'steward' is what its chair and its network's admin share.
      create function access.board_allows(role text, need text) returns boolean
      language sql immutable set search_path = '' as $$
        select case need
          when 'read' then role in ('BOARD_CHAIR', 'BOARD_MEMBER', 'NETWORK_ADMIN', 'NETWORK_ANALYST')
          when 'steward' then role in ('BOARD_CHAIR', 'NETWORK_ADMIN')
          when 'admin' then role = 'NETWORK_ADMIN'
          when 'remove' then role = 'NETWORK_ADMIN'
          else false end
      $$;

      -- The roles that an account has over one board: its own there, and its network's. A closed board is only read, and
      -- its members removed.
      create function access.board_roles(account uuid, board uuid)
        returns table (role text, network_id uuid, within text, active boolean)
      language sql stable security definer set search_path = '' as $$
        select m.role, b.network_id, case when m.board_id is null then 'registry_network' else 'registry_board' end,
          b.status = 'ACTIVE'
        from access.boards b join access.memberships m
          on m.board_id = b.id or (m.network_id = b.network_id and m.role in ('NETWORK_ADMIN', 'NETWORK_ANALYST'))
        where b.id = board and m.account_id = account
      $$;

      create function access.board_standings(session uuid, board uuid)
        returns table (role text, network_id uuid, within text, active boolean)
      language sql stable security definer set search_path = '' as $$
        select r.role, r.network_id, r.within, r.active
        from access.board_roles(access.account_of(session), board) r
      $$;

      create function access.board_standing(session uuid, board uuid, need text)
        returns table (role text, network_id uuid, within text, allowed boolean)
      language sql stable set search_path = '' as $$
        select s.role, s.network_id, s.within,
          access.board_allows(s.role, need) and (s.active or need in ('read', 'remove')) as allowed
        from access.board_standings(session, board) s
        order by allowed desc, s.within limit 1
      $$;

      -- Keys have a way in of their own, which comes with them.
      create function access.board(need text) returns uuid
      language sql stable security definer set search_path = '' as $$
        select access.setting('board_id')::uuid
        where exists (
          select from access.board_standings(access.setting('session_id')::uuid, access.setting('board_id')::uuid) s
          where access.board_allows(s.role, need) and (s.active or need in ('read', 'remove')))
      $$;

      create function access.is_platform_admin() returns boolean
      language sql stable security definer set search_path = '' as $$
        select exists (select from access.memberships m where m.role = 'PLATFORM_ADMIN'
          and m.account_id = access.account_of(access.setting('session_id')::uuid))
      $$;

      -- The network that the active coalition belongs to: the default of private.*.network_id.
      create function access.network_of_coalition() returns uuid
      language sql stable security definer set search_path = '' as $$
        select c.network_id from access.coalitions c where c.id = access.setting('coalition_id')::uuid
      $$;

      grant execute on function access.allows(text, text) to registry_server, registry_authz, registry_owner;
      grant execute on function access.standing(uuid, uuid, text) to registry_server;
      grant execute on function access.board_allows(text, text) to registry_server, registry_authz, registry_owner;
      grant execute on function access.board_standing(uuid, uuid, text) to registry_server;
      ${lookupFunction('access.board_roles(uuid, uuid)', 'registry_authz')}
      ${lookupFunction('access.board_standings(uuid, uuid)', 'registry_server')}
      ${lookupFunction('access.board(text)', 'registry_board, registry_network, registry_owner')}
      ${lookupFunction('access.standings(uuid, uuid)', 'registry_server')}
      ${lookupFunction('access.network_standing(uuid, uuid)', 'registry_server')}
      ${['coalition(text)', 'network(text)', 'is_platform_admin()', 'network_of_coalition()']
        .map((signature) =>
          lookupFunction(
            `access.${signature}`,
            'registry_member, registry_network, registry_admin, registry_owner',
          ),
        )
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.board, access.board_standing, access.board_standings, access.board_roles, access.board_allows, access.network_of_coalition, access.is_platform_admin, access.network, access.coalition,
        access.network_standing, access.standing, access.standings, access.allows`,
    );
  }
}
