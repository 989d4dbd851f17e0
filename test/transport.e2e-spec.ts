import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aPerson, aPublishedCoalition, PASSWORD, type TestCoalition } from './support/fixtures.ts';
import { listen, type RawRequest, send, sendJson } from './support/raw-http.ts';
import { publishStrategy, WHOLE } from './support/strategies.ts';

const QUERY = '{ networks { slug } }';
const PAGE = { accept: 'text/html' };

describe('Every answer', () => {
  let app: TestApp;
  let coalition: TestCoalition & { lead: Person };

  beforeAll(async () => {
    app = await TestApp.start({ PUBLIC_URL: 'https://registry.example.org' });
    await listen(app);
    coalition = await aPublishedCoalition(app);
    await publishStrategy(app, coalition.lead, coalition, WHOLE);
  });
  afterAll(() => app.stop());

  const page = (): string => `/coalitions/${coalition.network.slug}/${coalition.slug}`;
  const NOTHING = /^default-src 'none';\s?frame-ancestors 'none'$/;
  const kinds: [what: string, request: () => RawRequest, status: number, policy: RegExp][] = [
    [
      'an answer',
      () => ({ method: 'GET', path: `/graphql?query=${encodeURIComponent(QUERY)}` }),
      400,
      NOTHING,
    ],
    [
      'the explorer',
      () => ({ method: 'GET', headers: PAGE }),
      200,
      /^default-src 'self'; style-src .*frame-ancestors 'none'$/,
    ],
    ['a script of it', () => ({ method: 'GET', path: '/explorer/start.js' }), 200, NOTHING],
    [
      'a page',
      () => ({ method: 'GET', path: page() }),
      200,
      /^default-src 'none'; style-src 'unsafe-inline'; frame/,
    ],
    [
      'a picture',
      () => ({ method: 'GET', path: `${page()}/strategy.svg` }),
      200,
      /^default-src 'none'; .*; sandbox$/,
    ],
    [
      'a file',
      () => ({ method: 'GET', path: `/exports/${coalition.network.slug}/now/goals.csv` }),
      200,
      NOTHING,
    ],
    ['a probe', () => ({ method: 'GET', path: '/live' }), 200, NOTHING],
    ['nothing at all', () => ({ method: 'GET', path: '/nothing' }), 404, NOTHING],
    ['a refusal before anything is read', () => ({ method: 'GET', path: '/live%00' }), 400, NOTHING],
  ];

  it.each(kinds)('as %s tells browsers what it may do', async (_, request, status, policy) => {
    const answer = await send(app, request());
    expect(answer.status).toBe(status);
    expect(answer.headers['content-security-policy']).toMatch(policy);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'strict-transport-security': `max-age=${365 * 86_400}`,
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  });

  it('stays with its own pages, but for pictures', async () => {
    const policies = await Promise.all(
      [page(), `${page()}/strategy.svg`].map(
        async (path) => (await send(app, { method: 'GET', path })).headers,
      ),
    );
    expect(policies.map((headers) => headers['cross-origin-resource-policy'])).toEqual([
      'same-origin',
      'cross-origin',
    ]);
  });

  it('is read by no page of another origin as long as none is named', async () => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const headers = { origin: 'https://maps.example.org', 'access-control-request-method': 'POST' };
      const answer = await send(app, { method, headers: { ...headers, 'content-type': 'application/json' } });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('is kept by nobody when it was for somebody, or has tokens in it', async () => {
    const { lead, network } = coalition;
    const admin = await network.as(Role.NETWORK_ADMIN);
    const mine = { authorization: `Bearer ${lead.token}` };
    const json = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ viewer { email } }' });
    const person = await aPerson(app);
    const signIn = `mutation { signIn(input: { email: "${person.email}", password: "${PASSWORD}" }) { accessToken } }`;
    const by = (path: string, headers = mine): RawRequest => ({ method: 'GET', path, headers });
    const requests: [RawRequest, number][] = [
      [{ headers: { ...json, ...mine }, body }, 200],
      [{ headers: { ...json, authorization: 'Bearer forged' }, body }, 401],
      [{ headers: { ...json, ...mine }, body: '{' }, 400],
      [by(`/graphql?query=${encodeURIComponent(QUERY)}`, { ...json, ...mine }), 200],
      [{ headers: json, body: JSON.stringify({ query: signIn }) }, 200],
      [by(`/exports/${network.slug}/now/goals.csv`), 200],
      [by('/exports/nowhere/now/goals.csv'), 404],
      [by('/counties.geojson'), 200],
      [by('/explorer/graphiql.css'), 200],
      [by('/nothing'), 404],
      [{ path: '/imports/coalitions', headers: { ...json, ...mine }, body }, 403],
      [
        { path: '/imports/coalitions', headers: { ...json, authorization: `Bearer ${admin.token}` }, body },
        400,
      ],
      [{ path: '/imports/coalitions', headers: { ...json, authorization: 'Bearer forged' }, body }, 401],
    ];
    for (const [request, status] of requests) {
      const answer = await send(app, request);
      expect([request, answer.status, answer.headers['cache-control']]).toEqual([
        request,
        status,
        'no-store',
      ]);
    }
  });

  it('is of a request that has an end', async () => {
    const long = await sendJson(app, { query: QUERY, padding: 'x'.repeat(256 * 1024) });
    expect([long.status, long.json.errors[0].extensions.code]).toEqual([413, 'BAD_USER_INPUT']);
    const wide = await send(app, { method: 'GET', path: '/live', headers: { 'x-wide': 'x'.repeat(17_000) } });
    expect(wide.status).toBe(431);
    expect(app.nest.getHttpServer().maxConnections).toBe(2_000);
  });

  it('is the last of its connection after a thousand', async () => {
    const server = app.nest.getHttpServer();
    const { port } = server.address() as AddressInfo;
    let connections = 0;
    server.on('connection', () => connections++);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const live = (): Promise<string | undefined> =>
      new Promise((resolve, reject) => {
        get({ port, host: '127.0.0.1', path: '/live', agent }, (answer) => {
          answer.resume().once('end', () => resolve(answer.headers.connection));
        }).once('error', reject);
      });
    const told: (string | undefined)[] = [];
    for (let i = 0; i < 1_001; i++) told.push(await live());
    agent.destroy();
    expect([connections, told.indexOf('close')]).toEqual([2, 999]);
  });
});

describe('Pages of other origins', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ CORS_ORIGINS: 'https://maps.example.org,http://localhost:8080' });
    await listen(app);
  });
  afterAll(() => app.stop());

  it.each(['https://maps.example.org', 'http://localhost:8080'])(
    'at %s read answers, as named',
    async (origin) => {
      const asked = {
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      };
      const before = await send(app, { method: 'OPTIONS', headers: { origin, ...asked } });
      expect([before.status, before.headers['access-control-allow-origin']]).toEqual([204, origin]);
      expect(before.headers['access-control-allow-headers']).toContain('authorization');

      const answers = [
        await sendJson(app, { query: QUERY }, { origin }),
        await sendJson(app, { query: '{ nothing }' }, { origin }),
        await sendJson(app, { query: QUERY }, { origin, authorization: 'Bearer forged' }),
        await send(app, { method: 'GET', path: '/counties.geojson', headers: { origin } }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 400, 401, 200]);
      for (const { headers } of answers) {
        expect(headers['access-control-allow-origin']).toBe(origin);
        expect(headers['vary']!.toLowerCase()).toContain('origin');
        expect(headers).not.toHaveProperty('access-control-allow-credentials');
      }
      expect(answers[0]!.headers['vary']!.toLowerCase()).toContain('authorization');
    },
  );

  it.each([
    'https://elsewhere.example.org',
    'http://maps.example.org',
    'https://maps.example.org:8443',
    'https://maps.example.org.evil.test',
    'https://evil.test?https://maps.example.org',
    'https://MAPS.example.org',
    'null',
    '*',
  ])('at %s read nothing', async (origin) => {
    const asked = { 'access-control-request-method': 'POST' };
    const requests: RawRequest[] = [
      { method: 'OPTIONS', headers: { origin, ...asked } },
      { headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify({ query: QUERY }) },
    ];
    for (const request of requests)
      expect((await send(app, request)).headers).not.toHaveProperty('access-control-allow-origin');
  });
});
