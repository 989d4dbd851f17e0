import { boardDoors } from './board-doors.ts';
import { accountDoors, LAST } from './account-doors.ts';
import { boardKeyDoors } from './board-key-doors.ts';
import { catalogueDoors } from './catalogue-doors.ts';
import { importDoors } from './import-doors.ts';
import { apiKeyDoors } from './api-key-doors.ts';
import { type Cell, CONSTRAINT, DENIED } from './cells.ts';
import { type Door, type Needs, NONE, ONE, quoted } from './door.ts';
import { callersOf } from './functions.ts';
import { guestId } from './landscape.ts';
import { mailDoors } from './mail-doors.ts';
import { keyDoors } from './key-doors.ts';
import type { Standpoint } from './matrix-runner.ts';
import { membersDoors } from './member-doors.ts';
import {
  type CoalitionKey,
  type CoalitionRight,
  membershipId,
  networkId,
  type NetworkKey,
  type Person,
  type Place,
  sessionId,
} from './people.ts';
import { networkDoors, publishingDoors } from './public-doors.ts';
import { sessionDoors } from './session-doors.ts';

/** Cells of every door, for one person in one role with the settings pointing to one place. */
export function doorCells({ person, place, role }: Standpoint): Cell[] {
  return doorsAt(person, place).map((door): Cell => {
    const granted = callersOf(door.function).includes(role);
    const opens = granted && isAllowed(person, door.at ?? place, door.needs);
    const [of, by] = door.witness ?? [];
    return {
      ...{ table: door.function, label: door.label, text: door.text },
      expected: !granted ? DENIED : opens ? door.opened : door.closed,
      ...(opens && of && by ? { witness: { rows: 'written', of, by } } : {}),
    };
  });
}

function isAllowed(person: Person, { coalition, network, board }: Place, needs: Needs): boolean {
  if (needs === 'never') return false;
  if (needs === 'platform') return person.platform === true;
  if (needs === 'session') return person.session === 'live' && !person.disabled;
  if ('coalition' in needs)
    return coalition !== null && (person.may[needs.coalition] ?? []).includes(coalition);
  if ('board' in needs) {
    if (board === undefined) return false;
    if ('or' in needs && person.key?.reads && person.key.of === board) return true;
    return (person.mayOnBoard?.[needs.board] ?? []).includes(board);
  }
  if ('or' in needs && person.platform) return true;
  return network !== null && (person.mayInNetwork?.[needs.network] ?? []).includes(network);
}

function doorsAt(person: Person, place: Place): Door[] {
  const own = place.coalition ?? 'A1';
  const network = place.network ?? 'A';
  return [
    ...membersDoors(own, network),
    ...publishingDoors(own),
    ...catalogueDoors(own, network),
    ...importDoors(person, network),
    ...networkDoors(network),
    ...boardDoors(person, place.board ?? 'E1', own, network),
    ...keyDoors(person),
    ...lookups(person, own, network),
    ...sessionDoors(person),
    ...apiKeyDoors(person, network),
    ...boardKeyDoors(person, place.board ?? 'E1'),
  ];
}

/** What the server asks before it takes a role. */
function lookups(person: Person, own: CoalitionKey, network: NetworkKey): Door[] {
  const at = { coalition: own, network };
  const session = sessionId(person) === null ? 'null' : `'${sessionId(person)}'`;
  const last = person.name === LAST;
  const rights: CoalitionRight[] = ['read', 'write', 'lead', 'steward', 'admin', 'remove'];
  return [
    ...mailDoors(session),
    ...accountDoors(person, session),
    ...rights.map((right): Door => ({
      ...{
        function: 'access.standing',
        label: `to ${right}, call`,
        needs: { coalition: right },
        closed: NONE,
        opened: ONE,
      },
      text: `select 1 from access.standing(${session}, ${quoted(own)}, '${right}') where allowed`,
      at,
    })),
    {
      ...{
        function: 'access.standing',
        label: 'knowing, call',
        needs: { coalition: 'read' },
        closed: NONE,
        opened: ONE,
      },
      text: `select 1 from access.standing(${session}, ${quoted(own)}, 'lead')`,
      at,
    },
    {
      ...{
        function: 'access.standing',
        label: 'to do anything else, call',
        needs: 'never',
        closed: NONE,
        opened: '',
      },
      text: `select 1 from access.standing(${session}, ${quoted(own)}, 'anything') where allowed`,
    },
    {
      ...{
        function: 'access.network_standing',
        label: 'call',
        needs: { network: 'staff' },
        closed: NONE,
        opened: ONE,
      },
      text: `select 1 from access.network_standing(${session}, '${networkId(network)}')`,
      at,
    },
    {
      ...{ function: 'access.viewer', label: 'call', needs: 'session', closed: NONE, opened: ONE },
      text: `select 1 from access.viewer(${session})`,
    },
    {
      ...{ function: 'access.viewer_memberships', label: 'call', needs: 'session', closed: NONE },
      opened: person.roles.length > 0 ? `${person.roles.length} rows` : NONE,
      text: `select 1 from access.viewer_memberships(${session})`,
    },
    {
      ...{ function: 'access.leave', label: 'from the own role, call', opened: ONE },
      ...{ needs: person.roles.length > 0 && !last ? 'session' : 'never', closed: last ? CONSTRAINT : NONE },
      text: `select 1 where access.leave(${session}, '${membershipId(person)}')`,
    },
    {
      ...{
        function: 'access.leave',
        label: 'from another’s role, call',
        needs: 'never',
        closed: NONE,
        opened: '',
      },
      text: `select 1 where access.leave(${session}, '${guestId('VIEWER', own)}')`,
    },
    {
      ...{
        function: 'access.is_platform_admin',
        label: 'call',
        needs: 'platform',
        closed: NONE,
        opened: ONE,
      },
      text: 'select 1 where access.is_platform_admin()',
    },
  ];
}
