import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Home } from './machine/scratch.ts';
import type { Memory } from './memory.ts';
import type { Options } from './options.ts';
import type { Result, Site } from './rounds.ts';
import { aligned, measuredTable, shownSpread, verdictTable } from './table.ts';
import { atMost, exponentsOf, spreadOf, type Verdict, verdictsOf } from './verdicts.ts';

const MOST_ABOVE_IDLE = 80;
/** Megabytes by which the memory may differ at ten times the rows and still be called flat. */
const FLAT = 16;

/** Prints what was measured and what is aimed at, and writes both down. */
export function report(
  home: Home,
  options: Options,
  sites: readonly Site[],
  results: readonly Result[],
  memories: ReadonlyMap<Site, Memory>,
): void {
  const written = sites.map((site) => {
    const ofSite = results.filter((result) => result.site === site);
    const verdicts = [...ofSite.flatMap(verdictsOf), ...memoryVerdicts(memories.get(site))];
    const title = `${site.coalitions.toLocaleString('en-US')} coalitions`;
    print([title, ...measuredTable(ofSite)], verdictTable(verdicts));
    return { coalitions: site.coalitions, subjects: ofSite.map(reported), verdicts };
  });
  const growth = growthOf(sites, results, memories);
  print(growth.lines, verdictTable(growth.verdicts));
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
  const date = new Date().toISOString();
  const file = join(home.directory, `${date.slice(0, 19).replaceAll(':', '-')}-scale-${options.scale}.json`);
  writeFileSync(
    file,
    JSON.stringify({ date, machine, options, sites: written, growth: growth.verdicts }, null, 1),
  );
  print([file]);
}

const reported = ({ subject: { code, title, per }, rounds }: Result): object => ({
  ...{ code, title, per, rounds },
});

const print = (...blocks: string[][]): void => {
  for (const block of blocks.filter(({ length }) => length > 0)) console.log(`\n${block.join('\n')}`);
};

const memoryVerdicts = (memory: Memory | undefined): Verdict[] =>
  memory
    ? [atMost('E1 memory above idle', spreadOf([memory.peak - memory.idle]), MOST_ABOVE_IDLE, 0, ' MB')]
    : [];

/** How the cost of each subject grows from the smallest data set to the largest. */
function growthOf(
  sites: readonly Site[],
  results: readonly Result[],
  memories: ReadonlyMap<Site, Memory>,
): { lines: string[]; verdicts: Verdict[] } {
  const [small, large] = [sites[0]!, sites.at(-1)!];
  if (small === large) return { lines: [], verdicts: [] };
  const pairs = results
    .filter(({ site }) => site === small)
    .map((result) => {
      const other = results.find(
        ({ site, subject }) => site === large && subject.code === result.subject.code,
      )!;
      return { result, found: spreadOf(exponentsOf(result, other, large.scale / small.scale)) };
    });
  const rows = pairs.map(({ result: { subject }, found }) => [
    ...[subject.code, subject.title, shownSpread(found, 2)],
  ]);
  const verdicts = pairs.flatMap(({ result: { subject }, found }) =>
    subject.exponent === undefined
      ? []
      : [atMost(`${subject.code} exponent`, found, subject.exponent, 2, '')],
  );
  return {
    lines: aligned([['', `log(CPU at ${large.coalitions} / CPU at ${small.coalitions})`, ''], ...rows]),
    verdicts: [...verdicts, ...flatness(memories.get(small), memories.get(large))],
  };
}

const flatness = (small: Memory | undefined, large: Memory | undefined): Verdict[] =>
  small && large
    ? [
        atMost(
          'E1 memory more at the larger',
          spreadOf([large.peak - large.idle - (small.peak - small.idle)]),
          FLAT,
          0,
          ' MB',
        ),
      ]
    : [];
