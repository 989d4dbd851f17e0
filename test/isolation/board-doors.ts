import { boardGuestId, boardId, type BoardKey, type BoardRight, boards, networkGuestId } from './boards.ts';
import { type Door, type Needs, NONE, ONE, quoted, REFUSED } from './door.ts';
import { type CoalitionKey, networkId, type NetworkKey, people, type Person, sessionId } from './people.ts';

const GUESTS = 3;
const sittingOn = (key: BoardKey): number =>
  GUESTS + people.filter(({ roles }) => roles.some(([, at]) => at === key)).length;

/** Boards, who sits on them, and a role in the network itself. */
export function boardDoors(
  person: Person,
  own: BoardKey,
  coalition: CoalitionKey,
  network: NetworkKey,
): Door[] {
  const closed = boards.find(({ key }) => key === own)!.status === 'CLOSED';
  const sibling: BoardKey = own === 'E1' ? 'E2' : 'E1';
  const board = (right: BoardRight): Needs => ({ board: right });
  const call = (name: string, args: string, needs: Needs, opened: string, label = 'call'): Door => ({
    ...{ function: `access.${name}`, label, needs, closed: REFUSED, opened },
    text: `select 1 from access.${name}(${args})`,
  });
  const list = (name: string, needs: Needs, rows: number): Door => ({
    ...call(name, '', needs, `${rows} rows`),
    closed: NONE,
  });
  const invite = (role: string, label: string, needs: Needs, into: string, by: BoardKey): Door => ({
    ...call('invite', '', needs, `${by}:1`, `${label} by`),
    text: `select 1 from access.invite('x@example.org', 'x@example.org', '${role}', ${into}, '\\x01', '1 day', null, '${boardId(by)}')`,
    witness: ['access.invitations', 'board_id'],
  });
  const member = (name: string, args: string, label: string, needs: Needs, of: BoardKey): Door => ({
    ...call(name, args, needs, `${of}:1`, `${label} by`),
    witness: ['access.memberships', 'board_id'],
  });
  const guest = (what: Parameters<typeof boardGuestId>[0], of = own): string => `'${boardGuestId(what, of)}'`;
  return [
    ...standing(person, own, network),
    list('board_members', { board: 'read', or: 'key' }, sittingOn(own)),
    list('open_board_invitations', board('steward'), 1),
    {
      ...call('create_board', `'new', 'New', null`, { network: 'admin' }, `${network}${network}:1`),
      witness: ['access.boards', 'network_id'],
    },
    {
      ...call('update_board', `'{"name": "New"}'`, board('admin'), `${own}:1`),
      witness: ['access.boards', 'id'],
    },
    {
      ...call('close_board', `'Done'`, board('remove'), closed ? NONE : `${own}:1`),
      witness: ['access.boards', 'id'],
    },
    invite('BOARD_MEMBER', 'a board member invited', board('steward'), 'null, null', own),
    invite('BOARD_CHAIR', 'a chair invited', board('admin'), 'null, null', own),
    invite('BOARD_MEMBER', 'a member of another board invited', 'never', 'null, null', sibling),
    invite('BOARD_CHAIR', 'a chair of another board invited', 'never', 'null, null', sibling),
    invite('LEAD', 'a lead on a board invited', 'never', `${quoted(coalition)}, null`, own),
    invite('NETWORK_ADMIN', 'an admin on a board invited', 'never', `null, '${networkId(network)}'`, own),
    invite('BOARD_CHAIR', 'a chair of a network invited', 'never', `null, '${networkId(network)}'`, own),
    invite(
      'BOARD_MEMBER',
      'a board member of a coalition invited',
      'never',
      `${quoted(coalition)}, null`,
      own,
    ),
    invite('PLATFORM_ADMIN', 'a platform admin on a board invited', 'never', 'null, null', own),
    ...[own, sibling].map((of): Door => ({
      ...call('revoke_invitation', guest('INVITED', of), of === own ? board('steward') : 'never', `${of}:1`),
      ...{
        label: `revocation on ${of} by`,
        closed: 'not found',
        witness: ['access.invitations', 'board_id'],
      },
    })),
    member('change_role', `${guest('MEMBER')}, 'BOARD_CHAIR'`, 'a member made chair', board('admin'), own),
    member('change_role', `${guest('CHAIR')}, 'BOARD_MEMBER'`, 'a chair made member', board('admin'), own),
    member('change_role', `${guest('MEMBER')}, 'NETWORK_ADMIN'`, 'a member made admin', 'never', own),
    member(
      ...(['change_role', `${guest('MEMBER', sibling)}, 'BOARD_CHAIR'`] as const),
      ...(['a member of another board made chair', 'never', sibling] as const),
    ),
    call(
      ...(['remove_member', guest('MEMBER'), board(closed ? 'remove' : 'steward'), ONE] as const),
      'removal of a board member by',
    ),
    call('remove_member', guest('CHAIR'), board('remove'), ONE, 'removal of a chair by'),
    call('remove_member', guest('MEMBER', sibling), 'never', ONE, 'removal from another board by'),
    call(
      ...([
        'remove_member',
        `'${networkGuestId(network)}'`,
        { network: 'admin', or: 'platform' },
        ONE,
      ] as const),
      'removal from the network by',
    ),
  ];
}

/** What the server asks before it takes a role. */
function standing(person: Person, own: BoardKey, network: NetworkKey): Door[] {
  const session = sessionId(person) === null ? 'null' : `'${sessionId(person)}'`;
  const door = (label: string, right: string, needs: Needs, where = ''): Door => ({
    ...{ function: 'access.board_standing', label, needs, closed: NONE, opened: ONE },
    text: `select 1 from access.board_standing(${session}, '${boardId(own)}', '${right}') ${where}`,
    at: { coalition: null, network, board: own },
  });
  return [
    ...(['read', 'steward', 'admin', 'remove'] as const).map((right) =>
      door(`to ${right}, call`, right, { board: right }, 'where allowed'),
    ),
    door('knowing, call', 'admin', { board: 'read' }),
    door('to do anything else, call', 'anything', 'never', 'where allowed'),
  ];
}
