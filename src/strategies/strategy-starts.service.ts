import { Injectable } from '@nestjs/common';
import { CoalitionsService } from '../coalitions/coalitions.service.ts';
import { ProfilesService } from '../coalitions/profiles.service.ts';
import type { Dictionary } from '../networks/dictionary.ts';
import { GoalLevel } from '../networks/goal.type.ts';
import { badInput, conflict, notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import { parseIdOf } from '../platform/graphql/ids.ts';
import { StrategiesService } from './strategies.service.ts';
import { ARCHIVED, type StrategyDocument } from './strategies.queries.ts';
import { StrategyVersions } from './strategy-versions.service.ts';
import {
  type AlignmentContent,
  type NodeContent,
  NO_STRATEGY,
  type StrategyContent,
} from './strategy.content.ts';
import { type StartStrategyInput, StrategyTemplate } from './strategy.inputs.ts';

/** What a draft begins anew with: a template, somebody else's published strategy, or an earlier one of its own. */
@Injectable()
export class StrategyStarts {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly coalitions: CoalitionsService,
    private readonly strategies: StrategiesService,
    private readonly versions: StrategyVersions,
  ) {}

  async start(ctx: RequestContext, { idempotencyKey, ...input }: StartStrategyInput): Promise<string> {
    if ((input.template == null) === (input.copyOf == null)) {
      throw badInput({ 'input.template': 'Give either a template or the id of a strategy to copy.' });
    }
    const coalitionId = await this.profiles.enter(ctx, input.coalitionId, 'write');
    await onceUnderKey(ctx, idempotencyKey, input, async () => {
      const dictionary = await this.strategies.dictionary(ctx, coalitionId);
      const content =
        input.copyOf != null
          ? await this.copy(ctx, input.copyOf, dictionary)
          : input.template === StrategyTemplate.FRAMEWORK
            ? frameworkTemplate(dictionary)
            : NO_STRATEGY;
      await this.strategies.put(ctx, coalitionId, input.expectedRevision, content, null);
    });
    return coalitionId;
  }

  /** Also one that was published before the record was taken back. */
  async goBack(
    ctx: RequestContext,
    coalitionId: string,
    expectedRevision: number,
    version: number,
  ): Promise<void> {
    const [row] = await ctx.sql<{ document: StrategyDocument }>('archived_strategy', ARCHIVED, [
      ...[coalitionId, version],
    ]);
    if (!row) throw conflict('This coalition has never published a strategy of this number.');
    const { findings: _then, ...content } = row.document;
    await this.strategies.put(ctx, coalitionId, expectedRevision, content, null);
  }

  private async copy(ctx: RequestContext, id: string, dictionary: Dictionary): Promise<StrategyContent> {
    const given = parseIdOf('StrategyVersion', id);
    const from = given && (await this.versions.byId(ctx, given.networkId, given.id));
    const owner = from && (await this.coalitions.byId(ctx, from.networkKey, from.coalitionKey));
    if (!from || !owner) throw notFound('published strategy');
    const basedOn = {
      ...{ coalitionId: from.coalitionKey, networkId: from.networkKey },
      ...{ coalitionName: owner.name, version: from.version },
    };
    const here = from.networkKey === dictionary.networkKey;
    const nodes = from.content.nodes.map((node) => ({
      ...node,
      approachCode: dictionary.term('approach', node.approachCode)?.code ?? null,
    }));
    return { ...from.content, nodes, basedOn, alignments: here ? from.content.alignments : [] };
  }
}

/** A long-term outcome for each goal at the foot of the tree, in the words of the framework until they are replaced. */
function frameworkTemplate(dictionary: Dictionary): StrategyContent {
  const { framework } = dictionary;
  const lowest = framework.goals.filter(
    ({ code, level }) => level !== GoalLevel.PRIORITY_AREA && framework.childrenOf(code).length === 0,
  );
  const keys = lowest.map((_, i) => `goal-${i + 1}`);
  return {
    ...NO_STRATEGY,
    nodes: lowest.map(({ title, description }, i): NodeContent => ({
      ...{ key: keys[i]!, kind: 'LONG_TERM_OUTCOME', text: title, approachCode: null },
      note: description,
    })),
    alignments: lowest.map(({ code }, i): AlignmentContent => ({
      ...{ nodeKey: keys[i]!, goalCode: code, intent: 'CONTRIBUTES', strength: null, note: null },
    })),
  };
}
