import type { Person } from './support/app.ts';
import { aPublishedCoalition, type TestCoalition } from './support/fixtures.ts';
import { query } from './support/own-postgres.ts';
import { ReplicatedApp } from './support/replicated-app.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('With a replica, while', () => {
  let world: ReplicatedApp;
  let coalition: TestCoalition & { lead: Person };

  beforeAll(async () => {
    world = await ReplicatedApp.start();
    coalition = await aPublishedCoalition(world.app, { mission: 'Published' });
    await world.untilAnswering('replica');
  });
  afterAll(() => world.stop());

  const file = async () =>
    (await world.app.http.get(`/exports/${coalition.network.slug}/now/coalitions.csv`)).text;

  /** Stops every process of one Postgres where it is, as a machine that has frozen; what is sent to it waits. */
  const whileFrozen = async (url: string, postmaster: number, work: () => Promise<void>) => {
    const backends = await query<{ pid: number }>(url, 'select pid from pg_stat_activity');
    const pids = [postmaster, ...backends.map(({ pid }) => pid)];
    const signal = (name: NodeJS.Signals) =>
      pids.forEach((pid) => {
        try {
          process.kill(pid, name);
        } catch {
          // the connection that asked is gone
        }
      });
    signal('SIGSTOP');
    try {
      await work();
    } finally {
      signal('SIGCONT');
    }
  };

  it('the replica does not answer, each reader is answered by the primary', async () => {
    const { replica } = world.postgres;
    await whileFrozen(replica.url('postgres'), replica.pid, async () => {
      expect(await Promise.all([1, 2, 3].map(() => world.mission(coalition)))).toEqual(
        Array(3).fill('Published'),
      );
      expect(await file()).toContain('Published');
    });
    await world.untilAnswering('replica');
  });

  it('the primary does not answer, the public record is readable after a moment', async () => {
    const { primary } = world.postgres;
    await whileFrozen(primary.url('postgres'), primary.pid, async () => {
      await world.untilAnswering('replica');
      await pause(6_000);
      expect(await Promise.all([1, 2, 3].map(() => world.mission(coalition)))).toEqual(
        Array(3).fill('Published'),
      );
    });
    await world.untilAnswering('replica');
    await world.publish(coalition, 'Thawed');
    expect(await world.mission(coalition)).toBe('Thawed');
  });
});
