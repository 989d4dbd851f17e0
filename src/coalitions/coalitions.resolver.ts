import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Membership } from '../identity/viewer.types.ts';
import { Goal } from '../networks/goal.type.ts';
import { Network } from '../networks/network.type.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { CountiesService } from '../places/counties.service.ts';
import { County } from '../places/county.type.ts';
import { Allow, KeyScope } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { ForwardPage } from '../platform/graphql/page.ts';
import { CoalitionListArgs, CountyCoalitionsArgs, GoalCoalitionsArgs } from './coalition.inputs.ts';
import { Coalition, CoalitionConnection } from './coalition.types.ts';
import { Initiative } from './profile.types.ts';
import { CoalitionsService } from './coalitions.service.ts';
import { CountyConnection, countyPage } from './county-connection.ts';
import { CoalitionTombstone } from './tombstone.type.ts';

@Resolver(() => Coalition)
export class CoalitionsResolver {
  constructor(
    private readonly coalitions: CoalitionsService,
    private readonly networks: NetworksService,
  ) {}

  @Query(() => Coalition, {
    name: 'coalition',
    nullable: true,
    description:
      'One published coalition by its public address. The address of one that was merged answers with the one it was merged into; see `coalitionTombstone` for others that are gone.',
  })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_BOARD)
  coalition(
    @Ctx() ctx: RequestContext,
    @Args('network', { description: 'Slug of the network.' }) network: string,
    @Args('slug', { description: 'Slug of the coalition.' }) slug: string,
  ): Promise<Coalition | null> {
    return this.coalitions.bySlug(ctx, network, slug);
  }

  @Query(() => CoalitionTombstone, {
    name: 'coalitionTombstone',
    nullable: true,
    description:
      'What is left at an address whose coalition was unpublished, archived or merged; null at any other.',
  })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_BOARD)
  tombstone(
    @Ctx() ctx: RequestContext,
    @Args('network', { description: 'Slug of the network.' }) network: string,
    @Args('slug', { description: 'Slug of the coalition.' }) slug: string,
  ): Promise<CoalitionTombstone | null> {
    return this.coalitions.tombstone(ctx, network, slug);
  }

  @ResolveField(() => Network, { description: 'The network that it belongs to.' })
  network(@Ctx() ctx: RequestContext, @Parent() coalition: Coalition): Promise<Network | null> {
    return this.networks.byKey(ctx, coalition.networkKey);
  }
}

@Resolver(() => CoalitionTombstone)
export class CoalitionTombstonesResolver {
  constructor(private readonly coalitions: CoalitionsService) {}

  @ResolveField(() => Coalition, { nullable: true, description: 'Where a merged coalition is found now.' })
  async movedTo(
    @Ctx() ctx: RequestContext,
    @Parent() { movedTo, networkKey }: CoalitionTombstone,
  ): Promise<Coalition | null> {
    return movedTo === null ? null : this.coalitions.byId(ctx, networkKey, movedTo);
  }
}

@Resolver(() => CoalitionConnection)
export class CoalitionConnectionsResolver {
  @ResolveField(() => Int, { description: 'How many the whole list holds; counted only when asked for.' })
  totalCount(@Parent() connection: CoalitionConnection): Promise<number> {
    return connection.count();
  }
}

@Resolver(() => Initiative)
export class InitiativesResolver {
  constructor(private readonly coalitions: CoalitionsService) {}

  @ResolveField(() => Coalition, { nullable: true, description: 'Null in a draft.' })
  async coalition(
    @Ctx() ctx: RequestContext,
    @Parent() { published }: Initiative,
  ): Promise<Coalition | null> {
    return published && this.coalitions.byId(ctx, published.networkKey, published.coalitionKey);
  }
}

@Resolver(() => Network)
export class NetworkCoalitionsResolver {
  constructor(
    private readonly coalitions: CoalitionsService,
    private readonly counties: CountiesService,
  ) {}

  @ResolveField(() => CoalitionConnection, {
    name: 'coalitions',
    description: 'The published coalitions of the network.',
  })
  list(
    @Ctx() ctx: RequestContext,
    @Parent() network: Network,
    @Args() args: CoalitionListArgs,
  ): Promise<CoalitionConnection> {
    return this.coalitions.ofNetwork(ctx, network, args);
  }

  @ResolveField(() => CountyConnection, {
    name: 'counties',
    description: 'The counties in force of its states, by FIPS code.',
  })
  async countiesOf(
    @Ctx() ctx: RequestContext,
    @Parent() network: Network,
    @Args() page: ForwardPage,
  ): Promise<CountyConnection> {
    return countyPage(await this.counties.ofStates(ctx, network.states), page);
  }
}

@Resolver(() => County)
export class CountyCoalitionsResolver {
  constructor(private readonly coalitions: CoalitionsService) {}

  @ResolveField(() => CoalitionConnection, {
    name: 'coalitions',
    description: 'Published coalitions that cover the county or a part of it, by name.',
  })
  list(
    @Ctx() ctx: RequestContext,
    @Parent() county: County,
    @Args() args: CountyCoalitionsArgs,
  ): Promise<CoalitionConnection> {
    return this.coalitions.ofCounty(ctx, county, args);
  }
}

@Resolver(() => Goal)
export class GoalCoalitionsResolver {
  constructor(private readonly coalitions: CoalitionsService) {}

  @ResolveField(() => CoalitionConnection, {
    name: 'coalitions',
    description:
      'Coalitions whose published strategy is aligned with the goal or with one below it, by name.',
  })
  list(
    @Ctx() ctx: RequestContext,
    @Parent() goal: Goal,
    @Args() args: GoalCoalitionsArgs,
  ): Promise<CoalitionConnection> {
    return this.coalitions.ofGoal(ctx, goal, args);
  }
}

@Resolver(() => Membership)
export class MembershipNetworkResolver {
  constructor(private readonly networks: NetworksService) {}

  @ResolveField(() => Network, {
    nullable: true,
    description:
      'The network that the role is in, or that its coalition or board belongs to; null for the platform.',
  })
  async network(@Ctx() ctx: RequestContext, @Parent() membership: Membership): Promise<Network | null> {
    return membership.networkId === null ? null : this.networks.byKey(ctx, membership.networkId);
  }
}
