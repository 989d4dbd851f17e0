import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { AccountInput, LockAccountInput } from './account.inputs.ts';
import { AccountLocksService } from './account-locks.service.ts';
import { LockedAccount } from './account.types.ts';

@Resolver(() => LockedAccount)
export class AccountLocksResolver {
  constructor(private readonly locks: AccountLocksService) {}

  @Query(() => [LockedAccount], {
    name: 'lockedAccounts',
    description: 'Accounts that are locked, the last one first; at most 500.',
  })
  @Allow(Role.PLATFORM_ADMIN)
  lockedAccounts(@Ctx() ctx: RequestContext): Promise<LockedAccount[]> {
    return this.locks.locked(ctx);
  }

  @Mutation(() => Boolean, {
    name: 'lockAccount',
    description:
      'Ends every session of an account at once, and lets nobody sign in with it, who is told what a wrong password is told. Its roles stay as they are. CONFLICT for your own account, and for one that is locked already; NOT_FOUND when there is none.',
  })
  @Allow(Role.PLATFORM_ADMIN)
  lockAccount(@Ctx() ctx: RequestContext, @Args('input') input: LockAccountInput): Promise<boolean> {
    return this.locks.lock(ctx, input);
  }

  @Mutation(() => Boolean, {
    name: 'unlockAccount',
    description:
      'Lets the owner of an account sign in again; ended sessions stay ended. CONFLICT for one that is not locked; NOT_FOUND when there is none.',
  })
  @Allow(Role.PLATFORM_ADMIN)
  unlockAccount(@Ctx() ctx: RequestContext, @Args('input') input: AccountInput): Promise<boolean> {
    return this.locks.unlock(ctx, input);
  }
}
