import type { GoalFate, GoalRow } from './goal-tree.ts';

/** Every network at once: there are few, and one operation often needs several. */
export const NETWORKS = `
  select id, slug, name, states, description, contact, license, framework_version, crosswalk_revision, revision, updated_at
  from reference.networks order by name, id`;

export interface NetworkRow {
  id: string;
  slug: string;
  name: string;
  states: string[];
  description: string | null;
  contact: string | null;
  license: string | null;
  framework_version: number;
  crosswalk_revision: number;
  revision: number;
  updated_at: Date;
}

/** What the documents of a network name by code or id, in one row. Goals come in tree order. */
export const DICTIONARY = `
  with recursive tree as (
    select g.*, array[g.position] as path from reference.goals g where g.network_id = $1 and g.parent_code is null
    union all
    select g.*, t.path || g.position from reference.goals g join tree t on g.network_id = t.network_id and g.parent_code = t.code
  )
  select
    (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'title', title, 'description', description,
       'level', level, 'horizon', horizon, 'parentCode', parent_code, 'targetDate', target_date, 'retired', retired,
       'replacedByCode', replaced_by, 'sources', sources) order by path), '[]')::text from tree) as goals,
    (select coalesce(json_agg(json_build_object('taxonomy', taxonomy, 'code', code, 'label', label)
       order by taxonomy, position, code), '[]')::text from reference.terms where network_id = $1) as terms`;

/** JSON, as text: with most revisions of a network it is what it was before. */
export interface DictionaryText {
  goals: string;
  terms: string;
}

export interface DictionaryRow {
  goals: (GoalRow & GoalFate)[];
  terms: { taxonomy: string; code: string; label: string }[];
}

export const ORGANIZATIONS_BY_ID = `
  select network_id, id, name, name_key, url, sector_code from published.organizations
  where (network_id, id) in (select * from unnest($1::uuid[], $2::uuid[]))`;

export const ORGANIZATIONS_OF_COALITIONS = `
  select l.coalition_id, o.network_id, o.id, o.name, o.name_key, o.url, o.sector_code
  from published.coalition_organizations l
  join published.organizations o on o.network_id = l.network_id and o.id = l.organization_id
  where (l.network_id, l.coalition_id) in (select * from unnest($1::uuid[], $2::uuid[]))`;

export const ORGANIZATIONS_BY_ID_OR_NAME = `
  select network_id, id, name, name_key, url, sector_code from published.organizations
  where network_id = $1 and (id = any ($2::uuid[]) or name_key = any ($3))`;

export interface OrganizationRow {
  network_id: string;
  id: string;
  name: string;
  name_key: string;
  url: string | null;
  sector_code: string | null;
}

export const FRAMEWORK_VERSIONS = `
  select version, adopted_on::text as "adoptedOn", reason from reference.framework_versions
  where network_id = $1 order by version desc`;

export const GOALS_OF_VERSION =
  'select goals from reference.framework_versions where network_id = $1 and version = $2';

export const SAVE_GOALS = `
  select saved, current_version, current_revision, saved_at, use_count, uses from reference.save_goals($1, $2, $3)`;

export interface SavingRow {
  saved: boolean;
  current_version: number;
  current_revision: number;
  saved_at: Date | null;
  use_count: number;
  uses: { goalCode: string; coalition: string; name: string }[];
}
