import { randomUUID } from 'node:crypto';
import { globalId } from '../../../src/platform/graphql/ids.ts';
import type { TestDatabase } from '../../support/database.ts';
import { boardGuestId, isBoard } from '../boards.ts';
import { guestId } from '../landscape.ts';
import { coalitionId, type CoalitionKey, coalitions, networkId, type NetworkKey } from '../people.ts';
import { membershipOf, principalNamed, type Principal } from './principals.ts';
import {
  boardGlobalId,
  coalitionGlobalId,
  homeOf,
  homeOfBoard,
  isCoalition,
  networkSlug,
  type PlaceKey,
  platformGlobalId,
} from './world-ids.ts';
import { keyToRevoke } from './world-keys.ts';
import { accountTokenOf, invitationTokenOf, networkInvitationId, refreshTokenOf } from './world-rows.ts';

/** What the world was before anybody called: numbers that calls must name. */
export interface Beforehand {
  profileRevisions: Map<string, number>;
  strategyRevisions: Map<string, number>;
  /** What an account signs in with. */
  addresses: Map<string, string>;
}

export async function lookBeforehand(database: TestDatabase): Promise<Beforehand> {
  const numbers = async (table: string): Promise<Map<string, number>> => {
    const rows = await database.rows<{ id: string; n: number }>(
      `select coalition_id as id, revision as n from private.${table}`,
    );
    return new Map(rows.map(({ id, n }) => [id, n]));
  };
  const accounts = await database.rows<{ id: string; email_key: string }>(
    'select id, email_key from access.accounts',
  );
  return {
    profileRevisions: await numbers('profiles'),
    strategyRevisions: await numbers('strategies'),
    addresses: new Map(accounts.map((each) => [each.id, each.email_key])),
  };
}

/** What a call is about, as its inputs name it. */
export interface Target {
  place: PlaceKey;
  network: string;
  coalition: string;
  board: string;
  /** Another one of the same network, to merge with. */
  sibling: string;
  otherNetwork: string;
  membership: string;
  invitation: string;
  correction: string;
  /** Of the network. */
  apiKey: string;
  /** One's own. */
  session: string;
  locked: string;
  unlocked: string;
  invitationToken: string;
  refreshToken: string;
  resetToken: string;
  changeToken: string;
  address: string;
  profileRevision: number;
  strategyRevision: number;
}

/** Who is locked, and who is not yet. */
export const LOCKED = 'a disabled lead of A1';
export const UNLOCKED = 'a member of nothing';

const SIBLINGS: Partial<Record<CoalitionKey, CoalitionKey>> = {
  A1: 'A4',
  A4: 'A1',
  A2: 'A1',
  B1: 'B2',
  B2: 'B1',
};

/** Whose role there is changed or ended. */
export function memberAt(place: PlaceKey): Principal {
  if (isCoalition(place)) return principalNamed(`the first viewer of ${place}`);
  if (isBoard(place)) return principalNamed(`the first member of ${place}`);
  return principalNamed(place === 'A' ? 'a researcher of network A' : 'the admin of network B');
}

const invitationAt = (place: PlaceKey): string => {
  if (isBoard(place)) return boardGuestId('INVITED', place);
  return isCoalition(place) ? guestId('INVITED', place) : networkInvitationId(place);
};

export const networkOfPlace = (place: PlaceKey): NetworkKey => {
  if (isBoard(place)) return homeOfBoard(place);
  return isCoalition(place) ? homeOf(place) : place;
};

export function targetAt(place: PlaceKey, who: Principal, before: Beforehand): Target {
  const network = networkOfPlace(place);
  const key = isCoalition(place) ? place : (`${network}1` as CoalitionKey);
  const id = coalitionId(key);
  return {
    ...{ place, network: networkSlug(network), coalition: coalitionGlobalId(key) },
    board: boardGlobalId(isBoard(place) ? place : network === 'A' ? 'E1' : 'E3'),
    sibling: coalitionGlobalId(SIBLINGS[key] ?? key),
    otherNetwork: networkSlug(network === 'A' ? 'B' : 'A'),
    membership: platformGlobalId('Membership', membershipOf(memberAt(place))),
    invitation: platformGlobalId('Invitation', invitationAt(place)),
    correction: globalId('Correction', networkId(network), guestId('CORRECTED', key)),
    apiKey: platformGlobalId('ApiKey', keyToRevoke(network)),
    session: platformGlobalId('Session', who.session ?? randomUUID()),
    locked: platformGlobalId('Viewer', principalNamed(LOCKED).account),
    unlocked: platformGlobalId('Viewer', principalNamed(UNLOCKED).account),
    ...{ invitationToken: invitationTokenOf(place), refreshToken: refreshTokenOf(who) },
    resetToken: accountTokenOf(who, 'PASSWORD_RESET'),
    changeToken: accountTokenOf(who, 'EMAIL_CHANGE'),
    address: who.session === null ? 'nobody@example.org' : before.addresses.get(who.account)!,
    profileRevision: before.profileRevisions.get(id) ?? 0,
    strategyRevision: before.strategyRevisions.get(id) ?? 0,
  };
}

/** Of the same form, and nowhere. */
export function nowhere(target: Target): Target {
  const secret = randomUUID().padEnd(43, '-');
  return {
    ...target,
    ...{ coalition: globalId('Coalition', networkId('A'), randomUUID()), network: `network-${randomUUID()}` },
    board: globalId('Board', networkId('A'), randomUUID()),
    membership: platformGlobalId('Membership', randomUUID()),
    invitation: platformGlobalId('Invitation', randomUUID()),
    correction: globalId('Correction', networkId('A'), randomUUID()),
    ...{
      apiKey: platformGlobalId('ApiKey', randomUUID()),
      session: platformGlobalId('Session', randomUUID()),
    },
    ...{
      locked: platformGlobalId('Viewer', randomUUID()),
      unlocked: platformGlobalId('Viewer', randomUUID()),
    },
    ...{
      invitationToken: secret,
      refreshToken: secret,
      resetToken: secret,
      changeToken: secret,
      address: `${randomUUID()}@example.org`,
    },
  };
}

export const coalitionKeys: readonly CoalitionKey[] = coalitions.map(({ key }) => key);
