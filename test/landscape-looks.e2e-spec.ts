import { Role } from '../src/platform/graphql/allow.ts';
import { countyFacts } from '../src/places/county-catalogue.ts';
import { TestApp } from './support/app.ts';
import { aNetwork } from './support/fixtures.ts';
import { ALAMANCE, BUNCOMBE, covering, Landscape, WAKE } from './support/landscape.ts';
import { towards } from './support/strategies.ts';
import { EVERY_CLOCK_BUT_THE_DATE } from './support/clocks.ts';

describe('The landscape of a network', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const aLandscape = async (): Promise<Landscape> => new Landscape(app, await aNetwork(app));

  describe('says where nobody is', () => {
    const GAPS = `{ goal { code } uncoveredCounties { fips population }
      uncoveredPopulation uncoveredPopulationShare countiesWithoutPopulation }`;
    const people = (of: (fips: string) => boolean): number =>
      countyFacts()
        .filter(({ state, fips }) => state === 'NC' && of(fips))
        .reduce((sum, { population }) => sum + population!, 0);
    const everybody = people(() => true);

    it('with the people who live there, as the census counts them', async () => {
      const landscape = await aLandscape();
      await landscape.publish({ profile: covering(WAKE, BUNCOMBE), strategy: towards('G1') });
      const { gaps } = await landscape.read(`gaps ${GAPS}`);
      expect(gaps.map((gap: any) => [gap.goal.code, gap.uncoveredCounties.length])).toEqual([
        ...[
          ['G1', 98],
          ['G2', 100],
          ['G2-O1', 100],
        ],
      ]);
      const left = people((fips) => fips !== WAKE && fips !== BUNCOMBE);
      expect(gaps[0]).toMatchObject({ uncoveredPopulation: left, countiesWithoutPopulation: 0 });
      expect(gaps[0].uncoveredPopulationShare).toBeCloseTo(left / everybody, 12);
      expect(gaps[1]).toMatchObject({ uncoveredPopulation: everybody, uncoveredPopulationShare: 1 });
      const known = gaps[0].uncoveredCounties.map(({ population }: any) => population as number);
      expect(known.reduce((sum: number, population: number) => sum + population, 0)).toBe(left);
    });

    it('of those who are asked for: goals, the whole state and clearly fictional ones', async () => {
      const landscape = await aLandscape();
      await landscape.publish({ profile: { scope: 'STATEWIDE' }, strategy: towards('G1') });
      await landscape.publish({ profile: covering(WAKE), strategy: towards('G2-O1'), demo: true });
      const counted = async (args: string) =>
        (await landscape.read(`gaps(${args}) ${GAPS}`)).gaps.map(
          (gap: any) => `${gap.goal.code} ${gap.uncoveredCounties.length} ${gap.uncoveredPopulation}`,
        );
      expect(await counted('goalCodes: ["G1"]')).toEqual([`G1 100 ${everybody}`]);
      expect(await counted('goalCodes: ["G1"], includeStatewide: true')).toEqual(['G1 0 0']);
      const left = people((fips) => fips !== WAKE);
      expect(await counted('goalCodes: ["G2"], includeDemo: true')).toEqual([`G2 99 ${left}`]);
    });

    it('without a share where nobody was ever counted', async () => {
      const network = await aNetwork(app);
      await app.database.rows(`update reference.networks set states = '{PR}' where id = $1`, [network.key]);
      const { gaps } = await new Landscape(app, network).read(`gaps(goalCodes: ["G1"]) ${GAPS}`);
      expect(gaps[0].uncoveredCounties).toHaveLength(78);
      expect(gaps[0]).toMatchObject({
        ...{ uncoveredPopulation: null, uncoveredPopulationShare: null, countiesWithoutPopulation: 78 },
      });
    });
  });

  describe('says who takes part', () => {
    const sectorsOf = async (landscape: Landscape, args = ''): Promise<Record<string, number[]>> => {
      const { sectors } = await landscape.read(
        `sectors${args} { sector { code taxonomy } coalitionCount partnerCount }`,
      );
      expect(new Set(sectors.map(({ sector }: any) => sector.taxonomy))).toEqual(new Set(['sector']));
      return Object.fromEntries(
        sectors.map(({ sector, coalitionCount, partnerCount }: any) => [
          sector.code,
          [coalitionCount, partnerCount],
        ]),
      );
    };
    const partner = (name: string, sectorCode?: string) => ({ organization: { name, sectorCode } });

    it('with every sector of the vocabulary, also those without anybody', async () => {
      const landscape = await aLandscape();
      const sectors = Object.entries(await sectorsOf(landscape));
      const { terms } = await landscape.ofNetwork('terms(taxonomy: "sector") { code }');
      expect(sectors).toEqual(terms.map(({ code }: { code: string }) => [code, [0, 0]]));
      expect(sectors.length).toBeGreaterThan(12);
    });

    it('with a partner once, however many coalitions it works with', async () => {
      const landscape = await aLandscape();
      const profile = { sectorCodes: ['school', 'parents'], partners: [partner('School Board', 'school')] };
      const one = await landscape.publish({ profile });
      await landscape.publish({
        profile: { sectorCodes: ['school'], partners: [partner('school board'), partner('Clinic', 'youth')] },
      });
      // A host is no partner, and neither is one whose sector nobody names.
      await landscape.publish({
        profile: { backbone: { name: 'Host', sectorCode: 'media' }, partners: [partner('Somebody')] },
      });
      expect(await sectorsOf(landscape)).toMatchObject({
        ...{ school: [2, 1], parents: [1, 0], youth: [0, 1], media: [0, 0] },
      });
      await landscape.do(one.lead, 'unpublishCoalition', { coalitionId: one.id, reason: 'x' });
      expect(await sectorsOf(landscape)).toMatchObject({ school: [1, 1], parents: [0, 0] });
    });

    it('with the sector of a partner as the only coalition that names it corrects it', async () => {
      const landscape = await aLandscape();
      const coalition = await landscape.publish({ profile: { partners: [partner('Library', 'school')] } });
      expect(await sectorsOf(landscape)).toMatchObject({ school: [0, 1], media: [0, 0] });
      await landscape.publishProfile(coalition, { partners: [partner('Library', 'media')] });
      expect(await sectorsOf(landscape)).toMatchObject({ school: [0, 0], media: [0, 1] });
      await landscape.publishProfile(coalition, { partners: [] });
      expect(await sectorsOf(landscape)).toMatchObject({ school: [0, 0], media: [0, 0] });
    });

    it('with clearly fictional coalitions and their partners only when asked to', async () => {
      const landscape = await aLandscape();
      const shared = partner('Clinic', 'healthcare');
      await landscape.publish({ profile: { sectorCodes: ['media'], partners: [shared] } });
      await landscape.publish({
        profile: { sectorCodes: ['media', 'youth'], partners: [shared, partner('Dream', 'healthcare')] },
        demo: true,
      });
      expect(await sectorsOf(landscape)).toMatchObject({ media: [1, 0], youth: [0, 0], healthcare: [0, 1] });
      expect(await sectorsOf(landscape, '(includeDemo: true)')).toMatchObject({
        ...{ media: [2, 0], youth: [1, 0], healthcare: [0, 2] },
      });
    });
  });

  describe('says how fresh the profiles are', () => {
    it('in bands, also the empty ones, as soon as somebody confirms', async () => {
      const landscape = await aLandscape();
      const { lead, id: coalitionId } = await landscape.publish({ profile: covering(ALAMANCE) });
      const fiction = await landscape.publish({ demo: true });
      const bands = async (args = '') => {
        const { freshness } = await landscape.read(`freshness${args} { label coalitionCount }`);
        expect(new Set(freshness.map(({ label }: { label: string }) => label)).size).toBe(5);
        return freshness.map(({ coalitionCount }: { coalitionCount: number }) => coalitionCount);
      };
      expect([await bands(), await bands('(includeDemo: true)')]).toEqual([
        ...[
          [0, 0, 0, 0, 1],
          [0, 0, 0, 0, 2],
        ],
      ]);
      await landscape.do(lead, 'verifyProfile', { coalitionId, expectedRevision: 2 });
      expect(await bands('(includeDemo: true)')).toEqual([1, 0, 0, 0, 1]);
      await landscape.do(fiction.lead, 'verifyProfile', { coalitionId: fiction.id, expectedRevision: 2 });
      expect(await bands()).toEqual([1, 0, 0, 0, 0]);
    });

    it('as of the day on which somebody asks, also when nothing has changed since', async () => {
      const landscape = await aLandscape();
      const { lead, id: coalitionId } = await landscape.publish({});
      await landscape.do(lead, 'verifyProfile', { coalitionId, expectedRevision: 2 });
      const ask = async () => (await landscape.read('freshness { coalitionCount }')).freshness;
      const inBand = (wanted: number) =>
        [0, 1, 2, 3, 4].map((band) => ({ coalitionCount: Number(band === wanted) }));
      await ask();
      // Kept from now on, once the server knows the revision for certain.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await ask()).toEqual(inBand(0));
      const later = new Date();
      later.setUTCMonth(later.getUTCMonth() + 9);
      jest.useFakeTimers({ now: later, doNotFake: EVERY_CLOCK_BUT_THE_DATE });
      try {
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        expect(await ask()).toEqual(inBand(1));
      } finally {
        jest.useRealTimers();
      }
    });
  });

  it('is that of now; one of an edition is there once it is published', async () => {
    const landscape = await aLandscape();
    const { asOf, edition, network } = await landscape.read('asOf edition network { slug updatedAt }');
    expect([edition, network.slug, asOf]).toEqual([null, landscape.network.slug, network.updatedAt]);
    const frozen = `query ($n: String!) { network(slug: $n) { landscape(edition: 1) { edition } } }`;
    const person = await landscape.network.as(Role.NETWORK_ADMIN);
    for (const who of [null, person]) {
      expect((await app.refusal(who, frozen, { n: landscape.network.slug })).code).toBe('NOT_FOUND');
    }
  });
});
