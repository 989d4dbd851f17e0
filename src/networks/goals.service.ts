import { Injectable } from '@nestjs/common';
import { badInput, conflict, type DomainError } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import type { Dictionary } from './dictionary.ts';
import { goalProblems, unknownReplaced } from './goal-problems.ts';
import { type GoalRow, GoalTree, toGoal } from './goal-tree.ts';
import type { SaveGoalsInput } from './goal.inputs.ts';
import { FrameworkVersion, type Goal } from './goal.type.ts';
import type { Network } from './network.type.ts';
import { FRAMEWORK_VERSIONS, GOALS_OF_VERSION, SAVE_GOALS, type SavingRow } from './networks.queries.ts';
import { NetworksService } from './networks.service.ts';

@Injectable()
export class GoalsService {
  constructor(private readonly networks: NetworksService) {}

  /** In tree order; the framework in force unless a version is named. */
  async ofNetwork(ctx: RequestContext, network: Network, version?: number | null): Promise<readonly Goal[]> {
    const tree = await this.tree(ctx, network.key, version ?? null);
    if (!tree)
      throw badInput({ frameworkVersion: `There is no version ${version} of this network's framework.` });
    return tree.goals;
  }

  async versions(ctx: RequestContext, network: Network): Promise<FrameworkVersion[]> {
    const rows = await ctx.sql<FrameworkVersion>('framework_versions', FRAMEWORK_VERSIONS, [network.key]);
    return rows.map((row) => Object.assign(new FrameworkVersion(), row));
  }

  async parent(ctx: RequestContext, goal: Goal): Promise<Goal | null> {
    return goal.parentCode === null ? null : (await this.treeOf(ctx, goal)).goal(goal.parentCode);
  }

  async children(ctx: RequestContext, goal: Goal): Promise<Goal[]> {
    return (await this.treeOf(ctx, goal)).childrenOf(goal.code);
  }

  async replacedBy(ctx: RequestContext, { networkKey, replacedByCode }: Goal): Promise<Goal | null> {
    if (replacedByCode === null) return null;
    return (await this.networks.dictionaryOf(ctx, networkKey)).goal(replacedByCode);
  }

  async replaces(ctx: RequestContext, { networkKey, code }: Goal): Promise<Goal[]> {
    return (await this.networks.dictionaryOf(ctx, networkKey)).framework.replacedBy(code);
  }

  /** All of it or, when one goal is refused, nothing. */
  async save(ctx: RequestContext, { idempotencyKey, ...input }: SaveGoalsInput): Promise<Network> {
    refuse(goalProblems(input.goals));
    const network = await this.networks.require(ctx, input.network);
    await ctx.enterNetwork(network.key, 'admin');
    await onceUnderKey(ctx, idempotencyKey, input, () => this.put(ctx, network.key, input));
    return this.networks.reread(ctx, input.network);
  }

  private async put(ctx: RequestContext, networkKey: string, input: SaveGoalsInput): Promise<void> {
    const { framework } = await this.networks.dictionaryOf(ctx, networkKey);
    refuse(unknownReplaced(input.goals, (code) => framework.goal(code) !== null));
    const goals = input.goals.map((goal) => ({
      ...goal,
      title: goal.title.trim(),
      replaces: goal.replaces ?? [],
      sources: goal.sources ?? [],
    }));
    const [outcome] = await ctx.sql<SavingRow>('save_goals', SAVE_GOALS, [
      input.expectedFrameworkVersion,
      JSON.stringify(goals),
      input.reason ?? null,
    ]);
    if (!outcome!.saved) throw refusalOf(outcome!, input.expectedFrameworkVersion);
    ctx.forget(versionLoads);
  }

  private async treeOf(ctx: RequestContext, { networkKey, frameworkVersion }: Goal): Promise<GoalTree> {
    return (await this.tree(ctx, networkKey, frameworkVersion))!;
  }

  private async tree(
    ctx: RequestContext,
    networkKey: string,
    version: number | null,
  ): Promise<GoalTree | null> {
    const dictionary = await this.networks.dictionaryOf(ctx, networkKey);
    return version === null ? dictionary.framework : ctx.loader(versionLoads).load(dictionary, version);
  }
}

function refuse(problems: Record<string, string>): void {
  if (Object.keys(problems).length > 0) throw badInput(problems);
}

function refusalOf(row: SavingRow, expected: number): DomainError {
  if (row.current_version !== expected) {
    return conflict(
      `The framework is at version ${row.current_version}. Read it, and make your changes on it.`,
      {
        currentFrameworkVersion: row.current_version,
        currentRevision: row.current_revision,
        changedAt: row.saved_at?.toISOString() ?? null,
      },
    );
  }
  const codes = [...new Set(row.uses.map(({ goalCode }) => goalCode))];
  return conflict(
    `Published coalitions work towards ${codes.slice(0, 10).join(', ')}${codes.length > 10 ? ' …' : ''}. Name a goal that replaces each, or ask the coalitions to publish without it.`,
    { uses: row.uses, useCount: row.use_count },
  );
}

const versionLoads = (
  ctx: RequestContext,
): { load(dictionary: Dictionary, version: number): Promise<GoalTree | null> } => {
  const loads = new Map<string, Promise<GoalTree | null>>();
  return {
    load(dictionary, version) {
      const place = `${dictionary.networkKey} ${version}`;
      if (!loads.has(place)) {
        const rows = ctx.sql<{ goals: GoalRow[] }>('goals_of_version', GOALS_OF_VERSION, [
          dictionary.networkKey,
          version,
        ]);
        loads.set(
          place,
          rows.then(([row]) => (row ? treeOfVersion(dictionary, version, row.goals) : null)),
        );
      }
      return loads.get(place)!;
    },
  };
};

/** The words and the shape are the version's; what became of a goal since is the same in each. */
const treeOfVersion = ({ networkKey, framework }: Dictionary, version: number, rows: GoalRow[]): GoalTree =>
  new GoalTree(
    rows.map((row) => {
      const { retired, replacedByCode } = framework.goal(row.code)!;
      return toGoal(networkKey, { ...row, retired, replacedByCode }, version);
    }),
  );
