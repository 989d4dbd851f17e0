import { Injectable } from '@nestjs/common';
import { conflict } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { pathwaysOf } from '../strategies/strategy-pathways.ts';
import type { Finding } from '../strategies/strategy-findings.ts';
import { StrategiesService, type StrategyState } from '../strategies/strategies.service.ts';
import type { AlignmentContent } from '../strategies/strategy.content.ts';
import { StrategyVersions } from '../strategies/strategy-versions.service.ts';

interface Wish {
  expectedRevision: number | null;
  rationale: string | null;
  /** Nothing but the strategy is asked for, so that leaving it as it is would be no answer. */
  alone: boolean;
}

/** Makes a strategy the one in force. */
@Injectable()
export class StrategyPublishing {
  constructor(
    private readonly strategies: StrategiesService,
    private readonly versions: StrategyVersions,
    private readonly networks: NetworksService,
  ) {}

  /**
   * Where the profile is published too and no revision of the strategy is named, a strategy that is not ready stays a
   * draft: it must never hold the profile back.
   */
  async publish(
    ctx: RequestContext,
    owner: { networkKey: string; coalitionKey: string },
    wish: Wish,
  ): Promise<void> {
    const state = await this.strategies.state(ctx, owner.coalitionKey);
    const named = wish.alone || wish.expectedRevision !== null;
    if (wish.expectedRevision !== null && wish.expectedRevision !== state.revision) {
      throw conflict(`Somebody has saved the strategy since. Read revision ${state.revision} of it.`, {
        currentRevision: state.revision,
      });
    }
    if (await this.isInForce(ctx, owner, state)) {
      if (wish.alone) throw conflict('There is nothing new in the strategy to publish.');
      return;
    }
    const dictionary = await this.networks.dictionaryOf(ctx, owner.networkKey);
    const findings = this.strategies.findings(ctx, state.content, dictionary);
    const errors = findings.filter(({ severity }) => severity === 'ERROR');
    if (errors.length > 0) {
      if (named) throw refusal(errors);
      return;
    }
    // Of the same reading as the goals that the findings are of.
    const { frameworkVersion } = (await this.networks.byKey(ctx, owner.networkKey))!;
    await this.put(ctx, state, findings, frameworkVersion, wish.rationale);
    this.versions.forget(ctx);
  }

  private async isInForce(
    ctx: RequestContext,
    { networkKey, coalitionKey }: { networkKey: string; coalitionKey: string },
    { revision }: StrategyState,
  ): Promise<boolean> {
    if (revision === 0) return true;
    const [row] = await ctx.sql<{ strategy_revision: number | null }>(
      'strategy_revision_in_force',
      'select strategy_revision from published.coalitions where network_id = $1 and id = $2',
      [networkKey, coalitionKey],
    );
    return row?.strategy_revision === revision;
  }

  private async put(
    ctx: RequestContext,
    { content, revision, rationale }: StrategyState,
    findings: Finding[],
    frameworkVersion: number,
    reason: string | null,
  ): Promise<void> {
    const record = {
      ...{ frameworkVersion, draftRevision: revision, rationale: reason ?? rationale },
      alignments: intentsByGoal(content.alignments),
      pathways: pathwaysOf(content).pathways,
    };
    await ctx.sql('put_strategy', 'select published.put_strategy($1, $2)', [
      JSON.stringify(record),
      JSON.stringify({ ...content, findings }),
    ]);
  }
}

export const intentsByGoal = (alignments: AlignmentContent[]): { goalCode: string; intents: string[] }[] => {
  const byGoal = new Map<string, Set<string>>();
  for (const { goalCode, intent } of alignments) {
    if (goalCode !== null) byGoal.set(goalCode, (byGoal.get(goalCode) ?? new Set()).add(intent));
  }
  return [...byGoal].map(([goalCode, intents]) => ({ goalCode, intents: [...intents].sort() }));
};

const refusal = (errors: Finding[]): Error =>
  conflict(
    `The strategy cannot be published yet. ${errors.map(({ message }) => message).join(' ')} The profile can be published by itself, with parts: [PROFILE].`,
    { findings: errors },
  );
