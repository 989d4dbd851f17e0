import { COUNTIES, organizationKey, SECTORS } from './landscape-acts.ts';
import { LandscapeModel } from './landscape-model.ts';
import type { LandscapeWorld } from './landscape-world.ts';

const EVERY_INTENT = ['CONTRIBUTES', 'PARTLY', 'LOCAL_ONLY', 'INTENTIONALLY_NOT_ADDRESSED'];
const TIES = '{ totalCount nodes { a { slug } b { slug } sharedPartners sharedCounties sharedGoals } }';
const SEEN = `query ($n: String!) { network(slug: $n) {
  coalitions(first: 100) { nodes { slug partnerCount goals { code } partners { organization { name sector { code } } } } }
  landscape {
    usual: coverage { goals { code } counties { fips } counts }
    every: coverage(intent: [${EVERY_INTENT.join()}], includeStatewide: true, includeDemo: true) { counts }
    notAddressed: coverage(intent: [INTENTIONALLY_NOT_ADDRESSED]) { counts }
    statewide: coverage(intent: [PARTLY], includeStatewide: true) { counts }
    gaps(includeDemo: true) { goal { code } uncoveredCounties { fips } }
    sectors { sector { code } coalitionCount partnerCount }
    sectorsWithDemo: sectors(includeDemo: true) { sector { code } coalitionCount partnerCount }
    ties(first: 100) ${TIES}
    tiesWithDemo: ties(first: 100, includeDemo: true) ${TIES}
    freshness { coalitionCount }
    freshnessWithDemo: freshness(includeDemo: true) { coalitionCount }
  } } }`;
const OF_GOAL = `query ($n: String!, $code: String!) { network(slug: $n) {
  coalitions(first: 100, filter: { goalCodes: [$code] }) { nodes { slug } }
  notAddressed: coalitions(first: 100, filter: { goalCodes: [$code], intents: [INTENTIONALLY_NOT_ADDRESSED] }) { nodes { slug } }
  landscape {
    pathways(goalCode: $code, first: 100) { coalitionCount steps { kind approach { code } } }
    pathwaysWithDemo: pathways(goalCode: $code, first: 100, includeDemo: true) { coalitionCount steps { kind approach { code } } }
  } } }`;

/** Compares what anybody may see with what must be there by all that the people of this world have done. */
export async function checkFigures(world: LandscapeWorld): Promise<void> {
  const { app, network, framework, records, widelyShared } = world;
  const read = async (query: string, variables: object = {}) =>
    (await app.data(null, query, { n: network.slug, ...variables })).network;
  const { coalitions, landscape: seen } = await read(SEEN);
  const sectorOf = new Map<string, string | null>();
  for (const { slug, partners } of coalitions.nodes) {
    for (const { organization } of partners) {
      sectorOf.set(organizationKey(organization.name), organization.sector?.code ?? null);
    }
    const names = partners.map(({ organization }: any) => organizationKey(organization.name));
    expect([slug, names]).toEqual([slug, records.find((record) => record.slug === slug)?.profile.partners]);
  }
  const model = new LandscapeModel(framework, records, (key) => sectorOf.get(key) ?? null, widelyShared);
  for (const { slug, partnerCount, partners, goals } of coalitions.nodes) {
    const record = records.find((one) => one.slug === slug)!;
    const codes = goals.map(({ code }: any) => code);
    expect({ slug, partnerCount, codes: [...codes].sort() }).toEqual({
      ...{ slug, partnerCount: partners.length },
      codes: [...new Set(model.ownGoals(record))].sort(),
    });
    expect(codes).toEqual(
      seen.usual.goals.map(({ code }: any) => code).filter((code: string) => codes.includes(code)),
    );
  }

  const goals: string[] = seen.usual.goals.map(({ code }: any) => code);
  const counties: string[] = seen.usual.counties.map(({ fips }: any) => fips);
  expect([...goals].sort()).toEqual([...model.goals].sort());
  expect(counties).toHaveLength(100);
  for (const [matrix, wish] of [
    ['usual', {}],
    ['every', { intents: EVERY_INTENT, statewide: true, demo: true }],
    ['notAddressed', { intents: ['INTENTIONALLY_NOT_ADDRESSED'] }],
    ['statewide', { intents: ['PARTLY'], statewide: true }],
  ] as const) {
    const wanted = goals.map((goal) => counties.map((fips) => model.coverage(goal, fips, wish)));
    expect({ [matrix]: seen[matrix].counts }).toEqual({ [matrix]: wanted });
  }
  for (const { goal, uncoveredCounties } of seen.gaps) {
    const wanted = counties.filter((fips) => model.coverage(goal.code, fips, { demo: true }) === 0);
    expect(uncoveredCounties.map(({ fips }: any) => fips)).toEqual(wanted);
  }
  for (const [list, demo] of [
    ['sectors', false],
    ['sectorsWithDemo', true],
  ] as const) {
    const wanted = SECTORS.map((code) => ({ sector: { code }, ...model.sector(code, demo) }));
    expect(seen[list].filter(({ sector }: any) => SECTORS.includes(sector.code))).toEqual(wanted);
  }
  for (const [list, demo] of [
    ['ties', false],
    ['tiesWithDemo', true],
  ] as const) {
    expect(seen[list].nodes.map(lineOf).sort()).toEqual(model.ties(demo));
    expect(seen[list].totalCount).toBe(seen[list].nodes.length);
  }
  for (const [list, demo] of [
    ['freshness', false],
    ['freshnessWithDemo', true],
  ] as const) {
    const { today, never } = model.verified(demo);
    expect(seen[list].map((band: any) => band.coalitionCount)).toEqual([today, 0, 0, 0, never]);
  }
  for (const code of goals) {
    const of = await read(OF_GOAL, { code });
    expect(stepsOf(of.landscape.pathways)).toEqual(model.pathways(code, false));
    expect(stepsOf(of.landscape.pathwaysWithDemo)).toEqual(model.pathways(code, true));
    expect(slugsOf(of.coalitions)).toEqual(model.alignedWith(code));
    expect(slugsOf(of.notAddressed)).toEqual(model.alignedWith(code, ['INTENTIONALLY_NOT_ADDRESSED']));
  }
  expect(COUNTIES.filter((fips) => !counties.includes(fips))).toEqual(['45001']);
}

const slugsOf = ({ nodes }: any): string[] => nodes.map(({ slug }: any) => slug).sort();

const lineOf = ({ a, b, sharedPartners, sharedCounties, sharedGoals }: any): string =>
  [...[a.slug, b.slug].sort(), sharedPartners, sharedCounties, sharedGoals].join(' ');

const stepsOf = (pathways: any[]): Record<string, number> =>
  Object.fromEntries(
    pathways.map(({ steps, coalitionCount }) => [
      steps.map(({ kind, approach }: any) => (approach ? `${kind}:${approach.code}` : kind)).join(' '),
      coalitionCount,
    ]),
  );

const KEPT = [
  ...['coalition_goals', 'coalition_counties', 'pathways', 'coverage', 'pathway_counts'],
  ...['sector_participation', 'verifications', 'shared_things', 'ties'],
];

const UNNAMED = `select o.name from published.organizations o where o.network_id = $1 and not exists (
  select from published.coalition_organizations l where l.network_id = o.network_id and l.organization_id = o.id)`;

/** Compares what the publications have kept up with the same made anew, which is then given up. */
export async function checkRebuild({ app, network }: Pick<LandscapeWorld, 'app' | 'network'>): Promise<void> {
  const client = await app.database.owner.connect();
  const tables = [
    ...KEPT.map((table) => [table, `published.${table}`] as const),
    [
      'organizations',
      '(select network_id, id, partner_of, partner_of_demo from published.organizations)',
    ] as const,
    ['coalitions', '(select network_id, id, goal_codes from published.coalitions)'] as const,
  ];
  const snapshot = async (): Promise<Record<string, object[]>> => {
    const rows: Record<string, object[]> = {};
    for (const [name, source] of tables) {
      const text = `select to_jsonb(t) as row from ${source} t where t.network_id = $1 order by t::text collate "C"`;
      rows[name] = (await client.query<{ row: object }>(text, [network.key])).rows.map(({ row }) => row);
    }
    return rows;
  };
  try {
    await client.query('begin');
    await client.query('set local role registry_owner');
    expect((await client.query(UNNAMED, [network.key])).rows).toEqual([]);
    const before = await snapshot();
    await client.query('select published.rebuild_landscape($1)', [network.key]);
    expect(before).toEqual(await snapshot());
  } finally {
    await client.query('rollback');
    client.release();
  }
}
