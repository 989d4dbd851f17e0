import { Injectable, type OnModuleInit } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId } from '../platform/graphql/ids.ts';
import { NodeRegistry } from '../platform/graphql/node.ts';
import type { Dictionary } from './dictionary.ts';
import { Organization } from './goal.type.ts';
import {
  type OrganizationRow,
  ORGANIZATIONS_BY_ID,
  ORGANIZATIONS_BY_ID_OR_NAME,
  ORGANIZATIONS_OF_COALITIONS,
} from './networks.queries.ts';
import { NetworksService } from './networks.service.ts';

/** Published organisations, by id and by the key of their name, under which two spellings are one. */
export interface SharedOrganizations {
  byId: ReadonlyMap<string, OrganizationRow>;
  byName: ReadonlyMap<string, OrganizationRow>;
}

/** The organisations that published coalitions of a network name. There may be many: each answer reads its own. */
@Injectable()
export class OrganizationsService implements OnModuleInit {
  constructor(
    private readonly nodes: NodeRegistry,
    private readonly networks: NetworksService,
  ) {}

  onModuleInit(): void {
    this.nodes.register('Organization', (ctx, key, id) => this.byId(ctx, key, id));
  }

  /** One statement for all organisations of an answer. */
  async byId(ctx: RequestContext, networkKey: string, id: string): Promise<Organization | null> {
    const dictionary = await this.networks.dictionary(ctx, networkKey);
    const row = dictionary && (await ctx.loader(organizationRows).load(`${networkKey} ${id}`));
    return row ? organizationOf(dictionary, row) : null;
  }

  /** All that a published coalition names, by id; one statement for all coalitions of an answer, beside their profiles. */
  async ofCoalition(
    ctx: RequestContext,
    networkKey: string,
    coalitionKey: string,
  ): Promise<ReadonlyMap<string, Organization>> {
    const [dictionary, rows] = await Promise.all([
      this.networks.dictionaryOf(ctx, networkKey),
      ctx.loader(rowsOfCoalitions).load(`${networkKey} ${coalitionKey}`),
    ]);
    return new Map(rows.map((row) => [row.id, organizationOf(dictionary, row)]));
  }

  /** Those of one network that a draft may name, by what it names them by. */
  async named(
    ctx: RequestContext,
    networkKey: string,
    ids: readonly string[],
    nameKeys: readonly string[],
  ): Promise<SharedOrganizations> {
    const rows = await ctx.sql<OrganizationRow>('organizations_by_id_or_name', ORGANIZATIONS_BY_ID_OR_NAME, [
      ...[networkKey, ids, nameKeys],
    ]);
    return {
      byId: new Map(rows.map((row) => [row.id, row])),
      byName: new Map(rows.map((row) => [row.name_key, row])),
    };
  }

  /** What this operation has read of them, and changed since. */
  forget(ctx: RequestContext): void {
    ctx.forget(organizationRows);
    ctx.forget(rowsOfCoalitions);
  }
}

/** As it is shown, from a published row or from a draft. */
export const organizationOf = (
  dictionary: Dictionary,
  { id, name, url, sector_code: sectorCode }: Omit<OrganizationRow, 'network_id' | 'name_key'>,
): Organization =>
  Object.assign(new Organization(), {
    id: globalId('Organization', dictionary.networkKey, id),
    ...{ key: id, name, url, aliases: [] },
    sector: dictionary.term('sector', sectorCode),
  });

const organizationRows = (ctx: RequestContext): DataLoader<string, OrganizationRow | null> =>
  new DataLoader(async (keys) => {
    const rows = await ctx.sql<OrganizationRow>('organizations_by_id', ORGANIZATIONS_BY_ID, pairsOf(keys));
    const found = new Map(rows.map((row) => [`${row.network_id} ${row.id}`, row]));
    return keys.map((key) => found.get(key) ?? null);
  });

type RowOfCoalition = OrganizationRow & { coalition_id: string };

const rowsOfCoalitions = (ctx: RequestContext): DataLoader<string, RowOfCoalition[]> =>
  new DataLoader(async (keys) => {
    const rows = await ctx.sql<RowOfCoalition>(
      'organizations_of_coalitions',
      ORGANIZATIONS_OF_COALITIONS,
      pairsOf(keys),
    );
    const found = new Map<string, RowOfCoalition[]>(keys.map((key) => [key, []]));
    for (const row of rows) found.get(`${row.network_id} ${row.coalition_id}`)!.push(row);
    return keys.map((key) => found.get(key)!);
  });

const pairsOf = (keys: readonly string[]): string[][] => {
  const pairs = keys.map((key) => key.split(' ') as [string, string]);
  return [pairs.map(([network]) => network), pairs.map(([, id]) => id)];
};
