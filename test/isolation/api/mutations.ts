import type { CoalitionKey, CoalitionRight, NetworkKey } from '../people.ts';
import type { Principal } from './principals.ts';
import { isSignedIn } from './seen-by.ts';
import { type BoardKey, type BoardRight, boards, isBoard } from '../boards.ts';
import { coalitionKeys, LOCKED, memberAt, networkOfPlace, UNLOCKED } from './target.ts';
import { hasAccount } from './world-rows.ts';
import { isCoalition, type PlaceKey } from './world-ids.ts';
import { keyToRevokeIsOf } from './world-keys.ts';

const BOARDS: PlaceKey[] = boards.map(({ key }) => key);

/** Who may do it there. Said by hand, of each person and place. */
type May = (who: Principal, place: PlaceKey) => boolean;

export interface MutationRow {
  /** Where it is tried. */
  at: 'coalitions' | 'networks' | 'boards' | 'networks and boards' | 'all' | 'once';
  may: May;
  /** Whose rows a call may change besides those of its place and of who calls: by table. */
  also?: string[];
  /** Makes a tenant or an account that was not there. */
  makesNew?: true;
  /** Names nothing that could be somebody else's, or nowhere. */
  namesNothing?: true;
  /** What it names is nobody else's to know of, wherever it is. */
  hides?: true;
  /** Whose rows it changes instead of those of who calls. */
  of?: string;
  /** Done and changing nothing, for what is said here. */
  idle?: string;
}

const right =
  (needed: CoalitionRight): May =>
  ({ person }, place) =>
    (person.may[needed] ?? []).includes(place as CoalitionKey);
const inNetwork =
  (needed: 'staff' | 'admin'): May =>
  ({ person }, place) =>
    (person.mayInNetwork?.[needed] ?? []).includes(place as NetworkKey);
const onBoard =
  (needed: BoardRight): May =>
  ({ person }, place) =>
    (person.mayOnBoard?.[needed] ?? []).includes(place as BoardKey);
const platform: May = ({ person }) => isSignedIn(person) && person.platform === true;
const either =
  (...ways: May[]): May =>
  (who, place) =>
    ways.some((may) => may(who, place));

const holds = ({ person }: Principal, ...roles: string[]): boolean =>
  person.roles.some(([role]) => roles.includes(role));
const isHere: May = ({ person }) => isSignedIn(person);
/** A mail went to them, whatever became of their session. */
const hasToken: May = (who) => hasAccount(who) && !who.person.disabled;
/** The keeper of a catalogue entry has no strategy to write and no profile to confirm. */
const writesAsMember: May = (who, place) => right('write')(who, place) && holds(who, 'LEAD', 'EDITOR');
const isPublished = (place: PlaceKey): boolean => ['A1', 'A2', 'B1', 'B2'].includes(place);
const isOpen = (place: PlaceKey): boolean => !['A3', 'B3', 'E2'].includes(place);
const ofPlace =
  (coalition: CoalitionRight, board: BoardRight): May =>
  (who, place) => {
    if (isBoard(place)) return onBoard(board)(who, place);
    return isCoalition(place)
      ? right(coalition)(who, place)
      : inNetwork('admin')(who, place) || platform(who, place);
  };

/** A role in the network itself, or on a board of it. */
const concerned =
  (boards: (board: BoardKey) => boolean): May =>
  ({ person }, place) =>
    isSignedIn(person) &&
    person.roles.some(
      ([, at]) => at === place || (isBoard(at) && boards(at) && networkOfPlace(at) === place),
    );
const hasKeys: May = (who, place) =>
  isBoard(place) ? onBoard('read')(who, place) : concerned((board) => isOpen(board))(who, place);

/** Tables that are nobody's, or whose rows are of accounts that come and go with a role. */
const MAIL = 'access.mails';
export const REQUESTS = 'access.account_requests';
const IDEMPOTENCY = 'access.idempotency_keys';
const INVITATIONS = 'access.invitations';

/** Every mutation; one that the schema has and this table has not fails the tests. */
export const mutations: Record<string, MutationRow> = {
  acceptDataUseAgreement: {
    ...{ at: 'networks', may: concerned(() => true) },
    idle: 'What some have accepted before stays as it was.',
  },
  acceptInvitation: {
    at: 'all',
    may: ({ person }, place) => person.session === 'none' && isOpen(place),
    makesNew: true,
  },
  archiveCoalition: { at: 'coalitions', may: right('admin') },
  changePassword: { at: 'once', may: isHere, namesNothing: true, also: [MAIL] },
  changeRole: { at: 'all', may: ofPlace('steward', 'admin'), also: [INVITATIONS] },
  closeBoard: { at: 'boards', may: onBoard('remove'), idle: 'A closed one stays as it is.' },
  confirmEmailChange: { at: 'once', may: hasToken, also: [MAIL] },
  createApiKey: { at: 'networks and boards', may: hasKeys },
  createBoard: { at: 'networks', may: inNetwork('admin'), makesNew: true, also: [IDEMPOTENCY] },
  createCoalition: { at: 'networks', may: inNetwork('admin'), makesNew: true, also: [MAIL, IDEMPOTENCY] },
  createNetwork: { at: 'once', may: platform, makesNew: true, namesNothing: true },
  deleteMyAccount: {
    ...{ at: 'once', may: isHere },
    // What they did for others is kept, and not their name.
    also: [
      MAIL,
      REQUESTS,
      INVITATIONS,
      'audit.events',
      'access.corrections',
      'access.imports',
      'access.account_locks',
    ],
  },
  discardDraft: { at: 'coalitions', may: writesAsMember },
  endOtherSessions: { at: 'once', may: isHere, namesNothing: true },
  endSession: { at: 'once', may: isHere, hides: true },
  inviteMember: { at: 'all', may: ofPlace('steward', 'steward'), also: [MAIL] },
  lockAccount: { at: 'once', may: platform, of: UNLOCKED },
  mergeCoalitions: { at: 'coalitions', may: right('admin') },
  publishCoalition: { at: 'coalitions', may: right('lead'), also: [IDEMPOTENCY] },
  refreshSession: { at: 'once', may: ({ person }) => isSignedIn(person) },
  removeMember: {
    at: 'all',
    may: either(ofPlace('remove', 'remove'), onBoard('steward'), (who, place) => memberAt(place) === who),
    also: [INVITATIONS],
  },
  requestEmailChange: { at: 'once', may: isHere, namesNothing: true, also: [MAIL, REQUESTS] },
  requestPasswordReset: {
    ...{ at: 'once', may: () => true, namesNothing: true, also: [REQUESTS] },
    idle: 'The address is nobody’s, which nobody is told.',
  },
  resetPassword: { at: 'once', may: hasToken, also: [MAIL] },
  revokeApiKey: {
    ...{ at: 'networks', hides: true },
    may: (who, place) =>
      inNetwork('admin')(who, place) ||
      (isHere(who, place) && keyToRevokeIsOf(place as NetworkKey) === who.name),
  },
  revokeInvitation: {
    at: 'all',
    may: (who, place) => ofPlace('steward', 'steward')(who, place) && isOpen(place),
  },
  saveCrosswalk: { at: 'networks', may: inNetwork('admin') },
  saveDataUseAgreement: { at: 'networks', may: inNetwork('admin') },
  saveFramework: { at: 'once', may: platform, also: ['audit.events'], namesNothing: true },
  saveGoals: { at: 'networks', may: inNetwork('admin') },
  saveStrategy: { at: 'coalitions', may: writesAsMember },
  saveTerms: { at: 'networks', may: inNetwork('admin') },
  settleCorrection: { at: 'coalitions', may: right('write') },
  signIn: { at: 'once', may: ({ person }) => isSignedIn(person) },
  signOut: { at: 'once', may: ({ person }) => isSignedIn(person), namesNothing: true },
  startStrategy: { at: 'coalitions', may: writesAsMember },
  suggestCorrection: { at: 'coalitions', may: (_, place) => isPublished(place), also: [IDEMPOTENCY] },
  unlockAccount: { at: 'once', may: platform, of: LOCKED },
  unpublishCoalition: { at: 'coalitions', may: right('steward') },
  updateBoard: { at: 'boards', may: onBoard('admin') },
  updateNetwork: { at: 'networks', may: inNetwork('admin') },
  updateProfile: { at: 'coalitions', may: right('write') },
  updateViewer: { at: 'once', may: ({ person }) => isSignedIn(person), namesNothing: true },
  verifyProfile: { at: 'coalitions', may: writesAsMember },
};

/**
 * Who signs in is told of themselves before any session of theirs holds, so nobody whose session has run out does it
 * here: what they were told could not be judged by who they are.
 */
export const triedBy = (mutation: string, { person }: Principal): boolean =>
  mutation !== 'signIn' || isSignedIn(person) || person.disabled === true || person.session === 'none';

export const placesOf = ({ at }: MutationRow): PlaceKey[] =>
  ({
    coalitions: [...coalitionKeys],
    networks: ['A', 'B'] as PlaceKey[],
    boards: BOARDS,
    'networks and boards': ['A', 'B', ...BOARDS] as PlaceKey[],
    all: [...coalitionKeys, 'A', 'B', ...BOARDS] as PlaceKey[],
    once: ['A1'] as PlaceKey[],
  })[at];

/** The calls whose answer holds secrets of the one who has just proved who they are. */
export const PROVES = ['signIn', 'refreshSession', 'acceptInvitation'];
