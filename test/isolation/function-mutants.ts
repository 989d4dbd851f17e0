import type pg from 'pg';
import { apiKeyFaults } from './api-key-faults.ts';
import { boardFaults } from './board-mutants.ts';
import { accountFaults } from './account-faults.ts';
import { importFaults } from './import-faults.ts';
import { tableCells } from './cells.ts';
import { doorCells } from './doors.ts';
import type { Landscape } from './landscape.ts';
import { mailFaults } from './mail-faults.ts';
import { programsFirst, standpoints } from './matrix-runner.ts';
import type { Mutant } from './mutants.ts';
import { sessionFaults } from './session-faults.ts';

/** A function, what is taken out of it, and what is put there instead. */
export type Fault = [name: string, from: string, to: string];

const SESSION = `access.setting('session_id')::uuid`;
const COALITION = `access.setting('coalition_id')::uuid`;
const NETWORK = `access.setting('network_id')::uuid`;
const DEFINITION = 'select pg_get_functiondef($1::regproc) as sql';
const STAFF = `m.role in ('NETWORK_ADMIN', 'NETWORK_ANALYST')`;

const sessions: Fault[] = [
  ['access.account_of', 's.ended_at is null', 'true'],
  ['access.account_of', 's.expires_at > now()', 'true'],
  ['access.account_of', 'a.disabled_at is null', 'true'],
  ['access.account_of', 's.id = session', 'true'],
  ['access.viewer', 'a.id = access.account_of(session)', 'access.account_of(session) is not null'],
  [
    'access.viewer_memberships',
    'm.account_id = access.account_of(session)',
    'access.account_of(session) is not null',
  ],
];

/** RESEARCHER and PLATFORM_ADMIN are missing: no coalition ever gets them from standings(), whose faults are below. */
const roleLists: Fault[] = [
  ...['LEAD', 'EDITOR', 'VIEWER', 'NETWORK_ADMIN'].map((role): Fault => ['access.allows', `'${role}', `, '']),
  ['access.allows', `, 'NETWORK_ANALYST'`, ''],
  ...['VIEWER', 'NETWORK_ADMIN', 'NETWORK_ANALYST'].map((role): Fault => [
    'access.allows',
    `when 'write' then role in (`,
    `when 'write' then role in ('${role}', `,
  ]),
  ['access.allows', `'write' then role in ('LEAD', 'EDITOR', `, `'write' then role in ('LEAD', `],
  [
    'access.allows',
    `'write' then role in ('LEAD', 'EDITOR', 'CURATOR')`,
    `'write' then role in ('LEAD', 'EDITOR')`,
  ],
  ...['EDITOR', 'VIEWER', 'NETWORK_ADMIN', 'NETWORK_ANALYST'].map((role): Fault => [
    'access.allows',
    `when 'lead' then role in (`,
    `when 'lead' then role in ('${role}', `,
  ]),
  ['access.allows', `'lead' then role in ('LEAD', 'CURATOR')`, `'lead' then role in ('LEAD')`],
  ...['EDITOR', 'VIEWER', 'NETWORK_ANALYST'].map((role): Fault => [
    'access.allows',
    `when 'steward' then role in (`,
    `when 'steward' then role in ('${role}', `,
  ]),
  ['access.allows', `'steward' then role in ('LEAD', 'NETWORK_ADMIN')`, `'steward' then role in ('LEAD')`],
  ...['LEAD', 'EDITOR', 'VIEWER', 'NETWORK_ANALYST'].map((role): Fault => [
    'access.allows',
    `when 'admin' then role = 'NETWORK_ADMIN'`,
    `when 'admin' then role in ('NETWORK_ADMIN', '${role}')`,
  ]),
  ...['EDITOR', 'VIEWER', 'NETWORK_ANALYST'].map((role): Fault => [
    'access.allows',
    `when 'remove' then role in (`,
    `when 'remove' then role in ('${role}', `,
  ]),
  ['access.allows', `'remove' then role in ('LEAD', 'NETWORK_ADMIN')`, `'remove' then role in ('LEAD')`],
  ['access.allows', 'else false', 'else true'],
];

const standings: Fault[] = [
  ['access.standings', 'm.account_id = access.account_of(session)', 'access.account_of(session) is not null'],
  ['access.standings', 'm.coalition_id = c.id or', 'm.coalition_id is not null or'],
  ['access.standings', 'm.network_id = c.network_id and', ''],
  ['access.standings', `and ${STAFF}`, ''],
  ['access.standings', 'c.id = coalition and', ''],
  ['access.standings', 'not c.claimed and', ''],
  ['access.standings', `and m.role = 'NETWORK_ADMIN'`, `and ${STAFF}`],
  ['access.standings', `c.status <> 'MERGED'`, 'true'],
  ['access.standings', `c.status = 'ACTIVE'`, 'true'],
  ['access.standing', 'access.allows(s.role, need) and', ''],
  ['access.standing', `and (s.active or need in ('read', 'remove'))`, ''],
  ['access.standing', `in ('read', 'remove')`, `in ('read', 'remove', 'steward')`],
  ['access.standing', `in ('read', 'remove')`, `in ('remove')`],
  ['access.standing', `in ('read', 'remove')`, `in ('read')`],
  ['access.standing', 'order by allowed desc, s.within', 'order by allowed, s.within'],
  ['access.coalition', 'where exists', 'where true or exists'],
  ['access.coalition', 'access.allows(s.role, need) and', ''],
  ['access.coalition', `and (s.active or need in ('read', 'remove'))`, ''],
  ['access.coalition', `in ('read', 'remove')`, `in ('read', 'remove', 'write')`],
  ['access.coalition', `in ('read', 'remove')`, `in ('remove')`],
  ['access.coalition', `in ('read', 'remove')`, `in ('read')`],
  ['access.network_standing', 'm.network_id = network and', ''],
  ['access.network_standing', STAFF, 'true'],
  [
    'access.network_standing',
    'm.account_id = access.account_of(session)',
    'access.account_of(session) is not null',
  ],
  ['access.network', 'where exists', 'where true or exists'],
  ['access.network', `need = 'read' or s.role = 'NETWORK_ADMIN'`, 'true'],
  ['access.is_platform_admin', `m.role = 'PLATFORM_ADMIN'`, 'true'],
  [
    'access.is_platform_admin',
    `m.account_id = access.account_of(${SESSION})`,
    `access.account_of(${SESSION}) is not null`,
  ],
];

/**
 * The status in next_publication() is no fault to leave out: only an active coalition's lead can come to it.
 */
const members: Fault[] = [
  ['access.members', `access.coalition('read')`, COALITION],
  ['access.network_members', `access.network('read')`, NETWORK],
  ['access.open_network_invitations', `access.network('admin')`, NETWORK],
  ['access.open_network_invitations', `'admin'`, `'read'`],
  ['access.leads', `access.network('read')`, NETWORK],
  ['access.leads', `m.role = 'LEAD' and`, ''],
  ['access.open_invitations', `access.coalition('steward')`, COALITION],
  ['access.open_invitations', `'steward'`, `'read'`],
  ['access.may_grant', `access.coalition('steward')`, COALITION],
  ['access.may_grant', `access.coalition('steward')`, `access.coalition('read')`],
  ['access.may_grant', `access.coalition('steward')`, `access.coalition('write')`],
  ['access.may_grant', `coalition = access.coalition('steward')`, `access.coalition('steward') is not null`],
  ['access.may_grant', `access.network('admin')`, `access.network('read')`],
  ['access.may_grant', `network = access.network('admin')`, `access.network('admin') is not null`],
  ['access.may_grant', `or access.is_platform_admin())`, ')'],
  [
    'access.may_grant',
    'num_nonnulls(coalition, network, board) = 0 and access.is_platform_admin()',
    'num_nonnulls(coalition, network, board) = 0',
  ],
  ['access.require_grant', 'is not true', 'is false'],
  ['access.invite', 'perform access.require_grant(wanted, coalition, network, board);', ''],
  ['access.revoke_invitation', 'and access.may_grant(i.role, i.coalition_id, i.network_id, i.board_id)', ''],
  [
    'access.change_role',
    'perform access.require_grant(wanted, was.coalition_id, was.network_id, was.board_id);',
    '',
  ],
  [
    'access.remove_member',
    'perform access.require_grant(was.role, was.coalition_id, was.network_id, was.board_id);',
    '',
  ],
  ['access.remove_member', `access.coalition('remove')`, `access.coalition('read')`],
  ['access.remove_member', `access.coalition('remove')`, COALITION],
  ['access.remove_member', `access.coalition('remove')`, 'null'],
  [
    'access.remove_member',
    `(was.coalition_id = access.coalition('remove')) is not true`,
    `access.coalition('remove') is null`,
  ],
  ['access.leave', 'and m.account_id = access.account_of(session)', ''],
  ['access.leave', 'm.id = membership and', ''],
  [
    'access.queue_mail',
    `if access.account_of(${SESSION}) is null then raise insufficient_privilege; end if;`,
    '',
  ],
];

const catalogue: Fault[] = [
  ['access.corrections_of_coalition', `access.coalition('read')`, COALITION],
  ['access.corrections_of_network', `access.network('read')`, NETWORK],
  ['access.corrections_of_network', 'and not o.claimed', ''],
  ['access.settle_correction', `c.coalition_id = access.coalition('write')`, `c.coalition_id = ${COALITION}`],
  [
    'access.settle_correction',
    `c.coalition_id = access.coalition('write')`,
    `access.coalition('write') is not null`,
  ],
  ['access.settle_correction', `access.coalition('write')`, `access.coalition('read')`],
];

const REFUSAL = 'then raise insufficient_privilege; end if;';

const publishing: Fault[] = [
  ['access.register_coalition', `'admin'`, `'read'`],
  ['access.register_coalition', `access.network('admin')`, NETWORK],
  ['access.close_coalition', 'c.network_id = access.network_of_coalition() and', ''],
  ['access.close_coalition', `and c.status = 'ACTIVE'`, ''],
  ...['update_network', 'save_terms', 'save_goals', 'save_crosswalk'].flatMap((name): Fault[] => [
    [`reference.${name}`, `access.network('admin')`, `access.network('read')`],
    [`reference.${name}`, `access.network('admin')`, NETWORK],
  ]),
  ['reference.create_network', `if not access.is_platform_admin() ${REFUSAL}`, ''],
  ['reference.save_framework', `if not access.is_platform_admin() ${REFUSAL}`, ''],
  ['published.put_organizations', `access.coalition('lead')`, `access.coalition('write')`],
  ['published.put_organizations', `if access.coalition('lead') is null ${REFUSAL}`, ''],
  ['published.put_coalition', `access.coalition('lead')`, `access.coalition('write')`],
  ['published.put_coalition', `access.coalition('lead')`, COALITION],
  ['published.put_strategy', `access.coalition('lead')`, `access.coalition('write')`],
  ['published.put_strategy', `access.coalition('lead')`, COALITION],
  ['published.mark_verified', `access.coalition('write')`, `access.coalition('read')`],
  ['published.mark_verified', `access.coalition('write')`, COALITION],
  ['published.mark_verified', `and c.id = access.coalition('write')`, ''],
  ['published.mark_discarded', `access.coalition('write')`, `access.coalition('read')`],
  ['published.mark_discarded', `and c.id = access.coalition('write')`, ''],
  ['access.active_coalitions', `access.network('read')`, NETWORK],
  ['access.active_coalitions', `and c.status = 'ACTIVE'`, ''],
  ['published.unpublish_coalition', `access.coalition('steward')`, `access.coalition('read')`],
  ['published.unpublish_coalition', `access.coalition('steward')`, COALITION],
  ['published.archive_coalition', `access.coalition('admin')`, `access.coalition('steward')`],
  ['published.archive_coalition', `access.coalition('admin')`, COALITION],
  ['published.merge_coalition', `access.coalition('admin')`, `access.coalition('steward')`],
  ['published.merge_coalition', `access.coalition('admin')`, COALITION],
];

export const faults: Fault[] = [
  ...sessions,
  ...roleLists,
  ...standings,
  ...members,
  ...catalogue,
  ...publishing,
  ...[sessionFaults, apiKeyFaults, mailFaults, boardFaults, accountFaults, importFaults].flat(),
];

/** Each fault as the function's own definition with the change in it. */
export async function functionMutants(client: pg.ClientBase, { census }: Landscape): Promise<Mutant[]> {
  const at = standpoints(
    ({ role, place }) =>
      ['registry_server', 'registry_member', 'registry_network', 'registry_board', 'registry_admin'].includes(
        role,
      ) &&
      (place.coalition === null || place.coalition.startsWith(place.network ?? '-')),
  );
  const tables = tableCells(census, ['private.profiles', 'private.initiatives']);
  const mutants: Mutant[] = [];
  for (const [name, from, to] of faults) {
    const { rows } = await client.query<{ sql: string }>(DEFINITION, [name]);
    const sql = rows[0]!.sql.replaceAll(from, to);
    if (sql === rows[0]!.sql) throw new Error(`${name} does not say ${from}: the fault is out of date`);
    mutants.push({
      ...{ name: `${name}: ${from} → ${to || 'nothing'}`, sql, undo: rows[0]!.sql, subject: name },
      at: /board_key|key_in_hand/.test(name + from) ? programsFirst(at) : at,
      cells: (standpoint) => [...doorCells(standpoint), ...tables(standpoint)],
    });
  }
  return mutants;
}
