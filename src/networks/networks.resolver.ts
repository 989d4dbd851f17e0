import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, KeyScope, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { Term } from './goal.type.ts';
import { NetworkAdministration } from './network-administration.service.ts';
import { CreateNetworkInput, SaveTermsInput, UpdateNetworkInput } from './network.inputs.ts';
import { Network } from './network.type.ts';
import { NetworksService } from './networks.service.ts';

@Resolver(() => Network)
export class NetworksResolver {
  constructor(private readonly networks: NetworksService) {}

  @Query(() => [Network], { name: 'networks', description: 'All statewide initiatives, by name.' })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_BOARD)
  all(@Ctx() ctx: RequestContext): Promise<Network[]> {
    return this.networks.all(ctx);
  }

  @Query(() => Network, {
    name: 'network',
    nullable: true,
    description: 'One statewide initiative; null when none has this slug.',
  })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_BOARD)
  network(
    @Ctx() ctx: RequestContext,
    @Args('slug', { description: 'Slug of the network.' }) slug: string,
  ): Promise<Network | null> {
    return this.networks.bySlug(ctx, slug);
  }

  @ResolveField(() => [Term], {
    description:
      'The shared vocabularies: all of them, or one taxonomy such as `sector`, `population`, `framework`, `approach`, `coalition-kind` or `initiative-kind`.',
  })
  async terms(
    @Ctx() ctx: RequestContext,
    @Parent() network: Network,
    @Args('taxonomy', { type: () => String, nullable: true, description: 'One taxonomy; all when absent.' })
    taxonomy?: string | null,
  ): Promise<Term[]> {
    const { terms } = await this.networks.dictionaryOf(ctx, network.key);
    return terms.filter((term) => taxonomy == null || term.taxonomy === taxonomy);
  }
}

@Resolver(() => Network)
export class NetworkAdministrationResolver {
  constructor(private readonly administration: NetworkAdministration) {}

  @Mutation(() => Network, {
    name: 'createNetwork',
    description: 'Adds a statewide initiative. CONFLICT when the slug is taken.',
  })
  @Allow(Role.PLATFORM_ADMIN)
  createNetwork(@Ctx() ctx: RequestContext, @Args('input') input: CreateNetworkInput): Promise<Network> {
    return this.administration.create(ctx, input);
  }

  @Mutation(() => Network, { name: 'updateNetwork', description: 'Changes what is said of the network.' })
  @Allow(Role.NETWORK_ADMIN)
  updateNetwork(@Ctx() ctx: RequestContext, @Args('input') input: UpdateNetworkInput): Promise<Network> {
    return this.administration.update(ctx, input);
  }

  @Mutation(() => Network, {
    name: 'saveTerms',
    description: 'Saves one vocabulary of the network, the whole list at once.',
  })
  @Allow(Role.NETWORK_ADMIN)
  saveTerms(@Ctx() ctx: RequestContext, @Args('input') input: SaveTermsInput): Promise<Network> {
    return this.administration.saveTerms(ctx, input);
  }
}
