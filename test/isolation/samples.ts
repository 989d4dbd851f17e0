/** One row of a table, as SQL over `c` (key, coalition_id, network_id) and `n`, the number of the row. */
export interface Sample {
  /** A table with one row a coalition. */
  once?: true;
  /** A member adds that row: it is there in the test, so adding it is let through and adds nothing. */
  addedByMembers?: true;
  columns: Record<string, string>;
  /** An update that no constraint minds and that reads no column, so that the policy of updates alone decides. */
  update?: string;
}

const owner = { coalition_id: 'c.coalition_id', network_id: 'c.network_id' };
const idOf = (what: string, n = 'n'): string => `md5('${what} ' || c.coalition_id || ' ' || ${n})::uuid`;

/** The number of the row that a test adds. */
export const SPARE = 98;

/** In the order in which they can be inserted. */
export const samples: Record<string, Sample> = {
  'private.profiles': {
    once: true,
    columns: { ...owner, name: `'Coalition ' || c.key`, kind_code: `'local-coalition'` },
    update: 'completeness = 7',
  },
  'private.organizations': {
    columns: {
      ...owner,
      id: idOf('organization'),
      name: `'Organisation ' || n`,
      name_key: `'organisation ' || n`,
      own_wording: 'true',
    },
    update: `url = 'https://example.org'`,
  },
  'private.coverage_areas': {
    columns: { ...owner, fips: `'37' || lpad((2 * n - 1)::text, 3, '0')` },
    update: 'position = 7',
  },
  'private.partners': {
    // The spare row takes the one organisation that is nobody's partner yet.
    columns: {
      ...owner,
      id: idOf('partner'),
      organization_id: idOf('organization', `(n + (n = ${SPARE})::int)`),
    },
    update: 'position = 7',
  },
  'private.initiatives': {
    columns: { ...owner, id: idOf('initiative'), name: `'Initiative ' || n` },
    update: 'position = 7',
  },
  'private.strategies': {
    once: true,
    addedByMembers: true,
    columns: { ...owner, title: `'Theory of change'` },
    update: 'revision = 7',
  },
  'private.strategy_nodes': {
    columns: { ...owner, key: `'k' || n`, kind: `'IMPACT'`, text: `'Node ' || n`, position: 'n' },
    update: 'position = 7',
  },
  'private.strategy_links': {
    columns: { ...owner, from_key: `'k1'`, to_key: `'k' || n`, position: 'n' },
    update: 'position = 7',
  },
  'private.strategy_alignments': {
    columns: { ...owner, goal_code: `'G' || n`, intent: `'INTENTIONALLY_NOT_ADDRESSED'`, position: 'n' },
    update: 'position = 7',
  },
  'private.strategy_versions': {
    columns: { ...owner, version: '100 + n', framework_version: '1', document: `'{}'` },
  },
  'audit.events': {
    columns: { ...owner, actor: `'Somebody'`, action: `'test'`, subject: `'event ' || n` },
    update: `subject = 'x'`,
  },
  'published.coalitions': {
    once: true,
    columns: {
      ...{
        network_id: 'c.network_id',
        id: 'c.coalition_id',
        slug: 'lower(c.key)',
        name: 'c.key',
        sort_name: 'c.key',
      },
      ...{
        scope: `'LOCAL'`,
        demo: 'false',
        claimed: 'true',
        version: '1',
        draft_revision: '1',
        published_at: 'now()',
      },
      ...{ county_fips: `'{}'`, sector_codes: `'{}'`, population_codes: `'{}'`, framework_codes: `'{}'` },
      ...{ search_text: `''`, card: `'{}'`, profile: `'{}'` },
    },
  },
  'published.organizations': {
    columns: {
      network_id: 'c.network_id',
      id: idOf('organization'),
      name: 'c.key || n',
      name_key: 'c.key || n',
    },
  },
  'published.coalition_organizations': { columns: { ...owner, organization_id: idOf('organization') } },
  'published.parts': { columns: { ...owner, id: idOf('partner') } },
  'published.strategies': {
    columns: {
      ...{ ...owner, version: '100 + n', framework_version: '1' },
      ...{ document: `'{}'`, alignments: `'[]'`, pathways: `'[]'` },
    },
  },
  'published.coalition_goals': {
    columns: { ...owner, goal_code: `'G' || n`, intents: `'{PARTLY}'`, direct: 'true' },
  },
  'published.coalition_counties': { columns: { ...owner, fips: `'F' || n` } },
  'published.pathways': { columns: { ...owner, goal_code: `'G' || n`, steps: `'{IMPACT}'`, texts: `'{x}'` } },
  'published.coverage': {
    columns: {
      ...{ network_id: 'c.network_id', goal_code: 'c.key || n', fips: `'*'`, intents: `'{PARTLY}'` },
      ...{ demo: 'false', coalitions: '1' },
    },
  },
  'published.pathway_counts': {
    columns: {
      ...{ network_id: 'c.network_id', goal_code: 'c.key || n', steps: `'{IMPACT}'` },
      ...{ coalitions: '1', demo_coalitions: '0' },
    },
  },
  'published.sector_participation': {
    columns: { network_id: 'c.network_id', sector_code: 'c.key || n' },
  },
  'published.verifications': {
    columns: {
      network_id: 'c.network_id',
      verified_on: `date '2026-01-01' + n::int + ascii(c.key) * 100 + ascii(substr(c.key, 2)) * 7`,
      ...{ coalitions: '1', demo_coalitions: '0' },
    },
  },
  'published.shared_things': {
    columns: { network_id: 'c.network_id', kind: `'COUNTY'`, key: 'c.key || n', coalitions: '1' },
  },
  'published.tombstones': {
    once: true,
    columns: { ...owner, slug: `'old-' || lower(c.key)`, name: 'c.key', state: `'UNPUBLISHED'` },
  },
  'reference.goals': {
    columns: {
      network_id: 'c.network_id',
      code: 'c.key || n',
      title: `'Goal'`,
      level: `'GOAL'`,
      position: 'n',
    },
  },
  'reference.framework_versions': {
    columns: { network_id: 'c.network_id', version: 'ascii(right(c.key, 1)) * 100 + n', goals: `'[]'` },
  },
  'reference.data_use_agreements': {
    columns: {
      ...{ network_id: 'c.network_id', version: 'ascii(right(c.key, 1)) * 100 + n' },
      ...{ text_en: `'Text'`, text_es: `'Texto'` },
    },
  },
  'reference.frameworks': { columns: { code: `lower(c.key) || n`, name: `'Framework'` } },
  'reference.framework_items': {
    columns: { framework_code: 'lower(c.key) || n', code: `'1'`, position: 'n' },
  },
  'reference.crosswalk': {
    columns: {
      network_id: 'c.network_id',
      position: 'ascii(right(c.key, 1)) * 100 + n',
      goal_code: 'c.key || n',
      framework_code: 'lower(c.key) || n',
      item_code: `'1'`,
      match: `'CLOSE'`,
    },
  },
  'reference.county_changes': {
    columns: {
      ...{ fips: `'37001'`, successor_fips: `'37003'`, kind: `'SPLIT'`, source: `'https://example.org'` },
      effective_on: `date '2026-01-01' + n::int + ascii(c.key) * 100 + ascii(substr(c.key, 2)) * 7`,
    },
  },
  'reference.terms': {
    columns: {
      network_id: 'c.network_id',
      taxonomy: `'sector'`,
      code: 'c.key || n',
      label: `'Term'`,
      position: 'n',
    },
  },
};

/** Inserts rows `from` to `to` of the sample for each row of `places`, a table expression named c. */
export function insertion(table: string, places: string, from: string | number, to: string | number): string {
  const sample = samples[table];
  if (!sample) throw new Error(`${table} has no sample row: add one to test/isolation/samples.ts`);
  const columns = Object.keys(sample.columns).join(', ');
  const values = Object.values(sample.columns).join(', ');
  return `insert into ${table} (${columns}) select ${values} from ${places} cross join generate_series(${from}, ${to}) n`;
}
