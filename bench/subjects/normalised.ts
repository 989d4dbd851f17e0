const TOWARDS = `intent in ('CONTRIBUTES', 'PARTLY')`;

const goalsOf = (coalition: string): string => `
  (select json_agg(json_build_object('code', g.code, 'title', g.title)) from reference.goals g
    where g.network_id = p.network_id and g.code in (select a.goal_code from private.strategy_alignments a
      where a.coalition_id = ${coalition} and a.${TOWARDS}))`;

const termsOf = (taxonomy: string, codes: string): string => `
  (select json_agg(json_build_object('code', t.code, 'label', t.label)) from unnest(${codes}) s (code)
    join reference.terms t on t.network_id = p.network_id and t.taxonomy = '${taxonomy}' and t.code = s.code)`;

const COUNTIES = `
  (select json_agg(json_build_object('county', json_build_object('fips', k.fips, 'name', k.name), 'partial', v.partial)
      order by v.position)
    from private.coverage_areas v join reference.counties k on k.fips = v.fips where v.coalition_id = p.coalition_id)`;

/**
 * The same answers from normalised tables, each by one statement that joins them. Drafts are these tables: they hold
 * what the publications hold. For information: a server that keeps no documents cannot be cheaper than this.
 */
export const NORMALISED: Record<string, string> = {
  // network, name and id after which the page begins
  R1: `
    select coalesce(json_agg(row_to_json(page)), '[]')::text as answer from (
      select c.slug, p.name, p.summary, p.scope, ${COUNTIES} as counties, ${termsOf('sector', 'p.sector_codes')} as sectors,
        (select count(*) from private.partners x where x.coalition_id = p.coalition_id) as "partnerCount",
        ${goalsOf('p.coalition_id')} as goals
      from private.profiles p join access.coalitions c on c.id = p.coalition_id
      where p.network_id = $1 and (p.name, p.coalition_id) > ($2, $3::uuid)
      order by p.name, p.coalition_id limit 50) page`,
  // network, slug
  R2: `
    select row_to_json(one)::text as answer from (
      select c.slug, p.name, p.aliases, p.scope, p.summary, p.mission, p.founded_year, p.website, p.contact_url,
        p.family_voice, p.min_months, p.max_months, p.sources, ${COUNTIES} as counties,
        ${termsOf('sector', 'p.sector_codes')} as sectors,
        ${termsOf('population', 'p.population_codes')} as populations,
        ${termsOf('framework', 'p.framework_codes')} as frameworks,
        (select o.name from private.organizations o where o.coalition_id = p.coalition_id and o.id = p.backbone_id) as backbone,
        (select json_agg(json_build_object('role', x.role, 'since', x.since, 'until', x.until, 'name', o.name, 'url', o.url,
            'sector', o.sector_code) order by x.position)
          from private.partners x join private.organizations o
            on o.coalition_id = x.coalition_id and o.id = x.organization_id
          where x.coalition_id = p.coalition_id) as partners,
        (select json_agg(json_build_object('name', i.name, 'summary', i.summary, 'kind', i.kind_code, 'counties',
            (select json_agg(json_build_object('fips', k.fips, 'name', k.name)) from reference.counties k
              where k.fips = any (i.county_fips)),
            'goals', (select json_agg(json_build_object('code', g.code, 'title', g.title)) from reference.goals g
              where g.network_id = p.network_id and g.code = any (i.goal_codes))) order by i.position)
          from private.initiatives i where i.coalition_id = p.coalition_id) as initiatives,
        (select json_build_object('title', s.title, 'vision', s.vision, 'nodes',
            (select json_agg(json_build_object('key', n.key, 'kind', n.kind, 'text', n.text, 'note', n.note,
                'approach', (select json_build_object('code', t.code, 'label', t.label) from reference.terms t
                  where t.network_id = n.network_id and t.taxonomy = 'approach' and t.code = n.approach_code))
                order by n.position)
              from private.strategy_nodes n where n.coalition_id = s.coalition_id),
            'links', (select json_agg(json_build_object('from', l.from_key, 'to', l.to_key, 'rationale', l.rationale,
                'confidence', l.confidence, 'evidence', l.evidence) order by l.position)
              from private.strategy_links l where l.coalition_id = s.coalition_id),
            'alignments', (select json_agg(json_build_object('nodeKey', a.node_key, 'intent', a.intent,
                'strength', a.strength, 'note', a.note, 'goal', json_build_object('code', g.code, 'title', g.title))
                order by a.position)
              from private.strategy_alignments a
              left join reference.goals g on g.network_id = a.network_id and g.code = a.goal_code
              where a.coalition_id = s.coalition_id))
          from private.strategies s where s.coalition_id = p.coalition_id) as strategy
      from access.coalitions c join private.profiles p on p.coalition_id = c.id
      where c.network_id = $1 and c.slug = $2) one`,
  // network
  R3: `
    with recursive above as (
      select g.code, g.code as counts_for from reference.goals g where g.network_id = $1
      union all
      select a.code, g.parent_code from above a
      join reference.goals g on g.network_id = $1 and g.code = a.counts_for where g.parent_code is not null
    )
    select json_agg(json_build_array(goal, fips, coalitions))::text as answer from (
      select u.counts_for as goal, v.fips, count(distinct p.coalition_id) as coalitions
      from private.profiles p
      join private.strategy_alignments a on a.coalition_id = p.coalition_id and a.${TOWARDS}
      join above u on u.code = a.goal_code
      join private.coverage_areas v on v.coalition_id = p.coalition_id
      where p.network_id = $1 and p.scope <> 'STATEWIDE' group by 1, 2) cells`,
  // network, search, goals, sectors
  R4: `
    with found as materialized (
      select p.coalition_id, c.slug, p.name, p.summary, p.network_id, p.sector_codes,
        word_similarity($2, lower(p.name)) as match
      from private.profiles p join access.coalitions c on c.id = p.coalition_id
      where p.network_id = $1 and p.sector_codes && $4::text[]
        and exists (select from private.strategy_alignments a
          where a.coalition_id = p.coalition_id and a.goal_code = any ($3::text[]) and a.${TOWARDS})
        and ($2 <% lower(p.name) or $2 <% lower(p.summary) or exists (select from private.organizations o
          where o.coalition_id = p.coalition_id and $2 <% lower(o.name)))
    )
    select json_build_object('total', (select count(*) from found), 'nodes', (
      select json_agg(json_build_object('slug', p.slug, 'name', p.name, 'summary', p.summary,
        'sectors', ${termsOf('sector', 'p.sector_codes')}))
      from (select * from found order by match desc limit 25) p))::text as answer`,
  // network, goal
  R5: `
    select coalesce(json_agg(json_build_object('coalitions', coalitions, 'steps', steps, 'texts', texts)), '[]')::text as answer
    from (select steps, count(*) as coalitions, min(texts) as texts from published.pathways
      where network_id = $1 and goal_code = $2 group by steps
      order by 2 desc, cardinality(steps), steps limit 25) ways`,
};
