import type { Person } from './support/app.ts';
import { aPublishedCoalition, type TestCoalition, UPDATE } from './support/fixtures.ts';
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
  const ready = async () => {
    const { status, body } = await world.app.http.get('/ready');
    return [status, body.status];
  };
  const save = async () => {
    const input = { coalitionId: coalition.id, expectedRevision: 1, mission: 'Not saved' };
    return (await world.app.refusal(coalition.lead, UPDATE, { input })).code;
  };

  it('the replica is stopped, the primary answers, and the log says so once', async () => {
    world.lines.length = 0;
    await world.postgres.replica.stop();
    for (const end = Date.now() + 3_500; Date.now() < end; await pause(20)) {
      expect(await world.mission(coalition)).toBe('Published');
    }
    expect(await file()).toContain('Published');
    expect(await ready()).toEqual([200, 'ready']);
    expect(world.saidOfReplica()).toEqual(['the replica cannot be used, so the primary answers']);

    await world.postgres.replica.revive();
    await world.untilAnswering('replica');
    expect(world.saidOfReplica().slice(1)).toEqual(['the replica is used again']);
  });

  it('the primary is stopped, the public record stays readable, and nothing else works', async () => {
    await world.untilAnswering('replica');
    await world.postgres.primary.stop();
    for (const end = Date.now() + 1_500; Date.now() < end; await pause(20)) {
      expect(await world.mission(coalition)).toBe('Published');
    }
    expect(await file()).toContain('Published');
    expect(await save()).toBe('UNAVAILABLE');
    expect((await world.app.refusal(coalition.lead, '{ viewer { email } }')).code).toBe('UNAVAILABLE');
    expect(await ready()).toEqual([200, 'ready to read only: the primary database does not answer']);

    await world.postgres.primary.revive();
    await world.untilAnswering('replica');
    await world.publish(coalition, 'After the outage');
    expect(await world.mission(coalition)).toBe('After the outage');
    expect(await ready()).toEqual([200, 'ready']);
    await world.untilAnswering('replica');
    expect(await world.mission(coalition)).toBe('After the outage');
  });

  it('the primary is stopped, a replica that was behind shows what it has, until the primary is back', async () => {
    await world.untilAnswering('replica');
    await world.postgres.pause();
    await world.publish(coalition, 'Not yet copied');
    await world.postgres.primary.stop();
    // Until this server has found out that the primary is gone, it does not know but that something newer is there.
    await world.untilAnswering('replica');
    expect(await world.mission(coalition)).toBe('After the outage');

    await world.postgres.primary.revive();
    await world.untilAnswering('primary');
    expect(await world.mission(coalition)).toBe('Not yet copied');
    await world.postgres.resume();
    await world.untilAnswering('replica');
    expect(await world.mission(coalition)).toBe('Not yet copied');
  });

  it('both are stopped, everything is refused in plain words', async () => {
    await world.postgres.replica.stop();
    await world.postgres.primary.stop();
    expect((await world.app.refusal(null, '{ networks { slug } }')).code).toBe('UNAVAILABLE');
    expect((await world.app.http.get(`/exports/${coalition.network.slug}/now/goals.csv`)).status).toBe(503);
    expect(await ready()).toEqual([503, 'the database does not answer']);
    await world.postgres.primary.revive();
    await world.untilAnswering('primary');
    expect(await world.mission(coalition)).toBe('Not yet copied');
  });
});
