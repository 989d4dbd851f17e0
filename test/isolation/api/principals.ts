import { createHash } from 'node:crypto';
import { KeyScope } from '../../../src/platform/graphql/allow.ts';
import type { TestApp } from '../../support/app.ts';
import { boardGuestId, type BoardKey, boards } from '../boards.ts';
import { guestId } from '../landscape.ts';
import { accountId, coalitions, people, type Person, sessionId, UNCLAIMED } from '../people.ts';

/** Somebody who calls: a person of the matrix, or one who is only there to have written what there is. */
export interface Principal {
  name: string;
  person: Person;
  account: string;
  session: string | null;
  email: string;
  /** Calls with an API key instead of a session. */
  key?: KeyInHand;
  /** What a test of the server calls with; null without a credential. */
  caller: (app: TestApp) => ReturnType<typeof called>;
}

const called = (app: TestApp, account: string, session: string | null, name: string) =>
  session === null
    ? null
    : {
        ...{ accountId: account, sessionId: session, email: name, displayName: name },
        token: app.token(account, session),
      };

const principal = (person: Person, account: string, session: string | null, email: string): Principal => ({
  ...{ name: person.name, person, account, session, email },
  caller: (app) => called(app, account, session, person.name),
});

/** How whoever calls with a key is refused everywhere, where the key does not hold. */
export interface KeyInHand {
  of: string;
  scope: KeyScope;
  /** The one that it reads. */
  board?: BoardKey;
  refused?: 'UNAUTHENTICATED' | 'FORBIDDEN';
}

const NO_ACCOUNT = '00000000-0000-4000-8000-000000000000';
const addressOf = (name: string): string => `${name.toLowerCase().replace(/ /g, '-')}@example.org`;

/** The same people that the matrix over SQL has, with what each may do. */
const signedIn: Principal[] = people
  .filter(({ key }) => !key)
  .map((person) => principal(person, accountId(person), sessionId(person), addressOf(person.name)));

/** As long as the secrets that the server makes, and told apart when they leak. */
export const secret = (...words: string[]): string =>
  words.join('-').replace(/\s/g, '_').padEnd(43, '-').slice(0, 43);
export const apiKeyOf = (name: string): string =>
  `clk_${secret(createHash('sha256').update(name).digest('hex').slice(0, 40))}`;

/** A program: whatever its owner may do, it reads what is public, and its board where it has one, and nothing else. */
const keyed = (
  name: string,
  of: string,
  key: Omit<KeyInHand, 'of' | 'scope'> & { scope?: KeyScope } = {},
): Principal => ({
  ...principal(
    {
      ...{ name, session: 'none', roles: [], may: {} },
      ...(key.board && !key.refused && { mayOnBoard: { read: [key.board] } }),
    },
    ...([NO_ACCOUNT, null, addressOf(name)] as const),
  ),
  key: { scope: key.board ? KeyScope.READ_BOARD : KeyScope.READ_PUBLISHED, ...key, of },
  caller: () => ({
    ...{ accountId: NO_ACCOUNT, sessionId: NO_ACCOUNT, email: name, displayName: name },
    token: apiKeyOf(name),
  }),
});

/** With whatever credential; what is everybody's, they are told alike. */
export const principals: Principal[] = [
  ...signedIn,
  keyed('a key of a researcher of network A', 'a researcher of network A'),
  keyed('a key of the admin of network B', 'the admin of network B'),
  keyed('a revoked key of a researcher', 'a researcher of network A', { refused: 'UNAUTHENTICATED' }),
  keyed('a key of an analyst who has agreed to nothing', 'an analyst of network A', { refused: 'FORBIDDEN' }),
  keyed('a key for what is released', 'a researcher of network A', { scope: KeyScope.READ_RELEASED }),
  keyed('a key that reads E1', 'the chair of E1', { board: 'E1' }),
  keyed('a key that reads the closed E2', 'the chair of the closed E2', { board: 'E2' }),
  keyed('a key that reads E3', 'the admin of network B', { board: 'E3' }),
  keyed('a revoked key that read E1', 'the chair of E1', { board: 'E1', refused: 'UNAUTHENTICATED' }),
];

const LEADING = ['read', 'write', 'lead', 'steward', 'remove'] as const;

/** Roles that each coalition has from its beginning, and that somebody may change. Its lead has left what is unclaimed. */
export const settled: Principal[] = coalitions.flatMap(({ key }) =>
  (['LEAD', 'VIEWER'] as const).map((role) => {
    const rights = role === 'LEAD' ? LEADING : (['read'] as const);
    const left = role === 'LEAD' && key === UNCLAIMED;
    const person: Person = {
      name: `the first ${role.toLowerCase()} of ${key}`,
      session: 'live',
      ...(left ? { roles: [], former: [[role, key]] } : { roles: [[role, key]] }),
      may: left ? {} : Object.fromEntries(rights.map((right) => [right, [key]])),
    };
    const account = guestId(role, key);
    return principal(person, account, account.replace('-4000-', '-45e5-'), addressOf(person.name));
  }),
);

/** A chair that stays, and a member, on each board. */
const onBoards: Principal[] = boards.flatMap(({ key, status }) =>
  (['CHAIR', 'MEMBER'] as const).map((role) => {
    const steward = role === 'CHAIR' && status === 'ACTIVE';
    const person: Person = {
      name: `the first ${role.toLowerCase()} of ${key}`,
      ...{ session: 'live', roles: [[`BOARD_${role}`, key]], may: {} },
      mayOnBoard: { read: [key], ...(steward && { steward: [key] }) },
    };
    const account = boardGuestId(role, key);
    return principal(person, account, account.replace('-4000-', '-45e5-'), addressOf(person.name));
  }),
);

/** Of the first role. */
export const membershipOf = ({ account }: Pick<Principal, 'account'>): string =>
  account.replace('-4000-', '-4be5-');

/** Whoever has an account. */
export const everybody = [...signedIn, ...settled, ...onBoards];

export function principalNamed(name: string): Principal {
  const found = [...everybody, ...principals].find((each) => each.name === name);
  if (!found) throw new Error(`Nobody is called ${name}`);
  return found;
}
