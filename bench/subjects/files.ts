import type { Asker, Call, Slice } from '../machine/asking.ts';
import { type Run, statement, type Subject } from './subject.ts';
import type { World } from './world.ts';

const FILES = ['coalitions', 'nodes'];

/** Where the server has them. */
export const downloads = ({ networks }: World): Call[] =>
  networks.flatMap(({ slug }) => FILES.map((file) => ({ path: `/exports/${slug}/now/${file}.csv` })));

/** All files of all networks, one after another; what is counted is one such pass. */
const inPasses = (calls: readonly Call[], swallow: (asker: Asker, call: Call) => Promise<number>): Run => ({
  run: async (asker, seconds) => {
    const times: number[] = [];
    let bytes = 0;
    const start = performance.now();
    do {
      const begun = performance.now();
      for (const call of calls) bytes += await swallow(asker, call);
      times.push(performance.now() - begun);
    } while (performance.now() - start < seconds * 1000);
    const slice: Slice = {
      ...{ requests: times.length, seconds: (performance.now() - start) / 1000, bytes },
      times: times.sort((a, b) => a - b),
    };
    return slice;
  },
});

export function fileSubject(world: World): Subject {
  const calls = downloads(world);
  const copies = world.networks.flatMap(({ id }) => FILES.map((file) => statement('copy', [id, file])));
  const bytesOfCopy = async (asker: Asker, call: Call): Promise<number> =>
    Number((await asker.ask(call)).body);
  return {
    ...{ code: 'E1', title: 'coalitions and nodes as CSV', connections: 1, per: 'pass over all networks' },
    needsNoWarming: true,
    aims: [{ kind: 'wall of floor', most: 1.15 }],
    runs: {
      server: inPasses(calls, (asker, call) => asker.swallow(call)),
      floor: inPasses(copies, bytesOfCopy),
    },
    compare: async (ask) => {
      const file = (await ask('server', calls[1]!)).length;
      const copied = Number(await ask('floor', copies[1]!));
      return file === copied ? [] : [`E1: the file has ${file} bytes, COPY gave ${copied}`];
    },
  };
}
