import type { BoardRight } from './boards.ts';
import { said } from './cells.ts';
import {
  coalitionId,
  type CoalitionKey,
  type CoalitionRight,
  type NetworkRight,
  type Place,
} from './people.ts';

/** What whoever calls must have: a right over the active coalition or network, the platform, a session that holds; a key in hand of the active board. */
export type Needs =
  | { coalition: CoalitionRight }
  | { network: NetworkRight }
  | { board: BoardRight }
  | { board: BoardRight; or: 'key' }
  | 'platform'
  | { network: NetworkRight; or: 'platform' }
  | 'session'
  | 'never';

/** One call of a function that passes row security. */
export interface Door {
  function: string;
  label: string;
  needs: Needs;
  text: string;
  opened: string;
  closed: string;
  witness?: [table: string, column: string];
  /** Named in the call itself rather than by the settings. */
  at?: Place;
}

export const ONE = '1 rows';
export const REFUSED = 'refused';
export const NONE = said([]);

export const quoted = (key: CoalitionKey): string => `'${coalitionId(key)}'`;
