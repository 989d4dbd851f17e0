import fc from 'fast-check';
import { WIDELY_SHARED } from '../src/landscape/widely-shared.ts';
import { TestApp } from './support/app.ts';
import { aNetwork } from './support/fixtures.ts';
import { ALAMANCE, BUNCOMBE, covering, Landscape, shareWidely, WAKE } from './support/landscape.ts';
import { acts } from './support/landscape-acts.ts';
import { checkFigures, checkRebuild } from './support/landscape-check.ts';
import { LandscapeWorld } from './support/landscape-world.ts';
import { towards } from './support/strategies.ts';

const shared = { partners: [{ organization: { name: 'Clinic', sectorCode: 'healthcare' } }] };

/** landscape.long-spec.ts does the same with many other worlds. */
describe.each([2, WIDELY_SHARED])(
  'The figures of the landscape, where %d may share what makes ties',
  (limit) => {
    let app: TestApp;

    beforeAll(async () => {
      app = await TestApp.start();
      await shareWidely(app, limit);
    });
    afterAll(() => app.stop());

    it('after 100 acts are those of everything that is public, and what making them anew gives', async () => {
      const world = await LandscapeWorld.create(app, limit);
      for (const [i, act] of fc.sample(acts, { seed: 26, numRuns: 100 }).entries()) {
        await world.perform(act);
        if (i % 10 < 9) continue;
        await checkRebuild(world);
        await checkFigures(world);
      }
      expect(world.records.length).toBeGreaterThan(2);
    });

    it('are the same when all publish and withdraw at once', async () => {
      const landscape = new Landscape(app, await aNetwork(app));
      const coalitions = await Promise.all(
        [WAKE, BUNCOMBE, ALAMANCE, WAKE, BUNCOMBE, WAKE].map((fips, i) =>
          landscape.publish({
            profile: { ...covering(fips), ...shared, sectorCodes: ['school'] },
            ...{ strategy: towards(i % 2 === 0 ? 'G1' : 'G2-O1'), demo: i === 5 },
          }),
        ),
      );
      await checkRebuild({ app, network: landscape.network });
      await Promise.all([
        ...coalitions.map((coalition, i) =>
          i < 2
            ? landscape.do(coalition.lead, 'unpublishCoalition', { coalitionId: coalition.id, reason: 'x' })
            : landscape.publishProfile(coalition, { ...covering(ALAMANCE, WAKE), partners: [] }),
        ),
        ...coalitions.slice(2).map((coalition) => landscape.publishStrategy(coalition, towards('G2'))),
      ]);
      await checkRebuild({ app, network: landscape.network });
      expect(await landscape.coverage('goalCodes: ["G1", "G2"]')).toEqual([
        ...[`G2 ${ALAMANCE}: 3`, `G2 ${WAKE}: 3`],
      ]);
    });
  },
);
