import { cell } from './cells.ts';
import { goalsInForce } from './framework.csv.ts';
import type { Flags } from './network-files.ts';

/** Each goal in force in each county of the network's states, and how many work towards it there. */
const matrix = (network: string, { includeDemo, includeStatewide }: Flags): string => `
  with goals as (
    select g.place, g.goal ->> 'code' as code, g.goal ->> 'title' as title ${goalsInForce(network)}
  ), counted as (
    select goal_code, fips, sum(coalitions)::integer as coalitions from published.coverage
    where network_id = '${network}' and intents && '{CONTRIBUTES,PARTLY}'
      ${includeDemo ? '' : 'and not demo'} ${includeStatewide ? '' : `and fips <> '*'`}
    group by goal_code, fips
  ), matrix as (
    select g.place, g.code, g.title, k.*, coalesce(here.coalitions, 0) + coalesce(everywhere.coalitions, 0) as coalitions
    from goals g
    cross join reference.networks n
    join reference.counties k on k.state = any (n.states) and k.valid_to is null
    left join counted here on here.goal_code = g.code and here.fips = k.fips
    left join counted everywhere on everywhere.goal_code = g.code and everywhere.fips = '*'
    where n.id = '${network}'
  )`;

/** The figures of `landscape.coverage`, one row a goal and county, zeros included. */
export const coverageFile = (network: string, flags: Flags): string => `
  ${matrix(network, flags)}
  select code as goal, fips as county_fips, name as county, state, coalitions from matrix order by place, fips`;

/** The counties of `landscape.gaps`, one row a goal and county where nobody works towards it. */
export const gapsFile = (network: string, flags: Flags): string => `
  ${matrix(network, flags)}
  select code as goal, ${cell('title')} as title, fips as county_fips, name as county, state, population, population_year
  from matrix where coalitions = 0 order by place, fips`;
