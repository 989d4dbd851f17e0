import { Role } from '../src/platform/graphql/allow.ts';
import { globalId } from '../src/platform/graphql/ids.ts';
import { type Person, TestApp } from './support/app.ts';
import { aCoalition, aNetwork, aPlatformAdmin, type TestNetwork } from './support/fixtures.ts';
import {
  publishedFramework,
  revisionOfCrosswalk,
  revisionOfFramework,
  SAVE_FRAMEWORK,
} from './support/framework.ts';

const SAVE = 'mutation ($input: SaveCrosswalkInput!) { saveCrosswalk(input: $input) { slug revision } }';
const LINK = `match note statedBy { slug } goal { code title network { slug } }
  item { code title framework { code name } }`;
const GOALS = `query ($network: String!) { network(slug: $network) { goals { code crosswalk { ${LINK} } } } }`;
const ITEMS = `query ($code: String!) { framework(code: $code) { name items { code title crosswalk { ${LINK} } } } }`;

describe('The crosswalk', () => {
  let app: TestApp;
  let platform: Person;
  let [north, south]: TestNetwork[] = [];
  let [admin, other]: Person[] = [];
  let code: string;

  beforeAll(async () => {
    app = await TestApp.start();
    platform = await aPlatformAdmin(app);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    [north, south] = [await aNetwork(app), await aNetwork(app)];
    [admin, other] = [await north.as(Role.NETWORK_ADMIN), await south.as(Role.NETWORK_ADMIN)];
    code = north.slug.replace('network', 'framework');
    await saveFramework();
  });

  const saveFramework = async (fields: object = {}) => {
    const expectedRevision = await revisionOfFramework(app, code);
    const input = publishedFramework(code, { expectedRevision, ...fields });
    return app.data(platform, SAVE_FRAMEWORK, { input });
  };
  const inputOf = async (entries: object[], network: TestNetwork) => ({
    input: { network: network.slug, expectedRevision: await revisionOfCrosswalk(app, network), entries },
  });
  const save = async (entries: object[], who = admin!, network = north!) =>
    app.data(who, SAVE, await inputOf(entries, network));
  const refusal = async (entries: object[], who = admin!, network = north!) =>
    app.refusal(who, SAVE, await inputOf(entries, network));
  const linksOf = async (network: TestNetwork, goal: string): Promise<any[]> =>
    (await app.data(null, GOALS, { network: network.slug })).network.goals.find(
      (each: { code: string }) => each.code === goal,
    ).crosswalk;
  const linksOfItem = async (item: string): Promise<any[]> =>
    (await app.data(null, ITEMS, { code })).framework.items.find(
      (each: { code: string }) => each.code === item,
    ).crosswalk;
  // Long enough for what was kept to be given out again, where nothing says that it is old.
  const settled = () => new Promise((resolve) => setTimeout(resolve, 200));
  const there = (match: string, fields: object = {}) => ({
    ...{ goalCode: 'G1', targetNetwork: south!.slug, targetGoalCode: 'G2', match },
    ...fields,
  });

  it('is saved on the revision that was read: of two at once one is told that the other has saved', async () => {
    const { input } = await inputOf([there('CLOSE')], north!);
    const inputs = [input, { ...input, entries: [there('BROADER')] }];
    const answers = await Promise.all(inputs.map((each) => app.graphql(admin!, SAVE, { input: each })));
    const refused = answers.flatMap(({ errors }) => errors ?? []);
    expect(refused.map(({ extensions }) => extensions)).toEqual([
      { code: 'CONFLICT', currentRevision: 1, changedAt: expect.any(String) },
    ]);
    const saved = answers.findIndex(({ errors }) => !errors);
    expect(await linksOf(north!, 'G1')).toMatchObject([{ match: ['CLOSE', 'BROADER'][saved] }]);
    const read = 'query ($slug: String!) { network(slug: $slug) { crosswalkRevision } }';
    expect((await app.data(null, read, { slug: north!.slug })).network.crosswalkRevision).toBe(1);
  });

  it('is shown at both of its ends, from the other one the other way round', async () => {
    const ways = {
      EXACT: 'EXACT',
      CLOSE: 'CLOSE',
      BROADER: 'NARROWER',
      NARROWER: 'BROADER',
      RELATED: 'RELATED',
    };
    for (const [match, back] of Object.entries(ways)) {
      await save([there(match, { note: 'Both, roughly' })]);
      const said = { note: 'Both, roughly', item: null, statedBy: { slug: north!.slug } };
      expect(await linksOf(north!, 'G1')).toEqual([
        {
          ...{ ...said, match },
          goal: { code: 'G2', title: 'More protective factors', network: { slug: south!.slug } },
        },
      ]);
      expect(await linksOf(south!, 'G2')).toEqual([
        {
          ...{ ...said, match: back },
          goal: { code: 'G1', title: 'Fewer adversities', network: { slug: north!.slug } },
        },
      ]);
      expect([await linksOf(north!, 'G2'), await linksOf(south!, 'G1')]).toEqual([[], []]);
    }
  });

  it('leads to an item of a framework and back, and within a network', async () => {
    await save([
      { goalCode: 'G1', frameworkCode: code, itemCode: '1.a', match: 'NARROWER' },
      { goalCode: 'G1', targetGoalCode: 'G2', match: 'RELATED' },
    ]);
    await save([{ goalCode: 'G2', frameworkCode: code, itemCode: '1.a', match: 'EXACT' }], other, south);

    expect(await linksOf(north!, 'G1')).toMatchObject([
      {
        ...{ match: 'NARROWER', goal: null },
        item: { code: '1.a', title: 'Home visiting', framework: { code } },
      },
      { match: 'RELATED', goal: { code: 'G2', network: { slug: north!.slug } }, item: null },
    ]);
    expect(await linksOf(north!, 'G2')).toMatchObject([{ match: 'RELATED', goal: { code: 'G1' } }]);
    const atItem = (await linksOfItem('1.a')).map(({ match, goal, item, statedBy }) => [
      ...[match, goal.code, goal.network.slug, item, statedBy.slug],
    ]);
    expect(atItem.sort()).toEqual(
      [
        ['BROADER', 'G1', north!.slug, null, north!.slug],
        ['EXACT', 'G2', south!.slug, null, south!.slug],
      ].sort(),
    );
  });

  it('is saved whole, by the admins of its network only', async () => {
    await save([there('CLOSE'), there('CLOSE', { goalCode: 'G2' })]);
    await save([there('CLOSE', { goalCode: 'G2' })]);
    expect([await linksOf(north!, 'G1'), (await linksOf(north!, 'G2')).length]).toEqual([[], 1]);

    expect((await refusal([], await north!.as(Role.NETWORK_ANALYST))).code).toBe('FORBIDDEN');
    expect((await refusal([], await (await aCoalition(app, north)).as(Role.LEAD))).code).toBe('FORBIDDEN');
    expect((await refusal([], other)).code).toBe('NOT_FOUND');
    expect(await linksOf(north!, 'G2')).toHaveLength(1);
  });

  it('keeps a link to a goal that has gone, which then says so', async () => {
    await save([there('EXACT')]);
    const query = `mutation ($input: SaveGoalsInput!) { saveGoals(input: $input) { slug } }`;
    const goals = [{ code: 'G1', title: 'Only this', level: 'GOAL', replaces: ['G2'] }];
    await app.data(other!, query, {
      input: { network: south!.slug, expectedFrameworkVersion: 1, goals },
    });
    const fate = `query ($network: String!) { network(slug: $network) { goals { crosswalk { goal { code retired replacedBy { title } } } } } }`;
    expect((await app.data(null, fate, { network: north!.slug })).network.goals[0].crosswalk).toEqual([
      { goal: { code: 'G2', retired: true, replacedBy: { title: 'Only this' } } },
    ]);
    expect((await refusal([there('EXACT')])).fields).toEqual({
      'input.entries.0.targetGoalCode': expect.stringMatching(/in force/),
    });
  });

  it.each<[string, (south: string, code: string) => object, string]>([
    [
      'a goal that is not its own',
      (s) => ({ goalCode: 'X', targetNetwork: s, targetGoalCode: 'G1' }),
      'goalCode',
    ],
    ['a network that is not there', () => ({ targetNetwork: 'none', targetGoalCode: 'G1' }), 'targetNetwork'],
    ['a goal that is not there', (s) => ({ targetNetwork: s, targetGoalCode: 'X' }), 'targetGoalCode'],
    ['a network without a goal', (s) => ({ targetNetwork: s }), 'targetGoalCode'],
    ['nothing', () => ({}), 'targetGoalCode'],
    ['itself', () => ({ targetGoalCode: 'G1' }), 'targetGoalCode'],
    ['a framework that is not there', () => ({ frameworkCode: 'none', itemCode: '1' }), 'frameworkCode'],
    ['an item that is not there', (_, c) => ({ frameworkCode: c, itemCode: '9' }), 'itemCode'],
    ['a framework without an item', (_, c) => ({ frameworkCode: c }), 'itemCode'],
    ['an item without a framework', () => ({ itemCode: '1' }), 'frameworkCode'],
    ['two ends', (_, c) => ({ targetGoalCode: 'G2', frameworkCode: c, itemCode: '1' }), 'frameworkCode'],
    ['the same once more', (s) => ({ targetNetwork: s, targetGoalCode: 'G2' }), 'goalCode'],
  ])('is refused whole for a link to %s, by its path', async (_, entry, field) => {
    await save([there('CLOSE')]);
    const wrong = { goalCode: 'G1', match: 'EXACT', ...entry(south!.slug, code) };
    const refused = await refusal([there('EXACT'), wrong]);
    expect([refused.code, Object.keys(refused.fields!)]).toEqual([
      ...['BAD_USER_INPUT', [`input.entries.1.${field}`]],
    ]);
    expect(await linksOf(north!, 'G1')).toMatchObject([{ match: 'CLOSE' }]);
  });

  it('is never shown from before a change, at whichever end and whoever made it', async () => {
    const everywhere = async () => [
      ...(await linksOf(north!, 'G1')),
      ...(await linksOf(south!, 'G2')),
      ...(await linksOfItem('1')),
    ];
    const goal = { code: 'G2', title: '', level: 'GOAL' };
    const saveGoals = 'mutation ($input: SaveGoalsInput!) { saveGoals(input: $input) { slug } }';
    const item = { goalCode: 'G1', frameworkCode: code, itemCode: '1', match: 'CLOSE' };
    for (let i = 1; i < 4; i++) {
      await Promise.all([everywhere(), everywhere()]);
      await save([there('CLOSE', { note: `Note ${i}` }), { ...item, note: `Note ${i}` }]);
      expect((await settled().then(everywhere)).map(({ note }) => note)).toEqual(Array(4).fill(`Note ${i}`));

      const input = {
        network: south!.slug,
        expectedFrameworkVersion: i,
        goals: [{ ...goal, title: `Title ${i}` }],
      };
      await app.data(other!, saveGoals, { input });
      await settled();
      expect((await linksOf(north!, 'G1'))[0].goal.title).toBe(`Title ${i}`);

      await saveFramework({ items: [{ code: '1', title: `Item ${i}` }], name: `Name ${i}` });
      await settled();
      expect((await linksOf(north!, 'G1'))[1].item).toMatchObject({
        title: `Item ${i}`,
        framework: { name: `Name ${i}` },
      });
      expect((await app.data(null, ITEMS, { code })).framework.name).toBe(`Name ${i}`);

      await save([]);
      await settled();
      expect(await everywhere()).toEqual([]);
    }
  });

  it('is never shown from before another network has linked to the same item', async () => {
    const item = { frameworkCode: code, itemCode: '2', match: 'CLOSE' };
    const query = `query ($network: String!) { network(slug: $network) { goals { crosswalk { item { crosswalk { note } } } } } }`;
    const notes = async () =>
      (await app.data(null, query, { network: south!.slug })).network.goals[0].crosswalk[0].item.crosswalk
        .map(({ note }: { note: string }) => note)
        .sort();
    await save([{ ...item, goalCode: 'G1', note: 'south' }], other, south);
    expect(await notes()).toEqual(['south']);
    await save([{ ...item, goalCode: 'G2', note: 'north' }]);
    await settled();
    expect(await notes()).toEqual(['north', 'south']);
  });

  it('is read through the id of a goal as well', async () => {
    await save([there('BROADER')]);
    const [row] = await app.database.rows<{ id: string }>(
      `select id from reference.goals where network_id = $1 and code = 'G2'`,
      [south!.key],
    );
    const query = 'query ($id: ID!) { node(id: $id) { ... on Goal { crosswalk { match goal { code } } } } }';
    const { node } = await app.data(null, query, { id: globalId('Goal', south!.key, row!.id) });
    expect(node.crosswalk).toEqual([{ match: 'NARROWER', goal: { code: 'G1' } }]);
  });
});
