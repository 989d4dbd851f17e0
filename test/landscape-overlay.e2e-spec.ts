import { TestApp } from './support/app.ts';
import { aNetwork } from './support/fixtures.ts';
import { aligned, ALAMANCE, BUNCOMBE, covering, Landscape, WAKE } from './support/landscape.ts';
import { type StrategyFields, towards } from './support/strategies.ts';

/** A chain of such steps, the last of which is aligned with the goal. */
const chain = (goalCode: string, ...steps: [kind: string, text: string, approachCode?: string][]) =>
  ({
    nodes: steps.map(([kind, text, approachCode], i) => ({ key: `n${i}`, kind, text, approachCode })),
    links: steps.slice(1).map((_, i) => ({ from: `n${i}`, to: `n${i + 1}` })),
    alignments: [{ nodeKey: `n${steps.length - 1}`, goalCode, intent: 'CONTRIBUTES' }],
  }) satisfies StrategyFields;

describe('Strategies laid over each other', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const aLandscape = async (): Promise<Landscape> => new Landscape(app, await aNetwork(app));
  const visits = (text: string): [string, string, string] => ['ACTIVITY', text, 'cdc-strong-start'];
  const calm = (text: string): [string, string] => ['IMPACT', text];
  const pathwaysOf = async (landscape: Landscape, args: string): Promise<any[]> =>
    (
      await landscape.read(`pathways(${args}) {
        coalitionCount steps { kind approach { code } goal { code } }
        examples { texts coalition { name } } }`)
    ).pathways;
  const shortly = (pathways: any[]): string[] =>
    pathways.map(
      ({ coalitionCount, steps }) =>
        `${coalitionCount}: ${steps.map(({ kind, approach }: any) => (approach ? `${kind}:${approach.code}` : kind)).join(' ')}`,
    );

  it('show the same way once, with how many take it and the words of each', async () => {
    const landscape = await aLandscape();
    await landscape.publish({ name: 'Bo', strategy: chain('G1', visits('We call'), calm('Peace')) });
    await landscape.publish({ name: 'Ann', strategy: chain('G1', visits('Home visits'), calm('Calm')) });
    expect(await pathwaysOf(landscape, 'goalCode: "G1"')).toEqual([
      {
        coalitionCount: 2,
        steps: [
          { kind: 'ACTIVITY', approach: { code: 'cdc-strong-start' }, goal: null },
          { kind: 'IMPACT', approach: null, goal: { code: 'G1' } },
        ],
        examples: [
          { texts: ['Home visits', 'Calm'], coalition: { name: 'Ann' } },
          { texts: ['We call', 'Peace'], coalition: { name: 'Bo' } },
        ],
      },
    ]);
    expect(await pathwaysOf(landscape, 'goalCode: "G2"')).toEqual([]);
  });

  it('keep steps without a shared approach apart, the most common way first', async () => {
    const landscape = await aLandscape();
    const untagged = chain('G1', ['ACTIVITY', 'Visits'], calm('x'));
    for (const strategy of [untagged, chain('G1', visits('y'), calm('x')), untagged, chain('G1', calm('x'))])
      await landscape.publish({ strategy });
    const pathways = await pathwaysOf(landscape, 'goalCode: "G1"');
    expect(shortly(pathways)).toEqual([
      ...['2: ACTIVITY IMPACT', '1: IMPACT', '1: ACTIVITY:cdc-strong-start IMPACT'],
    ]);
    expect(await pathwaysOf(landscape, 'goalCode: "G1", first: 2')).toEqual(pathways.slice(0, 2));
  });

  it('show the ways of a coalition each once, and also to the goal above', async () => {
    const landscape = await aLandscape();
    await landscape.publish({
      strategy: {
        nodes: ['a', 'b', 'c'].map((key) => ({ key, kind: key === 'c' ? 'IMPACT' : 'ACTIVITY', text: key })),
        links: [
          { from: 'a', to: 'c' },
          { from: 'b', to: 'c' },
        ],
        alignments: [
          { nodeKey: 'c', goalCode: 'G2-O1', intent: 'PARTLY' },
          { nodeKey: 'c', goalCode: 'G2', intent: 'CONTRIBUTES' },
          { nodeKey: 'a', goalCode: 'G2', intent: 'CONTRIBUTES' },
        ],
      },
    });
    await landscape.publish({
      strategy: aligned(['INTENTIONALLY_NOT_ADDRESSED', 'G2-O1'], ['PARTLY', 'G1']),
    });
    expect(shortly(await pathwaysOf(landscape, 'goalCode: "G2-O1"'))).toEqual(['1: ACTIVITY IMPACT']);
    expect(shortly(await pathwaysOf(landscape, 'goalCode: "G2"'))).toEqual([
      ...['1: ACTIVITY', '1: ACTIVITY IMPACT'],
    ]);
  });

  it('hold as many ways and examples as are asked for, within bounds', async () => {
    const landscape = await aLandscape();
    for (let i = 0; i < 5; i++) await landscape.publish({ strategy: towards('G1') });
    const examples = async (args: string) =>
      (await landscape.read(`pathways(goalCode: "G1") { examples${args} { texts } }`)).pathways[0].examples
        .length;
    expect(await Promise.all(['', '(first: 1)', '(first: 25)'].map(examples))).toEqual([3, 1, 5]);
    for (const [selection, field] of [
      ['pathways(goalCode: "G1") { examples(first: 26) { texts } }', 'first'],
      ['pathways(goalCode: "G1") { examples(first: 0) { texts } }', 'first'],
      ['pathways(goalCode: "G1", first: 0) { coalitionCount }', 'first'],
      ['pathways(goalCode: "G1", first: 101) { coalitionCount }', 'first'],
      ['pathways(goalCode: "G9") { coalitionCount }', 'goalCode'],
    ] as const) {
      const { code, fields } = await landscape.refusal(selection);
      expect([selection, code, Object.keys(fields!)]).toEqual([selection, 'BAD_USER_INPUT', [field]]);
    }
  });

  it('leave clearly fictional ones out unless asked for', async () => {
    const landscape = await aLandscape();
    await landscape.publish({ name: 'True', strategy: chain('G1', calm('x')) });
    await landscape.publish({ name: 'Dream', strategy: chain('G1', calm('x')), demo: true });
    await landscape.publish({ name: 'Dream', strategy: chain('G1', visits('x'), calm('x')), demo: true });
    const [own, ...others] = await pathwaysOf(landscape, 'goalCode: "G1"');
    expect([own.coalitionCount, own.examples.length, others]).toEqual([1, 1, []]);
    const all = await pathwaysOf(landscape, 'goalCode: "G1", includeDemo: true');
    expect(shortly(all)).toEqual(['2: IMPACT', '1: ACTIVITY:cdc-strong-start IMPACT']);
    expect(all[0].examples.map(({ coalition }: any) => coalition.name)).toEqual(['Dream', 'True']);
  });
});

describe('What coalitions have in common', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const aLandscape = async (): Promise<Landscape> => new Landscape(app, await aNetwork(app));
  const TIE = 'a { name } b { name } sharedPartners sharedCounties sharedGoals';
  const tiesOf = async (landscape: Landscape, args = ''): Promise<string[]> => {
    const { ties } = await landscape.read(`ties${args} { totalCount nodes { ${TIE} } }`);
    expect(ties.totalCount).toBe(ties.nodes.length);
    return ties.nodes.map(lineOf);
  };
  const lineOf = ({ a, b, sharedPartners, sharedCounties, sharedGoals }: any): string =>
    [...[a.name, b.name].sort(), sharedPartners, sharedCounties, sharedGoals].join(' ');
  const partners = (...names: string[]) => ({ partners: names.map((name) => ({ organization: { name } })) });

  it('is counted by sort: partners, counties and goals', async () => {
    const landscape = await aLandscape();
    await landscape.publish({
      name: 'Ann',
      profile: { ...covering(WAKE, BUNCOMBE), ...partners('Clinic', 'Library', 'School') },
      strategy: towards('G1', 'G2'),
    });
    const bo = await landscape.publish({
      name: 'Bo',
      profile: { ...covering(BUNCOMBE), ...partners('clinic'), backbone: { name: 'Library' } },
      strategy: towards('G1', 'G2-O1'),
    });
    await landscape.publish({ name: 'Cy', profile: covering(ALAMANCE, WAKE), strategy: towards('G2-O1') });
    await landscape.publish({ name: 'Di', profile: covering() });
    const [strongest, ...others] = await tiesOf(landscape);
    expect([strongest, others.sort()]).toEqual(['Ann Bo 2 1 1', ['Ann Cy 0 1 0', 'Bo Cy 0 0 1']]);
    expect(await tiesOf(landscape, '(minShared: 2)')).toEqual(['Ann Bo 2 1 1']);
    expect(await tiesOf(landscape, '(minShared: 5)')).toEqual([]);
    expect((await landscape.refusal('ties(minShared: 0) { totalCount }')).fields).toHaveProperty('minShared');

    await landscape.publishProfile(bo, { ...covering(WAKE), partners: [], backbone: null });
    expect((await tiesOf(landscape)).sort()).toEqual(['Ann Bo 0 1 1', 'Ann Cy 0 1 0', 'Bo Cy 0 1 1']);
    await landscape.publishStrategy(bo, towards('G2'));
    await landscape.publishProfile(bo, covering());
    expect((await tiesOf(landscape)).sort()).toEqual(['Ann Bo 0 0 1', 'Ann Cy 0 1 0']);
    await landscape.publishStrategy(bo, aligned(['PARTLY', 'G2-O1']));
    expect((await tiesOf(landscape)).sort()).toEqual(['Ann Cy 0 1 0', 'Bo Cy 0 0 1']);
    await landscape.do(bo.lead, 'unpublishCoalition', { coalitionId: bo.id, reason: 'x' });
    expect(await tiesOf(landscape)).toEqual(['Ann Cy 0 1 0']);
  });

  it('is no goal that one of them leaves out, also when it contributes to one below', async () => {
    const landscape = await aLandscape();
    await landscape.publish({ strategy: towards('G1', 'G2') });
    await landscape.publish({
      strategy: aligned(['CONTRIBUTES', 'G2-O1'], ['INTENTIONALLY_NOT_ADDRESSED', 'G1', 'G2']),
    });
    expect(await tiesOf(landscape)).toEqual([]);
  });

  it('of clearly fictional ones is left out unless asked for', async () => {
    const landscape = await aLandscape();
    await landscape.publish({ name: 'Ann', profile: covering(WAKE) });
    await landscape.publish({ name: 'Bo', profile: covering(WAKE) });
    await landscape.publish({ name: 'Dream', profile: covering(WAKE), demo: true });
    expect(await tiesOf(landscape)).toEqual(['Ann Bo 0 1 0']);
    expect((await tiesOf(landscape, '(includeDemo: true)')).sort()).toEqual([
      ...['Ann Bo 0 1 0', 'Ann Dream 0 1 0', 'Bo Dream 0 1 0'],
    ]);
  });

  it('is read page by page, the strongest first, without a gap or a repetition', async () => {
    const landscape = await aLandscape();
    const counties = [WAKE, BUNCOMBE, ALAMANCE];
    for (let i = 0; i < 7; i++) await landscape.publish({ profile: covering(...counties.slice(i % 3)) });
    const found: string[] = [];
    const strength: number[] = [];
    let after: string | null = null;
    do {
      const { ties }: any = await landscape.read(
        `ties(first: 4, after: ${JSON.stringify(after)}) { totalCount pageInfo { hasNextPage endCursor }
          nodes { a { slug } b { slug } sharedCounties } }`,
      );
      expect(ties.totalCount).toBe(21);
      expect(ties.nodes.length).toBe(Math.min(4, 21 - found.length));
      found.push(...ties.nodes.map(({ a, b }: any) => [a.slug, b.slug].sort().join()));
      strength.push(...ties.nodes.map(({ sharedCounties }: any) => sharedCounties as number));
      after = ties.pageInfo.hasNextPage ? ties.pageInfo.endCursor : null;
    } while (after !== null);
    expect([found.length, new Set(found).size]).toEqual([21, 21]);
    expect(strength).toEqual([...strength].sort((one, other) => other - one));
    for (const args of ['first: 0', 'first: 101', 'after: "x"']) {
      expect((await landscape.refusal(`ties(${args}) { totalCount }`)).code).toBe('BAD_USER_INPUT');
    }
  });
});
