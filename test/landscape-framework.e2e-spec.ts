import { TestApp } from './support/app.ts';
import { TestFramework } from './support/framework.ts';
import { aligned, BUNCOMBE, covering, Landscape, WAKE } from './support/landscape.ts';
import { towards } from './support/strategies.ts';

const goal = (code: string, parentCode: string | null = null, replaces: string[] = []): object => ({
  ...{ code, title: `Goal ${code}`, level: 'OUTCOME', parentCode, replaces },
});

describe('The landscape and the framework of its network', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  /** Saves are counted from 2, since two versions are there: A with its outcome A1, and B, are the third. */
  const aFramework = async () => {
    const framework = await TestFramework.create(app);
    await framework.save(2, [goal('A'), goal('A1', 'A'), goal('B')]);
    return { framework, landscape: new Landscape(app, framework.network) };
  };
  const namesAligned = async (landscape: Landscape, goalCodes: string[], intents?: string[]) => {
    const wish = `goalCodes: ${JSON.stringify(goalCodes)}${intents ? `, intents: [${intents.join()}]` : ''}`;
    const { coalitions } = await landscape.ofNetwork(`coalitions(filter: { ${wish} }) { nodes { name } }`);
    return coalitions.nodes.map(({ name }: { name: string }) => name);
  };
  const namesOfGoals = async (landscape: Landscape, args = '') => {
    const { goals } = await landscape.ofNetwork(
      `goals { code coalitions${args} { totalCount nodes { name } } }`,
    );
    return Object.fromEntries(
      goals.map(({ code, coalitions: { totalCount, nodes } }: any) => {
        expect(totalCount).toBe(nodes.length);
        return [code, nodes.map(({ name }: { name: string }) => name).join()];
      }),
    );
  };

  it('names the coalitions that it counts, by goal, by filter and by county', async () => {
    const { landscape } = await aFramework();
    const leavesOut = ['INTENTIONALLY_NOT_ADDRESSED', 'A1'] as [string, string];
    await landscape.publish({ name: 'Ann', profile: covering(WAKE), strategy: towards('A1') });
    await landscape.publish({
      ...{ name: 'Bo', profile: covering(WAKE, BUNCOMBE) },
      strategy: aligned(['PARTLY', 'B'], leavesOut),
    });
    await landscape.publish({
      ...{ name: 'Cy', profile: { scope: 'STATEWIDE', ...covering(WAKE) } },
      strategy: aligned(['CONTRIBUTES', 'A'], ['PARTLY', 'B']),
    });
    await landscape.publish({ name: 'Di', profile: covering(WAKE) });

    const counted = await landscape.coverage('includeStatewide: true');
    expect(counted).toEqual(expect.arrayContaining([`A ${WAKE}: 2`, `A1 ${WAKE}: 1`, `B ${WAKE}: 2`]));
    expect(await namesOfGoals(landscape)).toEqual({ A: 'Ann,Cy', A1: 'Ann', B: 'Bo,Cy' });
    expect(await namesOfGoals(landscape, '(intent: [PARTLY])')).toEqual({ A: '', A1: '', B: 'Bo,Cy' });
    expect(await namesOfGoals(landscape, '(intent: [INTENTIONALLY_NOT_ADDRESSED])')).toEqual({
      ...{ A: '', A1: 'Bo', B: '' },
    });
    expect(await namesAligned(landscape, ['A'])).toEqual(['Ann', 'Cy']);
    expect(await namesAligned(landscape, ['A1', 'B'])).toEqual(['Ann', 'Bo', 'Cy']);
    expect(await namesAligned(landscape, ['A1', 'B'], ['CONTRIBUTES'])).toEqual(['Ann']);
    expect(await namesAligned(landscape, ['A1'], ['INTENTIONALLY_NOT_ADDRESSED'])).toEqual(['Bo']);
    expect(await namesAligned(landscape, [])).toEqual([]);

    const ofCounty = `query ($n: String) { county(fips: "${WAKE}") {
      coalitions(network: $n) { nodes { name } }
      all: coalitions(network: $n, includeStatewide: true) { totalCount } } }`;
    const { county } = await app.data(null, ofCounty, { n: landscape.network.slug });
    expect(county.coalitions.nodes.map(({ name }: { name: string }) => name)).toEqual(['Ann', 'Bo', 'Di']);
    expect(county.all.totalCount).toBe(4);
  });

  it('counts for the new goal, at once, what was aligned with the one that it replaces', async () => {
    const { framework, landscape } = await aFramework();
    await landscape.publish({ name: 'Ann', profile: covering(WAKE), strategy: towards('A1') });
    expect(await landscape.coverage()).toEqual([`A ${WAKE}: 1`, `A1 ${WAKE}: 1`]);
    expect(await namesAligned(landscape, ['B'])).toEqual([]);

    await framework.save(3, [goal('A'), goal('B'), goal('B1', 'B', ['A1'])]);
    expect(await landscape.coverage()).toEqual([`B ${WAKE}: 1`, `B1 ${WAKE}: 1`]);
    expect(await namesAligned(landscape, ['B'])).toEqual(['Ann']);
    expect(await namesOfGoals(landscape)).toEqual({ A: '', B: 'Ann', B1: 'Ann' });
    const { pathways } = await landscape.read(
      'pathways(goalCode: "B1") { coalitionCount steps { goal { code } } }',
    );
    expect(pathways).toEqual([{ coalitionCount: 1, steps: [{ goal: null }, { goal: { code: 'B1' } }] }]);

    // And on, over several steps; what goes is counted for the goals above the new one alone.
    await framework.save(4, [goal('A'), goal('B'), goal('C', 'A', ['B1'])]);
    expect(await landscape.coverage()).toEqual([`A ${WAKE}: 1`, `C ${WAKE}: 1`]);

    // A goal that comes back has its own again.
    await framework.save(5, [goal('A'), goal('A1', 'A'), goal('C')]);
    expect(await landscape.coverage()).toEqual([`A ${WAKE}: 1`, `A1 ${WAKE}: 1`]);
  });

  it('counts a coalition once for a goal that replaces two, and for one moved below another', async () => {
    const { framework, landscape } = await aFramework();
    await landscape.publish({ profile: covering(WAKE), strategy: towards('A1', 'B') });
    await framework.save(3, [goal('A'), goal('C', null, ['A1', 'B'])]);
    expect(await landscape.coverage()).toEqual([`C ${WAKE}: 1`]);
    await framework.save(4, [goal('A'), goal('C', 'A')]);
    expect(await landscape.coverage()).toEqual([`A ${WAKE}: 1`, `C ${WAKE}: 1`]);
  });

  it('follows a publication after the framework has changed', async () => {
    const { framework, landscape } = await aFramework();
    const coalition = await landscape.publish({ profile: covering(WAKE), strategy: towards('A1') });
    await framework.save(3, [goal('A'), goal('B', null, ['A1'])]);
    await landscape.publishProfile(coalition, covering(BUNCOMBE));
    expect(await landscape.coverage()).toEqual([`B ${BUNCOMBE}: 1`]);
    await landscape.publishStrategy(coalition, towards('A'));
    expect(await landscape.coverage()).toEqual([`A ${BUNCOMBE}: 1`]);
  });

  it('stays as it is when a framework is refused that would lose a goal in use', async () => {
    const { framework, landscape } = await aFramework();
    await landscape.publish({ profile: covering(WAKE), strategy: towards('A1') });
    const selection = 'asOf coverage { goals { code } counts } ties { totalCount }';
    const before = [await landscape.read(selection), await framework.everything()];
    expect((await framework.refusal(3, [goal('A'), goal('B'), goal('C', 'A')])).code).toBe('CONFLICT');
    expect([await landscape.read(selection), await framework.everything()]).toEqual(before);
    expect(await landscape.coverage()).toEqual([`A ${WAKE}: 1`, `A1 ${WAKE}: 1`]);
  });
});
