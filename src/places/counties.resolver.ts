import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { CountiesService } from './counties.service.ts';
import { County } from './county.type.ts';

@Resolver(() => County)
export class CountiesResolver {
  constructor(private readonly counties: CountiesService) {}

  @Query(() => County, {
    name: 'county',
    nullable: true,
    description: 'A county by its FIPS code; null when none in force has it.',
  })
  @Allow('ANYONE')
  county(
    @Ctx() ctx: RequestContext,
    @Args('fips', { description: 'FIPS code: five digits.' }) fips: string,
  ): Promise<County | null> {
    return this.counties.find(ctx, fips);
  }
}
