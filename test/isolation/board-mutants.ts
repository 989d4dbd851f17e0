import { boardKeyFaults } from './board-key-faults.ts';
import type { Fault } from './function-mutants.ts';

const BOARD = `access.setting('board_id')::uuid`;

const allows: Fault[] = [
  ...['BOARD_CHAIR', 'BOARD_MEMBER', 'NETWORK_ADMIN'].map((role): Fault => [
    'access.board_allows',
    `'${role}', `,
    '',
  ]),
  ['access.board_allows', `, 'NETWORK_ANALYST'`, ''],
  [
    'access.board_allows',
    `'steward' then role in ('BOARD_CHAIR', 'NETWORK_ADMIN')`,
    `'steward' then role in ('BOARD_CHAIR')`,
  ],
  ...['BOARD_MEMBER', 'NETWORK_ANALYST'].map((role): Fault => [
    'access.board_allows',
    `when 'steward' then role in (`,
    `when 'steward' then role in ('${role}', `,
  ]),
  ...(['admin', 'remove'] as const).flatMap((need) =>
    ['BOARD_CHAIR', 'BOARD_MEMBER', 'NETWORK_ANALYST'].map((role): Fault => [
      'access.board_allows',
      `when '${need}' then role = 'NETWORK_ADMIN'`,
      `when '${need}' then role in ('NETWORK_ADMIN', '${role}')`,
    ]),
  ),
  ['access.board_allows', 'else false', 'else true'],
];

const standings: Fault[] = [
  ['access.board_roles', 'm.account_id = account', 'account is not null'],
  [
    'access.board_standings',
    'access.account_of(session)',
    '(select s.account_id from access.sessions s where s.id = session)',
  ],
  ['access.board_roles', 'm.board_id = b.id or', 'm.board_id is not null or'],
  ['access.board_roles', 'm.network_id = b.network_id and', ''],
  ['access.board_roles', `and m.role in ('NETWORK_ADMIN', 'NETWORK_ANALYST')`, ''],
  ['access.board_roles', 'b.id = board and', ''],
  ['access.board_roles', `b.status = 'ACTIVE'`, 'true'],
  ['access.board_standing', 'access.board_allows(s.role, need) and', ''],
  ['access.board_standing', `and (s.active or need in ('read', 'remove'))`, ''],
  ['access.board_standing', `in ('read', 'remove')`, `in ('remove')`],
  ['access.board_standing', `in ('read', 'remove')`, `in ('read')`],
  ['access.board', 'where exists', 'where true or exists'],
  ['access.board', 'access.board_allows(s.role, need) and', ''],
  ['access.board', `and (s.active or need in ('read', 'remove'))`, ''],
  ['access.board', `in ('read', 'remove')`, `in ('remove')`],
  ['access.board', `in ('read', 'remove')`, `in ('read')`],
];

const members: Fault[] = [
  ['access.board_members', `access.board('read')`, BOARD],
  ['access.open_board_invitations', `access.board('steward')`, BOARD],
  ['access.open_board_invitations', `'steward'`, `'read'`],
  ['access.may_grant', `access.board('admin')`, `access.board('steward')`],
  ['access.may_grant', `access.board('steward')`, `access.board('read')`],
  ['access.may_grant', `access.board('steward')`, BOARD],
  ['access.may_grant', `board = access.board('steward')`, `access.board('steward') is not null`],
  ['access.may_grant', `board = access.board('admin')`, `access.board('admin') is not null`],
  [
    'access.change_role',
    'perform access.require_grant(was.role, was.coalition_id, was.network_id, was.board_id);',
    '',
  ],
  ['access.remove_member', `access.board('remove')`, `access.board('read')`],
  ['access.remove_member', `access.board('remove')`, BOARD],
  ['access.remove_member', `access.board('remove')`, 'null'],
  [
    'access.remove_member',
    `(was.board_id = access.board('remove')) is not true`,
    `access.board('remove') is null`,
  ],
  // Of a role in a network both sides are null, and nothing would be asked.
  [
    'access.remove_member',
    `(was.coalition_id = access.coalition('remove')) is not true`,
    `was.coalition_id is distinct from access.coalition('remove')`,
  ],
];

const keeping: Fault[] = [
  ['access.create_board', `access.network('admin')`, `access.network('read')`],
  ['access.create_board', `access.network('admin')`, `access.setting('network_id')::uuid`],
  ['access.update_board', `access.board('admin')`, `access.board('steward')`],
  ['access.update_board', `access.board('admin')`, `access.board('remove')`],
  ['access.update_board', `access.board('admin')`, BOARD],
  ['access.close_board', `access.board('remove')`, `access.board('read')`],
  ['access.close_board', `access.board('remove')`, BOARD],
  ['access.close_board', `and b.status = 'ACTIVE'`, ''],
];

const keys: Fault[] = [
  ['access.claim_idempotency_key', 'if own is null then raise insufficient_privilege; end if;', ''],
  ['access.earlier_call', 'k.holder = access.key_holder(session, visitor) and', ''],
];

export const boardFaults: Fault[] = [
  ...allows,
  ...standings,
  ...members,
  ...keeping,
  ...keys,
  ...boardKeyFaults,
];
