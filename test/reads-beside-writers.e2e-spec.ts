import pg from 'pg';
import { networkFiles } from '../src/exports/network-files.ts';
import { TenantDb } from '../src/platform/database/tenant-db.ts';
import { TestApp } from './support/app.ts';
import { Demonstration } from './support/demonstration.ts';
import { tenQuestions } from './support/examples.ts';
import { aNetwork, aPublishedCoalition, PUBLISH, UPDATE } from './support/fixtures.ts';
import { ask, pause } from './support/load.ts';

const questions = tenQuestions();
const NETWORKS = ['north-carolina', 'colorado', 'oregon'];

describe('Who reads the public record', () => {
  let demo: Demonstration;
  let writer: pg.Client;
  let watcher: pg.Client;

  const connected = async (): Promise<pg.Client> => {
    const client = new pg.Client(demo.postgres.url('registry'));
    await client.connect();
    return client;
  };

  beforeAll(async () => {
    demo = await Demonstration.start();
    [writer, watcher] = [await connected(), await connected()];
  });
  afterAll(async () => {
    await Promise.all([writer.end(), watcher.end()]);
    await demo.stop();
  });

  /** Every question and every file, each anew: nothing that was kept is given out. A wait of 2 s is an error. */
  const readAll = async (turn: string): Promise<void> => {
    const { address } = demo.server;
    const asked = questions.map(async ({ query, answer }) => {
      const { json } = await ask(address, { body: { query: `${query}# ${turn}` } });
      expect(json).toEqual({ data: answer });
    });
    const files = NETWORKS.flatMap((network) =>
      [...networkFiles.keys()].map((file) => `/exports/${network}/now/${file}.csv`),
    );
    const read = [];
    // Files have four connections.
    for (const path of [...files, '/counties.geojson']) read.push(await ask(address, { path }));
    expect(read.map(({ code }) => code)).toEqual(read.map(() => '200'));
    expect(read.filter(({ json }) => json.split('\n').length > 1).length).toBeGreaterThan(6);
    await Promise.all(asked);
  };

  /** How many backends wait at most while this is done: all, and those that read, which ask for no stronger lock. */
  const waitingWhile = async (work: Promise<unknown>): Promise<{ all: number; readers: number }> => {
    const most = { all: 0, readers: 0 };
    let done = false;
    const watched = work.finally(() => (done = true));
    while (!done) {
      const { rows } = await watcher.query<{ all: number; readers: number }>(
        `select count(distinct pid)::int as all,
           count(distinct pid) filter (where mode = 'AccessShareLock')::int as readers
         from pg_locks where not granted`,
      );
      most.all = Math.max(most.all, rows[0]!.all);
      most.readers = Math.max(most.readers, rows[0]!.readers);
      await pause(5);
    }
    await watched;
    return most;
  };

  afterEach(() => writer.query('rollback'));

  it('waits for none who writes, whatever they write and hold, and sees nothing of it', async () => {
    const { rows: tables } = await watcher.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('published', 'reference', 'private', 'access', 'audit')`,
    );
    await writer.query('begin');
    await writer.query('set local session_replication_role = replica');
    for (const { name } of tables) {
      // The strongest of locks that any change takes, and the most that can be changed.
      await writer.query(`lock table ${name} in exclusive mode`);
      await writer.query(`delete from ${name}`);
    }

    expect((await waitingWhile(readAll('beside a writer'))).readers).toBe(0);
    expect(tables.length).toBeGreaterThan(30);
  });

  it('waits for no publication that waits itself, in its network’s turn', async () => {
    const { token, coalitionId } = await demo.signIn('LEAD');
    const asLead = async (query: string, variables: object) =>
      ask(demo.server.address, { token, body: { query, variables } });
    const draft = 'query ($id: ID!) { workspace(coalitionId: $id) { profile { revision } } }';
    const { revision } = (await asLead(draft, { id: coalitionId })).json.data.workspace.profile;
    const change = { coalitionId, expectedRevision: revision, foundedYear: 2001 };
    expect((await asLead(UPDATE, { input: change })).code).toBe('ok');
    await writer.query('begin');
    await writer.query('select from reference.networks for no key update');
    const input = { coalitionId, expectedProfileRevision: revision + 1 };
    const published = asLead(PUBLISH, { input });
    while ((await waitingWhile(pause(20))).all === 0);

    expect((await waitingWhile(readAll('beside a publication'))).readers).toBe(0);

    await writer.query('rollback');
    // It waits for 2 seconds; whether that was long enough is the readers' affair.
    expect(['ok', 'TIMEOUT']).toContain((await published).code);
  });
});

describe('A query', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('reads one state of the record, though another is published between two of its statements', async () => {
    const network = await aNetwork(app);
    await aPublishedCoalition(app, {}, network);
    const look = `select (select revision from reference.networks where id = $1) as revision,
      (select count(*)::int from published.coalitions where network_id = $1) as coalitions`;

    const [before, during] = await app.nest.get(TenantDb).run(null, 'read', 'test', async (ctx) => {
      const [first] = await ctx.sql('look_in_test', look, [network.key]);
      await aPublishedCoalition(app, {}, network);
      const [second] = await ctx.sql('look_in_test', look, [network.key]);
      return [first, second];
    });
    const [after] = await app.database.rows<{ coalitions: number }>(look, [network.key]);

    expect(during).toEqual(before);
    expect(before).toMatchObject({ coalitions: 1 });
    expect(after!.coalitions).toBe(2);
  });
});
