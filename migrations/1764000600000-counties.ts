import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countyFacts } from '../src/places/county-catalogue.ts';
import { asOwner } from './support/as-owner.ts';

/** The counties in force and their populations. */
export class Counties1764000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const facts = countyFacts();
    await runner.query(
      `insert into reference.counties (fips, name, state, population, population_year)
       select f ->> 'fips', f ->> 'name', f ->> 'state', (f ->> 'population')::integer, (f ->> 'populationYear')::integer
       from jsonb_array_elements($1::jsonb) f`,
      [JSON.stringify(facts)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, `delete from reference.counties`);
  }
}
