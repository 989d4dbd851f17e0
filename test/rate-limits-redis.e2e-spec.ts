import pino from 'pino';
import { RedisPoints } from '../src/platform/rate-limits/redis-points.ts';
import { redisServer } from '../src/platform/rate-limits/redis-server.ts';
import { TestApp } from './support/app.ts';
import { listen, type RawAnswer, send } from './support/raw-http.ts';
import { OwnRedis, REDIS_PASSWORD, redisIsInstalled } from './support/redis.ts';
import { freePort } from './support/server-process.ts';

const started: TestApp[] = [];

const start = async (settings: Record<string, string>, on?: TestApp): Promise<TestApp> => {
  const app = await TestApp.start({ RATE_LIMITS: 'on', ...settings }, on?.database);
  started.unshift(app);
  await listen(app);
  return app;
};
const left = ({ headers }: RawAnswer): number => Number(/r=(\d+)/.exec(String(headers['ratelimit']))?.[1]);
const ask = (app: TestApp): Promise<RawAnswer> => send(app, { method: 'GET', path: '/explorer/start.js' });

/** How many of so many, asked all at once, were answered, and in how many seconds. */
const served = async (times: number, app: TestApp): Promise<{ count: number; seconds: number }> => {
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: times }, () => ask(app)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  const seconds = Math.ceil((performance.now() - began) / 1_000);
  return { count: statuses.filter((status) => status === 200).length, seconds };
};
const inDatabase = (app: TestApp): Promise<unknown[]> => app.database.rows('select from access.budgets');

/** In turn, until one is answered from a budget of its own again. */
const untilLeft = async (app: TestApp, points: number): Promise<RawAnswer> => {
  let answer = await ask(app);
  while (answer.headers['ratelimit'] === undefined || left(answer) < points) answer = await ask(app);
  return answer;
};

const stopAll = async (): Promise<void> => {
  for (const app of started.splice(0)) await app.stop();
};

describe('With a Redis that is not there', () => {
  afterEach(stopAll);

  it('the server starts, is ready, and answers within a tenth of the points', async () => {
    const app = await start({
      ...{ RATE_LIMIT_ADDRESS: '200+1' },
      REDIS_URL: `redis://:${REDIS_PASSWORD}@127.0.0.1:${await freePort()}`,
    });
    const { count, seconds } = await served(100, app);
    expect(count).toBeGreaterThanOrEqual(20);
    expect(count).toBeLessThanOrEqual(21 + seconds);
    expect((await send(app, { method: 'GET', path: '/ready' })).status).toBe(200);
    expect(await inDatabase(app)).toEqual([]);
  });

  it('this is said once, without its password', async () => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line) => void lines.push(line) });
    const points = new RedisPoints(
      redisServer(`redis://points:${REDIS_PASSWORD}@127.0.0.1:${await freePort()}`),
      logger,
    );
    for (let i = 0; i < 5; i++)
      await expect(points.take('somebody', 1, 10, { points: 100, perSecond: 1 })).rejects.toThrow();
    points.close();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      ...{ level: 40, msg: 'Redis cannot be used, so each server counts points by itself' },
      reason: expect.stringContaining('ECONNREFUSED'),
    });
    expect(lines[0]).not.toContain(REDIS_PASSWORD);
  });
});

const onRedis = (): void => {
  let redis: OwnRedis;

  beforeEach(async () => {
    redis = await OwnRedis.start();
  });
  afterEach(async () => {
    redis.resume();
    await stopAll();
    await redis.remove();
  });

  it('are one budget for two servers, and none in the database', async () => {
    const settings = { RATE_LIMIT_ADDRESS: '300+1', REDIS_URL: redis.url };
    const one = await start(settings);
    const two = await start(settings, one);
    expect(left(await ask(one))).toBe(299);

    const answered = await Promise.all([served(300, one), served(300, two)]);
    const all = answered.reduce((sum, { count }) => sum + count, 1);
    const seconds = Math.max(...answered.map(({ seconds }) => seconds));
    console.log(`${all} of 601 answered, ${answered.map(({ count }) => count).join(', ')} by each server`);
    expect(all).toBeGreaterThanOrEqual(300);
    // A server that waits too long for its lease counts for itself meanwhile, and no further than a lease.
    expect(all).toBeLessThanOrEqual(300 + seconds + 1 + 2 * 30);
    expect(await inDatabase(one)).toEqual([]);
    const keys = await redis.call<string[]>('KEYS', '*');
    expect(keys).toEqual([expect.stringMatching(/^points:[\w-]{43}$/)]);
    expect(await redis.call<number>('PTTL', keys[0]!)).toBeGreaterThan(0);
  });

  it('go on within the leases when it is killed, and from it when it is back', async () => {
    const app = await start({ RATE_LIMIT_ADDRESS: '200+1', REDIS_URL: redis.url });
    for (let i = 0; i < 5; i++) expect((await ask(app)).status).toBe(200);

    await redis.kill();
    const { count, seconds } = await served(100, app);
    expect(count).toBeGreaterThanOrEqual(15);
    // What is left of the lease in hand, and the one that each server gives while nobody counts.
    expect(count).toBeLessThanOrEqual(15 + 20 + 1 + seconds);
    expect((await send(app, { method: 'GET', path: '/ready' })).status).toBe(200);

    await redis.run();
    expect((await untilLeft(app, 100)).status).toBe(200);
    expect(await redis.servers()).toBe(1);
  });

  it('do not wait for one that says nothing any more', async () => {
    const app = await start({ RATE_LIMIT_ADDRESS: '200+1', REDIS_URL: redis.url });
    for (let i = 0; i < 20; i++) await ask(app);
    redis.pause();
    const { count, seconds } = await served(100, app);
    expect(count).toBeGreaterThanOrEqual(20);
    expect(count).toBeLessThanOrEqual(21 + seconds);
    redis.resume();
    expect((await untilLeft(app, 100)).status).toBe(200);
  });

  it('are asked for on a new connection when the old one has gone silent', async () => {
    const points = new RedisPoints(redisServer(redis.url), pino({ level: 'silent' }), 200);
    const take = () => points.take('somebody', 1, 10, { points: 100, perSecond: 1 });
    await take();
    redis.pause();
    await expect(take()).rejects.toThrow();
    const again = take();
    redis.resume();
    expect((await again).lent).toBe(10);
    while ((await redis.servers()) > 1) await new Promise((resolve) => setTimeout(resolve, 10));
    points.close();
  });

  it('are taken by a script that Redis may have forgotten', async () => {
    const points = new RedisPoints(redisServer(redis.url), pino({ level: 'silent' }));
    const take = async () => (await points.take('somebody', 1, 10, { points: 100, perSecond: 1 })).lent;
    expect(await take()).toBe(10);
    await redis.call('SCRIPT', 'FLUSH');
    expect(await take()).toBe(10);
    points.close();
  });

  it('leave the old attempts in the database to be swept as ever', async () => {
    const app = await start({ RATE_LIMIT_ADDRESS: '200+1', REDIS_URL: redis.url });
    await app.database.rows(
      `insert into access.attempts (kind, subject, window_start) values ('sign-in by account', 'old', now() - interval '25 hours')`,
    );
    await ask(app);
    let rows = [{}];
    while (rows.length > 0) rows = await app.database.rows('select from access.attempts');
  });

  it('are asked for on a connection that ends with the server', async () => {
    const app = await start({ REDIS_URL: redis.url });
    await ask(app);
    expect(await redis.servers()).toBe(1);
    await stopAll();
    while ((await redis.servers()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('are used again once it is there, which is said', async () => {
    await redis.kill();
    const lines: string[] = [];
    const points = new RedisPoints(
      redisServer(redis.url),
      pino({}, { write: (line) => void lines.push(line) }),
    );
    const take = () => points.take('somebody', 1, 10, { points: 100, perSecond: 1 });
    await expect(take()).rejects.toThrow();
    await redis.run();
    for (let i = 0; i < 3; i++) await take();
    points.close();
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'Redis cannot be used, so each server counts points by itself',
      'Redis is used again',
    ]);
  });

  it('are not asked for with a wrong password, and it is not told', async () => {
    const lines: string[] = [];
    const wrong = redis.url.replace(REDIS_PASSWORD, 'regen-tisch');
    const points = new RedisPoints(redisServer(wrong), pino({}, { write: (line) => void lines.push(line) }));
    await expect(points.take('somebody', 1, 10, { points: 100, perSecond: 1 })).rejects.toThrow();
    points.close();
    expect(lines.join()).toContain('WRONGPASS');
    expect(lines.join()).not.toMatch(/regen-tisch|lampe/);
  });
};

if (redisIsInstalled()) describe('Points in Redis', onRedis);
