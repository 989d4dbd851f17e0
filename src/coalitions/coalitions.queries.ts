import { createHash } from 'node:crypto';
import type { PageWindow } from '../platform/graphql/page.ts';
import type { CardContent, ProfileContent } from './profile.content.ts';

/** Where a coalition stands in the record, and in which state its row is: no two have the same mark. */
export interface CoalitionPlace {
  network_id: string;
  id: string;
  state: string;
}

export interface ListedPlace extends CoalitionPlace {
  /** What the list is ordered by, as text, for its cursor. */
  order_key: string;
}

/** As JSON, since that is read much faster than a row value by value. */
export interface CoalitionRow extends CoalitionPlace {
  slug: string;
  demo: boolean;
  claimed: boolean;
  published_at: string;
  verified_on: string | null;
  strategy_version: number | null;
  goal_codes: string[];
  card: CardContent;
}

export interface CoalitionWishes {
  networkKey?: string | null;
  countyFips?: string[] | null;
  goals?: { codes: string[]; intents: string[] } | null;
  sectorCodes?: string[] | null;
  populationCodes?: string[] | null;
  frameworkCodes?: string[] | null;
  verifiedSince?: string | null;
  withoutStatewide?: boolean;
  /** As `searchText` writes it. */
  search?: string | null;
}

/** The transaction that wrote it, and when it was published, should a database be another's copy. */
const STATE = `c.xmin::text || ' ' || extract(epoch from c.published_at)`;
const PLACE = `c.network_id, c.id, ${STATE} as state`;
const COLUMNS = `${PLACE}, c.slug, c.demo, c.claimed, c.published_at, c.verified_on, c.strategy_version, c.goal_codes, c.card`;

interface Order {
  expression: string;
  /** Of the cursor's text. */
  type: string;
  descending: boolean;
}

export const orders = {
  NAME_ASC: { expression: 'sort_name', type: 'text', descending: false },
  NAME_DESC: { expression: 'sort_name', type: 'text', descending: true },
  UPDATED_DESC: { expression: 'published_at', type: 'timestamptz', descending: true },
  VERIFIED_DESC: { expression: `coalesce(verified_on, '-infinity')`, type: 'date', descending: true },
  // Best match first, and only within a search. Whole per mille, so that a cursor says exactly where it stood.
  MATCH: {
    expression: '(1000 * word_similarity(?, search_text))::integer',
    type: 'integer',
    descending: true,
  },
} satisfies Record<string, Order>;

export type OrderName = keyof typeof orders;

export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

const ALIGNED = `(network_id, id) in (select g.network_id, g.coalition_id from published.coalition_goals g
    where g.goal_code = any (array(select jsonb_array_elements_text(?::jsonb -> 'codes')))
      and g.intents && array(select jsonb_array_elements_text(?::jsonb -> 'intents')))`;

/** `?` is the value's place. `&&` and `<%` are served by the GIN indexes, the orders by their own. */
const conditions: [wish: keyof CoalitionWishes, sql: string][] = [
  ['networkKey', 'network_id = ?::uuid'],
  ['countyFips', 'county_fips && ?::text[]'],
  ['goals', ALIGNED],
  ['sectorCodes', 'sector_codes && ?::text[]'],
  ['populationCodes', 'population_codes && ?::text[]'],
  ['frameworkCodes', 'framework_codes && ?::text[]'],
  ['verifiedSince', 'verified_on >= ?::date'],
  ['search', '? <% search_text'],
  ['withoutStatewide', `(scope = 'STATEWIDE') is distinct from ?::boolean`],
];

/** Only the wishes that are made become part of the text, which is thereby prepared once for each combination. */
function where(wishes: CoalitionWishes): Statement {
  const made = conditions.filter(([wish]) => wishes[wish] != null && wishes[wish] !== false);
  const sql = made.map(([, condition], index) => condition.replaceAll('?', `$${index + 1}`));
  return {
    name: made.map(([wish]) => wish).join('_'),
    text: sql.length > 0 ? `where ${sql.join(' and ')}` : 'where true',
    values: made.map(([wish]) => wishes[wish]),
  };
}

export function listStatement(wishes: CoalitionWishes, order: OrderName, window: PageWindow): Statement {
  const wanted = where(wishes);
  const values = [...wanted.values];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const { type, descending } = orders[order];
  const search = `$${wanted.values.indexOf(wishes.search) + 1}`;
  const expression = orders[order].expression.replace('?', search);
  const down = descending !== window.backwards;
  const [way, beyond] = down ? ['desc', '<'] : ['asc', '>'];
  const [key, id] = window.key ?? [];
  const after = window.key
    ? `and (${expression}, id) ${beyond} (${place(key)}::${type}, ${place(id)}::uuid)`
    : '';
  // All as one JSON: the rows of a page, read value by value, cost the server more than all else that it does with them.
  const text = `
    select coalesce(json_agg(page), '[]') as page from (select ${PLACE}, c.order_key from (
      select network_id, id, xmin, published_at, (${expression})::text as order_key from published.coalitions
      ${wanted.text} ${after}
      order by ${expression} ${way}, id ${way} limit ${place(window.size + 1)}) c) page`;
  const name = ['coalitions', order, way, window.key ? 'from' : 'all', wanted.name].join('_');
  return { name: shortName(name), text, values };
}

export function countStatement(wishes: CoalitionWishes): Statement {
  const wanted = where(wishes);
  return {
    name: shortName(`coalitions_count_${wanted.name}`),
    text: `select count(*)::integer as total from published.coalitions ${wanted.text}`,
    values: wanted.values,
  };
}

/** Postgres cuts names at 63 bytes, and two that are then alike would be taken for one statement. */
const shortName = (name: string): string =>
  name.length <= 60 ? name : `coalitions_${createHash('sha1').update(name).digest('hex')}`;

/**
 * All that one coalition's page may ask for, but its strategy. Of the coalition nothing where it is in the state that is
 * known ($3), of its organisations nothing where its network is at the revision, too, at which they were read ($4).
 */
export const PAGE = `
  select ${PLACE}, n.revision as network_revision,
    (select to_json(whole) from (select ${COLUMNS}, c.profile) whole where (${STATE}) is distinct from $3) as whole,
    case when (${STATE}) is distinct from $3 or n.revision is distinct from $4 then
     (select coalesce(json_agg(named), '[]')::text from (
       select o.network_id, o.id, o.name, o.name_key, o.url, o.sector_code from published.coalition_organizations l
       join published.organizations o on o.network_id = l.network_id and o.id = l.organization_id
       where l.network_id = c.network_id and l.coalition_id = c.id order by o.id) named)
    end as organizations
  from reference.networks n join published.coalitions c on c.network_id = n.id
  where n.slug = $1 and c.slug = $2`;

export interface PageRow extends CoalitionPlace {
  network_revision: number;
  whole: (CoalitionRow & { profile: ProfileContent }) | null;
  /** JSON of OrganizationRow[], as text: it mostly is what it was before. */
  organizations: string | null;
}

export const BY_IDS = `
  select coalesce(json_agg(found), '[]') as rows from (
    select ${COLUMNS} from published.coalitions c
    where (c.network_id, c.id) in (select * from unnest($1::uuid[], $2::uuid[]))) found`;
export const PROFILES = `
  select network_id, id, profile from published.coalitions
  where (network_id, id) in (select * from unnest($1::uuid[], $2::uuid[]))`;
export const PART_OWNER = 'select coalition_id from published.parts where network_id = $1 and id = $2';
export const TOMBSTONE = `
  select name, state, since, moved_to from published.tombstones where network_id = $1 and slug = $2`;

export interface ProfileRow {
  network_id: string;
  id: string;
  profile: ProfileContent;
}

export interface TombstoneRow {
  name: string;
  state: 'UNPUBLISHED' | 'ARCHIVED' | 'MERGED';
  since: Date;
  moved_to: string | null;
}
