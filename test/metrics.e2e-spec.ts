import { randomBytes } from 'node:crypto';
import { Role } from '../src/platform/graphql/allow.ts';
import { checkListening, metricsPlace } from '../src/platform/listening.ts';
import { Metrics } from '../src/platform/metrics/metrics.ts';
import { TestApp } from './support/app.ts';
import { samplesOf, valueOf } from './support/exposition.ts';
import { Figures, OPERATIONS } from './support/figures.ts';
import { aCoalition, aPerson, aPublishedCoalition, UPDATE } from './support/fixtures.ts';
import { delivered } from './support/outbox.ts';
import { query } from './support/own-postgres.ts';

const REQUESTS = 'registry_http_requests_total';

describe('Without METRICS_PORT', () => {
  it('nothing is counted, and nobody finds any metrics', async () => {
    const app = await TestApp.start();
    await app.http.post('/graphql').send({ query: '{ networks { slug } }' });
    expect((await app.http.get('/metrics')).status).toBe(404);
    expect(metricsPlace(app.config)).toBeUndefined();
    expect(app.nest.get(Metrics).wanted).toBe(false);
    expect(await app.nest.get(Metrics).text()).not.toMatch(/^[^#\n]/m);
    await app.stop();
  });
});

describe('Metrics', () => {
  let figures: Figures;
  let app: TestApp;

  beforeAll(async () => {
    figures = await Figures.start();
    ({ app } = figures);
  });
  afterAll(() => figures.stop());

  it('are in the format of Prometheus, with those of the process', async () => {
    const response = await fetch(`${figures.address}/metrics`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const names = new Set(samplesOf(await response.text()).map(({ name }) => name));
    for (const name of [
      'nodejs_eventloop_lag_seconds',
      'process_resident_memory_bytes',
      'registry_pool_waiting',
    ])
      expect(names).toContain(name);
  });

  it('are all that their own port has, and are not at the public one', async () => {
    for (const path of ['/', '/metrics/', '/graphql', '/live', '//metrics'])
      expect((await fetch(figures.address + path)).status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await fetch(`${figures.address}/metrics`, { method })).status).toBe(404);

    const here = await app.http.get('/metrics');
    const nowhere = await app.http.get('/nothing-of-the-kind');
    expect([here.status, here.body]).toEqual([404, nowhere.body]);
  });

  it('count operations by name, kind and code', async () => {
    const lead = await aPerson(app);
    const grown = await figures.growth(async () => {
      for (let i = 0; i < 3; i++) await figures.ask('query Slugs { networks { slug } }');
      await figures.ask('{ networks { slug } }');
      await figures.ask('query A { viewer { email } } query B { networks { slug } }', {}, 'B');
      await figures.ask('query Slugs { network(slug: "none") { nothing } }');
      await figures.ask('{ not graphql');
      await figures.ask('query A { networks { slug } }', {}, 'Missing');
      await figures.ask(`mutation In ($input: SignInInput!) { signIn(input: $input) { accessToken } }`, {
        input: { email: lead.email, password: 'not the right one' },
      });
      await figures.ask('{ networks { slug } }').set('authorization', 'Bearer forged');
    });
    expect(grown(OPERATIONS, { operation: 'Slugs', kind: 'query', code: 'ok' })).toBe(3);
    expect(grown(OPERATIONS, { operation: 'anonymous', kind: 'query', code: 'ok' })).toBe(1);
    expect(grown(OPERATIONS, { operation: 'B', kind: 'query', code: 'ok' })).toBe(1);
    expect(grown(OPERATIONS, { operation: 'In', kind: 'mutation', code: 'UNAUTHENTICATED' })).toBe(1);
    for (const code of [
      'GRAPHQL_VALIDATION_FAILED',
      'GRAPHQL_PARSE_FAILED',
      'BAD_USER_INPUT',
      'UNAUTHENTICATED',
    ])
      expect({ [code]: grown(OPERATIONS, { operation: 'none', kind: 'none', code }) }).toEqual({ [code]: 1 });
    expect(grown('registry_operation_seconds_count', { kind: 'query' })).toBe(5);
    expect(grown('registry_operation_seconds_count', { kind: 'mutation' })).toBe(1);
    expect(grown('registry_operation_seconds_bucket', { kind: 'query', le: '+Inf' })).toBe(5);
    expect(grown(REQUESTS, { route: '/graphql', status: '200' })).toBe(6);
    expect(grown(REQUESTS, { route: '/graphql', status: '400' })).toBe(3);
    expect(grown(REQUESTS, { route: '/graphql', status: '401' })).toBe(1);
  });

  it('count what the client reads: a masked bug, and a commit that failed', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    await app.database.rows(
      `create function public.fail_late() returns trigger language plpgsql as $$ begin raise exception 'late'; end $$`,
    );
    await app.database.rows('grant usage on schema public to public');
    await app.database.rows(
      `set role registry_owner; create constraint trigger fail_late after update on private.profiles
       deferrable initially deferred for each row execute function public.fail_late(); reset role`,
    );
    const input = { coalitionId: coalition.id, expectedRevision: 1, mission: 'Kept?' };
    const grown = await figures.growth(() =>
      app.graphql(lead, UPDATE.replace('mutation', 'mutation Late'), { input }),
    );
    await app.database.rows(
      'set role registry_owner; drop trigger fail_late on private.profiles; reset role',
    );
    expect(grown(OPERATIONS, { operation: 'Late', kind: 'mutation', code: 'INTERNAL' })).toBe(1);
    expect(grown(OPERATIONS, { operation: 'Late', kind: 'mutation', code: 'ok' })).toBe(0);
  });

  it('count requests by the pattern of their route, never by their address', async () => {
    const { network, slug } = await aPublishedCoalition(app);
    const grown = await figures.growth(async () => {
      await app.http.get(`/networks/${network.slug}`);
      await app.http.get(`/networks/nobody-has-this-slug`);
      await app.http.get(`/exports/${network.slug}/now/coalitions.csv`);
      for (let i = 0; i < 5; i++) await app.http.get(`/nowhere/${i}`);
    });
    expect(grown(REQUESTS, { route: '/networks/:network', status: '200' })).toBe(1);
    expect(grown(REQUESTS, { route: '/networks/:network', status: '404' })).toBe(1);
    expect(grown('registry_http_request_seconds_count', { route: '/networks/:network' })).toBe(2);
    expect(grown(REQUESTS, { route: 'none', status: '404' })).toBe(5);
    for (const word of [network.slug, slug, 'nowhere']) expect(await figures.text()).not.toContain(word);
  });

  it('know how often an answer was at hand, and how fresh the revisions are', async () => {
    const { network, slug } = await aPublishedCoalition(app);
    const READ = 'query ($n: String!, $s: String!) { coalition(network: $n, slug: $s) { mission } }';
    const read = () => app.data(null, READ, { n: network.slug, s: slug });
    // Until the revision of the publication is known for certain, nothing kept is given out.
    const hits = async () =>
      valueOf(await figures.scrape(), 'registry_answer_cache_total', { outcome: 'hit' });
    const known = await hits();
    while ((await hits()) === known) await read();

    const grown = await figures.growth(async () => {
      for (let i = 0; i < 4; i++) await read();
      await app.data(null, `{ ${randomBytes(4).toString('hex').replace(/^/, 'a')}: networks { slug } }`);
      await app.data(await aPerson(app), '{ networks { slug } }');
    });
    // On a busy machine a revision may be uncertain for a moment; each anonymous query is one of both in any case.
    const [hit, miss] = ['hit', 'miss'].map((outcome) => grown('registry_answer_cache_total', { outcome }));
    expect(hit! + miss!).toBe(5);
    expect(miss).toBeGreaterThan(0);
    expect(grown('registry_answer_cache_entries')).toBe(1);
    expect(grown('registry_answer_cache_bytes')).toBeGreaterThan(0);

    const after = await figures.scrape();
    expect(valueOf(after, 'registry_revision_age_seconds')).toBeLessThan(10);
    expect(valueOf(after, 'registry_revision_notifications_total')).toBeGreaterThan(0);
    const connections = ['busy', 'idle'].map((state) =>
      valueOf(after, 'registry_pool_connections', { pool: 'operations', state }),
    );
    expect(connections[0]! + connections[1]!).toBeGreaterThan(0);
  });

  const mailDue = (due: string) =>
    app.database.rows(
      `insert into access.mails (recipient, subject, body, next_attempt_at)
       values ('reader@example.org', 'Title', 'Text', now() + $1::interval)`,
      [due],
    );

  it('count mails, and those that wait', async () => {
    const grown = await figures.growth(async () => {
      for (let i = 0; i < 3; i++) await mailDue('0 s');
      await delivered(app);
    });
    expect(grown('registry_mails_total', { outcome: 'sent' })).toBe(3);
    expect(grown('registry_mails_total', { outcome: 'failed' })).toBe(0);
    await mailDue('1 hour');
    const waiting = async () => valueOf(await figures.scrape(), 'registry_mails_waiting');
    while ((await waiting()) !== 1) await new Promise((resolve) => setTimeout(resolve, 50));
    await app.database.rows('delete from access.mails where sent_at is null');
  });

  it('come while the database is away, without what only it knows', async () => {
    const { name } = app.database;
    const admin = (...statements: string[]) => query(process.env['TEST_ADMIN_URL']!, ...statements);
    const knowsMails = async () => (await figures.text()).includes('\nregistry_mails_waiting ');
    while (!(await knowsMails())) await new Promise((resolve) => setTimeout(resolve, 50));
    await admin(
      `alter database ${name} allow_connections false`,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
    while (await knowsMails()) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(valueOf(await figures.scrape(), 'registry_revision_age_seconds')).toBeGreaterThan(0);
    await admin(`alter database ${name} allow_connections true`);
    while (!(await knowsMails())) await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it('say what to do when their port is taken', async () => {
    await expect(checkListening(metricsPlace(app.config)!)).rejects.toThrow(
      `Port ${app.config.metricsPort} on 127.0.0.1 is in use; stop the program that uses it, or set METRICS_PORT to another number.`,
    );
  });
});
