import { Injectable } from '@nestjs/common';
import { badInput } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { last } from '../platform/graphql/writing/lasting.ts';
import type { MapCountiesArgs } from './counties.inputs.ts';
import { type CountyChange, CountyHistory, FIRST_VINTAGE } from './county-history.ts';
import type { CountyMapping } from './county-succession.type.ts';
import { County } from './county.type.ts';

const COUNTIES = `
  select fips, name, state, population, population_year as "populationYear",
    valid_from as "validFrom", valid_to as "validTo"
  from reference.counties order by fips`;

const CHANGES = `
  select fips, successor_fips as "successorFips", effective_on as "effectiveOn", kind
  from reference.county_changes order by effective_on, fips, successor_fips`;

/** Counties change with a migration only, so a process reads them once. */
@Injectable()
export class CountiesService {
  private known?: CountyHistory;

  async history(ctx: RequestContext): Promise<CountyHistory> {
    this.known ??= await load(ctx);
    return this.known;
  }

  /** Retired ones too, since what was published with them stays. */
  async all(ctx: RequestContext): Promise<ReadonlyMap<string, County>> {
    return (await this.history(ctx)).counties;
  }

  async find(ctx: RequestContext, fips: string): Promise<County | null> {
    return (await this.all(ctx)).get(fips) ?? null;
  }

  /** Those in force. */
  async ofStates(ctx: RequestContext, states: readonly string[]): Promise<County[]> {
    return (await this.history(ctx)).inForce.filter(({ state }) => states.includes(state));
  }

  async map(ctx: RequestContext, { fips, from, to }: MapCountiesArgs): Promise<CountyMapping[]> {
    const thisYear = new Date().getUTCFullYear();
    const problems = Object.entries({ from, to }).flatMap(([name, year]) =>
      year >= FIRST_VINTAGE && year <= thisYear
        ? []
        : [[name, `Give a year from ${FIRST_VINTAGE} to ${thisYear}.`] as const],
    );
    if (problems.length > 0) throw badInput(Object.fromEntries(problems));
    const history = await this.history(ctx);
    return fips.map((code) => history.map(code, from, to));
  }
}

async function load(ctx: RequestContext): Promise<CountyHistory> {
  const counties = await ctx.sql<County>('counties', COUNTIES);
  const changes = await ctx.sql<CountyChange & Record<string, unknown>>('county_changes', CHANGES);
  return new CountyHistory(
    counties.map((row) => last(Object.assign(new County(), row))),
    changes,
  );
}
