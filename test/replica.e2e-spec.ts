import { TenantDb } from '../src/platform/database/tenant-db.ts';
import type { Person } from './support/app.ts';
import { aPublishedCoalition, type TestCoalition } from './support/fixtures.ts';
import { ReplicatedApp } from './support/replicated-app.ts';

describe('With a replica', () => {
  let world: ReplicatedApp;
  let coalition: TestCoalition & { lead: Person };

  beforeAll(async () => {
    world = await ReplicatedApp.start();
    coalition = await aPublishedCoalition(world.app, { mission: 'Published' });
    await world.untilAnswering('replica');
  });
  afterAll(() => world.stop());

  /** The mission as the routes beside GraphQL tell it. */
  const page = async () =>
    (await world.app.http.get(`/coalitions/${coalition.network.slug}/${coalition.slug}`)).text;
  const file = async () =>
    (await world.app.http.get(`/exports/${coalition.network.slug}/now/coalitions.csv`)).text;

  it('what anybody may read is read there, and what somebody signed in reads is not', async () => {
    await world.postgres.pause();
    await world.mark(coalition, 'On the primary');

    expect(await world.mission(coalition)).toBe('Published');
    expect(await world.mission(coalition, coalition.lead)).toBe('On the primary');
    expect(await page()).toContain('Published');
    expect(await file()).toContain('Published');
    await world.postgres.resume();
  });

  it('a look-up of rights never is, nor does an operation that has begun there make one', async () => {
    const db = world.app.nest.get(TenantDb);
    const where = 'select pg_is_in_recovery() as replica';
    await world.untilAnswering('replica');
    expect(await db.run(null, 'read', 'look-up', (ctx) => ctx.lookup('where', where))).toEqual([
      { replica: false },
    ]);
    const both = db.run(null, 'read', 'both', async (ctx) => {
      await ctx.sql('where', where);
      return ctx.lookup('where', where);
    });
    await expect(both).rejects.toThrow('A replica is not read as none');
  });

  it('nobody reads what is older than a publication, while the replica has not come so far', async () => {
    await world.untilAnswering('replica');
    await world.postgres.pause();
    for (const mission of ['First', 'Second', 'Third']) {
      await world.publish(coalition, mission);
      for (const ask of [() => world.mission(coalition), page, file]) {
        expect(await ask()).toContain(mission);
        // Long enough for what is known to be certain again, and for the replica to be asked again.
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
    for (let i = 0; i < 20; i++) {
      expect(await world.answering()).toBe('primary');
      await new Promise((resolve) => setTimeout(resolve, 10 * i));
    }

    await world.postgres.resume();
    await world.untilAnswering('replica');
    expect(await world.mission(coalition)).toBe('Third');
  });

  it('a server that has just started waits for a replica without what was changed before', async () => {
    await world.untilAnswering('replica');
    await world.postgres.pause();
    await world.app.database.rows(`update reference.counties set name = 'As migrated' where fips = '37011'`);
    const later = await world.another();
    try {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const { county } = await later.data(null, '{ county(fips: "37011") { name } }');
      expect(county.name).toBe('As migrated');
    } finally {
      await world.postgres.resume();
      await later.stop();
    }
  });

  it('what the replica drops to keep up is read on the primary, or refused once something was answered', async () => {
    const db = world.app.nest.get(TenantDb);
    await world.postgres.set('max_standby_streaming_delay', '0');
    const sweep = async () => {
      await world.app.database.rows('create table if not exists public.swept (id integer)');
      await world.app.database.rows('insert into public.swept select generate_series(1, 1000)');
      await world.app.database.rows('delete from public.swept');
      await world.app.database.rows('vacuum public.swept');
    };
    await sweep();
    await world.postgres.caughtUp();

    const first = db.run(null, 'read', 'slow', (ctx) =>
      ctx.sql('slow', 'select pg_is_in_recovery() as replica, pg_sleep(2)::text'),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    // What another transaction still sees stays behind, so that one sweep may not be enough.
    for (let i = 0; i < 3; i++) await sweep();
    expect((await first)[0]).toMatchObject({ replica: false });

    await world.untilAnswering('replica');
    const later = db.run(null, 'read', 'slow', async (ctx) => {
      for (let i = 0; i < 10; i++) {
        await ctx.sql('where', 'select pg_is_in_recovery() as replica');
        await sweep();
        await world.postgres.caughtUp();
      }
    });
    await expect(later).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    await world.untilAnswering('replica');
  });
});
