import { randomUUID } from 'node:crypto';
import { TenantDb } from '../src/platform/database/tenant-db.ts';
import type { Bound } from '../src/platform/rate-limits/bound.ts';
import { DatabasePoints } from '../src/platform/rate-limits/database-points.ts';
import type { PointStore } from '../src/platform/rate-limits/point-leases.ts';
import { RedisPoints } from '../src/platform/rate-limits/redis-points.ts';
import { redisServer } from '../src/platform/rate-limits/redis-server.ts';
import { createLogger } from '../src/platform/settings.module.ts';
import { TestApp } from './support/app.ts';
import { OwnRedis, redisIsInstalled } from './support/redis.ts';

/** A store, and what a test does behind its back. */
interface World {
  store: PointStore;
  /** Seconds pass for one budget alone. */
  later(payer: string, seconds: number): Promise<unknown>;
  /** In how many seconds the budget may be forgotten. */
  keptFor(payer: string): Promise<number>;
  stop(): Promise<unknown>;
}

async function onPostgres(): Promise<World> {
  const app = await TestApp.start();
  return {
    store: new DatabasePoints(app.nest.get(TenantDb)),
    later: (payer, seconds) =>
      app.database.rows(
        'update access.budgets set filled_at = filled_at - make_interval(secs => $2) where payer = $1',
        [payer, seconds],
      ),
    keptFor: async (payer) => {
      const [row] = await app.database.rows<{ seconds: number }>(
        'select extract(epoch from full_at - now())::float8 as seconds from access.budgets where payer = $1',
        [payer],
      );
      return row!.seconds;
    },
    stop: () => app.stop(),
  };
}

async function onRedis(): Promise<World> {
  const redis = await OwnRedis.start();
  const store = new RedisPoints(redisServer(redis.url), createLogger('silent'));
  return {
    store,
    later: (payer, seconds) => redis.call('HINCRBYFLOAT', `points:${payer}`, 'filled_at', String(-seconds)),
    keptFor: async (payer) => Number(await redis.call('PTTL', `points:${payer}`)) / 1_000,
    stop: () => {
      store.close();
      return redis.remove();
    },
  };
}

/** After so many seconds somebody asks for `wanted` points, or at least those `needed`. */
interface Step {
  after?: number;
  needed?: number;
  wanted: number;
  most?: number;
  lent: number;
  left: number;
}

const RULES: [string, Step[]][] = [
  ['who was never heard of has all of them', [{ wanted: 10, lent: 10, left: 90 }]],
  [
    'what is lent is gone',
    [
      { wanted: 10, lent: 10, left: 90 },
      { wanted: 40, lent: 40, left: 50 },
    ],
  ],
  [
    'where there are fewer than wanted, all that there are',
    [
      { wanted: 95, lent: 95, left: 5 },
      { needed: 2, wanted: 10, lent: 5, left: 0 },
    ],
  ],
  [
    'where there are fewer than needed, none',
    [
      { wanted: 50, lent: 50, left: 50 },
      { needed: 80, wanted: 90, lent: 0, left: 50 },
      { needed: 1, wanted: 10, lent: 10, left: 40 },
    ],
  ],
  [
    'more than anybody has, never',
    [
      { needed: 101, wanted: 101, lent: 0, left: 100 },
      { needed: 101, wanted: 101, after: 1_000, lent: 0, left: 100 },
    ],
  ],
  ['more than anybody has is wanted: all that there are', [{ wanted: 500, lent: 100, left: 0 }]],
  [
    'they come back second by second',
    [
      { wanted: 100, lent: 100, left: 0 },
      { wanted: 10, after: 30, lent: 10, left: 20 },
      { wanted: 10, after: 15, lent: 10, left: 25 },
    ],
  ],
  [
    'parts of a point come back too, and are not lent',
    [
      { wanted: 100, lent: 100, left: 0 },
      { needed: 50, wanted: 50, after: 2.5, lent: 0, left: 2.5 },
      { needed: 50, wanted: 50, after: 2.5, lent: 0, left: 5 },
    ],
  ],
  [
    'never more than all come back',
    [
      { wanted: 50, lent: 50, left: 50 },
      { wanted: 10, after: 1_000, lent: 10, left: 90 },
    ],
  ],
  [
    'of a smaller bound than before no more than that',
    [
      { wanted: 10, most: 1_000, lent: 10, left: 990 },
      { wanted: 10, lent: 10, left: 90 },
    ],
  ],
  [
    'a clock that goes back takes and gives nothing',
    [
      { wanted: 50, lent: 50, left: 50 },
      { wanted: 10, after: -300, lent: 10, left: 40 },
      { wanted: 10, after: 300, lent: 10, left: 30 },
    ],
  ],
];

const installed = redisIsInstalled();

describe.each([['Postgres', onPostgres] as const, ...(installed ? [['Redis', onRedis] as const] : [])])(
  'Points in %s',
  (_, enter) => {
    let world: World;
    let payer: string;

    beforeAll(async () => {
      world = await enter();
    });
    beforeEach(() => {
      payer = randomUUID();
    });
    afterAll(() => world.stop());

    const take = (needed: number, wanted: number, most = 100, who = payer) =>
      world.store.take(who, needed, wanted, { points: most, perSecond: 1 } satisfies Bound);

    it.each(RULES)('%s', async (_rule, steps) => {
      const began = performance.now();
      for (const { after = 0, needed = 1, wanted, most, lent, left } of steps) {
        if (after !== 0) await world.later(payer, after);
        const had = await take(needed, wanted, most);
        // What came back while the test ran is more, and never less.
        const meanwhile = (performance.now() - began) / 1_000 + 0.01;
        expect(had.lent).toBeGreaterThanOrEqual(lent);
        expect(had.lent).toBeLessThanOrEqual(lent + Math.floor(meanwhile));
        const all = had.lent + had.points;
        expect(all).toBeGreaterThan(lent + left - 0.01);
        expect(all).toBeLessThanOrEqual(lent + left + meanwhile);
      }
    });

    it('are each payer’s own', async () => {
      const other = randomUUID();
      expect((await take(1, 100)).lent).toBe(100);
      expect((await take(1, 100, 100, other)).lent).toBe(100);
    });

    it('are lent once to however many ask at once', async () => {
      const began = performance.now();
      const all = await Promise.all(Array.from({ length: 60 }, () => take(1, 10)));
      const lent = all.reduce((sum, each) => sum + each.lent, 0);
      expect(lent).toBeGreaterThanOrEqual(100);
      expect(lent).toBeLessThanOrEqual(100 + Math.ceil((performance.now() - began) / 1_000));
    });

    it('are forgotten when all of them are back, and not before', async () => {
      await take(1, 30);
      const first = await world.keptFor(payer);
      await take(1, 20);
      const second = await world.keptFor(payer);
      expect([first > 20, first <= 30, second > 40, second <= 50]).toEqual([true, true, true, true]);

      const idle = randomUUID();
      await take(101, 101, 100, idle);
      expect(await world.keptFor(idle)).toBeLessThanOrEqual(0);
    });
  },
);
