import type { Person } from './support/app.ts';
import { aPublishedCoalition, type TestCoalition } from './support/fixtures.ts';
import { query } from './support/own-postgres.ts';
import { freshQuery, ReplicatedApp } from './support/replicated-app.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('With a replica', () => {
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

  it('that does not answer, each reader is answered by the primary', async () => {
    const { replica } = world.postgres;
    await whileFrozen(replica.url('postgres'), replica.pid, async () => {
      expect(await Promise.all([1, 2, 3].map(() => world.mission(coalition)))).toEqual(
        Array(3).fill('Published'),
      );
      expect(await file()).toContain('Published');
    });
    await world.untilAnswering('replica');
  });

  it('and a primary that does not answer, the public record is readable after a moment', async () => {
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

  it('a reader never goes back behind what this server has said was published', async () => {
    await world.postgres.set('recovery_min_apply_delay', '30ms');
    const kept = freshQuery();
    const variables = { n: coalition.network.slug, s: coalition.slug };
    const numberOf = (mission: string): number => Number(mission.replace('Version ', ''));
    let published = 0;
    let fromReplica = 0;
    let ended = false;
    const wrong: string[] = [];

    await world.publish(coalition, 'Version 0');
    const reader = (async () => {
      while (!ended) {
        const said = published;
        const { coalition: found } = await world.app.data(null, kept, variables);
        const seen = [found.mission as string, await world.mission(coalition)].map(numberOf);
        if (Math.min(...seen) < said || seen[1]! < seen[0]!) wrong.push(`${seen.join(', ')} after ${said}`);
        if ((await world.answering()) === 'replica') fromReplica++;
      }
    })();
    try {
      for (let i = 1; i <= 100; i++) {
        await world.publish(coalition, `Version ${i}`);
        published = i;
        if (i % 10 === 0) await world.untilAnswering('replica');
      }
    } finally {
      ended = true;
      await reader;
    }
    expect(wrong).toEqual([]);
    expect(fromReplica).toBeGreaterThan(0);
  });
});
