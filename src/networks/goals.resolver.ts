import { Args, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { SaveGoalsInput } from './goal.inputs.ts';
import { FrameworkVersion, Goal } from './goal.type.ts';
import { GoalsService } from './goals.service.ts';
import { Network } from './network.type.ts';
import { NetworksService } from './networks.service.ts';

@Resolver(() => Network)
export class NetworkGoalsResolver {
  constructor(private readonly goalsService: GoalsService) {}

  @ResolveField(() => [Goal], {
    description: 'The shared statewide framework in tree order: each parent before its children.',
  })
  goals(
    @Ctx() ctx: RequestContext,
    @Parent() network: Network,
    @Args('frameworkVersion', {
      type: () => Int,
      nullable: true,
      description:
        'As it was at this version; the framework now in force when absent. BAD_USER_INPUT when there is no such version.',
    })
    frameworkVersion?: number | null,
  ): Promise<readonly Goal[]> {
    return this.goalsService.ofNetwork(ctx, network, frameworkVersion);
  }

  @ResolveField(() => [FrameworkVersion], {
    description: 'Every version of the framework, the newest first; it is the one in force.',
  })
  frameworkVersions(@Ctx() ctx: RequestContext, @Parent() network: Network): Promise<FrameworkVersion[]> {
    return this.goalsService.versions(ctx, network);
  }

  @Mutation(() => Network, {
    name: 'saveGoals',
    description:
      'Saves the shared statewide framework, the whole tree at once, as a new version. CONFLICT when somebody has saved since, or while published coalitions work towards a goal that would go without a successor.',
  })
  @Allow(Role.NETWORK_ADMIN)
  saveGoals(@Ctx() ctx: RequestContext, @Args('input') input: SaveGoalsInput): Promise<Network> {
    return this.goalsService.save(ctx, input);
  }
}

@Resolver(() => Goal)
export class GoalsResolver {
  constructor(
    private readonly networks: NetworksService,
    private readonly goals: GoalsService,
  ) {}

  @ResolveField(() => Network, { description: 'The network whose goal it is.' })
  network(@Ctx() ctx: RequestContext, @Parent() goal: Goal): Promise<Network | null> {
    return this.networks.byKey(ctx, goal.networkKey);
  }

  @ResolveField(() => Goal, {
    nullable: true,
    description: 'The goal that it is a part of, in the same version; null at the top.',
  })
  parent(@Ctx() ctx: RequestContext, @Parent() goal: Goal): Promise<Goal | null> {
    return this.goals.parent(ctx, goal);
  }

  @ResolveField(() => [Goal], { description: 'The goals right below it, in the same version.' })
  children(@Ctx() ctx: RequestContext, @Parent() goal: Goal): Promise<Goal[]> {
    return this.goals.children(ctx, goal);
  }

  @ResolveField(() => Goal, {
    nullable: true,
    description: 'Of a retired goal: the one to work towards instead; null when none was named.',
  })
  replacedBy(@Ctx() ctx: RequestContext, @Parent() goal: Goal): Promise<Goal | null> {
    return this.goals.replacedBy(ctx, goal);
  }

  @ResolveField(() => [Goal], { description: 'The retired goals that it stands for now.' })
  replaces(@Ctx() ctx: RequestContext, @Parent() goal: Goal): Promise<Goal[]> {
    return this.goals.replaces(ctx, goal);
  }
}
