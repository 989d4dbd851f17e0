import { COVERAGE } from '../../src/landscape/landscape.queries.ts';
import { NORMALISED } from './normalised.ts';

/**
 * What the floor answers: one statement on the rows that publishing writes, whose text goes out as it is. Each has one
 * column, `answer`, and takes the values that the subject gives it.
 */
const FLOORS: Record<string, string> = {
  // network, sort_name and id after which the page begins
  R1: `
    select coalesce(json_agg(json_build_object('slug', slug, 'card', card)), '[]')::text as answer
    from (select slug, card from published.coalitions where network_id = $1 and (sort_name, id) > ($2, $3::uuid)
      order by sort_name, id limit 50) page`,
  // network, slug
  R2: `
    select json_build_object('slug', c.slug, 'profile', c.profile, 'strategy', s.document)::text as answer
    from published.coalitions c
    left join published.strategies s
      on s.network_id = c.network_id and s.coalition_id = c.id and s.version = c.strategy_version
    where c.network_id = $1 and c.slug = $2`,
  // network, goals, intents, demonstrations, statewide
  R3: `
    select json_agg(json_build_array(goal_code, fips, coalitions))::text as answer from (${COVERAGE}) cells`,
  // network, search, goals, intents, sectors
  R4: `
    with found as materialized (
      select id, slug, card, (1000 * word_similarity($2, search_text))::integer as match from published.coalitions
      where network_id = $1 and $2 <% search_text and sector_codes && $5::text[]
        and (network_id, id) in (select g.network_id, g.coalition_id from published.coalition_goals g
          where g.network_id = $1 and g.goal_code = any ($3::text[]) and g.intents && $4::text[])
    )
    select json_build_object('total', (select count(*) from found), 'nodes', (
      select coalesce(json_agg(json_build_object('slug', slug, 'card', card)), '[]')
      from (select slug, card from found order by match desc, id desc limit 25) best))::text as answer`,
  // network, goal
  R5: `
    select coalesce(json_agg(json_build_object('coalitions', coalitions, 'steps', steps, 'examples', examples)), '[]')::text
      as answer
    from (select w.steps, w.coalitions, (
        select json_agg(json_build_object('slug', e.slug, 'name', e.name, 'texts', e.texts)) from (
          select c.slug, c.name, p.texts from published.pathways p
          join published.coalitions c on c.network_id = p.network_id and c.id = p.coalition_id
          where p.network_id = $1 and p.goal_code = $2 and p.steps = w.steps and not c.demo
          order by c.sort_name, c.id limit 3) e) as examples
      from (select steps, coalitions from published.pathway_counts
        where network_id = $1 and goal_code = $2 and coalitions > 0
        order by coalitions desc, cardinality(steps), steps limit 25) w
      order by w.coalitions desc, cardinality(w.steps), w.steps) ways`,
  // coalition, summary, mission; the trigger writes the history
  W1: `
    update private.profiles set summary = $2, mission = $3, revision = revision + 1, changed_at = clock_timestamp()
    where coalition_id = $1 returning revision::text as answer`,
};

/** By the name under which the floor server is asked: the code of a subject, or that and `.normalised`. */
export const statements: ReadonlyMap<string, string> = new Map([
  ...Object.entries(FLOORS),
  ...Object.entries(NORMALISED).map(([code, text]) => [`${code}.normalised`, text] as const),
]);
