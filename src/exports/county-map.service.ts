import { Injectable } from '@nestjs/common';
import { NetworksService } from '../networks/networks.service.ts';
import { CountiesService } from '../places/counties.service.ts';
import { readAtlas } from '../places/data-file.ts';
import { geometriesOf } from '../places/topology.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { badInput } from '../platform/errors.ts';
import { type CountyMap, countyMapOf, type StateMap, stateMapsOf } from './county-map.ts';

/** Outlines change with the package and counties with a migration, so a process draws each state once. */
@Injectable()
export class CountyMapService {
  private states?: ReadonlyMap<string, StateMap>;

  constructor(
    private readonly db: TenantDb,
    private readonly networks: NetworksService,
    private readonly counties: CountiesService,
  ) {}

  async map(query: Record<string, unknown>): Promise<CountyMap> {
    const slug = networkAsked(query);
    const { inForce, wanted } = await this.db.run(null, 'read', 'map', async (ctx) => ({
      inForce: (await this.counties.history(ctx)).inForce,
      wanted: slug === undefined ? null : (await this.networks.require(ctx, slug)).states,
    }));
    this.states ??= stateMapsOf(inForce, geometriesOf(readAtlas()));
    return countyMapOf(
      [...this.states].filter(([state]) => wanted?.includes(state) ?? true).map(([, map]) => map),
    );
  }
}

/** What is not taken is refused rather than left aside, so that nobody takes the answer for another. */
function networkAsked({ network, ...others }: Record<string, unknown>): string | undefined {
  const problems = Object.keys(others).map((name) => [name, 'counties.geojson takes only network.']);
  if (network !== undefined && typeof network !== 'string')
    problems.push(['network', 'Give the slug of one network.']);
  if (problems.length > 0) throw badInput(Object.fromEntries(problems) as Record<string, string>);
  return network as string | undefined;
}
