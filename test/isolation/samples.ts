/** One row of a table, as SQL over `c` (key, coalition_id, network_id) and `n`, the number of the row. */
export interface Sample {
  /** A table with one row a coalition. */
  once?: true;
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
      ...{ goal_codes: `'{}'`, search_text: `''`, card: `'{}'`, profile: `'{}'` },
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
