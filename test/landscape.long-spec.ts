import fc from 'fast-check';
import { WIDELY_SHARED } from '../src/landscape/widely-shared.ts';
import { TestApp } from './support/app.ts';
import { shareWidely } from './support/landscape.ts';
import { type Act, acts } from './support/landscape-acts.ts';
import { checkFigures, checkRebuild } from './support/landscape-check.ts';
import { LandscapeWorld } from './support/landscape-world.ts';

const BETWEEN_CHECKS = 20;

describe.each([2, WIDELY_SHARED])('However coalitions change, and %d may share what makes ties', (limit) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    await shareWidely(app, limit);
  });
  afterAll(() => app.stop());

  it('the landscape shows what is public, and making it anew changes nothing', async () => {
    const performed = new Map<Act['kind'], number>();
    let checks = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 60, maxLength: 120, size: 'max' }), async (list) => {
        const world = await LandscapeWorld.create(app, limit);
        const check = async (): Promise<void> => {
          await checkRebuild(world);
          await checkFigures(world);
          checks++;
        };
        for (const [i, act] of list.entries()) {
          await world.perform(act);
          performed.set(act.kind, (performed.get(act.kind) ?? 0) + 1);
          if (i % BETWEEN_CHECKS === BETWEEN_CHECKS - 1) await check();
        }
        await check();
      }),
      { numRuns: 12, endOnFailure: true },
    );
    const sum = [...performed.values()].reduce((all, count) => all + count, 0);
    console.log(`${sum} acts performed, ${checks} times compared: ${JSON.stringify([...performed])}`);
    expect(sum).toBeGreaterThanOrEqual(500);
  });
});
