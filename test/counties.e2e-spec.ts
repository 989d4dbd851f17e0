import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, aNetwork, aPublishedCoalition, PUBLISH, save, UPDATE } from './support/fixtures.ts';
import { parse } from './support/csv.ts';

const COUNTY = `query ($fips: String!) { county(fips: $fips) { name state population validFrom validTo
  successors { county { fips name successors { county { fips } } } effectiveOn kind exact }
  predecessors { county { fips } effectiveOn kind exact } } }`;
const MAP = `query ($fips: [String!]!, $from: Int!, $to: Int!) {
  mapCounties(fips: $fips, from: $from, to: $to) { fips counties { fips name } exact note } }`;
const PUBLIC = `query ($network: String!, $slug: String!) { coalition(network: $network, slug: $slug) {
  url counties { vintage county { fips name validTo successors { county { fips } exact } } } } }`;

describe('Counties that change', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const county = async (fips: string) => (await app.data(null, COUNTY, { fips })).county;

  it('are found when they are retired, with what became of them', async () => {
    expect(await county('02270')).toEqual({
      ...{ name: 'Wade Hampton', state: 'AK', population: null },
      ...{ validFrom: null, validTo: '2015-07-01', predecessors: [] },
      successors: [
        {
          county: { fips: '02158', name: 'Kusilvak', successors: [] },
          ...{ effectiveOn: '2015-07-01', kind: 'RENAMED', exact: true },
        },
      ],
    });
    expect(await county('09130')).toMatchObject({
      ...{ name: 'Lower Connecticut River Valley Planning Region', validFrom: '2022-01-01', validTo: null },
      predecessors: ['09007', '09011'].map((fips) => ({
        ...{ county: { fips }, effectiveOn: '2022-01-01', kind: 'REPLACED', exact: false },
      })),
    });
    expect(await county('37011')).toMatchObject({
      validFrom: null,
      validTo: null,
      successors: [],
      predecessors: [],
    });
    expect(await county('37999')).toBeNull();
  });

  it('are read from one vintage in another, each code in its place', async () => {
    const { mapCounties } = await app.data(null, MAP, {
      fips: ['02270', '09001', '00000', '37011', '37011'],
      ...{ from: 2012, to: 2023 },
    });
    expect(mapCounties).toEqual([
      {
        ...{ fips: '02270', exact: true, note: 'The same county as 02158 (Kusilvak).' },
        counties: [{ fips: '02158', name: 'Kusilvak' }],
      },
      {
        ...{
          fips: '09001',
          exact: false,
          note: expect.stringMatching(/^The area of 09001 \(Fairfield\) lies in .+ of 2023\.$/),
        },
        counties: [
          { fips: '09120', name: 'Greater Bridgeport Planning Region' },
          { fips: '09140', name: 'Naugatuck Valley Planning Region' },
          { fips: '09190', name: 'Western Connecticut Planning Region' },
        ],
      },
      { fips: '00000', exact: false, note: 'No county has had this code since 1990.', counties: [] },
      ...[1, 2].map(() => ({
        fips: '37011',
        exact: true,
        note: null,
        counties: [{ fips: '37011', name: 'Avery' }],
      })),
    ]);
    expect((await app.data(null, '{ countyVintages }')).countyVintages).toEqual([
      ...[1990, 1992, 1995, 1997, 2001, 2007, 2008, 2013, 2015, 2019, 2022],
    ]);
  });

  it('are read 500 at once, and in no year that is not known', async () => {
    const fips = Array.from({ length: 500 }, (_, i) => `37${String(i).padStart(3, '0')}`);
    expect((await app.data(null, MAP, { fips, from: 1990, to: 2022 })).mapCounties).toHaveLength(500);

    const tooMany = await app.refusal(null, MAP, { fips: [...fips, '1'], from: 1990, to: 2022 });
    expect([tooMany.code, tooMany.fields]).toEqual(['BAD_USER_INPUT', { fips: 'List at most 500.' }]);
    const year = new Date().getUTCFullYear();
    const wrong = `Give a year from 1990 to ${year}.`;
    expect((await app.refusal(null, MAP, { fips, from: 1989, to: year + 1 })).fields).toEqual({
      from: wrong,
      to: wrong,
    });
    expect((await app.data(null, MAP, { fips: [], from: 1990, to: year })).mapCounties).toEqual([]);

    const deep =
      'query ($f: [String!]!) { mapCounties(fips: $f, from: 2022, to: 2022) { counties { coalitions { nodes { slug } } } } }';
    expect((await app.refusal(null, deep, { f: fips })).code).toBe('QUERY_TOO_COMPLEX');
    expect((await app.data(null, deep, { f: ['37011'] })).mapCounties).toHaveLength(1);
  });

  it('cannot be written once they are retired, and the refusal says what to write', async () => {
    const coalition = await aCoalition(app);
    const input = {
      ...{ coalitionId: coalition.id, expectedRevision: 1 },
      counties: [{ fips: '02270' }, { fips: '37011' }, { fips: '09007' }, { fips: '37999' }],
      initiatives: [{ name: 'Story hour', countyFips: ['46113'] }],
    };
    expect((await app.refusal(await coalition.as(Role.LEAD), UPDATE, { input })).fields).toEqual({
      'input.counties.0.fips': '02270 (Wade Hampton) is retired since 2015; use 02158 (Kusilvak).',
      'input.counties.2.fips':
        '09007 (Middlesex) is retired since 2022; use 09130 (Lower Connecticut River Valley Planning Region).',
      'input.counties.3.fips': 'No county in force has this FIPS code.',
      'input.initiatives.0.countyFips.0': '46113 (Shannon) is retired since 2015; use 46102 (Oglala Lakota).',
    });
  });

  it('stay in what was published with them, with the vintage it was written in', async () => {
    const network = await aNetwork(app);
    await app.database.rows(`update reference.networks set states = '{CT}' where id = $1`, [network.key]);
    const coalition = await aPublishedCoalition(app, { counties: [{ fips: '09130' }] }, network);
    const at = { network: network.slug, slug: coalition.slug };
    expect((await app.data(null, PUBLIC, at)).coalition.counties).toMatchObject([{ vintage: 2022 }]);

    // As a draft would be that was written before the counties of Connecticut were replaced.
    const written = [coalition.key];
    await app.database.rows(
      `update private.coverage_areas set fips = '09007', vintage = 2019 where coalition_id = $1`,
      written,
    );
    const expectedProfileRevision = await save(app, coalition.lead, coalition, { mission: 'Ours' });
    await app.data(coalition.lead, PUBLISH, {
      input: { coalitionId: coalition.id, expectedProfileRevision },
    });

    const { url, counties } = (await app.data(null, PUBLIC, at)).coalition;
    expect(counties).toEqual([
      {
        vintage: 2019,
        county: {
          ...{ fips: '09007', name: 'Middlesex', validTo: '2022-01-01' },
          successors: [{ county: { fips: '09130' }, exact: false }],
        },
      },
    ]);
    const page = await app.http.get(new URL(url as string).pathname);
    expect(page.text).toContain('Middlesex, CT (until 2022)');
    expect((await app.data(null, COVERED, { fips: '09007' })).county.coalitions.nodes).toEqual([
      { slug: coalition.slug },
    ]);
    // Nothing is counted for its successor until the coalition writes it.
    expect((await app.data(null, COVERED, { fips: '09130' })).county.coalitions.nodes).toEqual([]);
  });

  it('keep the vintage of a county that a draft keeps, and take it from documents that have none', async () => {
    const coalition = await aPublishedCoalition(app, { counties: [{ fips: '37011' }] });
    await app.database.rows(`update private.coverage_areas set vintage = 2019 where coalition_id = $1`, [
      coalition.key,
    ]);
    await save(app, coalition.lead, coalition, {
      counties: [{ fips: '37011', note: 'x' }, { fips: '37013' }],
    });
    const rows = await app.database.rows(
      'select fips, vintage from private.coverage_areas where coalition_id = $1 order by fips',
      [coalition.key],
    );
    expect(rows).toEqual([
      { fips: '37011', vintage: 2019 },
      { fips: '37013', vintage: 2022 },
    ]);

    await app.database.rows(
      `update published.coalitions set card = jsonb_set(card::jsonb, '{counties,0}', (card::jsonb #> '{counties,0}') - 'vintage'),
         profile = jsonb_set(profile::jsonb, '{counties,0}', (profile::jsonb #> '{counties,0}') - 'vintage') where id = $1`,
      [coalition.key],
    );
    const at = { network: coalition.network.slug, slug: coalition.slug };
    expect((await app.data(null, PUBLIC, at)).coalition.counties).toMatchObject([{ vintage: 2022 }]);
    const discard =
      'mutation ($input: DiscardDraftInput!) { discardDraft(input: $input) { profile { counties { vintage } } } }';
    const input = { coalitionId: coalition.id, expectedRevision: 3 };
    expect((await app.data(coalition.lead, discard, { input })).discardDraft.profile.counties).toHaveLength(
      1,
    );
  });

  it('are no part of the counties of a network, its coverage, its gaps and their files', async () => {
    const network = await aNetwork(app);
    await app.database.rows(`update reference.networks set states = '{CT,AK,SD}' where id = $1`, [
      network.key,
    ]);
    const { counties, landscape } = (
      await app.data(
        null,
        `query ($n: String!) { network(slug: $n) { counties(first: 1) { totalCount }
          landscape { coverage { counties { fips } } gaps { uncoveredCounties { fips } } } } }`,
        { n: network.slug },
      )
    ).network;
    const coverage = landscape.coverage.counties.map(({ fips }: { fips: string }) => fips);
    expect([counties.totalCount, coverage.length]).toEqual([9 + 30 + 66, 9 + 30 + 66]);
    expect(landscape.gaps[0].uncoveredCounties).toHaveLength(9 + 30 + 66);
    for (const name of ['coverage', 'gaps']) {
      const { text } = await app.http.get(`/exports/${network.slug}/now/${name}.csv`);
      const codes = new Set(parse(text).map((row) => row['county_fips']));
      expect(codes).toEqual(new Set(coverage));
    }
  });
});

const COVERED = 'query ($fips: String!) { county(fips: $fips) { coalitions { nodes { slug } } } }';
