import { cpuOfSample, type Sample } from './machine/measuring.ts';
import type { Result } from './rounds.ts';
import type { Contender } from './subjects/subject.ts';
import { cpuRatio, type Spread, spreadOf, type Verdict } from './verdicts.ts';

const HEADS: Record<Contender, string> = {
  server: '',
  uncached: 'nothing kept',
  cached: 'kept answer',
  floor: 'floor',
  normalised: 'normalised SQL',
};

export const medianOf = (result: Result, contender: Contender, of: (sample: Sample) => number): number =>
  spreadOf(result.rounds.flatMap((round) => (round[contender] ? [of(round[contender])] : []))).median;

const number = (value: number, digits = 0): string =>
  Number.isNaN(value)
    ? ''
    : value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });

export const shownSpread = ({ median, least, most }: Spread, digits: number): string =>
  Number.isNaN(median) ? '' : `${number(median, digits)} [${number(least, digits)}-${number(most, digits)}]`;

/** Columns as wide as what stands in them; the first two to the left, the others to the right. */
export function aligned(rows: readonly (readonly string[])[], left = 2): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column < left ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** A line for each contender: the server's own first, and how many times the cost of each other that is. */
export function measuredTable(results: readonly Result[]): string[] {
  const heading = [
    '',
    '',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'process us',
    'Postgres us',
    'CPU us',
    'server CPU / this',
  ];
  const lines = results.flatMap((result) =>
    (Object.keys(HEADS) as Contender[])
      .filter((contender) => result.rounds.some((round) => round[contender]))
      .map((contender) => lineOf(result, contender)),
  );
  return aligned([heading, ...lines]);
}

function lineOf(result: Result, contender: Contender): string[] {
  const median = (of: (sample: Sample) => number, digits = 0): string =>
    number(medianOf(result, contender, of), digits);
  const own = contender === 'server';
  return [
    own ? result.subject.code : '',
    own ? result.subject.title : `  ${HEADS[contender]}`,
    median(({ perSecond }) => perSecond, 1),
    median(({ p50 }) => p50, 1),
    median(({ p99 }) => p99, 1),
    median(({ process }) => process),
    median(({ postgres }) => postgres),
    median(cpuOfSample),
    own ? '' : shownSpread(spreadOf(cpuRatio(result, 'server', contender)), 2),
  ];
}

export function verdictTable(verdicts: readonly Verdict[]): string[] {
  const rows = verdicts.map(({ name, aim, found, digits, met }) => [
    ...[name, aim, shownSpread(found, digits), met ? 'met' : 'NOT MET'],
  ]);
  return rows.length === 0 ? [] : aligned([['aim', '', 'median [least-most]', ''], ...rows], 1);
}
