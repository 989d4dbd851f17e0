import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { Sensitive } from '../platform/graphql/sensitive.ts';
import {
  AcceptInvitationInput,
  ChangeRoleInput,
  InviteMemberInput,
  RefreshInput,
  RemoveMemberInput,
  SignInInput,
} from './identity.inputs.ts';
import { MembersService } from './members.service.ts';
import { SessionsService } from './sessions.service.ts';
import { Invitation, Membership, Session, Viewer } from './viewer.types.ts';

@Resolver(() => Viewer)
export class IdentityResolver {
  constructor(
    private readonly sessions: SessionsService,
    private readonly members: MembersService,
  ) {}

  @Query(() => Viewer, {
    name: 'viewer',
    nullable: true,
    description: 'The signed-in person; null when anonymous.',
  })
  @Allow('ANYONE')
  viewer(@Ctx() ctx: RequestContext): Promise<Viewer | null> {
    return this.sessions.viewer(ctx);
  }

  @ResolveField(() => [Membership], { description: 'Every role that the person has, oldest first.' })
  memberships(@Ctx() ctx: RequestContext, @Parent() viewer: Viewer): Promise<Membership[]> {
    return this.sessions.memberships(ctx, viewer);
  }

  @Mutation(() => Session, {
    name: 'signIn',
    description:
      'Opens a session. UNAUTHENTICATED, in the same words, for an unknown address and for a wrong password. RATE_LIMITED after 10 attempts at an account, or 30 from an address, in 15 minutes; attempts from where the account has opened a session in the last 30 days are counted apart.',
  })
  @Allow('ANYONE')
  @Sensitive()
  signIn(@Ctx() ctx: RequestContext, @Args('input') input: SignInInput): Promise<Session> {
    return this.sessions.signIn(ctx, input);
  }

  @Mutation(() => Session, {
    name: 'refreshSession',
    description:
      'Changes a refresh token for new tokens. Asked again within 20 seconds, by a second tab or after an answer that was lost, it gives the same refresh token again. UNAUTHENTICATED when it is unknown, ran out or was used before; used again later, or once its successor was used, it ends the session.',
  })
  @Allow('ANYONE')
  @Sensitive()
  refreshSession(@Args('input') input: RefreshInput): Promise<Session> {
    return this.sessions.refresh(input);
  }

  @Mutation(() => Boolean, {
    name: 'signOut',
    description: 'Ends this session: its access token and its refresh token stop at once.',
  })
  @Allow('SIGNED_IN')
  signOut(@Ctx() ctx: RequestContext): Promise<boolean> {
    return this.sessions.signOut(ctx);
  }

  @Mutation(() => Invitation, {
    name: 'inviteMember',
    description:
      'Sends an invitation by mail: single use, good for 7 days; an earlier one to the same address and place is revoked. CONFLICT when the person is a member there already. RATE_LIMITED after 50 invitations of yours, or 5 to the address, in a day.',
  })
  @Allow(Role.LEAD, Role.NETWORK_ADMIN, Role.BOARD_CHAIR, Role.PLATFORM_ADMIN)
  inviteMember(@Ctx() ctx: RequestContext, @Args('input') input: InviteMemberInput): Promise<Invitation> {
    return this.members.invite(ctx, input);
  }

  @Mutation(() => Boolean, {
    name: 'revokeInvitation',
    description: 'Takes an open invitation back. NOT_FOUND once it is accepted or revoked.',
  })
  @Allow(Role.LEAD, Role.NETWORK_ADMIN, Role.BOARD_CHAIR, Role.PLATFORM_ADMIN)
  revokeInvitation(
    @Ctx() ctx: RequestContext,
    @Args('id', {
      type: () => ID,
      description:
        'From `Workspace.invitations`, `Network.invitations`, `Board.invitations` or `inviteMember`.',
    })
    id: string,
  ): Promise<boolean> {
    return this.members.revoke(ctx, id);
  }

  @Mutation(() => Session, {
    name: 'acceptInvitation',
    description:
      'Takes an invitation, once, and opens a session. A new person gives name and password; an existing account accepts signed in, without them. NOT_FOUND when the token is unknown, used, revoked or older than 7 days.',
  })
  @Allow('ANYONE')
  @Sensitive()
  acceptInvitation(
    @Ctx() ctx: RequestContext,
    @Args('input') input: AcceptInvitationInput,
  ): Promise<Session> {
    return this.members.accept(ctx, input);
  }

  @Mutation(() => Membership, {
    name: 'changeRole',
    description:
      'Gives a member another role in the same place. CONFLICT for the last lead, the last chair and, unless a platform admin does it, the last network admin.',
  })
  @Allow(Role.LEAD, Role.NETWORK_ADMIN, Role.PLATFORM_ADMIN)
  changeRole(@Ctx() ctx: RequestContext, @Args('input') input: ChangeRoleInput): Promise<Membership> {
    return this.members.changeRole(ctx, input);
  }

  @Mutation(() => Boolean, {
    name: 'removeMember',
    description:
      "Ends a role, somebody else's or one's own. It holds from the next request on. CONFLICT for the last lead, the last chair, the last platform admin and, unless a platform admin does it, the last network admin.",
  })
  @Allow('SIGNED_IN')
  removeMember(@Ctx() ctx: RequestContext, @Args('input') input: RemoveMemberInput): Promise<boolean> {
    return this.members.remove(ctx, input.membershipId);
  }
}
