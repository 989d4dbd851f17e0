import type { BoardKey, BoardRight } from './boards.ts';
import { programs } from './programs.ts';

/** Two networks of three coalitions; A4 and B4 are registered and have no profile yet. */
export const coalitions = [
  { key: 'A1', network: 'A', status: 'ACTIVE', rows: 1 },
  { key: 'A2', network: 'A', status: 'ACTIVE', rows: 2 },
  { key: 'A3', network: 'A', status: 'ARCHIVED', rows: 3 },
  { key: 'A4', network: 'A', status: 'ACTIVE', rows: 0 },
  { key: 'B1', network: 'B', status: 'ACTIVE', rows: 4 },
  { key: 'B2', network: 'B', status: 'ACTIVE', rows: 5 },
  { key: 'B3', network: 'B', status: 'MERGED', rows: 6 },
  { key: 'B4', network: 'B', status: 'ACTIVE', rows: 0 },
] as const;
export const networks = ['A', 'B'] as const;
/** No lead has taken it over: the admin of its network keeps it. */
export const UNCLAIMED = 'A2';

export type CoalitionKey = (typeof coalitions)[number]['key'];
export type NetworkKey = (typeof networks)[number];
export type CoalitionRight = 'read' | 'write' | 'lead' | 'steward' | 'admin' | 'remove';
export type NetworkRight = 'staff' | 'admin';

/** Ids that tell in a report what they are of. */
export const coalitionId = (key: CoalitionKey): string =>
  `${key.toLowerCase()}000000-0000-4000-8000-000000000000`;
export const networkId = (key: NetworkKey): string => coalitionId(`${key}${key}` as CoalitionKey);
export const keyOf = (id: string): string => id.slice(0, 2).toUpperCase();

export interface Person {
  name: string;
  /** What the settings carry, and whether it still holds. */
  session: 'none' | 'unknown' | 'live' | 'expired' | 'ended';
  disabled?: boolean;
  /** In the order given: the role, and where; the platform has no place. */
  roles: [role: string, place?: CoalitionKey | NetworkKey | BoardKey][];
  /** Roles that were taken away again. */
  former?: [role: string, place: CoalitionKey][];
  may: Partial<Record<CoalitionRight, CoalitionKey[]>>;
  mayInNetwork?: Partial<Record<NetworkRight, NetworkKey[]>>;
  mayOnBoard?: Partial<Record<BoardRight, BoardKey[]>>;
  platform?: boolean;
  /** Somebody whose program calls in their stead, with a key of that board; whether it holds is said by `reads`. */
  key?: { of: BoardKey; state?: 'revoked' | 'expired' | 'owing'; reads: boolean };
}

const allOf = (...keys: CoalitionKey[]): Person['may'] => ({
  read: keys,
  write: keys,
  lead: keys,
  steward: keys,
  remove: keys,
});

/** Of the admin of network A. */
const adminOnBoards: Person['mayOnBoard'] = {
  ...{ read: ['E1', 'E2'], remove: ['E1', 'E2'] },
  ...{ steward: ['E1'], admin: ['E1'] },
};

/** What each may do is said here, not derived from the roles. */
export const people: Person[] = [
  { name: 'nobody', session: 'none', roles: [], may: {} },
  { name: 'the lead of A1', session: 'live', roles: [['LEAD', 'A1']], may: allOf('A1') },
  {
    name: 'an editor of A1',
    session: 'live',
    roles: [['EDITOR', 'A1']],
    may: { read: ['A1'], write: ['A1'] },
  },
  { name: 'a viewer of A1', session: 'live', roles: [['VIEWER', 'A1']], may: { read: ['A1'] } },
  {
    name: 'the admin of network A',
    session: 'live',
    roles: [['NETWORK_ADMIN', 'A']],
    may: {
      ...{ read: ['A1', 'A2', 'A3', 'A4'], steward: ['A1', 'A2', 'A4'], admin: ['A1', 'A2', 'A4'] },
      ...{ write: [UNCLAIMED], lead: [UNCLAIMED] },
      remove: ['A1', 'A2', 'A3', 'A4'],
    },
    mayInNetwork: { staff: ['A'], admin: ['A'] },
    mayOnBoard: adminOnBoards,
  },
  {
    name: 'an analyst of network A',
    session: 'live',
    roles: [['NETWORK_ANALYST', 'A']],
    may: { read: ['A1', 'A2', 'A3', 'A4'] },
    mayInNetwork: { staff: ['A'] },
    mayOnBoard: { read: ['E1', 'E2'] },
  },
  {
    name: 'the admin of network B',
    session: 'live',
    roles: [['NETWORK_ADMIN', 'B']],
    may: {
      ...{ read: ['B1', 'B2', 'B4'], steward: ['B1', 'B2', 'B4'], admin: ['B1', 'B2', 'B4'] },
      remove: ['B1', 'B2', 'B4'],
    },
    mayInNetwork: { staff: ['B'], admin: ['B'] },
    mayOnBoard: { read: ['E3'], steward: ['E3'], admin: ['E3'], remove: ['E3'] },
  },
  {
    name: 'the admin of network A who views A1',
    session: 'live',
    roles: [
      ['NETWORK_ADMIN', 'A'],
      ['VIEWER', 'A1'],
    ],
    may: {
      ...{ read: ['A1', 'A2', 'A3', 'A4'], steward: ['A1', 'A2', 'A4'], admin: ['A1', 'A2', 'A4'] },
      ...{ write: [UNCLAIMED], lead: [UNCLAIMED] },
      remove: ['A1', 'A2', 'A3', 'A4'],
    },
    mayInNetwork: { staff: ['A'], admin: ['A'] },
    mayOnBoard: adminOnBoards,
  },
  { name: 'a researcher of network A', session: 'live', roles: [['RESEARCHER', 'A']], may: {} },
  { name: 'a platform admin', session: 'live', roles: [['PLATFORM_ADMIN']], may: {}, platform: true },
  { name: 'the lead of A1 in an expired session', session: 'expired', roles: [['LEAD', 'A1']], may: {} },
  { name: 'the lead of A1 in an ended session', session: 'ended', roles: [['LEAD', 'A1']], may: {} },
  { name: 'a disabled lead of A1', session: 'live', disabled: true, roles: [['LEAD', 'A1']], may: {} },
  { name: 'a former lead of A1', session: 'live', roles: [], former: [['LEAD', 'A1']], may: {} },
  { name: 'a member of nothing', session: 'live', roles: [], may: {} },
  { name: 'a session that never was', session: 'unknown', roles: [], may: {} },
  {
    name: 'the lead of the archived A3',
    session: 'live',
    roles: [['LEAD', 'A3']],
    may: { read: ['A3'], remove: ['A3'] },
  },
  { name: 'the lead of the merged B3', session: 'live', roles: [['LEAD', 'B3']], may: {} },
  {
    name: 'the lead of A1 who views B1',
    session: 'live',
    roles: [
      ['LEAD', 'A1'],
      ['VIEWER', 'B1'],
    ],
    may: { ...allOf('A1'), read: ['A1', 'B1'] },
  },
  {
    name: 'an analyst of network A who leads B2',
    session: 'live',
    roles: [
      ['NETWORK_ANALYST', 'A'],
      ['LEAD', 'B2'],
    ],
    may: { ...allOf('B2'), read: ['A1', 'A2', 'A3', 'A4', 'B2'] },
    mayInNetwork: { staff: ['A'] },
    mayOnBoard: { read: ['E1', 'E2'] },
  },
  {
    name: 'the admin of network A in an expired session',
    session: 'expired',
    roles: [['NETWORK_ADMIN', 'A']],
    may: {},
  },
  {
    name: 'a disabled admin of network A',
    session: 'live',
    disabled: true,
    roles: [['NETWORK_ADMIN', 'A']],
    may: {},
  },
  { name: 'a platform admin in an ended session', session: 'ended', roles: [['PLATFORM_ADMIN']], may: {} },
  {
    ...{ name: 'the chair of E1', session: 'live', roles: [['BOARD_CHAIR', 'E1']], may: {} },
    mayOnBoard: { read: ['E1'], steward: ['E1'] },
  },
  {
    ...{ name: 'a member of E1', session: 'live', roles: [['BOARD_MEMBER', 'E1']], may: {} },
    mayOnBoard: { read: ['E1'] },
  },
  {
    ...{ name: 'the chair of the closed E2', session: 'live', roles: [['BOARD_CHAIR', 'E2']], may: {} },
    mayOnBoard: { read: ['E2'] },
  },
  { name: 'the chair of E1 in an ended session', session: 'ended', roles: [['BOARD_CHAIR', 'E1']], may: {} },
  {
    ...{ name: 'a member of E3 who leads A1', session: 'live', may: allOf('A1') },
    roles: [
      ['BOARD_MEMBER', 'E3'],
      ['LEAD', 'A1'],
    ],
    mayOnBoard: { read: ['E3'] },
  },
  {
    ...{ name: 'an analyst of network B who sits on E1', session: 'live', may: { read: ['B1', 'B2', 'B4'] } },
    roles: [
      ['NETWORK_ANALYST', 'B'],
      ['BOARD_MEMBER', 'E1'],
    ],
    mayInNetwork: { staff: ['B'] },
    mayOnBoard: { read: ['E1', 'E3'] },
  },
  ...programs,
];

export const personNamed = (name: string): Person => {
  const person = people.find((each) => each.name === name);
  if (!person) throw new Error(`No person of the matrix is called ${name}`);
  return person;
};

const idOf = (kind: string, person: Person): string =>
  `${kind}-0000-4000-8000-${String(people.indexOf(person)).padStart(12, '0')}`;
export const accountId = (person: Person): string => idOf('ac000000', person);
/** Of the first role. */
export const membershipId = (person: Person): string => idOf('be000000', person);
export const sessionId = (person: Person): string | null =>
  person.session === 'none' ? null : idOf('5e000000', person);

/** Where the settings point to; null as in an operation that has set nothing. */
export interface Place {
  coalition: CoalitionKey | null;
  network: NetworkKey | null;
  board?: BoardKey;
}

const other = (network: NetworkKey): NetworkKey => (network === 'A' ? 'B' : 'A');

/** Each coalition with its own and with the other network, and what is left out. */
export const places: Place[] = [
  ...coalitions
    .filter(({ rows }) => rows > 0)
    .flatMap(({ key, network }): Place[] => [
      { coalition: key, network },
      { coalition: key, network: other(network) },
    ]),
  { coalition: null, network: 'A' },
  { coalition: null, network: 'B' },
  { coalition: null, network: null },
  { coalition: null, network: 'A', board: 'E1' },
  { coalition: null, network: 'A', board: 'E2' },
  { coalition: null, network: 'B', board: 'E3' },
];
