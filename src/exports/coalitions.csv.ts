import { cell, item, time, urls } from './cells.ts';
import type { Flags } from './network-files.ts';

/** One row a coalition: the columns of the file, in order. Lists are joined by semicolons. */
export const coalitionsFile = (network: string, { includeDemo }: Flags): string => `
  select
    c.slug as coalition,
    ${cell('c.name')} as name,
    (select string_agg(${item('a')}, ';') from json_array_elements_text(c.card -> 'aliases') a) as aliases,
    c.card ->> 'kindCode' as kind,
    c.scope as scope,
    ${cell(`c.card ->> 'summary'`)} as summary,
    ${cell(`c.profile ->> 'mission'`)} as mission,
    c.card ->> 'foundedYear' as founded_year,
    c.card ->> 'website' as website,
    c.profile ->> 'contactUrl' as contact_url,
    ${cell('backbone.name')} as backbone,
    c.card ->> 'minMonths' as age_min_months,
    c.card ->> 'maxMonths' as age_max_months,
    ${cell(`c.profile ->> 'familyVoice'`)} as family_voice,
    array_to_string(c.county_fips, ';') as county_fips,
    (select string_agg(a ->> 'fips', ';') from json_array_elements(c.card -> 'counties') a
      where (a ->> 'partial')::boolean) as partial_county_fips,
    (select string_agg(a ->> 'fips', ';') from json_array_elements(c.card -> 'counties') a
      where a ->> 'basis' = 'INFERRED') as inferred_county_fips,
    array_to_string(c.sector_codes, ';') as sectors,
    array_to_string(c.population_codes, ';') as populations,
    array_to_string(c.framework_codes, ';') as frameworks,
    partners.names as partners,
    array_to_string(c.goal_codes, ';') as goals,
    ${urls(`c.profile -> 'sources'`)} as sources,
    c.claimed as claimed,
    c.demo as demo,
    c.version as version,
    ${time('c.published_at')} as published_at,
    c.verified_on as verified_on
  from published.coalitions c
  left join published.organizations backbone
    on backbone.network_id = c.network_id and backbone.id = (c.card ->> 'backboneId')::uuid
  left join lateral (
    select string_agg(${item('o.name')}, ';' order by o.name) as names
    from published.coalition_organizations l
    join published.organizations o on o.network_id = l.network_id and o.id = l.organization_id
    where l.network_id = c.network_id and l.coalition_id = c.id and l.partner
  ) partners on true
  where c.network_id = '${network}' ${includeDemo ? '' : 'and not c.demo'}
  order by c.sort_name, c.id`;
