import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, ownerFunction, revisedTable } from './support/tables.ts';

/** Boards: opened, changed and closed by their network's admin; who sits on one is for those who have to do with it. */
export class Boards1764002200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      ${revisedTable('access.boards')}

      create function access.create_board(new_slug text, new_name text, new_description text) returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      declare network uuid := access.network('admin'); new_id uuid;
      begin
        if network is null then raise insufficient_privilege; end if;
        insert into access.boards (network_id, slug, name, description)
        values (network, new_slug, new_name, new_description) returning id into new_id;
        perform audit.record(null, network, 'board ' || new_slug, null,
          jsonb_build_object('name', new_name, 'description', new_description));
        return new_id;
      end $$;

      -- Only what is given changes, so that two who change different things lose nothing.
      create function access.update_board(given jsonb) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare board uuid := access.board('admin'); old_row access.boards;
      begin
        if board is null then raise insufficient_privilege; end if;
        select b.* into old_row from access.boards b where b.id = board for update;
        update access.boards b set name = coalesce(given ->> 'name', b.name),
          description = case when given ? 'description' then given ->> 'description' else b.description end
        where b.id = board;
        perform audit.record(null, old_row.network_id, 'board ' || old_row.slug,
          jsonb_build_object('name', old_row.name, 'description', old_row.description), given);
      end $$;

      create function access.revoke_board_invitations(board uuid) returns void
      language sql volatile security definer set search_path = '' as $$
        update access.invitations i set revoked_at = now()
        where i.board_id = board and i.accepted_at is null and i.revoked_at is null
      $$;

      -- Nobody joins it any more. Closing a closed one changes nothing.
      create function access.close_board(reason text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare board uuid := access.board('remove'); closed access.boards;
      begin
        if board is null then raise insufficient_privilege; end if;
        update access.boards b set status = 'CLOSED', closed_at = now(), closing_reason = reason
        where b.id = board and b.status = 'ACTIVE' returning b.* into closed;
        if not found then return; end if;
        perform access.revoke_board_invitations(board);
        perform audit.record(null, closed.network_id, 'board ' || closed.slug, jsonb_build_object('status', 'ACTIVE'),
          jsonb_build_object('status', 'CLOSED', 'reason', reason));
      end $$;

      create function access.board_members()
        returns table (id uuid, account_id uuid, display_name text, role text, created_at timestamptz)
      language sql stable security definer set search_path = '' as $$
        select m.id, m.account_id, a.display_name, m.role, m.created_at
        from access.memberships m join access.accounts a on a.id = m.account_id
        where m.board_id = access.board('read') order by m.created_at, m.id
      $$;

      -- Addresses of the invited are for those who may invite.
      create function access.open_board_invitations() returns table (id uuid, email text, role text, expires_at timestamptz)
      language sql stable security definer set search_path = '' as $$
        select i.id, i.email, i.role, i.expires_at from access.invitations i
        where i.board_id = access.board('steward')
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
        order by i.created_at, i.id
      $$;

      ${ownerFunction('access.create_board(text, text, text)', 'registry_network')}
      ${ownerFunction('access.update_board(jsonb)', 'registry_network')}
      ${ownerFunction('access.close_board(text)', 'registry_network')}
      ${lookupFunction('access.revoke_board_invitations(uuid)', 'registry_owner')}
      ${lookupFunction('access.board_members()', 'registry_board, registry_network')}
      ${lookupFunction('access.open_board_invitations()', 'registry_board, registry_network')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop trigger revision_on_insert on access.boards; drop trigger revision_on_update on access.boards;
       drop trigger revision_on_delete on access.boards;
       drop function access.open_board_invitations, access.board_members, access.close_board,
         access.revoke_board_invitations, access.update_board, access.create_board`,
    );
  }
}
