import { readFileSync } from 'node:fs';

interface CpuProfile {
  startTime: number;
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

/** Where time was spent by itself, not in what was called from there. */
export interface SelfTime {
  name: string;
  share: number;
}

/** What a function is, by where it stands. The first that fits. */
const GROUPS: readonly (readonly [string, RegExp])[] = [
  ['graphql-js', /node_modules\/graphql\//],
  ['Apollo', /node_modules\/(@apollo|@as-integrations)\//],
  ['Nest', /node_modules\/(@nestjs|rxjs|reflect-metadata|iterare)\//],
  ['TypeORM', /node_modules\/typeorm\//],
  ['pg', /node_modules\/pg[a-z-]*\//],
  ['Fastify', /node_modules\/(fastify|@fastify|find-my-way|light-my-request|avvio|secure-json-parse)\//],
  ['dataloader', /node_modules\/dataloader\//],
  ['class-validator and -transformer', /node_modules\/class-(validator|transformer)\//],
  ['other packages', /node_modules\//],
  ['own code', /\/dist\/(src|migrations)\//],
  ['node core', /^node:/],
];

/** V8's own entries, and functions that are built in, have no address. */
function groupOf({ functionName, url }: CpuProfile['nodes'][0]['callFrame']): string {
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (functionName === '(program)') return 'V8 and system calls';
  if (url === '') return `built in: ${/^(parse|stringify)$/.test(functionName) ? 'JSON' : 'others'}`;
  return GROUPS.find(([, place]) => place.test(url))?.[0] ?? 'others';
}

const placeOf = ({ functionName, url, lineNumber }: CpuProfile['nodes'][0]['callFrame']): string =>
  url === ''
    ? functionName
    : `${functionName || '(anonymous)'} ${url.replace(/^.*\/(node_modules|dist)\//, '')}:${lineNumber + 1}`;

/** `during` is in microseconds of the clock that all processes share; the start of the server is thereby left out. */
export function selfTimes(
  file: string,
  [from, to]: readonly [number, number],
): { groups: SelfTime[]; functions: SelfTime[] } {
  const { nodes, samples, timeDeltas, startTime } = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const groups = new Map<string, number>();
  const functions = new Map<string, number>();
  let at = startTime;
  let all = 0;
  samples.forEach((id, i) => {
    at += timeDeltas[i]!;
    const frame = byId.get(id)!;
    if (at < from || at > to || frame.functionName === '(idle)') return;
    // A sample stands for the time until the next one.
    const time = timeDeltas[i + 1] ?? 0;
    all += time;
    add(groups, groupOf(frame), time);
    add(functions, placeOf(frame), time);
  });
  return { groups: largest(groups, all), functions: largest(functions, all) };
}

const add = (times: Map<string, number>, name: string, time: number): void =>
  void times.set(name, (times.get(name) ?? 0) + time);

const largest = (times: Map<string, number>, all: number): SelfTime[] =>
  [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 10)
    .map(([name, time]) => ({ name, share: time / all }));
