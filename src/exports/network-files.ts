import { coalitionsFile } from './coalitions.csv.ts';
import { goalsFile } from './framework.csv.ts';
import { coverageFile, gapsFile } from './landscape.csv.ts';
import { alignmentsFile, linksFile, nodesFile, strategiesFile } from './strategies.csv.ts';

export type Flag = 'includeDemo' | 'includeStatewide';
export type Flags = Record<Flag, boolean>;

export interface NetworkFile {
  takes: readonly Flag[];
  /** One statement. `network` is a uuid that the database gave, and the only value in it: COPY takes no parameters. */
  select: (network: string, flags: Flags) => string;
}

/** Every file of a network as it is now, by its name without the ending. */
export const networkFiles: ReadonlyMap<string, NetworkFile> = new Map<string, NetworkFile>([
  ['coalitions', { takes: ['includeDemo'], select: coalitionsFile }],
  ['goals', { takes: [], select: goalsFile }],
  ['coverage', { takes: ['includeDemo', 'includeStatewide'], select: coverageFile }],
  ['gaps', { takes: ['includeDemo', 'includeStatewide'], select: gapsFile }],
  ['strategies', { takes: ['includeDemo'], select: strategiesFile }],
  ['nodes', { takes: ['includeDemo'], select: nodesFile }],
  ['links', { takes: ['includeDemo'], select: linksFile }],
  ['alignments', { takes: ['includeDemo'], select: alignmentsFile }],
]);
