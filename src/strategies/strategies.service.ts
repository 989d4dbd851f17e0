import { Injectable } from '@nestjs/common';
import { ProfilesService } from '../coalitions/profiles.service.ts';
import type { Workspace } from '../coalitions/workspace.types.ts';
import type { Dictionary } from '../networks/dictionary.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { badInput, conflict } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { strategyProblems } from './alignment-rules.ts';
import { DRAFT, LAST_SAVE, SAVE_GRAPH, SAVE_STRATEGY, type StrategyDraftRow } from './strategies.queries.ts';
import { findingsOf } from './strategy-findings.ts';
import { contentOf, unknownCodes } from './strategy-input.ts';
import { StrategyDraft } from './strategy-states.types.ts';
import { NO_STRATEGY, type StrategyContent } from './strategy.content.ts';
import type { FindingSeverity } from './strategy-enums.ts';
import type { SaveStrategyInput } from './strategy.inputs.ts';

/** A strategy that is being worked on, and how often it was saved. */
export interface StrategyState {
  revision: number;
  rationale: string | null;
  content: StrategyContent;
}

/** The strategy that a coalition works on. It is read and saved as a whole: half of a graph says nothing. */
@Injectable()
export class StrategiesService {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly networks: NetworksService,
  ) {}

  /** Of the coalition that the operation has entered. */
  async draft(
    ctx: RequestContext,
    { coalitionKey, networkKey }: Pick<Workspace, 'coalitionKey' | 'networkKey'>,
  ): Promise<StrategyDraft> {
    const dictionary = await this.networks.dictionaryOf(ctx, networkKey);
    const { content, revision, rationale } = await this.state(ctx, coalitionKey);
    const findings = this.findings(ctx, content, dictionary).map((finding) => ({
      ...finding,
      severity: finding.severity as FindingSeverity,
    }));
    return Object.assign(new StrategyDraft(), {
      ...{ content, dictionary, findings, revision, rationale, networkKey, coalitionKey },
    });
  }

  async state(ctx: RequestContext, coalitionId: string): Promise<StrategyState> {
    const [row] = await ctx.sql<StrategyDraftRow>('strategy_draft', DRAFT, [coalitionId]);
    if (!row) return { revision: 0, rationale: null, content: NO_STRATEGY };
    const { title, vision, review_on: reviewOn, based_on: basedOn, nodes, links, alignments } = row;
    const content = { title, vision, reviewOn, basedOn, nodes, links, alignments };
    return { revision: row.revision, rationale: row.rationale, content };
  }

  async save(ctx: RequestContext, input: SaveStrategyInput): Promise<string> {
    const coalitionId = await this.profiles.enter(ctx, input.coalitionId, 'write');
    const problems = strategyProblems(input);
    if (Object.keys(problems).length > 0) throw badInput(problems);
    const { content: was } = await this.state(ctx, coalitionId);
    const unknown = unknownCodes(input, was, await this.dictionary(ctx, coalitionId));
    if (Object.keys(unknown).length > 0) throw badInput(unknown);
    const content = contentOf(input, was.basedOn);
    await this.put(ctx, coalitionId, input.expectedRevision, content, input.rationale?.trim() ?? null);
    return coalitionId;
  }

  /** One revision more, or CONFLICT with what the caller needs to compare. */
  async put(
    ctx: RequestContext,
    coalitionId: string,
    expectedRevision: number,
    content: StrategyContent,
    rationale: string | null,
  ): Promise<void> {
    const { title, vision, reviewOn, basedOn, ...graph } = content;
    const [saved] = await ctx.sql<{ revision: number }>('save_strategy', SAVE_STRATEGY, [
      ...[coalitionId, title, vision, rationale, reviewOn, basedOn && JSON.stringify(basedOn)],
      ...[ctx.viewer?.accountId ?? null, expectedRevision],
    ]);
    if (saved?.revision !== expectedRevision + 1) throw await this.savedSince(ctx, coalitionId, saved);
    await ctx.sql('save_strategy_graph', SAVE_GRAPH, [coalitionId, JSON.stringify(graph)]);
  }

  findings(
    ctx: RequestContext,
    content: StrategyContent,
    dictionary: Dictionary,
  ): ReturnType<typeof findingsOf> {
    return findingsOf(content, dictionary.framework.goals, ctx.today);
  }

  /** Of the network of the coalition that the operation has entered. */
  async dictionary(ctx: RequestContext, coalitionId: string): Promise<Dictionary> {
    const [row] = await ctx.sql<{ network_id: string }>(
      'network_of_workspace',
      'select network_id from private.profiles where coalition_id = $1',
      [coalitionId],
    );
    return this.networks.dictionaryOf(ctx, row!.network_id);
  }

  private async savedSince(
    ctx: RequestContext,
    coalitionId: string,
    firstSave: object | undefined,
  ): Promise<Error> {
    const [last] = firstSave
      ? []
      : await ctx.sql<{ revision: number; changed_at: Date; changed_by: string | null }>(
          'last_strategy_save',
          LAST_SAVE,
          [coalitionId],
        );
    const currentRevision = last?.revision ?? 0;
    return conflict(
      `Somebody has saved since. Read revision ${currentRevision}, and save your changes on it.`,
      {
        currentRevision,
        changedBy: last?.changed_by ?? null,
        changedAt: last?.changed_at.toISOString() ?? null,
      },
    );
  }
}
