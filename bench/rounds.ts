import type { Child } from './machine/child.ts';
import { measure, type Sample } from './machine/measuring.ts';
import type { ScratchDatabase } from './machine/scratch.ts';
import type { Contender, Subject } from './subjects/subject.ts';
import type { World } from './subjects/world.ts';

/** One data set, and the processes that answer from it. */
export interface Site {
  /** Times the coalitions of the smallest data set. */
  scale: number;
  coalitions: number;
  database: ScratchDatabase;
  world: World;
  server: Child;
  uncached?: Child;
  cached?: Child;
  floor: Child;
  subjects: Subject[];
}

/** The samples of one subject at one site, round by round. */
export interface Result {
  site: Site;
  subject: Subject;
  rounds: Partial<Record<Contender, Sample>>[];
}

export interface Pace {
  /** Seconds of each contender before anything is measured. */
  warming: number;
  rounds: number;
  seconds: number;
  /** By `performance.now()`. One round is measured in any case. */
  endBy: number;
}

const rotated = <T>(items: readonly T[], by: number): T[] => {
  const start = by % Math.max(items.length, 1);
  return [...items.slice(start), ...items.slice(0, start)];
};

export const childOf = (site: Site, contender: Contender): Child | undefined => {
  return contender === 'normalised' ? site.floor : site[contender];
};

/**
 * Everything that is compared runs within the same round, one after another, each round in another order: what else the
 * machine does falls upon all of them alike.
 */
export async function runRounds(
  sites: readonly Site[],
  postmaster: number,
  pace: Pace,
  say: (line: string) => void,
): Promise<Result[]> {
  const results = sites.flatMap((site) =>
    site.subjects.map((subject): Result => ({ site, subject, rounds: [] })),
  );
  const codes = [...new Set(results.map(({ subject }) => subject.code))];
  // The first round warms caches, plans and V8's compilers up, and is thrown away.
  for (let round = 0; round <= pace.rounds; round++) {
    const begun = performance.now();
    const seconds = round === 0 ? pace.warming : pace.seconds;
    for (const code of rotated(codes, round)) {
      const ofCode = results.filter(
        ({ subject }) => subject.code === code && !(round === 0 && subject.needsNoWarming),
      );
      for (const result of ofCode) result.rounds[round] = {};
      for (const [result, contender] of rotated(ofCode.flatMap(contendersOf), round)) {
        const child = childOf(result.site, contender);
        const run = result.subject.runs[contender];
        if (!child || !run) continue;
        const { connections } = result.subject;
        const measured = measure(child, postmaster, run, connections, seconds);
        result.rounds[round]![contender] = await measured.catch((error: Error) => {
          throw new Error(`${code} of ${result.site.coalitions} coalitions, ${contender}: ${error.message}`);
        });
      }
    }
    say(round === 0 ? 'Warm.' : `Round ${round} of ${pace.rounds}.`);
    const now = performance.now();
    if (round > 0 && now + (now - begun) > pace.endBy) break;
  }
  for (const result of results) result.rounds.shift();
  return results;
}

const contendersOf = (result: Result): [Result, Contender][] =>
  (Object.keys(result.subject.runs) as Contender[]).map((contender) => [result, contender]);
