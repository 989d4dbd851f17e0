import { cell, urls } from './cells.ts';

/** The goals in force, as the framework was frozen with them: `g.goal` is one, `g.place` its place in the tree. */
export const goalsInForce = (network: string): string => `
  from reference.networks n
  join reference.framework_versions v on v.network_id = n.id and v.version = n.framework_version
  cross join lateral json_array_elements(v.goals) with ordinality g (goal, place)
  where n.id = '${network}'`;

/**
 * One row a goal in force, in the order of the tree. A retired goal has no row: its code is in `replaces` of the goal
 * that stands for it now, so that what a strategy aligned with it can be looked up.
 */
export const goalsFile = (network: string): string => `
  with recursive replaced (code, former) as (
    select r.replaced_by, r.code from reference.goals r where r.network_id = '${network}' and r.replaced_by is not null
    union
    select r.replaced_by, p.former from replaced p
    join reference.goals r on r.network_id = '${network}' and r.code = p.code and r.replaced_by is not null
  )
  select
    g.goal ->> 'code' as code,
    ${cell(`g.goal ->> 'title'`)} as title,
    ${cell(`g.goal ->> 'description'`)} as description,
    g.goal ->> 'level' as level,
    g.goal ->> 'horizon' as horizon,
    g.goal ->> 'parentCode' as parent,
    g.goal ->> 'targetDate' as target_date,
    v.version as framework_version,
    (select string_agg(p.former, ';' order by p.former) from replaced p where p.code = g.goal ->> 'code') as replaces,
    ${urls(`g.goal -> 'sources'`)} as sources
  ${goalsInForce(network)}
  order by g.place`;
