import { join } from 'node:path';
import { Asker } from './machine/asking.ts';
import { type Child, startServer } from './machine/child.ts';
import { selfTimes, type SelfTime } from './machine/cpu-profile.ts';
import type { Home, ScratchDatabase } from './machine/scratch.ts';
import type { Subject } from './subjects/subject.ts';
import { aligned } from './table.ts';

const WARM_SECONDS = 3;
const MEASURED_SECONDS = 8;

/** Microseconds of the clock that V8 dates its samples by. */
const now = (): number => Number(process.hrtime.bigint() / 1_000n);

/** Where the server spends its time while it answers one subject. The profile is kept for other tools. */
export async function profileSubject(
  home: Home,
  database: ScratchDatabase,
  subject: Subject,
  started: (child: Promise<Child>) => Promise<Child>,
): Promise<string[]> {
  const name = `${subject.code}-${new Date().toISOString().replace(/[:.]/g, '-')}.cpuprofile`;
  const flags = ['--cpu-prof', `--cpu-prof-dir=${home.directory}`, `--cpu-prof-name=${name}`];
  const server = await started(startServer(home, database, { flags }));
  const asker = new Asker(server.port, subject.connections);
  const run = subject.runs.server!;
  await run.prepare?.(asker);
  await run.run(asker, WARM_SECONDS);
  await run.prepare?.(asker);
  const from = now();
  const { requests, seconds } = await run.run(asker, MEASURED_SECONDS);
  const to = now();
  asker.close();
  await server.stop();
  const file = join(home.directory, name);
  const { groups, functions } = selfTimes(file, [from, to]);
  return [
    `${subject.code}, ${subject.title}: ${requests} requests in ${seconds.toFixed(1)} s; self time of the server by what it is:`,
    ...shares(groups),
    ...['', 'and by function:'],
    ...shares(functions),
    ...['', file],
  ];
}

const shares = (times: readonly SelfTime[]): string[] =>
  aligned(
    times.map(({ name, share }) => [`  ${name}`, `${(100 * share).toFixed(1)} %`]),
    1,
  );
