import { setTimeout as sleep } from 'node:timers/promises';
import { Role } from '../src/platform/graphql/allow.ts';
import { valueOf } from './support/exposition.ts';
import { aCoalition, aNetwork, aPerson, grant, PASSWORD } from './support/fixtures.ts';
import { NumberedRecord, spread } from './support/publication-lag.ts';
import { type OneServer, SeveralServers } from './support/several-servers.ts';

const SECOND = 1_000;
const PUBLICATIONS = 1_000;
const LEADS = 5;
const READERS = 3;

describe('Three server processes behind one address', () => {
  let several: SeveralServers;
  let records: NumberedRecord[];

  beforeAll(async () => {
    several = await SeveralServers.start(3);
    const networks = [await aNetwork(several), await aNetwork(several)];
    records = [];
    for (let i = 0; i < LEADS; i++) {
      const coalition = await aCoalition(several, networks[i % networks.length]);
      records.push(new NumberedRecord(several, coalition, await coalition.as(Role.LEAD)));
    }
    for (const record of records) await record.publish();
  });
  afterAll(() => several.stop());

  const directly = () =>
    several.servers.map(
      (server) => (query: string, variables: object) => server.graphql(null, query, variables),
    );
  const behindTheAddress = (query: string, variables: object) => several.graphql(null, query, variables);

  /** Reads any record again and again while the work is under way, and tells how old each answer to anybody was. */
  const whileReading = async (work: () => Promise<unknown>): Promise<number[]> => {
    for (const { ages } of records) ages.length = 0;
    let ended = false;
    const reader = async (): Promise<void> => {
      while (!ended) {
        const record = records[Math.floor(Math.random() * records.length)]!;
        await record.read(behindTheAddress);
        await sleep(5);
      }
    };
    const readers = Array.from({ length: READERS }, reader);
    await work().finally(() => (ended = true));
    await Promise.all(readers);
    return records.flatMap(({ ages }) => ages);
  };

  const hits = async (server: OneServer) =>
    valueOf(await server.figures(), 'registry_answer_cache_total', { outcome: 'hit' });

  it('agree within a second on each of 1,000 publications, while others read', async () => {
    const lags: number[] = [];
    const publish = async (record: NumberedRecord): Promise<void> => {
      for (let i = 0; i < PUBLICATIONS / LEADS; i++) {
        await record.publish();
        lags.push(await record.lag(directly()));
      }
    };
    const ages = await whileReading(() => Promise.all(records.map(publish)));
    const stale = ages.filter((age) => age > 0);
    console.log(
      `${lags.length} publications, acknowledged until all three tell of it: ${spread(lags)}\n` +
        `${ages.length} answers meanwhile, ${stale.length} of them older than the last publication: ${spread(ages)}`,
    );
    expect(lags).toHaveLength(PUBLICATIONS);
    expect(Math.max(...ages)).toBeLessThan(SECOND);
  });

  it('agree within a second when their answers are warm, and publications rare', async () => {
    const before = await Promise.all(several.servers.map(hits));
    const lags: number[] = [];
    const ages = await whileReading(async () => {
      for (let i = 0; i < 50; i++) {
        await sleep(100);
        await records[i % LEADS]!.publish();
        lags.push(await records[i % LEADS]!.lag(directly()));
      }
    });
    const after = await Promise.all(several.servers.map(hits));
    const given = after.map((count, i) => count - before[i]!);
    console.log(
      `${lags.length} publications into warm answers: ${spread(lags)}; ${ages.length} answers, kept ones given: ${given.join(', ')}`,
    );
    for (const count of given) expect(count).toBeGreaterThan(0);
    expect(Math.max(...ages)).toBeLessThan(SECOND);
  });

  it('give nothing out that is older than a second when the line to the database goes silent', async () => {
    const [record] = records as [NumberedRecord];
    const last = several.servers.at(-1)!;
    const ask = (query: string, variables: object) => last.graphql(null, query, variables);
    record.ages.length = 0;
    for (let round = 0; round < 5; round++) {
      // Warm, and certain.
      const known = await hits(last);
      while ((await hits(last)) < known + 3) await record.read(ask);
      expect(several.line.silence('registry_server revisions')).toBe(1);
      await record.publish();
      await record.lag([ask]);
      // It has noticed, and listens on another line.
      const told = async () => valueOf(await last.figures(), 'registry_revision_age_seconds') < 0.9;
      await sleep(SECOND);
      while (!(await told())) await sleep(100);
    }
    const oldest = Math.max(...record.ages);
    console.log(
      `on a silent line: the oldest of ${record.ages.length} answers was ${oldest.toFixed(0)} ms old`,
    );
    expect(oldest).toBeGreaterThan(0);
    expect(oldest).toBeLessThan(SECOND);
  });

  it('keep one count of attempts', async () => {
    const { email } = await aPerson(several);
    const wrong = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
    const codes: string[] = [];
    for (let i = 0; i < 12; i++)
      codes.push(
        (await several.refusal(null, wrong, { input: { email, password: 'not the right one' } })).code,
      );
    expect(codes).toEqual([...Array<string>(10).fill('UNAUTHENTICATED'), 'RATE_LIMITED', 'RATE_LIMITED']);
    const codesNow = await Promise.all(
      several.servers.map((server) => server.graphql(null, wrong, { input: { email, password: 'neither' } })),
    );
    for (const { errors } of codesNow) expect(errors![0]!.extensions.code).toBe('RATE_LIMITED');
  });

  it('know a session that another one opened, renewed or ended', async () => {
    const person = await aPerson(several);
    await grant(several, person, Role.LEAD, { coalition: records[0]!.coalition.key });
    const [one, two, three] = several.servers as [OneServer, OneServer, OneServer];
    const SIGN_IN =
      'mutation ($input: SignInInput!) { session: signIn(input: $input) { accessToken refreshToken } }';
    const REFRESH =
      'mutation ($input: RefreshInput!) { session: refreshSession(input: $input) { accessToken refreshToken } }';
    const WORKSPACE = 'query ($id: ID!) { workspace(coalitionId: $id) { profile { revision } } }';
    const id = { id: records[0]!.coalition.id };

    const opened = (await one.graphql(null, SIGN_IN, { input: { email: person.email, password: PASSWORD } }))
      .data!;
    const { refreshToken } = opened['session'];
    const renewed = (await two.graphql(null, REFRESH, { input: { refreshToken } })).data!;
    const me = { ...person, token: renewed['session'].accessToken as string };
    for (const server of several.servers)
      expect((await server.graphql(me, WORKSPACE, id)).errors).toBeUndefined();

    // The same refresh token once more, elsewhere: at once it is another tab, which is told the same successor.
    const tab = (await three.graphql(null, REFRESH, { input: { refreshToken } })).data!;
    expect(tab['session'].refreshToken).toBe(renewed['session'].refreshToken);

    // Later one of the two is a thief, and nobody is let in from now on.
    await several.database.rows(
      `update access.refresh_tokens t set used_at = t.used_at - interval '21 seconds' from access.sessions s
       where s.id = t.session_id and s.account_id = $1 and t.used_at is not null`,
      [person.accountId],
    );
    const again = await three.graphql(null, REFRESH, { input: { refreshToken } });
    expect(again.errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    for (const server of several.servers)
      expect((await server.graphql(me, WORKSPACE, id)).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  });
});
