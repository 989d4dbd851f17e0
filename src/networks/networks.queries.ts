/** Every network at once: there are few, and one operation often needs several. */
export const NETWORKS = `
  select id, slug, name, states, description, contact, license, revision, updated_at
  from reference.networks order by name, id`;

export interface NetworkRow {
  id: string;
  slug: string;
  name: string;
  states: string[];
  description: string | null;
  contact: string | null;
  license: string | null;
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
       'sources', sources) order by path), '[]') from tree) as goals,
    (select coalesce(json_agg(json_build_object('taxonomy', taxonomy, 'code', code, 'label', label)
       order by taxonomy, position, code), '[]') from reference.terms where network_id = $1) as terms,
    (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'nameKey', name_key, 'url', url,
       'sectorCode', sector_code)
       order by name, id), '[]') from published.organizations where network_id = $1) as organizations`;

export interface DictionaryRow {
  goals: {
    id: string;
    code: string;
    title: string;
    description: string | null;
    level: string;
    horizon: string | null;
    parentCode: string | null;
    targetDate: string | null;
    retired: boolean;
    sources: { url: string; title?: string | null; retrievedOn?: string | null }[];
  }[];
  terms: { taxonomy: string; code: string; label: string }[];
  organizations: {
    id: string;
    name: string;
    nameKey: string;
    url: string | null;
    sectorCode: string | null;
  }[];
}
