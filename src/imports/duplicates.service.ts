import { Injectable } from '@nestjs/common';
import type { Network } from '../networks/network.type.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { likelyDuplicates } from './duplicates.ts';
import { LikelyDuplicate } from './duplicates.resolver.ts';

const MOST = 100;

const RECORDS = `
  select c.id, c.name, c.county_fips as counties, c.card -> 'aliases' as aliases, c.card ->> 'website' as website,
    o.name as backbone
  from published.coalitions c
  left join published.organizations o on o.network_id = c.network_id and o.id = (c.card ->> 'backboneId')::uuid
  where c.network_id = $1`;

interface RecordRow {
  id: string;
  name: string;
  counties: string[];
  aliases: string[];
  website: string | null;
  backbone: string | null;
}

@Injectable()
export class DuplicatesService {
  async ofNetwork(ctx: RequestContext, network: Network): Promise<LikelyDuplicate[]> {
    await ctx.enterNetwork(network.key, 'read');
    const found = ctx.loader(comparisons);
    const known = found.get(network.key) ?? this.compare(ctx, network);
    found.set(network.key, known);
    return known;
  }

  private async compare(ctx: RequestContext, network: Network): Promise<LikelyDuplicate[]> {
    const rows = await ctx.sql<RecordRow & object>('records_to_compare', RECORDS, [network.key]);
    const found = likelyDuplicates(rows.map((row) => ({ ...row, network: network.key })));
    return found
      .slice(0, MOST)
      .map(({ a, b, score, reasons }) =>
        Object.assign(new LikelyDuplicate(), { networkKey: network.key, aKey: a, bKey: b, score, reasons }),
      );
  }
}

/** Once in an operation, however often it is asked for. */
const comparisons = (): Map<string, Promise<LikelyDuplicate[]>> => new Map();
