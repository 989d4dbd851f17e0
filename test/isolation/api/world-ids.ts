import { globalId } from '../../../src/platform/graphql/ids.ts';
import { PLATFORM } from '../../../src/identity/sessions.service.ts';
import { coalitionId, type CoalitionKey, coalitions, networkId, type NetworkKey } from '../people.ts';
import { type BoardKey, boardId, boards } from '../boards.ts';
import { type Principal, principalNamed } from './principals.ts';

export type PlaceKey = CoalitionKey | NetworkKey | BoardKey;

export const FRAMEWORK = 'framework-of-others';

export const networkSlug = (key: NetworkKey): string => `network-${key.toLowerCase()}`;
export const coalitionSlug = (key: CoalitionKey): string => `coalition-${key.toLowerCase()}`;
export const homeOf = (key: CoalitionKey): NetworkKey => coalitions.find((each) => each.key === key)!.network;

export const coalitionGlobalId = (key: CoalitionKey): string =>
  globalId('Coalition', networkId(homeOf(key)), coalitionId(key));
export const boardSlug = (key: BoardKey): string => `board-${key.toLowerCase()}`;
export const homeOfBoard = (key: BoardKey): NetworkKey => boards.find((each) => each.key === key)!.network;
export const boardGlobalId = (key: BoardKey): string =>
  globalId('Board', networkId(homeOfBoard(key)), boardId(key));
export const isCoalition = (place: string | null | undefined): place is CoalitionKey =>
  coalitions.some(({ key }) => key === place);

/** Of what belongs to no network: people, roles, invitations. */
export const platformGlobalId = (type: string, id: string): string => globalId(type, PLATFORM, id);

/** Who writes for a coalition while the world is made. */
export const author = (key: CoalitionKey): Principal => principalNamed(`the first lead of ${key}`);
