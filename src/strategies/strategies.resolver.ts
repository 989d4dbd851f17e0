import { Args, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Coalition } from '../coalitions/coalition.types.ts';
import { CoalitionsService } from '../coalitions/coalitions.service.ts';
import { Workspace } from '../coalitions/workspace.types.ts';
import { WorkspacesService } from '../coalitions/workspaces.service.ts';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { ForwardPage } from '../platform/graphql/page.ts';
import { StrategiesService } from './strategies.service.ts';
import { StrategyStarts } from './strategy-starts.service.ts';
import { StrategyDraft, StrategyVersion, StrategyVersionConnection } from './strategy-states.types.ts';
import { StrategyVersions } from './strategy-versions.service.ts';
import type { ChangeKind } from './strategy-enums.ts';
import { SaveStrategyInput, StartStrategyInput } from './strategy.inputs.ts';
import { StrategyAttribution, StrategyChange } from './strategy.types.ts';
import type { StrategyChange as Change } from './strategy-changes.ts';

const shown = (changes: Change[]): StrategyChange[] =>
  changes.map(({ change, ...rest }) => ({ ...rest, change: change as ChangeKind }));

@Resolver(() => Workspace)
export class StrategiesResolver {
  constructor(
    private readonly strategies: StrategiesService,
    private readonly starts: StrategyStarts,
    private readonly workspaces: WorkspacesService,
  ) {}

  @ResolveField(() => StrategyDraft, { description: 'The theory of change that it is working on.' })
  strategy(@Ctx() ctx: RequestContext, @Parent() workspace: Workspace): Promise<StrategyDraft> {
    return this.strategies.draft(ctx, workspace);
  }

  @Mutation(() => Workspace, {
    name: 'saveStrategy',
    description:
      'Saves the whole strategy as a draft; what is published stays as it is. CONFLICT, with the current revision and who saved it, when somebody has saved since `expectedRevision`. All or nothing.',
  })
  @Allow(Role.LEAD, Role.EDITOR)
  async saveStrategy(
    @Ctx() ctx: RequestContext,
    @Args('input') input: SaveStrategyInput,
  ): Promise<Workspace> {
    return this.workspaces.open(ctx, await this.strategies.save(ctx, input));
  }

  @Mutation(() => Workspace, {
    name: 'startStrategy',
    description:
      'Begins the draft anew, from a template or as a copy of a published strategy. CONFLICT when somebody has saved since `expectedRevision`; NOT_FOUND when the strategy to copy is not published.',
  })
  @Allow(Role.LEAD, Role.EDITOR)
  async startStrategy(
    @Ctx() ctx: RequestContext,
    @Args('input') input: StartStrategyInput,
  ): Promise<Workspace> {
    return this.workspaces.open(ctx, await this.starts.start(ctx, input));
  }
}

@Resolver(() => StrategyDraft)
export class StrategyDraftsResolver {
  constructor(private readonly versions: StrategyVersions) {}

  @ResolveField(() => [StrategyChange], {
    description: 'What publishing it would change; everything, while no strategy is published.',
  })
  async changesSincePublished(
    @Ctx() ctx: RequestContext,
    @Parent() draft: StrategyDraft,
  ): Promise<StrategyChange[]> {
    return shown(await this.versions.changesSincePublished(ctx, draft));
  }
}

@Resolver(() => StrategyVersion)
export class StrategyVersionsResolver {
  constructor(
    private readonly versions: StrategyVersions,
    private readonly coalitions: CoalitionsService,
  ) {}

  @ResolveField(() => Coalition, { description: 'Whose strategy it is.' })
  coalition(@Ctx() ctx: RequestContext, @Parent() of: StrategyVersion): Promise<Coalition | null> {
    return this.coalitions.byId(ctx, of.networkKey, of.coalitionKey);
  }

  @ResolveField(() => [StrategyChange], {
    description:
      'What became different from another published version of this coalition to this one. BAD_USER_INPUT when there is none of that number.',
  })
  async changesSince(
    @Ctx() ctx: RequestContext,
    @Parent() of: StrategyVersion,
    @Args('version', { type: () => Int, description: 'The number of the other version.' }) version: number,
  ): Promise<StrategyChange[]> {
    return shown(await this.versions.changesSince(ctx, of, version));
  }
}

@Resolver(() => StrategyAttribution)
export class StrategyAttributionsResolver {
  constructor(private readonly coalitions: CoalitionsService) {}

  @ResolveField(() => Coalition, {
    nullable: true,
    description: 'That coalition; null when it is not published any more.',
  })
  coalition(@Ctx() ctx: RequestContext, @Parent() of: StrategyAttribution): Promise<Coalition | null> {
    return this.coalitions.byId(ctx, of.networkKey, of.coalitionKey);
  }
}

@Resolver(() => StrategyVersionConnection)
export class StrategyVersionConnectionsResolver {
  @ResolveField(() => Int, { description: 'How many versions there are; counted only when asked for.' })
  totalCount(@Parent() connection: StrategyVersionConnection): Promise<number> {
    return connection.count();
  }
}

@Resolver(() => Coalition)
export class CoalitionStrategiesResolver {
  constructor(private readonly versions: StrategyVersions) {}

  @ResolveField(() => StrategyVersion, {
    nullable: true,
    description: 'The published theory of change now in force; null when none is.',
  })
  strategy(@Ctx() ctx: RequestContext, @Parent() coalition: Coalition): Promise<StrategyVersion | null> {
    return this.versions.of(ctx, coalition);
  }

  @ResolveField(() => StrategyVersionConnection, {
    description:
      'Its published strategies, newest first; those from before the record was taken back are not public any more.',
  })
  strategyVersions(
    @Ctx() ctx: RequestContext,
    @Parent() coalition: Coalition,
    @Args() page: ForwardPage,
  ): Promise<StrategyVersionConnection> {
    return this.versions.list(ctx, coalition, page);
  }
}
