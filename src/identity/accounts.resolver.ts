import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/graphql/allow.ts';
import { Sensitive } from '../platform/graphql/sensitive.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import {
  ChangePasswordInput,
  ConfirmEmailChangeInput,
  DeleteMyAccountInput,
  RequestEmailChangeInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
} from './account.inputs.ts';
import { AccountsService } from './accounts.service.ts';
import { OwnDataService } from './own-data.service.ts';

@Resolver()
export class AccountsResolver {
  constructor(
    private readonly accounts: AccountsService,
    private readonly ownData: OwnDataService,
  ) {}

  @Mutation(() => Boolean, {
    name: 'changePassword',
    description:
      'Gives the account another password and ends its other sessions; a mail tells its owner. BAD_USER_INPUT at `input.current` for a wrong password, at `input.new` for one that is easy to guess. RATE_LIMITED after 10 passwords in 15 minutes.',
  })
  @Sensitive()
  @Allow('OWNER')
  changePassword(@Ctx() ctx: RequestContext, @Args('input') input: ChangePasswordInput): Promise<boolean> {
    return this.accounts.changePassword(ctx, input);
  }

  @Mutation(() => Boolean, {
    name: 'requestPasswordReset',
    description:
      'Sends a link to the owner of an account. Always true, in the same words and time, whether there is such an account or not. The link is good for 30 minutes, once, and only the last one. RATE_LIMITED after 3 for an account, or 30 from an address, in 15 minutes; what is asked from where the account has opened a session in the last 30 days is counted apart.',
  })
  @Sensitive()
  @Allow('ANYONE')
  requestPasswordReset(
    @Ctx() ctx: RequestContext,
    @Args('input') input: RequestPasswordResetInput,
  ): Promise<boolean> {
    return this.accounts.requestReset(ctx, input);
  }

  @Mutation(() => Boolean, {
    name: 'resetPassword',
    description:
      'Sets a password by the token of a mail, ends all sessions of the account and revokes its API keys and those that it made, and opens no session: sign in. NOT_FOUND when the token is unknown, used, replaced by a newer one or older than 30 minutes; BAD_USER_INPUT at `input.password` for one that is easy to guess, and the token stays good.',
  })
  @Sensitive()
  @Allow('ANYONE')
  resetPassword(@Ctx() ctx: RequestContext, @Args('input') input: ResetPasswordInput): Promise<boolean> {
    return this.accounts.resetPassword(ctx, input);
  }

  @Mutation(() => Boolean, {
    name: 'requestEmailChange',
    description:
      'Sends a link to a new address, good for 24 hours, once, and a notice to the old one, which holds until the link is used. True in the same words when somebody has that address: then the mail to it says so. BAD_USER_INPUT at `input.password` for a wrong password. RATE_LIMITED after 3 in 15 minutes.',
  })
  @Sensitive()
  @Allow('OWNER')
  requestEmailChange(
    @Ctx() ctx: RequestContext,
    @Args('input') input: RequestEmailChangeInput,
  ): Promise<boolean> {
    return this.accounts.requestEmailChange(ctx, input);
  }

  @Mutation(() => Boolean, {
    name: 'confirmEmailChange',
    description:
      'Gives the account its new address by the token of a mail; sessions go on. NOT_FOUND when the token is unknown, used, replaced by a newer one or older than 24 hours, or when it can no longer be done.',
  })
  @Sensitive()
  @Allow('ANYONE')
  confirmEmailChange(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ConfirmEmailChangeInput,
  ): Promise<boolean> {
    return this.accounts.confirmEmailChange(ctx, input);
  }

  @Mutation(() => Boolean, {
    name: 'deleteMyAccount',
    description:
      'Deletes your account for good, with your sessions, roles and invitations; what you did stays in the history as done by a former member. `GET /me/data.json` gives you before what is stored of you. CONFLICT, which says what to do, for the last lead of a coalition, the last chair of a board, the last admin of a network and the last platform admin. BAD_USER_INPUT for a wrong password or another address.',
  })
  @Sensitive()
  @Allow('OWNER')
  deleteMyAccount(@Ctx() ctx: RequestContext, @Args('input') input: DeleteMyAccountInput): Promise<boolean> {
    return this.ownData.deleteAccount(ctx, input);
  }
}
