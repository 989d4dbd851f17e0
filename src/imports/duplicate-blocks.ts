import type { Profile } from './duplicates.ts';
import { isCommon } from './name-similarity.ts';

/** A block of more is divided by what its entries have in common besides, and dropped where nothing divides it. */
const LARGEST = 40;

/**
 * Entries that share something worth a comparison, by position: comparing all with all would be a thousand million
 * pairs for fifty thousand. A block that a frequent word would make too large is divided by county and by second word.
 */
export function* blocksOf(profiles: readonly Profile[]): Generator<number[]> {
  const keys = profiles.map(keysOf);
  for (const [key, block] of grouped(profiles, (i) => keys[i]!)) {
    if (block.length <= LARGEST) yield block;
    else {
      const further = (i: number): string[] => furtherKeys(profiles[i]!, keys[i]!, key);
      for (const smaller of groupedOf(block, further).values()) {
        if (smaller.length > 1 && smaller.length <= LARGEST) yield smaller;
        else if (smaller.length > LARGEST) yield* divided(smaller, profiles);
      }
    }
  }
}

function keysOf({ names, host, backbone, entry }: Profile): string[] {
  const keys = new Set<string>();
  for (const { tokens, initials, acronym } of names) {
    for (const { text } of tokens) if (!isCommon(text)) keys.add(`word ${text}`);
    keys.add(
      `words ${tokens
        .map(({ text }) => text)
        .sort()
        .join(' ')}`,
    );
    for (const letters of initials) keys.add(`letters ${letters}`);
    if (acronym !== null) keys.add(`letters ${acronym}`);
  }
  if (host !== null) keys.add(`host ${host}`);
  if (backbone !== null) keys.add(`backbone ${backbone}`);
  if (entry.counties.length > 0) keys.add(`counties ${[...entry.counties].sort().join(' ')}`);
  return [...keys];
}

const furtherKeys = ({ entry, names }: Profile, own: readonly string[], key: string): string[] => [
  ...own.filter((other) => other !== key && !other.startsWith('letters ')),
  ...entry.counties.map((fips) => `county ${fips}`),
  ...names.flatMap(({ tokens }) => tokens.map(({ text }) => `any ${text}`)),
];

/** What a second key leaves too large is compared where the whole name is the same, and each with the next only. */
function* divided(block: readonly number[], profiles: readonly Profile[]): Generator<number[]> {
  const same = groupedOf(block, (i) => [profiles[i]!.names[0]?.name.toLowerCase() ?? '']);
  for (const equal of same.values()) {
    for (let start = 0; start + 1 < equal.length; start += LARGEST - 1) {
      yield equal.slice(start, start + LARGEST);
    }
  }
}

const grouped = (profiles: readonly Profile[], keysAt: (i: number) => readonly string[]) =>
  [...groupedOf(profiles.keys(), keysAt)].filter(([, block]) => block.length > 1);

function groupedOf(
  positions: Iterable<number>,
  keysAt: (i: number) => readonly string[],
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const i of positions) {
    for (const key of new Set(keysAt(i))) {
      const group = groups.get(key);
      if (group) group.push(i);
      else groups.set(key, [i]);
    }
  }
  return groups;
}
