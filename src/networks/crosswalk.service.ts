import { Injectable } from '@nestjs/common';
import { badInput } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import type { CrosswalkEntryInput, SaveCrosswalkInput } from './crosswalk.inputs.ts';
import { CrosswalkLink, type CrosswalkMatch, fromTheOtherEnd, type LinkEnd } from './crosswalk.type.ts';
import type { FrameworkItem } from './framework.type.ts';
import { LINKS_OF_FRAMEWORK, LINKS_OF_NETWORK, type LinkRow } from './frameworks.queries.ts';
import { FrameworksService, savedSince } from './frameworks.service.ts';
import type { Goal } from './goal.type.ts';
import type { Network } from './network.type.ts';
import { NetworksService } from './networks.service.ts';

@Injectable()
export class CrosswalkService {
  constructor(
    private readonly networks: NetworksService,
    private readonly frameworks: FrameworksService,
  ) {}

  /** A link that another network states raises this network's revision too, so its own is enough to depend on. */
  async ofGoal(ctx: RequestContext, { networkKey, code }: Goal): Promise<CrosswalkLink[]> {
    const rows = await ctx.loader(linkLoads).ofNetwork(networkKey);
    return rows.flatMap((row) => {
      if (row.network_id === networkKey && row.goal_code === code) return toLink(row, targetOf(row));
      const leadsHere = row.target_network_id === networkKey && row.target_goal_code === code;
      return leadsHere ? incoming(row) : [];
    });
  }

  /** Any network may begin to link to an item, so the answer depends on all of them. */
  async ofItem(ctx: RequestContext, { frameworkCode, code }: FrameworkItem): Promise<CrosswalkLink[]> {
    await this.networks.dependOnAll(ctx);
    const rows = await ctx.loader(linkLoads).ofFramework(frameworkCode);
    return rows.filter(({ item_code }) => item_code === code).map(incoming);
  }

  async goalOf(ctx: RequestContext, { end }: CrosswalkLink): Promise<Goal | null> {
    if (!('goalCode' in end)) return null;
    return (await this.networks.dictionaryOf(ctx, end.networkKey)).goal(end.goalCode);
  }

  async itemOf(ctx: RequestContext, { end }: CrosswalkLink): Promise<FrameworkItem | null> {
    return 'itemCode' in end ? this.frameworks.item(ctx, end.frameworkCode, end.itemCode) : null;
  }

  /** The whole list, each end of each link checked. */
  async save(ctx: RequestContext, { idempotencyKey, ...input }: SaveCrosswalkInput): Promise<Network> {
    const network = await this.networks.require(ctx, input.network);
    await ctx.enterNetwork(network.key, 'admin');
    await onceUnderKey(ctx, idempotencyKey, input, () => this.put(ctx, network, input));
    ctx.forget(linkLoads);
    return this.networks.reread(ctx, input.network);
  }

  private async put(ctx: RequestContext, network: Network, input: SaveCrosswalkInput): Promise<void> {
    const problems: Record<string, string> = {};
    const pairs = new Set<string>();
    const entries: object[] = [];
    for (const [i, entry] of input.entries.entries()) {
      const refuse = (field: string, problem: string): void => {
        problems[`input.entries.${i}.${field}`] = problem;
      };
      const target = await this.target(ctx, network, entry, refuse);
      const pair = JSON.stringify([entry.goalCode, target]);
      if (target && pairs.has(pair)) refuse('goalCode', 'This link stands in the list already.');
      pairs.add(pair);
      entries.push({ goalCode: entry.goalCode, ...target, match: entry.match, note: entry.note ?? null });
    }
    if (Object.keys(problems).length > 0) throw badInput(problems);
    const [since] = await ctx.sql<{ current_revision: number; last_saved: Date | null }>(
      'save_crosswalk',
      'select * from reference.save_crosswalk($1, $2)',
      [input.expectedRevision, JSON.stringify(entries)],
    );
    if (since) throw savedSince('crosswalk', since.current_revision, since.last_saved);
  }

  private async target(
    ctx: RequestContext,
    network: Network,
    entry: CrosswalkEntryInput,
    refuse: (field: string, problem: string) => void,
  ): Promise<object | null> {
    const { goalCode, targetNetwork, targetGoalCode, frameworkCode, itemCode } = entry;
    if (!(await this.isInForce(ctx, network.key, goalCode)))
      refuse('goalCode', 'No goal in force of this network has this code.');
    if (targetGoalCode != null) {
      if (frameworkCode != null || itemCode != null)
        refuse(frameworkCode != null ? 'frameworkCode' : 'itemCode', 'Name a goal or an item, not both.');
      return this.targetGoal(ctx, network, goalCode, targetNetwork ?? network.slug, targetGoalCode, refuse);
    }
    if (targetNetwork != null) refuse('targetGoalCode', 'Name the goal of that network.');
    else if (frameworkCode == null && itemCode == null)
      refuse('targetGoalCode', 'Name a goal, or an item of a framework.');
    else if (itemCode == null) refuse('itemCode', 'Name the item of that framework.');
    else if (frameworkCode == null) refuse('frameworkCode', 'Name the framework of that item.');
    else if (await this.frameworks.item(ctx, frameworkCode, itemCode)) return { frameworkCode, itemCode };
    else if (await this.frameworks.byCode(ctx, frameworkCode))
      refuse('itemCode', 'This framework has no item of this code.');
    else refuse('frameworkCode', 'There is no framework of this code.');
    return null;
  }

  private async targetGoal(
    ctx: RequestContext,
    network: Network,
    goalCode: string,
    slug: string,
    targetGoalCode: string,
    refuse: (field: string, problem: string) => void,
  ): Promise<object | null> {
    const target = await this.networks.bySlug(ctx, slug);
    if (!target) refuse('targetNetwork', 'There is no network of this slug.');
    else if (!(await this.isInForce(ctx, target.key, targetGoalCode)))
      refuse('targetGoalCode', 'No goal in force of that network has this code.');
    else if (target.key === network.key && targetGoalCode === goalCode)
      refuse('targetGoalCode', 'A goal is not linked to itself.');
    else return { targetNetworkKey: target.key, targetGoalCode };
    return null;
  }

  private async isInForce(ctx: RequestContext, networkKey: string, code: string): Promise<boolean> {
    const goal = (await this.networks.dictionaryOf(ctx, networkKey)).goal(code);
    return goal !== null && !goal.retired;
  }
}

const toLink = (row: LinkRow, end: LinkEnd, match = row.match as CrosswalkMatch): CrosswalkLink =>
  Object.assign(new CrosswalkLink(), { match, note: row.note, end, statedByKey: row.network_id });

const targetOf = (row: LinkRow): LinkEnd =>
  row.target_network_id === null
    ? { frameworkCode: row.framework_code!, itemCode: row.item_code! }
    : { networkKey: row.target_network_id, goalCode: row.target_goal_code! };

const incoming = (row: LinkRow): CrosswalkLink =>
  toLink(
    row,
    { networkKey: row.network_id, goalCode: row.goal_code },
    fromTheOtherEnd(row.match as CrosswalkMatch),
  );

/** One statement a network or framework and operation. */
const linkLoads = (
  ctx: RequestContext,
): { ofNetwork(key: string): Promise<LinkRow[]>; ofFramework(code: string): Promise<LinkRow[]> } => {
  const loads = new Map<string, Promise<LinkRow[]>>();
  const load = (name: string, text: string, key: string): Promise<LinkRow[]> => {
    const place = `${name} ${key}`;
    if (!loads.has(place)) loads.set(place, ctx.sql<LinkRow>(name, text, [key]));
    return loads.get(place)!;
  };
  return {
    ofNetwork: (key) => load('links_of_network', LINKS_OF_NETWORK, key),
    ofFramework: (code) => load('links_of_framework', LINKS_OF_FRAMEWORK, code),
  };
};
