import { Field, Float, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Coalition } from '../coalitions/coalition.types.ts';
import { CoalitionsService } from '../coalitions/coalitions.service.ts';
import { Network } from '../networks/network.type.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { DuplicatesService } from './duplicates.service.ts';

@ObjectType({ description: 'Two records that may be of one coalition. Nothing is merged by itself.' })
export class LikelyDuplicate {
  @Field(() => Float, { description: 'How likely, 0 to 1.' })
  score: number;

  @Field(() => [String], { description: 'What speaks for it, in words.' })
  reasons: string[];

  networkKey: string;
  aKey: string;
  bKey: string;
}

@Resolver(() => Network)
export class NetworkDuplicatesResolver {
  constructor(private readonly likely: DuplicatesService) {}

  @ResolveField(() => [LikelyDuplicate], {
    description:
      "For the network's staff: published records that may be of one coalition, the likeliest first, at most 100; see `mergeCoalitions`. NOT_FOUND for everybody else.",
  })
  duplicates(@Ctx() ctx: RequestContext, @Parent() network: Network): Promise<LikelyDuplicate[]> {
    return this.likely.ofNetwork(ctx, network);
  }
}

@Resolver(() => LikelyDuplicate)
export class LikelyDuplicatesResolver {
  constructor(private readonly coalitions: CoalitionsService) {}

  @ResolveField(() => Coalition, { nullable: true, description: 'One of the two.' })
  a(@Ctx() ctx: RequestContext, @Parent() of: LikelyDuplicate): Promise<Coalition | null> {
    return this.coalitions.byId(ctx, of.networkKey, of.aKey);
  }

  @ResolveField(() => Coalition, { nullable: true, description: 'The other.' })
  b(@Ctx() ctx: RequestContext, @Parent() of: LikelyDuplicate): Promise<Coalition | null> {
    return this.coalitions.byId(ctx, of.networkKey, of.bKey);
  }
}
