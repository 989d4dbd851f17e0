import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aNetwork, aPublishedCoalition } from './support/fixtures.ts';
import { SAVE_GOALS } from './support/framework.ts';
import { publishStrategy, towards } from './support/strategies.ts';

const CODES = Array.from({ length: 25 }, (_, i) => `T${i + 1}`);
const EVERYTHING = `query ($n: String!) { network(slug: $n) { landscape {
  coverage { goals { code title } counties { fips name population } counts }
  gaps { goal { code } uncoveredCounties { fips } uncoveredPopulation }
} } }`;

describe('The landscape of the state with the most counties', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('is answered whole, for 25 goals in 254 counties, in one request', async () => {
    const network = await aNetwork(app);
    await app.database.rows(`update reference.networks set states = '{TX}' where id = $1`, [network.key]);
    const goals = CODES.map((code) => ({ code, title: code, level: 'GOAL' }));
    const input = { network: network.slug, expectedFrameworkVersion: 1, goals };
    await app.data(await network.as(Role.NETWORK_ADMIN), SAVE_GOALS, { input });
    const coalition = await aPublishedCoalition(app, { counties: [{ fips: '48201' }] }, network);
    await publishStrategy(app, coalition.lead, coalition, towards(...CODES));

    const { coverage, gaps } = (await app.data(null, EVERYTHING, { n: network.slug })).network.landscape;

    expect([coverage.goals.length, coverage.counties.length]).toEqual([25, 254]);
    const counts = (coverage.counts as number[][]).flat();
    expect([counts.length, counts.filter((count) => count === 1).length]).toEqual([25 * 254, 25]);
    expect((gaps as { uncoveredCounties: unknown[] }[]).map((gap) => gap.uncoveredCounties.length)).toEqual(
      CODES.map(() => 253),
    );
  });
});
