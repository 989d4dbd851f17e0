import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadData } from '../bench/data/load.ts';
import { Asker } from '../bench/machine/asking.ts';
import { type Child, startFloor, startServer } from '../bench/machine/child.ts';
import { selfTimes } from '../bench/machine/cpu-profile.ts';
import { childOf, runRounds, type Site } from '../bench/rounds.ts';
import { differencesOf } from '../bench/subjects/comparing.ts';
import { subjectsOf } from '../bench/subjects/index.ts';
import { discover } from '../bench/subjects/world.ts';
import { publishedAgain } from '../bench/subjects/publishing.ts';
import { measuredTable } from '../bench/table.ts';
import { exponentsOf, spreadOf } from '../bench/verdicts.ts';
import { TestDatabase } from './support/database.ts';

const DATA = { networks: 1, coalitions: 12, leads: 2 };

/** Its parts on a data set of one small network, so that a change of the contract or of a table is noticed here. */
describe('The bench', () => {
  const directory = mkdtempSync(join(tmpdir(), 'registry-bench-'));
  const home = { directory, dist: resolve('dist') };
  const children: Child[] = [];
  let database: TestDatabase;
  let site: Site;

  beforeAll(async () => {
    database = await TestDatabase.create();
    const { name, serverUrl, adminUrl } = database;
    await loadData(adminUrl, DATA, () => undefined);
    const world = await discover(adminUrl, DATA.networks, DATA.leads);
    const scratch = { name, serverUrl, adminUrl, fresh: true };
    children.push(await startServer(home, scratch));
    children.push(await startServer(home, scratch, { keeps: 'nothing' }));
    children.push(await startServer(home, scratch, { keeps: 'answers' }));
    children.push(await startFloor(home, scratch));
    const [server, uncached, cached, floor] = children as [Child, Child, Child, Child];
    const subjects = await subjectsOf(world);
    site = { scale: 1, coalitions: 12, database: scratch, world, server, uncached, cached, floor, subjects };
  });
  afterAll(async () => {
    for (const child of children) await child.stop();
    await site?.world.admin.end();
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('loads exactly what publishing writes', async () => {
    const asker = new Asker(site.server.port, 1);
    expect(await publishedAgain(site.world, asker).finally(() => asker.close())).toEqual([]);
  });

  it('has the same answers from all contenders', async () => {
    expect(await differencesOf(site.subjects, (contender) => childOf(site, contender)!.port)).toEqual([]);
  });

  it('runs every contender of every subject', async () => {
    const results = await runRounds(
      [site],
      process.pid,
      { warming: 0.02, rounds: 1, seconds: 0.02, endBy: Infinity },
      () => undefined,
    );
    for (const { subject, rounds } of results)
      expect({ [subject.code]: Object.keys(rounds[0]!).sort() }).toEqual({
        [subject.code]: Object.keys(subject.runs).sort(),
      });
    const contenders = results.flatMap(({ subject }) => Object.keys(subject.runs));
    expect(measuredTable(results)).toHaveLength(1 + contenders.length);
  });

  it('tells growth from noise by rounds, and self time from what was called', () => {
    const sample = { requests: 1, seconds: 1, perSecond: 1, p50: 1, p99: 1, postgres: 0, bytes: 1 };
    const [small, large] = [1, 10].map((factor) => ({
      ...{ site, subject: site.subjects[0]! },
      rounds: [3, 5, 4].map((process) => ({ server: { ...sample, process: process * factor } })),
    }));
    expect(spreadOf(exponentsOf(small!, large!, 10))).toEqual({ median: 1, least: 1, most: 1 });

    const file = join(directory, 'a.cpuprofile');
    const node = (id: number, functionName: string, url: string) => ({
      id,
      callFrame: { functionName, url, lineNumber: 0 },
    });
    const nodes = [
      node(1, 'execute', 'file:///x/node_modules/graphql/execution/execute.js'),
      node(2, '(garbage collector)', ''),
    ];
    const timeDeltas = [10, 100, 100, 300, 100];
    writeFileSync(file, JSON.stringify({ startTime: 0, nodes, samples: [1, 1, 1, 2, 1], timeDeltas }));
    expect(selfTimes(file, [100, 1000]).groups).toEqual([
      { name: 'graphql-js', share: 0.8 },
      { name: 'garbage collector', share: 0.2 },
    ]);
  });
});
