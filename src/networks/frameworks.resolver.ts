import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, KeyScope, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { CrosswalkService } from './crosswalk.service.ts';
import { CrosswalkLink } from './crosswalk.type.ts';
import { SaveFrameworkInput } from './framework.inputs.ts';
import { Framework, FrameworkItem } from './framework.type.ts';
import { FrameworksService } from './frameworks.service.ts';

@Resolver(() => Framework)
export class FrameworksResolver {
  constructor(private readonly frameworks: FrameworksService) {}

  @Query(() => [Framework], {
    name: 'frameworks',
    description: 'Frameworks that others have published, by name.',
  })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_RELEASED, KeyScope.READ_BOARD)
  all(@Ctx() ctx: RequestContext): Promise<Framework[]> {
    return this.frameworks.all(ctx);
  }

  @Query(() => Framework, {
    name: 'framework',
    nullable: true,
    description: 'One framework that others have published; null when none has this code.',
  })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_RELEASED, KeyScope.READ_BOARD)
  framework(
    @Ctx() ctx: RequestContext,
    @Args('code', { description: 'Code of the framework.' }) code: string,
  ): Promise<Framework | null> {
    return this.frameworks.byCode(ctx, code);
  }

  @Mutation(() => Framework, {
    name: 'saveFramework',
    description:
      'Saves a framework that somebody else has published, whole, for all networks. CONFLICT while a crosswalk names an item that would go.',
  })
  @Allow(Role.PLATFORM_ADMIN)
  saveFramework(@Ctx() ctx: RequestContext, @Args('input') input: SaveFrameworkInput): Promise<Framework> {
    return this.frameworks.save(ctx, input);
  }
}

@Resolver(() => FrameworkItem)
export class FrameworkItemsResolver {
  constructor(
    private readonly frameworks: FrameworksService,
    private readonly crosswalk: CrosswalkService,
  ) {}

  @ResolveField(() => Framework, { description: 'The framework that it belongs to.' })
  framework(@Ctx() ctx: RequestContext, @Parent() item: FrameworkItem): Promise<Framework> {
    return this.frameworks.of(ctx, item);
  }

  @ResolveField(() => FrameworkItem, {
    nullable: true,
    description: 'The item that it is a part of; null at the top.',
  })
  async parent(@Ctx() ctx: RequestContext, @Parent() item: FrameworkItem): Promise<FrameworkItem | null> {
    return item.parentCode === null ? null : this.frameworks.item(ctx, item.frameworkCode, item.parentCode);
  }

  @ResolveField(() => [CrosswalkLink], {
    name: 'crosswalk',
    description: 'The goals of any network that correspond to it, as their networks say.',
  })
  links(@Ctx() ctx: RequestContext, @Parent() item: FrameworkItem): Promise<CrosswalkLink[]> {
    return this.crosswalk.ofItem(ctx, item);
  }
}
