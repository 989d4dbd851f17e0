import { boardId, type BoardKey, type BoardRight } from './boards.ts';
import { type Door, type Needs, NONE, ONE } from './door.ts';
import { boardKeyDigest, homeOfBoard } from './keys.ts';
import { networkId, type Person, sessionId } from './people.ts';

const RIGHTS: BoardRight[] = ['read', 'steward', 'admin', 'remove'];

/** The active board, as policies ask for it, and the keys that read one. */
export function boardKeyDoors(person: Person, own: BoardKey): Door[] {
  const network = homeOfBoard(own);
  const session = sessionId(person) === null ? 'null' : `'${sessionId(person)}'`;
  const at = { coalition: null, network, board: own };
  const away = network === 'A' ? 'B' : 'A';
  const create = (label: string, owner: string, needs: Needs, of = network): Door => ({
    ...{ function: 'access.create_api_key', label: `${label} by`, needs, closed: NONE, opened: ONE, at },
    text: `select 1 from access.create_api_key(${session}, '${networkId(of)}', '${boardId(own)}', ${owner}, 'x', 'READ_BOARD', '\\x01', 'clk_x', now() + interval '1 day')`,
  });
  const ofAnother = (owner: string): string => `'${owner}'`;
  return [
    ...[...RIGHTS, 'anything' as const].map((need): Door => ({
      ...{ function: 'access.board', label: `to ${need}, call`, closed: NONE, opened: ONE },
      text: `select 1 where access.board('${need}') is not null`,
      needs: neededFor(need),
    })),
    create('one of the board, their own,', 'null', { board: 'read' }),
    create('one of the board under another network', 'null', 'never', away),
    create(
      ...(['one of the board, a member’s,', ofAnother('a member of E1')] as const),
      own === 'E1' ? { network: 'admin' } : 'never',
    ),
    create('one of the board, a researcher’s,', ofAnother('a researcher of network A'), 'never'),
    ...(person.key ? inHand(person, own, person.key) : []),
  ];
}

const neededFor = (need: BoardRight | 'anything'): Needs => {
  if (need === 'anything') return 'never';
  return need === 'read' ? { board: need, or: 'key' } : { board: need };
};

/** Whoever has the key: what is asked is of its owner, whatever the settings say. */
function inHand(person: Person, own: BoardKey, { of, state, reads }: NonNullable<Person['key']>): Door[] {
  const digest = `'\\x${boardKeyDigest(person)}'`;
  const standing = (label: string, need: string, there: boolean, where = ''): Door => ({
    ...{ function: 'access.board_key_standing', label: `${label}, call`, needs: 'never', opened: '' },
    closed: there ? ONE : NONE,
    text: `select 1 from access.board_key_standing(${digest}, '${boardId(own)}', '${need}') ${where}`,
  });
  return [
    {
      ...{ function: 'access.key_in_hand', label: 'of a board, call', needs: 'never', opened: '' },
      closed: reads || state === 'owing' ? ONE : NONE,
      text: `select 1 from access.key_in_hand(${digest})`,
    },
    standing('to read', 'read', reads && of === own, 'where allowed'),
    standing('knowing', 'steward', reads && of === own),
    ...['steward', 'admin', 'remove', 'anything'].map((need) =>
      standing(`to ${need}`, need, false, 'where allowed'),
    ),
  ];
}
