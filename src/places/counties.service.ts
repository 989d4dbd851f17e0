import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { County } from './county.type.ts';

/** Counties change with a migration only, so a process reads them once. */
@Injectable()
export class CountiesService {
  private known?: ReadonlyMap<string, County>;

  async all(ctx: RequestContext): Promise<ReadonlyMap<string, County>> {
    this.known ??= await load(ctx);
    return this.known;
  }

  async find(ctx: RequestContext, fips: string): Promise<County | null> {
    return (await this.all(ctx)).get(fips) ?? null;
  }

  async ofStates(ctx: RequestContext, states: readonly string[]): Promise<County[]> {
    return [...(await this.all(ctx)).values()].filter(({ state }) => states.includes(state));
  }
}

async function load(ctx: RequestContext): Promise<ReadonlyMap<string, County>> {
  const rows = await ctx.sql<County>(
    'counties',
    'select fips, name, state, population, population_year as "populationYear" from reference.counties order by fips',
  );
  return new Map(rows.map((row) => [row.fips, Object.assign(new County(), row)]));
}
