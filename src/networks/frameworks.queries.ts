/** Frameworks of others, whole: there are few. Items come in tree order. */
export const FRAMEWORKS = `
  with recursive tree as (
    select i.*, array[i.position] as path from reference.framework_items i where i.parent_code is null
    union all
    select i.*, t.path || i.position from reference.framework_items i
    join tree t on i.framework_code = t.framework_code and i.parent_code = t.code
  )
  select f.code, f.name, f.owner, f.year, f.state, f.note, f.sources, f.revision,
    (select coalesce(json_agg(json_build_object('frameworkCode', f.code, 'code', t.code, 'number', t.number,
       'title', t.title, 'description', t.description, 'parentCode', t.parent_code) order by t.path), '[]')
     from tree t where t.framework_code = f.code) as items
  from reference.frameworks f order by f.name, f.code`;

export const SAVE_FRAMEWORK = `
  select used_item as "itemCode", network_slug as network, network_name as name, current_revision, last_saved
  from reference.save_framework($1, $2)`;

export interface FrameworkRefusal {
  itemCode: string;
  network: string;
  name: string;
  /** Of a row that says where it stands, and names no item. */
  current_revision: number | null;
  last_saved: Date | null;
}

const LINKS = `
  select x.network_id, x.goal_code, x.target_network_id, x.target_goal_code, x.framework_code, x.item_code, x.match, x.note
  from reference.crosswalk x join reference.networks n on n.id = x.network_id`;

/** What a network states, in its order, and then what others state of it. */
export const LINKS_OF_NETWORK = `${LINKS}
  where x.network_id = $1 or x.target_network_id = $1 order by x.network_id <> $1, n.slug, x.position`;

export const LINKS_OF_FRAMEWORK = `${LINKS}
  where x.framework_code = $1 order by n.slug, x.position`;

export interface LinkRow {
  network_id: string;
  goal_code: string;
  target_network_id: string | null;
  target_goal_code: string | null;
  framework_code: string | null;
  item_code: string | null;
  match: string;
  note: string | null;
}
