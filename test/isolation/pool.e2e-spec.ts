import pg from 'pg';
import { DataSource } from 'typeorm';
import { Profile } from '../../src/coalitions/profile.entity.ts';
import { TenantDb } from '../../src/platform/database/tenant-db.ts';
import { Role } from '../../src/platform/graphql/allow.ts';
import type { RequestContext } from '../../src/platform/graphql/ctx.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { TestApp } from '../support/app.ts';
import { aCrew, type Crew, interleave, MY_PROFILES } from './pool-calls.ts';

let app: TestApp;
let database: TenantDb;
let pool: pg.Pool;
let crew: Crew;

beforeAll(async () => {
  app = await TestApp.start();
  database = app.nest.get(TenantDb);
  pool = (app.nest.get(DataSource).driver as unknown as { master: pg.Pool }).master;
  crew = await aCrew(app);
});

afterAll(() => app.stop());

describe('The pool', () => {
  it('carries neither role nor settings from one call to the next, and gets all connections back', async () => {
    expect(await interleave(database, crew, 1_500)).toEqual([]);
    expect({ waiting: pool.waitingCount, out: pool.totalCount - pool.idleCount }).toEqual({
      waiting: 0,
      out: 0,
    });
    expect(pool.totalCount).toBeGreaterThan(1);
  });

  it('would be seen to carry them, were they set for the session', async () => {
    const raw = new pg.Pool({ connectionString: app.database.serverUrl, max: 4 });
    const leaks = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const { coalition, lead } = crew[n % crew.length]!;
        const client = await raw.connect();
        try {
          await client.query('begin');
          if (n % 2 === 0) {
            await client.query(
              `select set_config('app.session_id', $1, false), set_config('app.coalition_id', $2, false)`,
              [...[lead.sessionId, coalition.key]],
            );
          }
          await client.query('set local role registry_member');
          const { rowCount } = await client.query(MY_PROFILES);
          return n % 2 === 1 && rowCount !== 0;
        } finally {
          await client.query('commit');
          client.release();
        }
      }),
    );
    await raw.end();
    expect(leaks.filter(Boolean).length).toBeGreaterThan(0);
  });
});

describe('A transaction', () => {
  const lead = (): Viewer => crew[0]!.lead;
  const key = (): string => crew[0]!.coalition.key;
  const summary = async (): Promise<string | null> => {
    const [row] = await app.database.rows<{ summary: string | null }>(
      'select summary from private.profiles where coalition_id = $1',
      [key()],
    );
    return row!.summary;
  };
  const write = (ctx: RequestContext, text: string): Promise<unknown> =>
    ctx.db.update(Profile, { coalitionId: key() }, { summary: text });

  it('keeps what was written, and nothing of it after a failure', async () => {
    await database.run(lead(), 'write', 'test', async (ctx) => {
      await ctx.enter(key(), 'write');
      await write(ctx, 'kept');
    });
    const failing = database.run(lead(), 'write', 'test', async (ctx) => {
      await ctx.enter(key(), 'write');
      await write(ctx, 'lost');
      throw new Error('given up');
    });
    await expect(failing).rejects.toThrow('given up');
    expect(await summary()).toBe('kept');
  });

  it.each([
    [
      'a statement',
      (ctx: RequestContext) => ctx.sql('failing_in_test', 'select 1 / (random() * 0)::integer'),
    ],
    [
      'the entity manager',
      (ctx: RequestContext) => ctx.db.update(Profile, { coalitionId: key() }, { scope: 'NOWHERE' as never }),
    ],
  ])('does not pass as committed after an error of %s that was caught', async (_, fail) => {
    const swallowing = database.run(lead(), 'write', 'test', async (ctx) => {
      await ctx.enter(key(), 'write');
      await write(ctx, 'lost');
      await fail(ctx).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow();
    expect(await summary()).not.toBe('lost');
  });

  it('writes nothing when it was opened for reading', async () => {
    const reading = database.run(lead(), 'read', 'test', async (ctx) => {
      await ctx.enter(key(), 'write');
      await write(ctx, 'lost');
    });
    await expect(reading).rejects.toThrow('read-only transaction');
    expect(await summary()).not.toBe('lost');
  });

  it('reads one state of things to its end', async () => {
    await database.run(lead(), 'read', 'test', async (ctx) => {
      await ctx.enter(key(), 'read');
      const before = await ctx.db.findOneByOrFail(Profile, { coalitionId: key() });
      await app.database.rows(`update private.profiles set summary = 'meanwhile' where coalition_id = $1`, [
        key(),
      ]);
      expect((await ctx.db.findOneByOrFail(Profile, { coalitionId: key() })).summary).toBe(before.summary);
    });
    expect(await summary()).toBe('meanwhile');
  });

  it('works in one coalition, and says so when a second is entered', async () => {
    const second = database.run(lead(), 'read', 'test', async (ctx) => {
      await ctx.enter(key(), 'read');
      await ctx.enter(key(), 'write');
      await ctx.enter(crew[1]!.coalition.key, 'read');
    });
    await expect(second).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    const network = database.run(lead(), 'read', 'test', async (ctx) => {
      await ctx.enter(key(), 'read');
      await ctx.enterNetwork(crew[0]!.coalition.network.key, 'read');
    });
    await expect(network).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('ends a right at the next operation, in the same session', async () => {
    const { coalition } = crew[5]!;
    const leaving = await coalition.as(Role.EDITOR);
    const read = (): Promise<number> =>
      database.run(leaving, 'read', 'test', async (ctx) => {
        await ctx.enter(coalition.key, 'write');
        return (await ctx.db.find(Profile)).length;
      });
    expect(await read()).toBe(1);
    await app.database.rows(`update access.memberships set role = 'VIEWER' where account_id = $1`, [
      leaving.accountId,
    ]);
    await expect(read()).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    await app.database.rows('delete from access.memberships where account_id = $1', [leaving.accountId]);
    await expect(read()).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});
