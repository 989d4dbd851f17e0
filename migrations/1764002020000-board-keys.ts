import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/** As the look-up role, whose it is. */
const board = (orByKey: string): string => `
      set local role registry_authz;
      create or replace function access.board(need text) returns uuid
      language sql stable security definer set search_path = '' as $$
        select access.setting('board_id')::uuid
        where exists (
          select from access.board_standings(access.setting('session_id')::uuid, access.setting('board_id')::uuid) s
          where access.board_allows(s.role, need) and (s.active or need in ('read', 'remove')))${orByKey}
      $$;
      set local role registry_owner;`;

/**
 * The second way to a board: with a key that reads that one. A key is no session here either: it is looked for under a
 * setting of its own, by functions of its own, and nothing that asks for a session finds an account behind it.
 */
export class BoardKeys1764002020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- As board_standing(), for a key that holds and owes no agreement. It may read, whatever its owner may do there.
      create function access.board_key_standing(key_digest bytea, board uuid, need text)
        returns table (network_id uuid, within text, allowed boolean)
      language sql stable security definer set search_path = '' as $$
        select k.network_id, 'registry_board', need = 'read'
        from access.key_in_hand(key_digest) k where k.board_id = board and k.owed is null
      $$;
      ${lookupFunction('access.board_key_standing(bytea, uuid, text)', 'registry_server')}
      ${board(`
          or exists (
          select from access.board_key_standing(decode(access.setting('key_digest'), 'hex'), access.setting('board_id')::uuid, need) s
          where s.allowed)`)}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, `${board('')} drop function access.board_key_standing`);
  }
}
