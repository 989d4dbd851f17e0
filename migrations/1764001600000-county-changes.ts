import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { loadCounties } from './support/counties.ts';
import { openTable } from './support/tables.ts';

/**
 * Counties that are no longer, what became of them, and in which vintage a coalition wrote its counties. What a draft or
 * a publication has named stays named: a code ends, its row does not.
 */
export class CountyChanges1764001600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      alter table reference.counties
        -- The first day of the code, null before 1990, and the first day without it, null while it is in force.
        add column valid_from date,
        add column valid_to date,
        add constraint county_valid_from_before_valid_to check (valid_from < valid_to);

      create table reference.county_changes (
        fips text not null constraint county_change_of references reference.counties,
        successor_fips text not null constraint county_change_to references reference.counties,
        effective_on date not null,
        kind text not null check (kind in ('RENAMED', 'RECODED', 'MERGED', 'SPLIT', 'REPLACED')),
        note text,
        source text not null,
        primary key (fips, successor_fips, effective_on),
        constraint county_changes_into_another check (fips <> successor_fips)
      );
      create index on reference.county_changes (successor_fips);
      ${openTable('reference.county_changes')}

      -- The default is of the rows that were there before anybody asked; the server names the vintage of new ones.
      alter table private.coverage_areas add column vintage integer not null default 2022
        constraint coverage_vintage_is_a_year check (vintage between 1990 and 2999);
    `,
    );
    await loadCounties(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `alter table private.coverage_areas drop column vintage;
       drop table reference.county_changes;
       delete from reference.counties where valid_to is not null;
       alter table reference.counties drop column valid_from, drop column valid_to`,
    );
  }
}
