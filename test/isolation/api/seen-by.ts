import {
  type CoalitionKey,
  coalitionId,
  coalitions,
  networkId,
  type NetworkKey,
  networks,
  type Person,
} from '../people.ts';
import { type BoardKey, boardId, boards } from '../boards.ts';
import { everybody, type Principal } from './principals.ts';

/** Whether somebody may meet what belongs to an owner: a coalition, a network, or an account, by its id. */
export type Audience = (who: Principal, owner: string | null) => boolean;

const coalitionOf = (id: string | null): CoalitionKey | undefined =>
  coalitions.find(({ key }) => coalitionId(key) === id)?.key;
const networkOf = (id: string | null): NetworkKey | undefined =>
  networks.find((key) => networkId(key) === id);

const boardOf = (id: string | null): BoardKey | undefined =>
  boards.find(({ key }) => boardId(key) === id)?.key;

/** A session that holds, of an account that may sign in. */
export const isSignedIn = ({ session, disabled }: Person): boolean => session === 'live' && !disabled;

const reads = ({ person }: Principal, key: CoalitionKey | undefined): boolean =>
  key !== undefined && (person.may.read ?? []).includes(key);
const isStaff = ({ person }: Principal, key: NetworkKey | undefined): boolean =>
  key !== undefined && (person.mayInNetwork?.staff ?? []).includes(key);

const readsBoard = ({ person }: Principal, key: BoardKey | undefined): boolean =>
  key !== undefined && (person.mayOnBoard?.read ?? []).includes(key);

export const everyone: Audience = () => true;
export const nobody: Audience = () => false;
export const platformAdmins: Audience = ({ person }) => isSignedIn(person) && person.platform === true;
export const self: Audience = ({ account, person }, owner) => isSignedIn(person) && account === owner;

/** Also platform admins, once the account is locked. */
export const orOfLocked =
  (others: Audience): Audience =>
  (who, owner) =>
    others(who, owner) ||
    (platformAdmins(who, owner) &&
      everybody.some(({ account, person }) => account === owner && person.disabled === true));

/** Of one account and a network, written account@network: their own, and the admin's. */
export const selfOrAdmin: Audience = (who, owner) => {
  const [account, network] = owner!.split('@') as [string, string];
  return (
    self(who, account) || (who.person.mayInNetwork?.admin ?? []).some((key) => networkId(key) === network)
  );
};

/** Members of the coalition and the staff of its network. */
export const readers: Audience = (who, owner) => reads(who, coalitionOf(owner));

/** Whoever may invite there. */
export const stewards: Audience = ({ person }, owner) => {
  const [coalition, network, board] = [coalitionOf(owner), networkOf(owner), boardOf(owner)];
  return (
    (board !== undefined && (person.mayOnBoard?.steward ?? []).includes(board)) ||
    (coalition !== undefined && (person.may.steward ?? []).includes(coalition)) ||
    (network !== undefined && (person.mayInNetwork?.admin ?? []).includes(network))
  );
};

/** Also those whose role gives them nothing to read there: they see where they have it. */
export const inTheCoalition: Audience = (who, owner) =>
  readers(who, owner) ||
  (isSignedIn(who.person) && who.person.roles.some(([, place]) => place === coalitionOf(owner)));

const meetsIn = (who: Principal, place: string | undefined): boolean =>
  reads(who, place as CoalitionKey) ||
  isStaff(who, place as NetworkKey) ||
  readsBoard(who, place as BoardKey);

/** One's own, or somebody's who has a role in a place where one sees who has one. */
export const acquainted: Audience = (who, owner) =>
  self(who, owner) ||
  everybody.some(
    ({ account, person }) => account === owner && person.roles.some(([, place]) => meetsIn(who, place)),
  );

/** A role, written account@place: one's own, or one in a place where one sees who has one. */
export const together: Audience = (who, owner) => {
  const [account, place] = owner!.split('@') as [string, string];
  return self(who, account) || meetsIn(who, coalitionOf(place) ?? networkOf(place) ?? boardOf(place));
};
