import pg from 'pg';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aNetwork, aPublishedCoalition, PUBLISH, save, type TestNetwork } from './support/fixtures.ts';
import { confirmImport, HEAD, imported, outcomes, type Report, sendFile } from './support/imports.ts';

const row = (i: number): string =>
  `Coalition ${i},NC,"Avery, ${i % 2 ? 'Ashe' : 'Watauga'}",Backbone ${i % 7},c${i}.example.org,2019,https://example.org/${i}`;
const rows = (count: number): string[] => Array.from({ length: count }, (_, i) => row(i));

describe('An import of many rows', () => {
  let app: TestApp;
  let network: TestNetwork;
  let admin: Person;
  let other: pg.Client;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
    other = new pg.Client({ connectionString: app.database.adminUrl });
    await other.connect();
  });
  afterEach(() => other.end());

  const tried = async (list: string[], of = network, by = admin): Promise<string> =>
    ((await sendFile(app, by, of, [HEAD, ...list].join('\n'))).body as Report).report!;
  const confirm = async (report: string): Promise<Report> =>
    (await confirmImport(app, admin, network, report)).body as Report;
  /** What the public sees, without what is made of chance. */
  const record = ({ key }: TestNetwork) =>
    app.database.rows(
      `select c.slug, c.name, c.version, c.draft_revision, c.county_fips, c.search_text, o.name as backbone
       from published.coalitions c left join published.organizations o
         on o.network_id = c.network_id and o.id = (c.card ->> 'backboneId')::uuid
       where c.network_id = $1 order by c.slug`,
      [key],
    );
  const until = async (text: string, values: unknown[] = []): Promise<void> => {
    while ((await other.query(text, values)).rows.length === 0)
      await new Promise((done) => setTimeout(done, 5));
  };
  const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const holdTurn = () =>
    other.query(
      `begin; set local deadlock_timeout = '1min'; select from reference.networks where id = '${network.key}' for no key update`,
    );

  it('lets others publish while it is at work, and reports all of its rows', async () => {
    const coalition = await aPublishedCoalition(app, {}, network, 'Zebra Wood');
    const list = rows(120);
    const report = await tried(list);
    let done: Report | undefined;

    const importing = confirm(report).then((answer) => (done = answer));
    await until('select from published.coalitions where network_id = $1 offset 1', [network.key]);
    for (const mission of ['One', 'Two', 'Three', 'Four', 'Five']) {
      const expectedProfileRevision = await save(app, coalition.lead, coalition, { mission });
      const input = { coalitionId: coalition.id, expectedProfileRevision };
      await app.data(coalition.lead, PUBLISH, { input });
    }
    expect(done).toBeUndefined();

    const answer = await importing;
    expect(answer.failures).toEqual({});
    expect(outcomes(answer)).toEqual(list.map((_, i) => `${i + 2} CREATED`));
    expect(await record(network)).toHaveLength(121);
  });

  it('that is broken in the midst is gone on with, and ends as one that was not', async () => {
    const list = rows(60);
    const undisturbed = await aNetwork(app);
    const theirs = await undisturbed.as(Role.NETWORK_ADMIN);
    await imported(app, theirs, undisturbed, ...list);
    const report = await tried(list);

    const importing = confirm(report);
    await until('select from published.coalitions where network_id = $1 offset 15', [network.key]);
    await until(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
       and database = (select oid from pg_database where datname = current_database())`,
    );
    const broken = await importing;
    const saved = (await record(network)).length;

    expect(saved).toBeLessThan(list.length);
    expect(outcomes(broken)).toEqual(list.map((_, i) => `${i + 2} ${i < saved ? 'CREATED' : 'REFUSED'}`));
    expect(broken.failures[network.slug]).toMatch(
      new RegExp(`^${saved} of 60 coalitions were saved, then it stopped`),
    );
    const again = await confirm(report);
    expect(outcomes(again)).toEqual(list.map((_, i) => `${i + 2} ${i < saved ? 'UNCHANGED' : 'CREATED'}`));
    expect(await record(network)).toEqual(await record(undisturbed));
    expect((await confirmImport(app, admin, network, report)).status).toBe(404);
  });

  it('saves the others where one of them cannot be saved any more, and says why', async () => {
    const list = rows(30).map((text, i) => `${text},${i === 12 ? 'Faith' : 'Education'}`);
    const file = [`${HEAD},Sectors`, ...list].join('\n');
    const { report } = (await sendFile(app, admin, network, file)).body as Report;
    await app.database.rows(
      `delete from reference.terms where network_id = $1 and taxonomy = 'sector' and code = 'religious-fraternal'`,
      [network.key],
    );

    const done = await confirm(report!);

    expect(outcomes(done).filter((outcome) => !outcome.endsWith('CREATED'))).toEqual(['14 REFUSED']);
    expect(done.rows[12]!.remarks).toContainEqual(
      expect.objectContaining({ severity: 'REFUSED', message: expect.stringContaining('sector') }),
    );
    expect(await record(network)).toHaveLength(29);
  });

  describe('and a curator who publishes what it comes to', () => {
    let second: { id: string };
    let report: string;
    const publish = () =>
      app.graphql(admin, PUBLISH, { input: { coalitionId: second.id, expectedProfileRevision: 2 } });

    beforeEach(async () => {
      await imported(app, admin, network, ...rows(2));
      const list = 'query ($s: String!) { network(slug: $s) { coalitions { nodes { id slug } } } }';
      const { nodes } = (await app.data(admin, list, { s: network.slug })).network.coalitions;
      second = nodes.find(({ slug }: { slug: string }) => slug === 'coalition-1');
      report = await tried(rows(2).map((text) => text.replace('2019', '2020')));
      await holdTurn();
    });

    it('do not wait in a circle when the curator was first', async () => {
      const publishing = publish();
      await until(WAITING);
      const importing = confirm(report);
      await until(`${WAITING} offset 1`);
      await other.query('commit');

      expect((await publishing).errors).toBeUndefined();
      expect(outcomes(await importing)).toEqual(['2 UPDATED', '3 UPDATED']);
      expect(await record(network)).toMatchObject([{ version: 2 }, { version: 3 }]);
    });

    it('do not wait in a circle when the import was first', async () => {
      const importing = confirm(report);
      await until(WAITING);
      const publishing = publish();
      await until(`${WAITING} offset 1`);
      await other.query('commit');

      expect(outcomes(await importing)).toEqual(['2 UPDATED', '3 UPDATED']);
      // The curator meant what was there before, and learns what is there now.
      expect((await publishing).errors).toMatchObject([
        { extensions: { code: 'CONFLICT', currentRevision: 3 } },
      ]);
      expect(await record(network)).toMatchObject([{ version: 2 }, { version: 2 }]);
    });
  });

  it('tries a batch again when it did wait in a circle with somebody', async () => {
    await imported(app, admin, network, row(1));
    const report = await tried([row(1).replace('Coalition 1', 'COALITION 1')]);

    await holdTurn();
    const importing = confirm(report);
    await until(WAITING);
    // The import holds the entry's place in the directory, and waits for the turn.
    await other.query('update access.coalitions set demo = demo where network_id = $1', [network.key]);
    await other.query('commit');

    expect(outcomes(await importing)).toEqual(['2 UPDATED']);
    expect(await record(network)).toMatchObject([{ name: 'COALITION 1', version: 2 }]);
    const [{ deadlocks }] = (
      await other.query(
        `select pg_stat_clear_snapshot(), deadlocks::integer from pg_stat_database where datname = current_database()`,
      )
    ).rows as [{ deadlocks: number }];
    console.log(`${deadlocks} circle was broken by Postgres`);
  });
});
