import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ApiKey } from '../identity/api-key.types.ts';
import { ApiKeysService } from '../identity/api-keys.service.ts';
import { Network } from '../networks/network.type.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';

/** Where networks and keys meet, which do not know each other. */
@Resolver(() => Network)
export class NetworkKeysResolver {
  constructor(private readonly keys: ApiKeysService) {}

  @ResolveField(() => [ApiKey], {
    description:
      "For the network's admin: everybody's keys of the network, ended ones too, newest first, at most 500. FORBIDDEN for an analyst, NOT_FOUND for everybody else.",
  })
  apiKeys(@Ctx() ctx: RequestContext, @Parent() network: Network): Promise<ApiKey[]> {
    return this.keys.ofNetwork(ctx, network.key);
  }
}

@Resolver(() => ApiKey)
export class ApiKeyNetworkResolver {
  constructor(private readonly networks: NetworksService) {}

  @ResolveField(() => Network, { description: 'The network whose data-use agreement it is under.' })
  network(@Ctx() ctx: RequestContext, @Parent() key: ApiKey): Promise<Network | null> {
    return this.networks.byKey(ctx, key.networkId);
  }
}
