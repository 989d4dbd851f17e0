/** By goal and county; '*' for coalitions of the whole state. */
export const COVERAGE = `
  select goal_code, fips, sum(coalitions)::integer as coalitions from published.coverage
  where network_id = $1 and goal_code = any ($2) and intents && $3 and ($4 or not demo) and ($5 or fips <> '*')
  group by goal_code, fips`;

export interface CoverageRow {
  goal_code: string;
  fips: string;
  coalitions: number;
}

export const SECTORS = `
  select sector_code, coalitions + case when $2 then demo_coalitions else 0 end as coalitions,
    case when $2 then partners_with_demo else partners end as partners
  from published.sector_participation where network_id = $1 order by sector_code`;

export interface SectorRow {
  sector_code: string;
  coalitions: number;
  partners: number;
}

/** The most common first, then the shorter. */
export const PATHWAYS = `
  select steps, coalitions + case when $3 then demo_coalitions else 0 end as coalitions
  from published.pathway_counts
  where network_id = $1 and goal_code = $2 and ($3 or coalitions > 0)
  order by 2 desc, cardinality(steps), steps limit $4`;

export interface PathwayRow {
  steps: string[];
  coalitions: number;
}

/** Of several pathways at once: $3 is a JSON array of their steps. */
export const EXAMPLES = `
  select wanted.place::integer - 1 as place, example.coalition_id, example.texts
  from jsonb_array_elements($3::jsonb) with ordinality wanted (steps, place)
  cross join lateral (
    select p.coalition_id, p.texts from published.pathways p
    join published.coalitions c on c.network_id = p.network_id and c.id = p.coalition_id
    where p.network_id = $1 and p.goal_code = $2
      and p.steps = array(select jsonb_array_elements_text(wanted.steps)) and ($4 or not c.demo)
    order by c.sort_name, c.id limit $5
  ) example
  order by wanted.place`;

export interface ExampleRow {
  place: number;
  coalition_id: string;
  texts: string[];
}

export const TIES = `
  select a, b, partners, counties, goals, shared from published.ties
  where network_id = $1 and shared >= $2 and ($3 or not demo)
    and ($4::integer is null or (shared, a, b) < ($4, $5::uuid, $6::uuid))
  order by shared desc, a desc, b desc limit $7`;

export const COUNT_TIES = `
  select count(*)::integer as total from published.ties
  where network_id = $1 and shared >= $2 and ($3 or not demo)`;

export interface TieRow {
  a: string;
  b: string;
  partners: number;
  counties: number;
  goals: number;
  shared: number;
}

export const VERIFICATIONS = `
  select nullif(verified_on, '-infinity')::text as verified_on,
    coalitions + case when $2 then demo_coalitions else 0 end as coalitions
  from published.verifications where network_id = $1`;

export interface VerificationRow {
  verified_on: string | null;
  coalitions: number;
}
