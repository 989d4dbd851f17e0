import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AlignmentIntent, type Goal } from '../networks/goal.type.ts';
import type { Network } from '../networks/network.type.ts';
import { NetworksService } from '../networks/networks.service.ts';
import type { County } from '../places/county.type.ts';
import { badInput } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId, isUuid } from '../platform/graphql/ids.ts';
import { NodeRegistry } from '../platform/graphql/node.ts';
import { connectionOf, cursorOf, type Page, pageWindow, wrongCursor } from '../platform/graphql/page.ts';
import type { CoalitionListArgs, CountyCoalitionsArgs, GoalCoalitionsArgs } from './coalition.inputs.ts';
import type { Coalition, CoalitionConnection } from './coalition.types.ts';
import { type Initiative, type Partner, type ProfileFields } from './profile.types.ts';
import {
  type CoalitionWishes,
  countStatement,
  type ListedPlace,
  listStatement,
  type OrderName,
  orders,
  PART_OWNER,
  TOMBSTONE,
  type TombstoneRow,
} from './coalitions.queries.ts';
import { nameKey } from './name-key.ts';
import { ProfileContents } from './profile-contents.service.ts';
import { PublishedCoalitions } from './published-coalitions.service.ts';
import { CoalitionTombstone, type FormerState } from './tombstone.type.ts';

/** What counts as working towards a goal unless somebody asks for more. */
const TOWARDS = [AlignmentIntent.CONTRIBUTES, AlignmentIntent.PARTLY];

/** The public record. */
@Injectable()
export class CoalitionsService implements OnModuleInit {
  constructor(
    private readonly nodes: NodeRegistry,
    private readonly networks: NetworksService,
    private readonly published: PublishedCoalitions,
    private readonly contents: ProfileContents,
  ) {}

  onModuleInit(): void {
    this.nodes.register('Coalition', (ctx, key, id) => this.byId(ctx, key, id));
    this.nodes.register('Partner', (ctx, key, id) =>
      this.part(ctx, key, id, (of) => this.contents.partners(ctx, of)),
    );
    this.nodes.register('Initiative', (ctx, key, id) =>
      this.part(ctx, key, id, (of) => this.contents.initiatives(ctx, of)),
    );
  }

  /** At the address of a coalition that was merged, the one that it was merged into. */
  async bySlug(ctx: RequestContext, networkSlug: string, slug: string): Promise<Coalition | null> {
    const coalition = await this.published.page(ctx, networkSlug, slug);
    if (coalition) return coalition;
    const network = await this.networks.bySlug(ctx, networkSlug);
    if (!network) return null;
    const tombstone = await this.tombstone(ctx, networkSlug, slug);
    return tombstone?.movedTo ? this.byId(ctx, network.key, tombstone.movedTo) : null;
  }

  async byId(ctx: RequestContext, networkKey: string, id: string): Promise<Coalition | null> {
    const network = await this.networks.byKey(ctx, networkKey);
    return network && this.published.byId(ctx, networkKey, network.slug, id);
  }

  async tombstone(
    ctx: RequestContext,
    networkSlug: string,
    slug: string,
  ): Promise<CoalitionTombstone | null> {
    const network = await this.networks.bySlug(ctx, networkSlug);
    const [row] = network ? await ctx.sql<TombstoneRow>('tombstone', TOMBSTONE, [network.key, slug]) : [];
    if (!row || !network) return null;
    const { name, since } = row;
    const state = row.state as FormerState;
    return Object.assign(new CoalitionTombstone(), {
      name,
      state,
      since,
      movedTo: row.moved_to,
      networkKey: network.key,
    });
  }

  /** `search` without an order comes best match first; everything else by name. */
  async list(
    ctx: RequestContext,
    wishes: CoalitionWishes,
    order: OrderName,
    page: Page,
  ): Promise<CoalitionConnection> {
    const window = pageWindow(page, order);
    if (window.key && !isKeyOf(order, window.key)) {
      throw wrongCursor(window.backwards ? 'before' : 'after');
    }
    const statement = listStatement(wishes, order, window);
    const slugs = await this.slugsOf(ctx, wishes);
    const [found] = await ctx.sql<{ page: ListedPlace[] }>(statement.name, statement.text, statement.values);
    const places = new Map(found!.page.map((place) => [place.id, place]));
    const coalitions = await this.published.at(ctx, slugs, found!.page);
    const cursor = ({ coalitionKey }: Coalition): string =>
      cursorOf(order, [places.get(coalitionKey)!.order_key, coalitionKey]);
    const count = async (): Promise<number> => {
      const { name, text, values } = countStatement(wishes);
      return (await ctx.sql<{ total: number }>(name, text, values))[0]!.total;
    };
    return { ...connectionOf(coalitions, window, cursor), count };
  }

  async ofNetwork(
    ctx: RequestContext,
    network: Network,
    args: CoalitionListArgs,
  ): Promise<CoalitionConnection> {
    const search = args.search == null ? null : nameKey(args.search);
    if (search === '') throw badInput({ search: 'Search for at least one letter or digit.' });
    const order = args.orderBy ?? (search === null ? 'NAME_ASC' : 'MATCH');
    const { goalCodes, intents, ...filter } = args.filter ?? {};
    const goals = goalCodes == null ? null : { codes: goalCodes, intents: intents ?? TOWARDS };
    return this.list(ctx, { ...filter, goals, networkKey: network.key, search }, order, args);
  }

  async ofGoal(ctx: RequestContext, goal: Goal, args: GoalCoalitionsArgs): Promise<CoalitionConnection> {
    const goals = { codes: [goal.code], intents: args.intent ?? TOWARDS };
    return this.list(ctx, { networkKey: goal.networkKey, goals }, 'NAME_ASC', args);
  }

  /** A network that is not there covers nothing. */
  async ofCounty(
    ctx: RequestContext,
    county: County,
    args: CountyCoalitionsArgs,
  ): Promise<CoalitionConnection> {
    const network = args.network == null ? null : await this.networks.bySlug(ctx, args.network);
    const countyFips = args.network != null && !network ? [] : [county.fips];
    const wishes = { networkKey: network?.key ?? null, countyFips, withoutStatewide: !args.includeStatewide };
    return this.list(ctx, wishes, 'NAME_ASC', args);
  }

  /** What this operation has read of the public record, and changed since. */
  forget(ctx: RequestContext): void {
    this.published.forget(ctx);
    this.contents.forget(ctx);
  }

  /** A list across all networks depends on all of them. */
  private async slugsOf(ctx: RequestContext, { networkKey }: CoalitionWishes): Promise<Map<string, string>> {
    const one = networkKey ? await this.networks.byKey(ctx, networkKey) : null;
    const networks = one ? [one] : await this.networks.all(ctx);
    return new Map(networks.map(({ key, slug }) => [key, slug]));
  }

  private async part<T extends Partner | Initiative>(
    ctx: RequestContext,
    networkKey: string,
    id: string,
    parts: (of: ProfileFields) => Promise<T[]>,
  ): Promise<T | null> {
    if (!(await this.networks.byKey(ctx, networkKey))) return null;
    const [owner] = await ctx.sql<{ coalition_id: string }>('part_owner', PART_OWNER, [networkKey, id]);
    const coalition = owner ? await this.byId(ctx, networkKey, owner.coalition_id) : null;
    const found = coalition ? await parts(coalition) : [];
    return found.find((part) => part.id === globalId(part.constructor.name, networkKey, id)) ?? null;
  }
}

/** Of a cursor that was made up: Postgres must be able to read what the order compares with. */
const isKeyOf = (order: OrderName, [key, id, ...rest]: string[]): boolean => {
  if (key === undefined || id === undefined || rest.length > 0 || !isUuid(id)) return false;
  switch (orders[order].type) {
    case 'integer':
      return /^\d{1,4}$/.test(key);
    case 'date':
      return key === '-infinity' || (/^\d{4}-\d{2}-\d{2}$/.test(key) && isInstant(key));
    case 'timestamptz':
      return (
        /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/.test(key) &&
        isInstant(key.slice(0, 19).replace(' ', 'T'))
      );
    default:
      return true;
  }
};

const isInstant = (text: string): boolean => {
  const time = new Date(`${text}${text.includes('T') ? '' : 'T00:00:00'}Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
};
