import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aNetwork } from './support/fixtures.ts';
import { ABBEVILLE, ALAMANCE, aligned, BUNCOMBE, covering, Landscape, WAKE } from './support/landscape.ts';
import { towards } from './support/strategies.ts';

/** The framework of every network here: G1, and G2 with its outcome G2-O1. */
describe('The coverage of a network', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const aLandscape = async (): Promise<Landscape> => new Landscape(app, await aNetwork(app));

  it('has a row for each goal and a column for each county, with zeros where nobody is', async () => {
    const landscape = await aLandscape();
    await landscape.publish({ profile: covering(WAKE), strategy: towards('G1') });
    const { coverage } = await landscape.read('coverage { goals { code } counties { fips state } counts }');
    expect(coverage.goals).toEqual([{ code: 'G1' }, { code: 'G2' }, { code: 'G2-O1' }]);
    expect(coverage.counties).toHaveLength(100);
    const fips: string[] = coverage.counties.map((county: { fips: string }) => county.fips);
    expect(fips).toEqual([...fips].sort());
    expect(coverage.counts).toEqual([
      fips.map((county) => (county === WAKE ? 1 : 0)),
      ...[fips.map(() => 0), fips.map(() => 0)],
    ]);
  });

  it('of a network without anybody is nothing but zeros', async () => {
    expect(await (await aLandscape()).coverage()).toEqual([]);
  });

  it('counts coalitions, each in all of its counties', async () => {
    const landscape = await aLandscape();
    await landscape.publish({ profile: covering(WAKE, BUNCOMBE), strategy: towards('G1', 'G2-O1') });
    await landscape.publish({ profile: covering(WAKE), strategy: towards('G1') });
    await landscape.publish({ profile: covering(ALAMANCE) });
    expect(await landscape.coverage()).toEqual([
      ...[`G1 ${BUNCOMBE}: 1`, `G1 ${WAKE}: 2`, `G2 ${BUNCOMBE}: 1`, `G2 ${WAKE}: 1`],
      ...[`G2-O1 ${BUNCOMBE}: 1`, `G2-O1 ${WAKE}: 1`],
    ]);
  });

  it('counts a coalition once for a goal, however much of its strategy leads there', async () => {
    const landscape = await aLandscape();
    const admin = await landscape.network.as(Role.NETWORK_ADMIN);
    const goals = [
      { code: 'TOP', title: 'Top', level: 'GOAL' },
      ...['O1', 'O2', 'O3'].map((code) => ({ code, title: code, level: 'OUTCOME', parentCode: 'TOP' })),
    ];
    await saveGoals(landscape, admin, 1, goals);
    await landscape.publish({
      profile: covering(WAKE),
      strategy: aligned(['CONTRIBUTES', 'O1', 'O2', 'TOP'], ['CONTRIBUTES', 'O1'], ['PARTLY', 'O1', 'O2']),
    });
    expect(await landscape.coverage()).toEqual([`TOP ${WAKE}: 1`, `O1 ${WAKE}: 1`, `O2 ${WAKE}: 1`]);
    expect(await landscape.coverage('intent: [PARTLY]')).toEqual([
      ...[`TOP ${WAKE}: 1`, `O1 ${WAKE}: 1`, `O2 ${WAKE}: 1`],
    ]);
  });

  it('is of those who contribute unless another way is asked for; what is left out says nothing of the goal above', async () => {
    const landscape = await aLandscape();
    const strategy = aligned(['INTENTIONALLY_NOT_ADDRESSED', 'G2-O1'], ['PARTLY', 'G1'], ['LOCAL_ONLY']);
    await landscape.publish({ profile: covering(WAKE), strategy });
    expect(await landscape.coverage()).toEqual([`G1 ${WAKE}: 1`]);
    expect(await landscape.coverage('intent: null')).toEqual([`G1 ${WAKE}: 1`]);
    expect(await landscape.coverage('intent: [CONTRIBUTES, LOCAL_ONLY]')).toEqual([]);
    expect(await landscape.coverage('intent: []')).toEqual([]);
    const leftOut = [`G2-O1 ${WAKE}: 1`];
    expect(await landscape.coverage('intent: [INTENTIONALLY_NOT_ADDRESSED]')).toEqual(leftOut);
    expect(await landscape.coverage('intent: [PARTLY, INTENTIONALLY_NOT_ADDRESSED]')).toEqual([
      ...[`G1 ${WAKE}: 1`, ...leftOut],
    ]);
  });

  it('counts coalitions of the whole state only when asked to, and then in every county', async () => {
    const landscape = await aLandscape();
    await landscape.publish({ profile: covering(WAKE), strategy: towards('G1') });
    await landscape.publish({
      profile: { scope: 'STATEWIDE', ...covering(WAKE, BUNCOMBE) },
      strategy: towards('G1'),
    });
    expect(await landscape.coverage('goalCodes: ["G1"]')).toEqual([`G1 ${WAKE}: 1`]);
    const everywhere = await landscape.coverage('goalCodes: ["G1"], includeStatewide: true');
    expect(everywhere).toHaveLength(100);
    expect(everywhere.filter((line) => !line.endsWith(': 1'))).toEqual([`G1 ${WAKE}: 2`]);
  });

  it('counts clearly fictional coalitions only when asked to', async () => {
    const landscape = await aLandscape();
    await landscape.publish({ profile: covering(WAKE), strategy: towards('G1') });
    await landscape.publish({ profile: covering(WAKE, ALAMANCE), strategy: towards('G1'), demo: true });
    await landscape.publish({ profile: { scope: 'STATEWIDE' }, strategy: towards('G2'), demo: true });
    expect(await landscape.coverage()).toEqual([`G1 ${WAKE}: 1`]);
    expect(await landscape.coverage('includeStatewide: true')).toEqual([`G1 ${WAKE}: 1`]);
    expect(await landscape.coverage('includeDemo: true')).toEqual([`G1 ${ALAMANCE}: 1`, `G1 ${WAKE}: 2`]);
    expect(await landscape.coverage('includeDemo: true, includeStatewide: true')).toHaveLength(102);
  });

  it('can be asked for some goals, which come in the order of the framework', async () => {
    const landscape = await aLandscape();
    await landscape.publish({ profile: covering(WAKE), strategy: towards('G1', 'G2') });
    expect(await landscape.coverage('goalCodes: ["G2", "G1", "G2"]')).toEqual([
      ...[`G1 ${WAKE}: 1`, `G2 ${WAKE}: 1`],
    ]);
    expect(await landscape.read('coverage(goalCodes: []) { goals { code } counts }')).toEqual({
      coverage: { goals: [], counts: [] },
    });
    const { code, fields } = await landscape.refusal('coverage(goalCodes: ["G1", "G9", "g1"]) { counts }');
    expect([code, Object.keys(fields!)]).toEqual(['BAD_USER_INPUT', ['goalCodes.1', 'goalCodes.2']]);
    expect((await landscape.refusal('gaps(goalCodes: ["G9"]) { goal { code } }')).fields).toHaveProperty([
      'goalCodes.0',
    ]);
  });

  it('leaves out counties beyond the states of the network', async () => {
    const [one, two] = [await aLandscape(), await aLandscape()];
    await app.database.rows(`update reference.networks set states = '{NC,SC}' where id = $1`, [
      two.network.key,
    ]);
    for (const landscape of [one, two]) {
      await landscape.publish({ profile: covering(ABBEVILLE, WAKE), strategy: towards('G1') });
    }
    expect(await one.coverage()).toEqual([`G1 ${WAKE}: 1`]);
    expect(await two.coverage()).toEqual([`G1 ${WAKE}: 1`, `G1 ${ABBEVILLE}: 1`]);
  });

  it('knows nothing of other networks', async () => {
    const [one, other] = [await aLandscape(), await aLandscape()];
    await one.publish({ profile: covering(WAKE), strategy: towards('G1') });
    expect(await other.coverage()).toEqual([]);
  });

  it('follows what is published: drafts and confirmations change nothing', async () => {
    const landscape = await aLandscape();
    const coalition = await landscape.publish({ profile: covering(WAKE), strategy: towards('G1') });
    await landscape.publishProfile(coalition, covering(BUNCOMBE));
    expect(await landscape.coverage()).toEqual([`G1 ${BUNCOMBE}: 1`]);
    await landscape.publishStrategy(coalition, towards('G2'));
    expect(await landscape.coverage()).toEqual([`G2 ${BUNCOMBE}: 1`]);
    await landscape.publishProfile(coalition, { scope: 'STATEWIDE' });
    expect(await landscape.coverage()).toEqual([]);
    await landscape.publishProfile(coalition, { scope: 'LOCAL' });
    await landscape.do(coalition.lead, 'verifyProfile', { coalitionId: coalition.id, expectedRevision: 5 });
    expect(await landscape.coverage()).toEqual([`G2 ${BUNCOMBE}: 1`]);
  });

  it('loses what is withdrawn, archived or merged', async () => {
    const landscape = await aLandscape();
    const admin = await landscape.network.as(Role.NETWORK_ADMIN);
    const [kept, unpublished, archived, merged] = await Promise.all(
      [1, 2, 3, 4].map(() => landscape.publish({ profile: covering(WAKE), strategy: towards('G1') })),
    );
    const reason = 'It ended';
    expect(await landscape.coverage()).toEqual([`G1 ${WAKE}: 4`]);
    await landscape.do(unpublished!.lead, 'unpublishCoalition', { coalitionId: unpublished!.id, reason });
    expect(await landscape.coverage()).toEqual([`G1 ${WAKE}: 3`]);
    await landscape.do(admin, 'archiveCoalition', { coalitionId: archived!.id, reason });
    expect(await landscape.coverage()).toEqual([`G1 ${WAKE}: 2`]);
    await landscape.do(admin, 'mergeCoalitions', { keepId: kept!.id, mergeId: merged!.id, reason });
    expect(await landscape.coverage()).toEqual([`G1 ${WAKE}: 1`]);
    // The strategy is not public again before it is published again.
    await landscape.publishProfile(unpublished!, {});
    expect(await landscape.coverage()).toEqual([`G1 ${WAKE}: 1`]);
  });

  it('is never older than the last publication for those who are not signed in', async () => {
    const landscape = await aLandscape();
    for (let count = 1; count <= 5; count++) {
      await Promise.all([landscape.coverage(), landscape.coverage()]);
      await landscape.publish({ profile: covering(WAKE), strategy: towards('G1') });
      expect(await landscape.coverage()).toEqual([`G1 ${WAKE}: ${count}`]);
    }
  });

  const saveGoals = async (
    { network }: Landscape,
    admin: Awaited<ReturnType<typeof network.as>>,
    expectedFrameworkVersion: number,
    goals: object[],
  ): Promise<void> => {
    const text = `mutation ($input: SaveGoalsInput!) { saveGoals(input: $input) { id } }`;
    await app.data(admin, text, { input: { network: network.slug, expectedFrameworkVersion, goals } });
  };
});
