import pg from 'pg';
import { Demonstration } from './support/demonstration.ts';
import { UPDATE } from './support/fixtures.ts';
import { ask, clients, type Outcome, pause, Tally } from './support/load.ts';

const AWAY_MS = 30_000;
/** Longest wait for a connection, and for an answer on it; and what a loaded machine adds. */
const LONGEST_ANSWER_MS = 10_000;

const READ = '{ county(fips: "41063") { name } networks { slug revision } }';
const SIGNED_IN = '{ viewer { email memberships { role coalition { id } } } }';
const DRAFT = 'query ($id: ID!) { workspace(coalitionId: $id) { profile { revision mission } } }';

interface Outage {
  begin(): Promise<void>;
  end(): Promise<void>;
}

describe('A database that is away for 30 seconds', () => {
  let demo: Demonstration;

  beforeAll(async () => {
    demo = await Demonstration.start();
  });
  afterAll(() => demo.stop());

  /** Stopped: connections break, and new ones are refused. */
  const stopped: Outage = {
    begin: () => demo.postgres.stop(),
    end: () => demo.postgres.revive(),
  };

  /** Silent: connections stay and nothing is said on them; new ones are taken and not answered. */
  const frozen: number[] = [];
  const silent: Outage = {
    begin: async () => {
      const watcher = new pg.Client(demo.postgres.url('registry'));
      watcher.on('error', () => undefined);
      await watcher.connect();
      // First what makes new processes, then all that there are.
      freeze(demo.postgres.pid);
      const { rows } = await watcher.query<{ pid: number }>('select pid from pg_stat_activity');
      for (const { pid } of rows) freeze(pid);
      watcher.end().catch(() => undefined);
    },
    end: async () => {
      for (const pid of frozen.splice(0)) process.kill(pid, 'SIGCONT');
    },
  };
  const freeze = (pid: number): void => {
    process.kill(pid, 'SIGSTOP');
    frozen.push(pid);
  };
  afterAll(() => silent.end());

  /** A lead who saves again and again, and knows of each save whether it was done. */
  const savings = async (goesOn: () => boolean, tally: () => Tally): Promise<Record<string, number>> => {
    const { token, coalitionId } = await demo.signIn('LEAD');
    const address = demo.server.address;
    const draft = async (): Promise<Outcome> =>
      ask(address, { token, body: { query: DRAFT, variables: { id: coalitionId } } });
    const certainties: Record<string, number> = {};
    let known: { revision: number; mission: string } | undefined;
    let pending: { mission: string; code: string } | undefined;
    for (let round = 0; goesOn(); round++) {
      if (!known || pending) {
        const { code, json } = await draft();
        if (code !== 'ok') continue;
        const { profile } = json.data.workspace;
        if (known && pending) {
          const done = profile.mission === pending.mission;
          const verdict = `${pending.code}, and ${done ? 'done' : 'not done'}`;
          certainties[verdict] = (certainties[verdict] ?? 0) + 1;
          expect({ verdict, revision: profile.revision }).toEqual({
            verdict,
            revision: known.revision + (done ? 1 : 0),
          });
        }
        known = profile;
        pending = undefined;
      }
      const [mission, during] = [`Save number ${round}`, tally()];
      const input = { coalitionId, expectedRevision: known!.revision, mission };
      const outcome = await ask(address, { token, body: { query: UPDATE, variables: { input } } });
      if (tally() === during) during.add('saves', outcome);
      if (outcome.code === 'ok') known = { revision: known!.revision + 1, mission };
      else pending = { mission, code: outcome.code };
    }
    return certainties;
  };

  it.each([
    ['stopped', stopped],
    ['silent', silent],
  ])('and %s takes nothing else down, and is found again', async (_, outage) => {
    const address = demo.server.address;
    const { token } = await demo.signIn('VIEWER', 1);
    // What began in one and ended in another is of none of them.
    const [whole, before, away, after] = [new Tally(), new Tally(), new Tally(), new Tally()];
    let tally = before;
    let running = true;
    const goesOn = (): boolean => running;
    const asking = (kind: string, count: number, sent: object, rest = 20) =>
      clients(count, goesOn, async () => {
        const during = tally;
        const outcome = whole.add(kind, await ask(address, sent));
        if (tally === during) during.add(kind, outcome);
        await pause(rest);
      });
    const work = [
      asking('read, public', 10, { body: { query: READ } }),
      asking('read, signed in', 10, { token, body: { query: SIGNED_IN } }),
      asking('file', 3, { path: '/exports/oregon/now/coalitions.csv?includeDemo=true' }, 100),
      asking('/live', 1, { path: '/live' }, 50),
      asking('/ready', 1, { path: '/ready' }, 50),
    ];
    const saved = savings(goesOn, () => tally);

    await pause(5_000);
    const memory = [demo.server.memory()];
    // What is known for certain is told for 3 seconds more, when nobody said that the connection has gone.
    tally = new Tally();
    await outage.begin();
    await pause(4_000);
    tally = away;
    await pause(AWAY_MS - 4_000);
    memory.push(demo.server.memory());
    tally = new Tally();
    await outage.end();
    const returned = performance.now();
    while ((await ask(address, { path: '/ready' })).status !== 200) await pause(20);
    const readyAgain = performance.now() - returned;
    while ((await ask(address, { token, body: { query: SIGNED_IN } })).code !== 'ok') await pause(20);
    const answersAgain = performance.now() - returned;
    await pause(3_000);
    tally = after;
    await pause(5_000);
    running = false;
    await Promise.all(work);
    const certainties = await saved;
    memory.push(demo.server.memory());

    const again = [readyAgain, answersAgain].map((ms) => `${(ms / 1_000).toFixed(1)} s`);
    console.log(
      [
        ...['before', before.lines(), 'while away, without the first 4 s', away.lines()],
        ...['after', after.lines(), 'in all', whole.lines()],
        `ready again after ${again[0]}, answering after ${again[1]}`,
        `saves without an answer that says so: ${JSON.stringify(certainties)}`,
        `memory before, at the end of the outage, after: ${memory.join(', ')} MB`,
      ].join('\n'),
    );

    for (const kind of ['read, public', 'read, signed in']) {
      expect(Object.keys(before.codes(kind))).toEqual(['ok']);
      expect(Object.keys(after.codes(kind))).toEqual(['ok']);
      expect(Object.keys(away.codes(kind))).toEqual(['UNAVAILABLE']);
    }
    for (const kind of ['read, public', 'read, signed in', '/ready', '/live'])
      expect(whole.percentile(kind, 1)).toBeLessThan(LONGEST_ANSWER_MS);
    // One that had begun when the database fell silent may wait a minute for its first byte.
    expect(whole.percentile('file', 1)).toBeLessThan(60_000 + LONGEST_ANSWER_MS);
    expect(Object.keys(whole.codes('file')).sort()).toEqual(['200', '503']);
    expect(Object.keys(away.codes('file'))).toEqual(['503']);
    expect(Object.keys(after.codes('file'))).toEqual(['200']);
    expect(Object.keys(away.codes('/live'))).toEqual(['200']);
    expect(Object.keys(away.codes('/ready'))).toEqual(['503']);
    expect(answersAgain).toBeLessThan(LONGEST_ANSWER_MS);
    expect(certainties).not.toHaveProperty('UNAVAILABLE, and done');
  });
});
