import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Coalition } from '../coalitions/coalition.types.ts';
import { CoalitionsService } from '../coalitions/coalitions.service.ts';
import { Network } from '../networks/network.type.ts';
import { notFound } from '../platform/errors.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { CoverageArgs, DemoArgs, ExampleArgs, GapArgs, PathwayArgs, TieArgs } from './landscape.inputs.ts';
import { LandscapeService } from './landscape.service.ts';
import {
  CoverageMatrix,
  FreshnessBand,
  Gap,
  Landscape,
  Pathway,
  PathwayExample,
  SectorParticipation,
  Tie,
  TieConnection,
} from './landscape.types.ts';
import { PathwaysService } from './pathways.service.ts';
import { TiesService } from './ties.service.ts';
import { WHAT_MAKES_A_TIE } from './widely-shared.ts';

@Resolver(() => Network)
export class NetworkLandscapeResolver {
  @ResolveField(() => Landscape, {
    description: 'The landscape as it is now. NOT_FOUND for an edition that was not published.',
  })
  landscape(
    @Parent() network: Network,
    @Args('edition', {
      type: () => Int,
      nullable: true,
      description: 'Number of a published edition; the landscape of now when absent.',
    })
    edition?: number | null,
  ): Landscape {
    if (edition != null) throw notFound('edition');
    return Object.assign(new Landscape(), { asOf: network.updatedAt, edition: null, of: network });
  }
}

@Resolver(() => Landscape)
export class LandscapeResolver {
  constructor(
    private readonly landscapes: LandscapeService,
    private readonly ways: PathwaysService,
    private readonly shared: TiesService,
  ) {}

  @ResolveField(() => Network, { description: 'Whose landscape it is.' })
  network(@Parent() { of }: Landscape): Network {
    return of;
  }

  @ResolveField(() => CoverageMatrix, {
    description: 'How many coalitions work towards which goal in which county.',
  })
  coverage(
    @Ctx() ctx: RequestContext,
    @Parent() { of }: Landscape,
    @Args() args: CoverageArgs,
  ): Promise<CoverageMatrix> {
    return this.landscapes.coverage(ctx, of, args);
  }

  @ResolveField(() => [Gap], { description: 'For each goal, where nobody works towards it.' })
  gaps(@Ctx() ctx: RequestContext, @Parent() { of }: Landscape, @Args() args: GapArgs): Promise<Gap[]> {
    return this.landscapes.gaps(ctx, of, args);
  }

  @ResolveField(() => [SectorParticipation], {
    description: 'Every sector of the vocabulary, and how far it takes part; missing ones with zeros.',
  })
  sectors(
    @Ctx() ctx: RequestContext,
    @Parent() { of }: Landscape,
    @Args() args: DemoArgs,
  ): Promise<SectorParticipation[]> {
    return this.landscapes.sectors(ctx, of, args);
  }

  @ResolveField(() => [Pathway], {
    description:
      'How coalitions try to reach a goal or one below it: their strategies laid over each other, the most common way first. Of a path with more than 12 steps the last 12 count, and of a coalition 100 ways to a goal.',
  })
  pathways(
    @Ctx() ctx: RequestContext,
    @Parent() { of }: Landscape,
    @Args() args: PathwayArgs,
  ): Promise<Pathway[]> {
    return this.ways.list(ctx, of, args);
  }

  @ResolveField(() => TieConnection, {
    description: `Pairs of coalitions with something in common, those with most first. ${WHAT_MAKES_A_TIE}`,
  })
  ties(
    @Ctx() ctx: RequestContext,
    @Parent() { of }: Landscape,
    @Args() args: TieArgs,
  ): Promise<TieConnection> {
    return this.shared.list(ctx, of, args);
  }

  @ResolveField(() => [FreshnessBand], {
    description: 'Coalitions by the time since somebody last confirmed their profile, as of today (UTC).',
  })
  freshness(
    @Ctx() ctx: RequestContext,
    @Parent() { of }: Landscape,
    @Args() args: DemoArgs,
  ): Promise<FreshnessBand[]> {
    return this.landscapes.freshness(ctx, of, args);
  }
}

@Resolver(() => Pathway)
export class PathwaysResolver {
  constructor(private readonly ways: PathwaysService) {}

  @ResolveField(() => [PathwayExample], { description: 'How some coalitions word it, by name.' })
  examples(
    @Ctx() ctx: RequestContext,
    @Parent() pathway: Pathway,
    @Args() { first }: ExampleArgs,
  ): Promise<PathwayExample[]> {
    return this.ways.examples(ctx, pathway, first);
  }
}

@Resolver(() => PathwayExample)
export class PathwayExamplesResolver {
  constructor(private readonly coalitions: CoalitionsService) {}

  @ResolveField(() => Coalition, { description: 'Whose words they are.' })
  coalition(@Ctx() ctx: RequestContext, @Parent() of: PathwayExample): Promise<Coalition | null> {
    return this.coalitions.byId(ctx, of.networkKey, of.coalitionKey);
  }
}

@Resolver(() => Tie)
export class TiesResolver {
  constructor(private readonly coalitions: CoalitionsService) {}

  @ResolveField(() => Coalition, { description: 'One of the two.' })
  a(@Ctx() ctx: RequestContext, @Parent() { networkKey, aKey }: Tie): Promise<Coalition | null> {
    return this.coalitions.byId(ctx, networkKey, aKey);
  }

  @ResolveField(() => Coalition, { description: 'The other.' })
  b(@Ctx() ctx: RequestContext, @Parent() { networkKey, bKey }: Tie): Promise<Coalition | null> {
    return this.coalitions.byId(ctx, networkKey, bKey);
  }
}

@Resolver(() => TieConnection)
export class TieConnectionsResolver {
  @ResolveField(() => Int, { description: 'How many pairs the list holds; counted only when asked for.' })
  totalCount(@Parent() connection: TieConnection): Promise<number> {
    return connection.count();
  }
}
