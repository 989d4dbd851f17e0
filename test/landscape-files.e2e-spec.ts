import { TestApp } from './support/app.ts';
import { type CsvRow, download } from './support/csv.ts';
import { aNetwork, aPublishedCoalition, PUBLISH, save, type TestNetwork } from './support/fixtures.ts';
import { TestFramework } from './support/framework.ts';
import { publishStrategy, type StrategyFields, towards } from './support/strategies.ts';

const LANDSCAPE = `query ($network: String!, $demo: Boolean, $statewide: Boolean) { network(slug: $network) { landscape {
  coverage(includeDemo: $demo, includeStatewide: $statewide) { goals { code } counties { fips name state } counts }
  gaps(includeDemo: $demo, includeStatewide: $statewide) {
    goal { code title } uncoveredCounties { fips name state population populationYear } } } } }`;
const DEFAULTS = `query ($network: String!) { network(slug: $network) { landscape {
  coverage { goals { code } counties { fips name state } counts }
  gaps { goal { code title } uncoveredCounties { fips name state population populationYear } } } } }`;

/** Written in another order than the tree has, and with a title that a spreadsheet would calculate. */
const GOALS = [
  { code: 'P-O', title: 'Less stress', level: 'OUTCOME', parentCode: 'P-G', horizon: 'LONG_TERM' },
  { code: 'Q', title: '=1+1 "systems",\nall', level: 'GOAL' },
  { code: 'P', title: 'Families', level: 'PRIORITY_AREA' },
  { code: 'P-G', title: 'Families thrive', level: 'GOAL', parentCode: 'P', replaces: ['G1'] },
];

const asText = (value: string | number | null): string => (value === null ? '' : String(value));

describe('The files of the landscape', () => {
  let app: TestApp;
  let network: TestNetwork;

  const aligned = async (name: string, fields: object, strategy: StrategyFields) => {
    const coalition = await aPublishedCoalition(app, fields, network, name);
    await publishStrategy(app, coalition.lead, coalition, strategy);
    return coalition;
  };
  const at = (...fips: string[]) => ({ counties: fips.map((code) => ({ fips: code })) });
  const cells = (rows: CsvRow[]): string[] =>
    rows
      .filter(({ coalitions }) => coalitions !== '0')
      .map(({ goal, county_fips: fips, coalitions }) => `${goal} ${fips} ${coalitions}`);

  beforeAll(async () => {
    app = await TestApp.start();
    const framework = await TestFramework.create(app);
    network = framework.network;
    await app.database.rows(`update reference.networks set states = '{SC,NC}' where id = $1`, [network.key]);
    await framework.save(2, GOALS);
    await aligned('Ash', at('37011', '37121'), towards('P-O'));
    await aligned('Beech', at('37011'), {
      ...towards('P-G'),
      alignments: [
        { nodeKey: 'calm', goalCode: 'P-G', intent: 'PARTLY' },
        { goalCode: 'Q', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
        { nodeKey: 'visits', intent: 'LOCAL_ONLY' },
      ],
    });
    await aligned('Cedar', { ...at('45001'), scope: 'STATEWIDE' }, towards('Q'));
    const elder = await aligned('Elder', at('37003'), towards('Q'));
    await app.database.rows('update access.coalitions set demo = true where id = $1', [elder.key]);
    const expectedProfileRevision = await save(app, elder.lead, elder, { mission: 'Fictional' });
    await app.data(elder.lead, PUBLISH, { input: { coalitionId: elder.id, expectedProfileRevision } });
    await aPublishedCoalition(app, at('37003'), network, 'Fir without a strategy');
  });
  afterAll(() => app.stop());

  it('count every goal in force in every county of the states, by framework and FIPS code', async () => {
    const { heading, rows } = await download(app, network, 'coverage');

    expect(heading).toBe('goal,county_fips,county,state,coalitions');
    expect([...new Set(rows.map(({ goal }) => goal))]).toEqual(['Q', 'P', 'P-G', 'P-O']);
    expect(rows).toHaveLength(4 * 146);
    const fips = rows.slice(0, 146).map((row) => row['county_fips']!);
    expect([fips, fips[0], fips.at(-1)]).toEqual([fips.toSorted(), '37001', '45091']);
    expect(rows[0]).toEqual({
      ...{ goal: 'Q', county_fips: '37001', county: 'Alamance', state: 'NC', coalitions: '0' },
    });
    expect(cells(rows)).toEqual([
      ...['P 37011 2', 'P 37121 1', 'P-G 37011 2', 'P-G 37121 1', 'P-O 37011 1', 'P-O 37121 1'],
    ]);
  });

  it('add the fictional, and those of the whole state in every county, when asked', async () => {
    const demo = await download(app, network, 'coverage', '?includeDemo=true');
    expect(cells(demo.rows)[0]).toBe('Q 37003 1');
    const both = await download(app, network, 'coverage', '?includeDemo=true&includeStatewide=true');
    expect(cells(both.rows).slice(0, 3)).toEqual(['Q 37001 1', 'Q 37003 2', 'Q 37005 1']);
    expect(cells(both.rows).filter((cell) => cell.startsWith('Q '))).toHaveLength(146);
    const gaps = await download(app, network, 'gaps', '?includeStatewide=true&includeDemo=false');
    expect(gaps.rows.filter(({ goal }) => goal === 'Q')).toEqual([]);
  });

  it('list the counties in which nobody works towards a goal, with their people', async () => {
    const { heading, rows, text } = await download(app, network, 'gaps');

    expect(heading).toBe('goal,title,county_fips,county,state,population,population_year');
    expect(rows).toHaveLength(146 + 144 + 144 + 144);
    expect(rows[0]).toMatchObject({ goal: 'Q', title: `'=1+1 "systems",\nall`, county: 'Alamance' });
    expect(rows[0]!['population']).toMatch(/^\d+$/);
    expect(text).toMatch(/^P,Families,37001,Alamance,NC,\d+,2023$/m);
    expect(rows.filter((row) => row['county_fips'] === '37011').map(({ goal }) => goal)).toEqual(['Q']);
  });

  it.each([
    ['', undefined],
    ['?includeDemo=true', { demo: true }],
    ['?includeStatewide=true', { statewide: true }],
    ['?includeStatewide=true&includeDemo=true', { statewide: true, demo: true }],
  ])('agree with what GraphQL answers (%j)', async (query, variables) => {
    const { landscape } = (
      await app.data(null, variables ? LANDSCAPE : DEFAULTS, { network: network.slug, ...variables })
    ).network;
    const { goals, counties, counts } = landscape.coverage;

    expect((await download(app, network, 'coverage', query)).rows).toEqual(
      goals.flatMap(({ code }: any, row: number) =>
        counties.map(({ fips, name, state }: any, column: number) => ({
          ...{ goal: code, county_fips: fips, county: name, state },
          coalitions: String(counts[row][column]),
        })),
      ),
    );
    expect((await download(app, network, 'gaps', query)).rows).toEqual(
      landscape.gaps.flatMap(({ goal, uncoveredCounties }: any) =>
        uncoveredCounties.map(({ fips, name, state, population, populationYear }: any) => ({
          ...{
            goal: goal.code,
            title: goal.title.replace(/^=/, "'="),
            county_fips: fips,
            county: name,
            state,
          },
          ...{ population: asText(population), population_year: asText(populationYear) },
        })),
      ),
    );
  });

  it('are never stale: what was just published is in the next file', async () => {
    const before = await download(app, network, 'coverage');
    const gum = await aligned('Gum', at('37199'), towards('P-O'));
    const after = await download(app, network, 'coverage');

    expect(cells(after.rows).filter((cell) => cell.includes('37199'))).toEqual([
      ...['P 37199 1', 'P-G 37199 1', 'P-O 37199 1'],
    ]);
    expect(after.revision).toBeGreaterThan(before.revision);

    const unpublish =
      'mutation ($input: UnpublishCoalitionInput!) { unpublishCoalition(input: $input) { coalitionId } }';
    await app.data(gum.lead, unpublish, { input: { coalitionId: gum.id, reason: 'Too early' } });
    expect((await download(app, network, 'coverage')).rows).toEqual(before.rows);
  });
});

describe('The file of goals', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('holds the framework in force in the order of its tree, and which codes a goal stands for', async () => {
    const framework = await TestFramework.create(app);
    await framework.save(2, GOALS);
    const sources = ['https://example.org/plan?a;b', 'https://example.org/annex'].map((url) => ({ url }));
    const description = '@SUM(A1) of "families", ünïcode 🌱\nand lines';
    const last = { level: 'GOAL', parentCode: 'P', targetDate: '2030-12-31', description, sources };
    await framework.save(3, [
      ...GOALS.slice(1, 3),
      { code: 'P-H', title: '-Families', replaces: ['P-G'], ...last },
    ]);

    const { heading, rows } = await download(app, framework.network, 'goals');
    expect(heading).toBe(
      'code,title,description,level,horizon,parent,target_date,framework_version,replaces,sources',
    );
    const plain = { description: '', horizon: '', parent: '', target_date: '', replaces: '', sources: '' };
    const version = { framework_version: '4' };
    expect(rows).toEqual([
      { ...plain, ...version, code: 'Q', title: `'=1+1 "systems",\nall`, level: 'GOAL' },
      { ...plain, ...version, code: 'P', title: 'Families', level: 'PRIORITY_AREA' },
      {
        ...{ code: 'P-H', title: "'-Families", description: `'${description}`, level: 'GOAL', horizon: '' },
        ...{ parent: 'P', target_date: '2030-12-31', replaces: 'G1;P-G', ...version },
        sources: 'https://example.org/plan?a%3Bb;https://example.org/annex',
      },
    ]);
  });

  it('names the horizon and the parent of an outcome', async () => {
    const { network } = await TestFramework.create(app);
    const { rows } = await download(app, network, 'goals');
    expect(rows.map(({ code, parent, horizon }) => [code, parent, horizon])).toEqual([
      ['P', '', ''],
      ['P-G', 'P', ''],
      ['P-O', 'P-G', 'LONG_TERM'],
      ['Q', '', ''],
    ]);
  });

  it('has its heading when there is nothing else', async () => {
    const network = await aNetwork(app);
    await app.database.rows('update reference.networks set framework_version = 0 where id = $1', [
      network.key,
    ]);
    for (const name of ['goals', 'coverage', 'gaps', 'strategies', 'nodes', 'links', 'alignments']) {
      const { rows, text } = await download(app, network, name);
      expect([name, rows, text.trimEnd().split('\n').length]).toEqual([name, [], 1]);
    }
  });
});
