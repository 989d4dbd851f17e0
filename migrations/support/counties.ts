import type { QueryRunner } from 'typeorm';
import { countyFacts } from '../../src/places/county-catalogue.ts';
import { countyChanges, countyTerms, retiredCounties } from '../../src/places/county-changes.ts';

/** Brings reference.counties and its changes to what src/places/data says; the next change of codes calls it again. */
export async function loadCounties(runner: QueryRunner): Promise<void> {
  const terms = new Map(countyTerms().map((term) => [term.fips, term]));
  const counties = [...countyFacts(), ...retiredCounties()].map((county) => ({
    ...county,
    ...terms.get(county.fips),
  }));
  await runner.query(
    `insert into reference.counties (fips, name, state, population, population_year, valid_from, valid_to)
     select f ->> 'fips', f ->> 'name', f ->> 'state', (f ->> 'population')::integer, (f ->> 'populationYear')::integer,
       (f ->> 'validFrom')::date, (f ->> 'validTo')::date
     from jsonb_array_elements($1::jsonb) f
     on conflict (fips) do update set
       (name, state, population, population_year, valid_from, valid_to) = (excluded.name, excluded.state,
         excluded.population, excluded.population_year, excluded.valid_from, excluded.valid_to)`,
    [JSON.stringify(counties)],
  );
  await runner.query(
    `insert into reference.county_changes (fips, successor_fips, effective_on, kind, note, source)
     select c ->> 'fips', c ->> 'successorFips', (c ->> 'effectiveOn')::date, c ->> 'kind', c ->> 'note', c ->> 'source'
     from jsonb_array_elements($1::jsonb) c
     on conflict (fips, successor_fips, effective_on) do update set
       (kind, note, source) = (excluded.kind, excluded.note, excluded.source)`,
    [JSON.stringify(countyChanges())],
  );
}
