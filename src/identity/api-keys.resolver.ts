import { Args, ID, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Sensitive } from '../platform/graphql/sensitive.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { CreateApiKeyInput } from './api-key.inputs.ts';
import { ApiKey, NewApiKey } from './api-key.types.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { Viewer } from './viewer.types.ts';

@Resolver(() => Viewer)
export class ApiKeysResolver {
  constructor(private readonly keys: ApiKeysService) {}

  @ResolveField(() => [ApiKey], {
    name: 'apiKeys',
    description: 'The own keys, ended ones too, newest first, at most 100.',
  })
  ownKeys(@Ctx() ctx: RequestContext): Promise<ApiKey[]> {
    return this.keys.own(ctx);
  }

  @Mutation(() => NewApiKey, {
    name: 'createApiKey',
    description:
      "Makes a key for oneself in a network where one has a role, itself or on a board, or as the network's admin for another who has. The answer alone shows it whole. NOT_FOUND when the network is not yours, or with READ_BOARD the board; BAD_USER_INPUT for an end that is past or more than a year away, and for a board without READ_BOARD or READ_BOARD without a board; CONFLICT when its owner has 20 that hold, and for a repetition under an idempotency key, since no key is shown twice: revoke it then, and make another.",
  })
  @Sensitive()
  @Allow(Role.RESEARCHER, Role.NETWORK_ADMIN, Role.NETWORK_ANALYST, Role.BOARD_CHAIR, Role.BOARD_MEMBER)
  createApiKey(@Ctx() ctx: RequestContext, @Args('input') input: CreateApiKeyInput): Promise<NewApiKey> {
    return this.keys.create(ctx, input);
  }

  @Mutation(() => Boolean, {
    name: 'revokeApiKey',
    description:
      "Takes a key back: an own one, or as the network's admin anybody's there. It stops with the next request. NOT_FOUND when it was revoked before, or is not yours to revoke.",
  })
  @Sensitive()
  @Allow('SIGNED_IN')
  revokeApiKey(
    @Ctx() ctx: RequestContext,
    @Args('id', {
      type: () => ID,
      description: 'From `Viewer.apiKeys`, `Network.apiKeys` or `createApiKey`.',
    })
    id: string,
  ): Promise<boolean> {
    return this.keys.revoke(ctx, id);
  }
}
