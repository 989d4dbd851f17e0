import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { SaveCrosswalkInput } from './crosswalk.inputs.ts';
import { CrosswalkService } from './crosswalk.service.ts';
import { CrosswalkLink } from './crosswalk.type.ts';
import { FrameworkItem } from './framework.type.ts';
import { Goal } from './goal.type.ts';
import { Network } from './network.type.ts';
import { NetworksService } from './networks.service.ts';

@Resolver(() => Goal)
export class CrosswalkResolver {
  constructor(private readonly crosswalkService: CrosswalkService) {}

  @ResolveField(() => [CrosswalkLink], {
    description:
      'The goals of networks and the items of published frameworks that correspond to it: first what its own network says, then what others say of it.',
  })
  crosswalk(@Ctx() ctx: RequestContext, @Parent() goal: Goal): Promise<CrosswalkLink[]> {
    return this.crosswalkService.ofGoal(ctx, goal);
  }

  @Mutation(() => Network, {
    name: 'saveCrosswalk',
    description:
      'Saves how the goals of the network correspond to other goals and to published frameworks, the whole list at once.',
  })
  @Allow(Role.NETWORK_ADMIN)
  saveCrosswalk(@Ctx() ctx: RequestContext, @Args('input') input: SaveCrosswalkInput): Promise<Network> {
    return this.crosswalkService.save(ctx, input);
  }
}

@Resolver(() => CrosswalkLink)
export class CrosswalkLinksResolver {
  constructor(
    private readonly crosswalk: CrosswalkService,
    private readonly networks: NetworksService,
  ) {}

  @ResolveField(() => Goal, {
    nullable: true,
    description: 'The goal that it leads to, in its present form; null for an item.',
  })
  goal(@Ctx() ctx: RequestContext, @Parent() link: CrosswalkLink): Promise<Goal | null> {
    return this.crosswalk.goalOf(ctx, link);
  }

  @ResolveField(() => FrameworkItem, {
    nullable: true,
    description: 'The item of a framework that it leads to; null for a goal.',
  })
  item(@Ctx() ctx: RequestContext, @Parent() link: CrosswalkLink): Promise<FrameworkItem | null> {
    return this.crosswalk.itemOf(ctx, link);
  }

  @ResolveField(() => Network, { description: 'The network that says so.' })
  statedBy(@Ctx() ctx: RequestContext, @Parent() link: CrosswalkLink): Promise<Network | null> {
    return this.networks.byKey(ctx, link.statedByKey);
  }
}
