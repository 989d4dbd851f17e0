import { TestApp } from './support/app.ts';
import { aNetwork, aPerson, aSession } from './support/fixtures.ts';
import { listen, type RawAnswer, send, sendJson } from './support/raw-http.ts';

const NETWORKS = '{ networks { slug } }';
const started: TestApp[] = [];

const start = async (settings: Record<string, string>, on?: TestApp): Promise<TestApp> => {
  const app = await TestApp.start(
    { RATE_LIMITS: 'on', ANSWER_CACHE_MEGABYTES: '0', TOKEN_SECRET: 'a'.repeat(43), ...settings },
    on?.database,
  );
  started.unshift(app);
  await listen(app);
  return app;
};
const left = ({ headers }: RawAnswer): number => Number(/r=(\d+)/.exec(String(headers['ratelimit']))?.[1]);
const as = ({ token }: { token: string }): Record<string, string> => ({ authorization: `Bearer ${token}` });
const ask = (app: TestApp, query: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  sendJson(app, { query }, headers);
const live = (app: TestApp): Promise<RawAnswer> => send(app, { method: 'GET', path: '/explorer/start.js' });

/** How many of so many, asked all at once, were answered. */
const served = async (times: number, one: (i: number) => Promise<RawAnswer>): Promise<number> => {
  const answers = await Promise.all(Array.from({ length: times }, (_, i) => one(i)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  return statuses.filter((status) => status === 200).length;
};
const budgets = (app: TestApp): Promise<{ payer: string; points: number }[]> =>
  app.database.rows('select payer, points from access.budgets');
/** Seconds pass for the budgets alone. */
const later = (app: TestApp, seconds: number): Promise<unknown> =>
  app.database.rows('update access.budgets set filled_at = filled_at - make_interval(secs => $1)', [seconds]);

describe('Limits of requests', () => {
  afterEach(async () => {
    for (const app of started.splice(0)) await app.stop();
  });

  it('tell of no more than there may be, though points came back beside those in hand', async () => {
    const app = await start({ RATE_LIMIT_ADDRESS: '1000+100000' });
    for (let i = 0; i < 3; i++) expect(left(await ask(app, NETWORKS))).toBeLessThanOrEqual(1000);
  });

  it('tell with every answer what is left, and refuse with the time to wait', async () => {
    const app = await start({ RATE_LIMIT_ADDRESS: '100+1' });
    const first = await ask(app, NETWORKS);
    expect(first.headers['ratelimit-policy']).toBe('"address";q=100;w=100');
    expect(left(first)).toBe(98);

    let answer = first;
    while (answer.status === 200) answer = await ask(app, NETWORKS);
    const { code, retryAfterSeconds } = answer.json.errors[0].extensions;
    expect([answer.status, code, answer.json.data]).toEqual([429, 'RATE_LIMITED', undefined]);
    expect(answer.headers['retry-after']).toBe(String(retryAfterSeconds));
    expect([1, 2]).toContain(retryAfterSeconds);
    expect(answer.json.errors[0].message).toMatch(/^This costs a point, and you have \d left; 1 more each/);

    const file = await send(app, { method: 'GET', path: '/counties.geojson' });
    expect([file.status, file.json.code, file.headers['retry-after']]).toEqual([
      ...[429, 'RATE_LIMITED', String(file.json.retryAfterSeconds)],
    ]);
    for (const path of ['/live', '/ready'])
      expect((await send(app, { method: 'GET', path })).status).toBe(200);
    for (const row of await budgets(app)) expect(JSON.stringify(row)).not.toContain('127.0.0.1');
  });

  it('are of an account wherever it is, and of an address for all who have none', async () => {
    const app = await start({
      ...{ RATE_LIMIT_ADDRESS: '100+1', RATE_LIMIT_ACCOUNT: '200+1', TRUSTED_PROXIES: '127.0.0.1' },
    });
    const [clark, dana] = [await aPerson(app), await aPerson(app)];
    const elsewhere = { ...as(await aSession(app, clark)), 'x-forwarded-for': '203.0.113.5' };

    expect(await served(150, () => ask(app, NETWORKS, as(clark)))).toBeLessThanOrEqual(101);
    expect((await ask(app, NETWORKS, elsewhere)).status).toBe(429);
    expect((await ask(app, NETWORKS, as(dana))).headers['ratelimit-policy']).toBe('"account";q=200;w=200');
    expect(left(await live(app))).toBe(99);

    expect(
      await served(120, (i) =>
        ask(app, NETWORKS, { authorization: `Bearer forged ${i}` }).then((answer) => ({
          ...answer,
          status: answer.status === 401 ? 200 : answer.status,
        })),
      ),
    ).toBeLessThanOrEqual(101);
    expect((await live(app)).status).toBe(429);
    const other = { 'x-forwarded-for': '203.0.113.6' };
    expect((await ask(app, NETWORKS, other)).status).toBe(200);
    expect((await ask(app, NETWORKS, as(dana))).status).toBe(200);
  });

  it('count what is asked for, and least what was answered before', async () => {
    const app = await start({ ANSWER_CACHE_MEGABYTES: '8', RATE_LIMIT_ADDRESS: '10000+1' });
    const { slug } = await aNetwork(app);
    const coalitions = (first: number): string =>
      `{ network(slug: "${slug}") { coalitions(first: ${first}) { nodes { name } } } }`;
    /** Of ten alike, since points come back meanwhile. */
    const cost = async (one: (i: number) => Promise<RawAnswer>): Promise<number> => {
      const before = left(await live(app));
      let answer: RawAnswer | undefined;
      for (let i = 0; i < 10; i++) answer = await one(i);
      return Math.round((before - left(answer!)) / 10);
    };
    const get = (path: string) => (): Promise<RawAnswer> => send(app, { method: 'GET', path });
    const anew =
      (query: string) =>
      (i: number): Promise<RawAnswer> =>
        ask(app, `${query} # ${i}`);
    const byGet = (query: string) => (): Promise<RawAnswer> =>
      send(app, {
        ...{ method: 'GET', path: `/graphql?query=${encodeURIComponent(query)}` },
        headers: { 'apollo-require-preflight': '1' },
      });
    await ask(app, coalitions(10));

    expect({
      fresh: await cost(anew(coalitions(10))),
      kept: await cost(() => ask(app, coalitions(10))),
      'kept, by GET': await cost(byGet(coalitions(10))),
      larger: await cost(anew(coalitions(100))),
      longer: await cost(anew(`${NETWORKS} # ${'x'.repeat(3_000)}`)),
      mistaken: await cost(anew('{ nothing }')),
      'of the schema': await cost(anew('{ __schema { types { name fields { name } } } }')),
      change: await cost(anew('mutation { refreshSession(input: { refreshToken: "x" }) { expiresAt } }')),
      table: await cost(get(`/exports/${slug}/now/goals.csv`)),
      map: await cost(get('/counties.geojson')),
      script: await cost(get('/explorer/start.js')),
      page: await cost(get('/networks/nowhere')),
    }).toEqual({
      ...{ fresh: 4, kept: 1, 'kept, by GET': 1, larger: 22, longer: 5, mistaken: 1, 'of the schema': 2 },
      ...{ change: 12, table: 20, map: 10, script: 1, page: 10 },
    });
  });

  it('let the dearest document pass, for half of all that anybody may have', async () => {
    const app = await start({ RATE_LIMIT_ADDRESS: '100+1' });
    const { slug } = await aNetwork(app);
    const dear = `{ network(slug: "${slug}") { coalitions(first: 80) { nodes { initiatives { name goals { code } } } } } }`;
    const answers = [await ask(app, dear), await ask(app, dear)];
    expect(answers.map(({ status }) => status)).toEqual([200, 429]);
    expect(left(answers[0]!)).toBe(49);
  });

  it('are one for three servers together, which ask the database seldom', async () => {
    const bound = { RATE_LIMIT_ADDRESS: '300+1' };
    const one = await start(bound);
    const servers = [one, await start(bound, one), await start(bound, one)];
    await live(one);
    expect(await budgets(one)).toEqual([{ payer: expect.any(String), points: 270 }]);
    for (let i = 0; i < 29; i++) await live(one);
    expect((await budgets(one))[0]!.points).toBe(270);

    const began = performance.now();
    const answered = await Promise.all(servers.map((server) => served(200, () => live(server))));
    const seconds = (performance.now() - began) / 1_000;
    const all = answered.reduce((sum, count) => sum + count, 30);
    console.log(
      `${all} of 630 answered, ${answered.join(', ')} by each server, within ${seconds.toFixed(1)} s`,
    );
    expect(all).toBeGreaterThanOrEqual(300);
    // A server that waits too long for its lease counts for itself meanwhile, and no further than a lease.
    const leases = 3 * 30;
    expect(all).toBeLessThanOrEqual(300 + Math.ceil(seconds) + 1 + leases);

    await later(one, 1_000);
    const anew = await start(bound, one);
    let answer = await live(anew);
    while (left(answer) < 250) answer = await live(anew);
    expect(answer.status).toBe(200);
  });

  it('are kept by each server by itself while the database does not say, a tenth of them', async () => {
    const app = await start({ RATE_LIMIT_ADDRESS: '200+1' });
    await app.database.rows('alter function access.take_points rename to take_no_points');
    const began = performance.now();
    const alone = await served(100, () => live(app));
    expect(alone).toBeGreaterThanOrEqual(20);
    expect(alone).toBeLessThanOrEqual(21 + Math.ceil((performance.now() - began) / 1_000));
    expect((await live(app)).headers['retry-after']).toBeDefined();
    await app.database.rows('alter function access.take_no_points rename to take_points');

    let answer = await live(app);
    while (answer.headers['ratelimit'] === undefined || left(answer) < 100) answer = await live(app);
    expect((await budgets(app))[0]!.points).toBeLessThan(200);
  });

  it('leave nothing behind once all is as before', async () => {
    const app = await start({ RATE_LIMIT_ADDRESS: '100+1' });
    await app.database.rows(
      `insert into access.budgets select 'full ' || n, 0, 0, now(), now() - interval '1 second' from generate_series(1, 100) n
       union all select 'spent', 0, 0, now(), now() + interval '1 minute'`,
    );
    await app.database.rows(
      `insert into access.attempts (kind, subject, window_start)
       select 'sign-in by account', 'old ' || n, now() - interval '25 hours' from generate_series(1, 100) n
       union all select 'sign-in by account', 'new', now() - interval '23 hours'`,
    );
    await live(app);
    let rows = [''];
    while (rows.length > 3 || rows.length === 1)
      rows = (
        await app.database.rows<{ name: string }>(
          'select payer as name from access.budgets union all select subject from access.attempts',
        )
      ).map(({ name }) => name);
    expect(rows).toEqual(expect.arrayContaining(['spent', 'new']));
    expect(rows).toHaveLength(3); // and the one who asked
  });

  it('are off where they are switched off', async () => {
    const app = await start({ RATE_LIMITS: 'off', RATE_LIMIT_ADDRESS: '100+1' });
    expect(await served(250, () => live(app))).toBe(250);
    expect((await live(app)).headers).not.toHaveProperty('ratelimit');
    expect(await budgets(app)).toEqual([]);
  });
});
