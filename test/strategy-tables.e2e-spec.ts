import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { download } from './support/csv.ts';
import {
  aCoalition,
  aNetwork,
  aPublishedCoalition,
  PUBLISH,
  save,
  type TestCoalition,
  type TestNetwork,
} from './support/fixtures.ts';
import { TestFramework } from './support/framework.ts';
import { publishStrategy, saveStrategy, type StrategyFields, towards } from './support/strategies.ts';

const UNPUBLISH =
  'mutation ($input: UnpublishCoalitionInput!) { unpublishCoalition(input: $input) { coalitionId } }';
const START =
  'mutation ($input: StartStrategyInput!) { startStrategy(input: $input) { strategy { revision } } }';
const VERSION =
  'query ($n: String!, $s: String!) { coalition(network: $n, slug: $s) { strategy { id version } } }';
const FILES = ['strategies', 'nodes', 'links', 'alignments'];

const HOSTILE: StrategyFields = {
  ...{ title: '=HYPERLINK("http://x")', vision: '+1 "a", b;\nünïcode 🌱', reviewOn: '2027-05-01' },
  nodes: [
    { key: 'z', kind: 'ACTIVITY', text: '@SUM(A1), "x"', approachCode: 'cdc-strong-start', note: '=1\t+2' },
    { key: 'a', kind: 'SHORT_TERM_OUTCOME', text: '-1\r\n=2' },
  ],
  links: [{ from: 'z', to: 'a', rationale: '+1\r=2', confidence: 0, evidence: '=cmd|"/c calc"!A1' }],
  alignments: [
    { nodeKey: 'a', goalCode: 'G2-O1', intent: 'PARTLY', strength: 3, note: '+49' },
    { nodeKey: 'z', intent: 'LOCAL_ONLY' },
    { goalCode: 'G1', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
  ],
};

describe('The files of strategies', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const everyFile = (network: TestNetwork, query = '') =>
    Promise.all(FILES.map(async (name) => (await download(app, network, name, query)).rows));

  const published = async (coalition: TestCoalition, name: string) => {
    const lead = await coalition.as(Role.LEAD);
    const expectedProfileRevision = await save(app, lead, coalition, { name });
    await app.data(lead, PUBLISH, { input: { coalitionId: coalition.id, expectedProfileRevision } });
    return { ...coalition, lead };
  };

  it('hold texts as they were, but none that a spreadsheet would calculate', async () => {
    const network = await aNetwork(app);
    const aspen = await aPublishedCoalition(app, {}, network, '=Aspen');
    await publishStrategy(app, aspen.lead, aspen, HOSTILE, '@because "of", that');
    const own = { coalition: aspen.slug, version: '1' };

    const strategies = await download(app, network, 'strategies');
    expect(strategies.heading).toBe(
      'coalition,name,version,framework_version,title,vision,review_on,nodes,links,alignments,rationale,published_at,based_on,based_on_version,demo',
    );
    expect(strategies.rows).toEqual([
      {
        ...{ ...own, name: "'=Aspen", framework_version: '1', title: `'=HYPERLINK("http://x")` },
        ...{ vision: `'+1 "a", b;\nünïcode 🌱`, review_on: '2027-05-01', nodes: '2', links: '1' },
        ...{ alignments: '3', rationale: `'@because "of", that`, based_on: '', based_on_version: '' },
        ...{ published_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/), demo: 'f' },
      },
    ]);

    const nodes = await download(app, network, 'nodes');
    expect(nodes.heading).toBe('coalition,version,key,kind,approach,text,note');
    expect(nodes.rows).toEqual([
      {
        ...{ ...own, key: 'z', kind: 'ACTIVITY', approach: 'cdc-strong-start' },
        ...{ text: `'@SUM(A1), "x"`, note: `'=1\t+2` },
      },
      { ...own, key: 'a', kind: 'SHORT_TERM_OUTCOME', approach: '', text: "'-1\r\n=2", note: '' },
    ]);

    const links = await download(app, network, 'links');
    expect(links.heading).toBe('coalition,version,from,to,rationale,confidence,evidence');
    expect(links.rows).toEqual([
      { ...own, from: 'z', to: 'a', rationale: "'+1\r=2", confidence: '0', evidence: `'=cmd|"/c calc"!A1` },
    ]);

    const alignments = await download(app, network, 'alignments');
    expect(alignments.heading).toBe('coalition,version,node,goal,intent,strength,note');
    expect(alignments.rows).toEqual([
      { ...own, node: 'a', goal: 'G2-O1', intent: 'PARTLY', strength: '3', note: "'+49" },
      { ...own, node: 'z', goal: '', intent: 'LOCAL_ONLY', strength: '', note: '' },
      { ...own, node: '', goal: 'G1', intent: 'INTENTIONALLY_NOT_ADDRESSED', strength: '', note: '' },
    ]);
    expect(alignments.text).toContain(`${aspen.slug},1,a,G2-O1,PARTLY,3,'+49\n`);
  });

  it('hold the version in force of each published coalition by name, and nothing that is private', async () => {
    const network = await aNetwork(app);
    // The first by id is the last by name.
    const byId = [await aCoalition(app, network), await aCoalition(app, network)].sort((a, b) =>
      a.key < b.key ? -1 : 1,
    );
    const [birch, ash] = [await published(byId[0]!, 'Birch'), await published(byId[1]!, 'Ash')];
    await aPublishedCoalition(app, {}, network, 'Cedar without a strategy');
    const draft = await aCoalition(app, network, 'Dogwood, never published');
    await saveStrategy(app, await draft.as(Role.LEAD), draft, towards('G1'));
    await publishStrategy(app, birch.lead, birch, towards('G1'));
    await publishStrategy(app, birch.lead, birch, { ...towards('G2-O1'), title: 'Second' }, 'Better');
    await publishStrategy(app, ash.lead, ash, towards('G1', 'G2'));
    await saveStrategy(app, ash.lead, ash, { ...towards('G2-O1'), title: 'A draft' });

    const [strategies, nodes, links, alignments] = await everyFile(network);
    expect(
      strategies!.map(({ name, version, title, rationale }) => [name, version, title, rationale]),
    ).toEqual([
      ['Ash', '1', 'Our way', ''],
      ['Birch', '2', 'Second', 'Better'],
    ]);
    expect(nodes!.map(({ coalition, version, key }) => `${coalition} ${version} ${key}`)).toEqual([
      ...[`${ash.slug} 1 visits`, `${ash.slug} 1 calm`, `${birch.slug} 2 visits`, `${birch.slug} 2 calm`],
    ]);
    expect(links!.map(({ coalition, from, to }) => `${coalition} ${from} ${to}`)).toEqual([
      ...[`${ash.slug} visits calm`, `${birch.slug} visits calm`],
    ]);
    expect(alignments!.map(({ coalition, goal }) => `${coalition} ${goal}`)).toEqual([
      ...[`${ash.slug} G1`, `${ash.slug} G2`, `${birch.slug} G2-O1`],
    ]);

    await app.data(ash.lead, UNPUBLISH, { input: { coalitionId: ash.id, reason: 'Too early' } });
    for (const rows of await everyFile(network)) {
      expect(new Set(rows.map(({ coalition }) => coalition))).toEqual(new Set([birch.slug]));
    }
  });

  it('leave the fictional out unless asked, and say who they are', async () => {
    const network = await aNetwork(app);
    const real = await aPublishedCoalition(app, {}, network, 'Real');
    await publishStrategy(app, real.lead, real, towards('G1'));
    await app.database.rows('update published.coalitions set demo = true where id = $1', [real.key]);

    expect((await everyFile(network)).map(({ length }) => length)).toEqual([0, 0, 0, 0]);
    const [strategies, ...parts] = await everyFile(network, '?includeDemo=true');
    expect([strategies![0]!['demo'], ...parts.map(({ length }) => length)]).toEqual(['t', 2, 1, 1]);
  });

  it('say whose strategy one began as a copy of', async () => {
    const network = await aNetwork(app);
    const origin = await aPublishedCoalition(app, {}, network, '+Origin');
    await publishStrategy(app, origin.lead, origin, towards('G1'));
    const copy = await aPublishedCoalition(app, {}, network, 'Copy');
    const { strategy } = (await app.data(null, VERSION, { n: network.slug, s: origin.slug })).coalition;
    const input = { coalitionId: copy.id, expectedRevision: 0, copyOf: strategy.id };
    await app.data(copy.lead, START, { input });
    await publishStrategy(app, copy.lead, copy, towards('G1'));

    const { rows } = await download(app, network, 'strategies');
    expect(rows.find(({ name }) => name === 'Copy')).toMatchObject({
      ...{ based_on: "'+Origin", based_on_version: '1' },
    });
  });

  it('name a goal by the code that was written, which the file of goals leads on from', async () => {
    const framework = await TestFramework.create(app);
    const ash = await aPublishedCoalition(app, {}, framework.network, 'Ash');
    await publishStrategy(app, ash.lead, ash, towards('Q'));
    await framework.save(2, [{ code: 'R', title: 'Systems', level: 'GOAL', replaces: ['Q'] }]);

    const [alignment] = (await download(app, framework.network, 'alignments')).rows;
    const [strategy] = (await download(app, framework.network, 'strategies')).rows;
    const [goal] = (await download(app, framework.network, 'goals')).rows;
    expect([alignment!['goal'], strategy!['framework_version']]).toEqual(['Q', '2']);
    expect(goal).toMatchObject({ code: 'R', replaces: 'Q', framework_version: '3' });
  });
});
