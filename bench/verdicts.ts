import { cpuOfSample, type Sample } from './machine/measuring.ts';
import type { Result } from './rounds.ts';
import type { Aim, Contender } from './subjects/subject.ts';

export interface Spread {
  median: number;
  least: number;
  most: number;
}

export interface Verdict {
  /** What is judged, such as "R1 / floor". */
  name: string;
  aim: string;
  found: Spread;
  digits: number;
  met: boolean;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
  return { median, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}

/** A figure of each round in which both took part. */
export function perRound(
  { rounds }: Result,
  [a, b]: readonly [Contender, Contender],
  of: (a: Sample, b: Sample) => number,
): number[] {
  return rounds.flatMap((round) => (round[a] && round[b] ? [of(round[a], round[b])] : []));
}

export const cpuRatio = (result: Result, over: Contender, under: Contender): number[] =>
  perRound(result, [over, under], (a, b) => cpuOfSample(a) / cpuOfSample(b));

export const verdictsOf = (result: Result): Verdict[] =>
  result.subject.aims.flatMap((aim) => {
    const verdict = verdictOf(result, aim);
    return Number.isNaN(verdict.found.median) ? [] : [verdict];
  });

function verdictOf(result: Result, aim: Aim): Verdict {
  const { code } = result.subject;
  switch (aim.kind) {
    case 'cpu of floor': {
      const found = spreadOf(cpuRatio(result, 'server', 'floor'));
      return atMost(`${code} CPU / floor`, found, aim.most, 2, 'x');
    }
    case 'wall of floor': {
      const found = spreadOf(perRound(result, ['server', 'floor'], (a, b) => a.p50 / b.p50));
      return atMost(`${code} wall time / floor`, found, aim.most, 2, 'x');
    }
    case 'cheaper cached': {
      const found = spreadOf(cpuRatio(result, 'uncached', 'cached'));
      const met = found.median >= aim.least;
      return {
        name: `${code} CPU, nothing kept / kept answer`,
        aim: `>= ${aim.least}x`,
        found,
        digits: 1,
        met,
      };
    }
    case 'milliseconds': {
      const found = spreadOf(result.rounds.flatMap(({ server }) => (server ? [server.p50] : [])));
      return atMost(`${code} median wall time`, found, aim.most, 1, ' ms');
    }
  }
}

export const atMost = (name: string, found: Spread, most: number, digits: number, unit: string): Verdict => ({
  ...{ name, aim: `<= ${most}${unit}`, found, digits },
  met: found.median <= most,
});

/** How the cost grows: 0 is not at all, 1 as the data do. Rounds of two data sets, one `times` as large. */
export function exponentsOf(small: Result, large: Result, times: number): number[] {
  return small.rounds.flatMap(({ server }, i) => {
    const other = large.rounds[i]?.server;
    return server && other ? [Math.log(cpuOfSample(other) / cpuOfSample(server)) / Math.log(times)] : [];
  });
}
