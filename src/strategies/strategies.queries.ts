import type { Finding } from './strategy-findings.ts';
import type { AttributionContent, StrategyContent } from './strategy.content.ts';

export interface StrategyDraftRow {
  revision: number;
  title: string;
  vision: string | null;
  rationale: string | null;
  review_on: string | null;
  based_on: AttributionContent | null;
  nodes: StrategyContent['nodes'];
  links: StrategyContent['links'];
  alignments: StrategyContent['alignments'];
}

/** The whole draft in one row; none before the first save. */
export const DRAFT = `
  select s.revision, s.title, s.vision, s.rationale, s.review_on, s.based_on,
    (select coalesce(json_agg(json_build_object('key', n.key, 'kind', n.kind, 'text', n.text,
       'approachCode', n.approach_code, 'note', n.note) order by n.position), '[]')
     from private.strategy_nodes n where n.coalition_id = $1) as nodes,
    (select coalesce(json_agg(json_build_object('from', l.from_key, 'to', l.to_key, 'rationale', l.rationale,
       'confidence', l.confidence, 'evidence', l.evidence) order by l.position), '[]')
     from private.strategy_links l where l.coalition_id = $1) as links,
    (select coalesce(json_agg(json_build_object('nodeKey', a.node_key, 'goalCode', a.goal_code, 'intent', a.intent,
       'strength', a.strength, 'note', a.note) order by a.position), '[]')
     from private.strategy_alignments a where a.coalition_id = $1) as alignments
  from private.strategies s where s.coalition_id = $1`;

/** No row when somebody has saved since: whoever comes second waits for the first, and then finds another revision. */
export const SAVE_STRATEGY = `
  insert into private.strategies as s (coalition_id, title, vision, rationale, review_on, based_on, changed_by, changed_at)
  values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())
  on conflict (coalition_id) do update set (title, vision, rationale, review_on, based_on, changed_by, changed_at, revision)
    = (excluded.title, excluded.vision, excluded.rationale, excluded.review_on, excluded.based_on, excluded.changed_by,
      excluded.changed_at, s.revision + 1)
  where s.revision = $8 returning revision`;

/** Rows that stay as they are are not touched, so that the history shows what differs and nothing else. */
export const SAVE_GRAPH = `
  with given as (select $2::jsonb as graph),
  nodes as (
    select n.value, n.place from given, jsonb_array_elements(graph -> 'nodes') with ordinality n (value, place)
  ), links as (
    select l.value, l.place from given, jsonb_array_elements(graph -> 'links') with ordinality l (value, place)
  ), alignments as (
    select a.value, a.place from given, jsonb_array_elements(graph -> 'alignments') with ordinality a (value, place)
  ), nodes_gone as (
    delete from private.strategy_nodes t where t.coalition_id = $1
      and t.key not in (select n.value ->> 'key' from nodes n)
  ), links_gone as (
    delete from private.strategy_links t where t.coalition_id = $1
      and (t.from_key, t.to_key) not in (select l.value ->> 'from', l.value ->> 'to' from links l)
  ), alignments_gone as (
    delete from private.strategy_alignments t where t.coalition_id = $1 and t.place not in (
      select coalesce(a.value ->> 'nodeKey', '-') || '>' || coalesce(a.value ->> 'goalCode', '-') from alignments a)
  ), nodes_saved as (
    insert into private.strategy_nodes as t (coalition_id, key, kind, text, approach_code, note, position)
    select $1, n.value ->> 'key', n.value ->> 'kind', n.value ->> 'text', n.value ->> 'approachCode', n.value ->> 'note', n.place
    from nodes n
    on conflict (coalition_id, key) do update set (kind, text, approach_code, note, position)
      = (excluded.kind, excluded.text, excluded.approach_code, excluded.note, excluded.position)
    where (t.kind, t.text, t.approach_code, t.note, t.position)
      is distinct from (excluded.kind, excluded.text, excluded.approach_code, excluded.note, excluded.position)
  ), links_saved as (
    insert into private.strategy_links as t (coalition_id, from_key, to_key, rationale, confidence, evidence, position)
    select $1, l.value ->> 'from', l.value ->> 'to', l.value ->> 'rationale', (l.value ->> 'confidence')::integer,
      l.value ->> 'evidence', l.place from links l
    on conflict (coalition_id, from_key, to_key) do update set (rationale, confidence, evidence, position)
      = (excluded.rationale, excluded.confidence, excluded.evidence, excluded.position)
    where (t.rationale, t.confidence, t.evidence, t.position)
      is distinct from (excluded.rationale, excluded.confidence, excluded.evidence, excluded.position)
  )
  insert into private.strategy_alignments as t (coalition_id, node_key, goal_code, intent, strength, note, position)
  select $1, a.value ->> 'nodeKey', a.value ->> 'goalCode', a.value ->> 'intent', (a.value ->> 'strength')::integer,
    a.value ->> 'note', a.place from alignments a
  on conflict (coalition_id, place) do update set (intent, strength, note, position)
    = (excluded.intent, excluded.strength, excluded.note, excluded.position)
  where (t.intent, t.strength, t.note, t.position)
    is distinct from (excluded.intent, excluded.strength, excluded.note, excluded.position)`;

export const LAST_SAVE = `
  select s.revision, s.changed_at, access.account_name(s.changed_by) as changed_by
  from private.strategies s where s.coalition_id = $1`;

export const ARCHIVED = `
  select document from private.strategy_versions where coalition_id = $1 and version = $2`;

/** As it was published, with what was found in it then. */
export interface StrategyDocument extends StrategyContent {
  findings: Finding[];
}

export interface StrategyVersionRow {
  network_id: string;
  coalition_id: string;
  version: number;
  id: string;
  framework_version: number;
  rationale: string | null;
  published_at: Date;
  document: StrategyDocument;
}

const VERSION =
  's.network_id, s.coalition_id, s.version, s.id, s.framework_version, s.rationale, s.published_at, s.document';

export const IN_FORCE = `
  select ${VERSION} from published.coalitions c
  join published.strategies s on s.network_id = c.network_id and s.coalition_id = c.id and s.version = c.strategy_version
  where (c.network_id, c.id) in (select * from unnest($1::uuid[], $2::uuid[]))`;

export const BY_ID = `select ${VERSION} from published.strategies s where s.network_id = $1 and s.id = $2`;

export const BY_VERSION = `
  select ${VERSION} from published.strategies s where s.network_id = $1 and s.coalition_id = $2 and s.version = $3`;

/** Newest first. */
export const VERSIONS = `
  select ${VERSION} from published.strategies s
  where s.network_id = $1 and s.coalition_id = $2 and ($3::integer is null or s.version < $3)
  order by s.version desc limit $4`;

export const COUNT_VERSIONS =
  'select count(*)::integer as total from published.strategies where network_id = $1 and coalition_id = $2';
