import type { Fault } from './function-mutants.ts';

const BY_KEY = `access.board_key_standing(decode(access.setting('key_digest'), 'hex'), access.setting('board_id')::uuid, need) s`;

/** The way in to a board for a key that reads it. */
export const boardKeyFaults: Fault[] = [
  ['access.board_key_standing', 'k.board_id = board and', ''],
  ['access.board_key_standing', 'k.board_id = board and', 'k.board_id is not null and'],
  ['access.board_key_standing', 'and k.owed is null', ''],
  ['access.board_key_standing', `need = 'read'`, 'true'],
  ['access.board_key_standing', `need = 'read'`, `need in ('read', 'remove')`],
  ['access.board_key_standing', `need = 'read'`, `need in ('read', 'steward')`],
  ['access.board_key_standing', `need = 'read'`, 'false'],
  ['access.board', `${BY_KEY}\n          where s.allowed`, BY_KEY],
  ['access.board', BY_KEY, `(select true as allowed where access.setting('key_digest') is not null) s`],
];
