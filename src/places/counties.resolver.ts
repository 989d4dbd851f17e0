import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, KeyScope } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { MapCountiesArgs } from './counties.inputs.ts';
import { CountiesService } from './counties.service.ts';
import { CountyMapping, CountySuccession } from './county-succession.type.ts';
import { County } from './county.type.ts';

@Resolver(() => County)
export class CountiesResolver {
  constructor(private readonly counties: CountiesService) {}

  @Query(() => County, {
    name: 'county',
    nullable: true,
    description: 'A county by its FIPS code, in force or retired since 1990; null when there is none.',
  })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_RELEASED, KeyScope.READ_BOARD)
  county(
    @Ctx() ctx: RequestContext,
    @Args('fips', { description: 'FIPS code: five digits.' }) fips: string,
  ): Promise<County | null> {
    return this.counties.find(ctx, fips);
  }

  @Query(() => [Int], {
    name: 'countyVintages',
    description:
      'The years in which codes of counties changed, from the first that is known, 1990, to the one in force. A vintage has the codes that were in force at the end of its year.',
  })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_RELEASED, KeyScope.READ_BOARD)
  async vintages(@Ctx() ctx: RequestContext): Promise<readonly number[]> {
    return (await this.counties.history(ctx)).vintages;
  }

  @Query(() => [CountyMapping], {
    name: 'mapCounties',
    description:
      'Codes that were written in one vintage, each read in another, earlier or later. A code that is not of the first one is answered with no county and a note.',
  })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_RELEASED, KeyScope.READ_BOARD)
  map(@Ctx() ctx: RequestContext, @Args() args: MapCountiesArgs): Promise<CountyMapping[]> {
    return this.counties.map(ctx, args);
  }

  @ResolveField(() => [CountySuccession], {
    description:
      'What took it over, wholly or in part, earliest first. One that is in force may have some too.',
  })
  async successors(@Ctx() ctx: RequestContext, @Parent() county: County): Promise<CountySuccession[]> {
    return (await this.counties.history(ctx)).successorsOf(county.fips);
  }

  @ResolveField(() => [CountySuccession], {
    description: 'What it took over, wholly or in part, earliest first.',
  })
  async predecessors(@Ctx() ctx: RequestContext, @Parent() county: County): Promise<CountySuccession[]> {
    return (await this.counties.history(ctx)).predecessorsOf(county.fips);
  }
}
