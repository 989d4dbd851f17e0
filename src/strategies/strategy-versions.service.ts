import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { Coalition } from '../coalitions/coalition.types.ts';
import { NetworksService } from '../networks/networks.service.ts';
import type { ReadyConfig } from '../platform/config.ts';
import { badInput } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId } from '../platform/graphql/ids.ts';
import { NodeRegistry } from '../platform/graphql/node.ts';
import { Kept } from '../platform/kept.ts';
import {
  connectionOf,
  cursorOf,
  type ForwardPage,
  pageWindow,
  wrongCursor,
} from '../platform/graphql/page.ts';
import { recordCacheShares } from '../platform/record-cache.ts';
import { CONFIG } from '../platform/settings.module.ts';
import {
  BY_ID,
  BY_VERSION,
  COUNT_VERSIONS,
  IN_FORCE,
  type StrategyVersionRow,
  VERSIONS,
} from './strategies.queries.ts';
import { changesBetween, type StrategyChange } from './strategy-changes.ts';
import {
  type StrategyDraft,
  StrategyVersion,
  type StrategyVersionConnection,
} from './strategy-states.types.ts';
import type { FindingSeverity } from './strategy-enums.ts';
import { NO_STRATEGY } from './strategy.content.ts';

type Owner = Pick<Coalition, 'networkKey' | 'coalitionKey'>;

/** Strategies as they were published. */
@Injectable()
export class StrategyVersions implements OnModuleInit {
  /** By the state of the coalition's row, which every publication changes. */
  private readonly kept: Kept<StrategyVersion>;

  constructor(
    private readonly nodes: NodeRegistry,
    private readonly networks: NetworksService,
    @Inject(CONFIG) config: ReadyConfig,
  ) {
    const { strategies } = recordCacheShares(config);
    this.kept = new Kept(strategies, ({ content }) => JSON.stringify(content).length);
  }

  onModuleInit(): void {
    this.nodes.register('StrategyVersion', (ctx, key, id) => this.byId(ctx, key, id));
  }

  async byId(ctx: RequestContext, networkKey: string, id: string): Promise<StrategyVersion | null> {
    if (!(await this.networks.byKey(ctx, networkKey))) return null;
    const [row] = await ctx.sql<StrategyVersionRow>('strategy_by_id', BY_ID, [networkKey, id]);
    return row ? this.toVersion(ctx, row) : null;
  }

  /** One statement for all coalitions of an answer. */
  async inForce(ctx: RequestContext, { networkKey, coalitionKey }: Owner): Promise<StrategyVersion | null> {
    const row = await ctx.loader(strategiesInForce).load(`${networkKey} ${coalitionKey}`);
    return row && this.toVersion(ctx, row);
  }

  /** As the coalition was read by this operation; a version that was read before is not read again. */
  async of(ctx: RequestContext, coalition: Coalition): Promise<StrategyVersion | null> {
    const { networkKey, coalitionKey, state, strategyNumber, dictionary } = coalition;
    if (ctx.writes) return this.inForce(ctx, coalition);
    if (strategyNumber === null) return null;
    const key = `${networkKey} ${coalitionKey} ${state}`;
    const kept = this.kept.get(key);
    if (kept?.dictionary === dictionary) return kept;
    const version = kept
      ? Object.assign(new StrategyVersion(), kept, { dictionary })
      : await this.inForce(ctx, coalition);
    if (version) this.kept.set(key, version);
    return version;
  }

  /** What this operation has read of them, and changed since. */
  forget(ctx: RequestContext): void {
    ctx.forget(strategiesInForce);
  }

  async list(
    ctx: RequestContext,
    { networkKey, coalitionKey }: Owner,
    page: ForwardPage,
  ): Promise<StrategyVersionConnection> {
    const window = pageWindow(page, 'STRATEGIES');
    const [before] = window.key ?? [null];
    if (before !== null && !/^\d{1,9}$/.test(before!)) throw wrongCursor('after');
    const rows = await ctx.sql<StrategyVersionRow>('strategy_versions', VERSIONS, [
      ...[networkKey, coalitionKey, before, window.size + 1],
    ]);
    const versions = await Promise.all(rows.map((row) => this.toVersion(ctx, row)));
    const count = async (): Promise<number> =>
      (
        await ctx.sql<{ total: number }>('strategy_versions_count', COUNT_VERSIONS, [
          networkKey,
          coalitionKey,
        ])
      )[0]!.total;
    const { nodes, pageInfo } = connectionOf(versions, window, ({ version }) =>
      cursorOf('STRATEGIES', [String(version)]),
    );
    return { nodes, pageInfo, count };
  }

  async byVersion(ctx: RequestContext, of: Owner, version: number): Promise<StrategyVersion | null> {
    const [row] = await ctx.sql<StrategyVersionRow>('strategy_by_version', BY_VERSION, [
      ...[of.networkKey, of.coalitionKey, version],
    ]);
    return row ? this.toVersion(ctx, row) : null;
  }

  async changesSince(ctx: RequestContext, of: StrategyVersion, version: number): Promise<StrategyChange[]> {
    const other = await this.byVersion(ctx, of, version);
    if (!other) throw badInput({ version: 'This coalition has published no strategy of this number.' });
    return changesBetween(other.content, of.content);
  }

  /** Everything, while no strategy is published. */
  async changesSincePublished(ctx: RequestContext, draft: StrategyDraft): Promise<StrategyChange[]> {
    const published = await this.inForce(ctx, draft);
    if (!published && draft.revision === 0) return [];
    return changesBetween(published?.content ?? { ...NO_STRATEGY, title: '' }, draft.content);
  }

  private async toVersion(ctx: RequestContext, row: StrategyVersionRow): Promise<StrategyVersion> {
    const { findings, ...content } = row.document;
    return Object.assign(new StrategyVersion(), {
      ...{ networkKey: row.network_id, coalitionKey: row.coalition_id, content },
      id: globalId('StrategyVersion', row.network_id, row.id),
      ...{ version: row.version, rationale: row.rationale, publishedAt: row.published_at },
      frameworkVersion: row.framework_version,
      findings: findings.map((finding) => ({ ...finding, severity: finding.severity as FindingSeverity })),
      dictionary: await this.networks.dictionaryOf(ctx, row.network_id),
    });
  }
}

const strategiesInForce = (ctx: RequestContext): DataLoader<string, StrategyVersionRow | null> =>
  new DataLoader(async (keys) => {
    const pairs = keys.map((key) => key.split(' '));
    const values = [pairs.map(([network]) => network), pairs.map(([, coalition]) => coalition)];
    const rows = await ctx.sql<StrategyVersionRow>('strategies_in_force', IN_FORCE, values);
    const found = new Map(rows.map((row) => [`${row.network_id} ${row.coalition_id}`, row]));
    return keys.map((key) => found.get(key) ?? null);
  });
