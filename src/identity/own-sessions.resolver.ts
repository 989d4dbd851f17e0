import { Args, ID, Int, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { OwnSession } from './own-session.type.ts';
import { OwnSessionsService } from './own-sessions.service.ts';
import { Viewer } from './viewer.types.ts';

@Resolver(() => Viewer)
export class OwnSessionsResolver {
  constructor(private readonly sessions: OwnSessionsService) {}

  @ResolveField(() => [OwnSession], {
    name: 'sessions',
    description: 'Where the person is signed in: the sessions that hold, last used first, at most 100.',
  })
  sessionsOf(@Ctx() ctx: RequestContext): Promise<OwnSession[]> {
    return this.sessions.list(ctx);
  }

  @Mutation(() => Boolean, {
    name: 'endSession',
    description:
      'Ends one of the own sessions: its access token and its refresh token stop at once. NOT_FOUND when it has ended, or is not among the own.',
  })
  @Allow('SIGNED_IN')
  endSession(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'From `Viewer.sessions`.' }) id: string,
  ): Promise<boolean> {
    return this.sessions.end(ctx, id);
  }

  @Mutation(() => Int, {
    name: 'endOtherSessions',
    description: 'Ends every own session but the one that asks, and tells how many there were.',
  })
  @Allow('SIGNED_IN')
  endOtherSessions(@Ctx() ctx: RequestContext): Promise<number> {
    return this.sessions.endOthers(ctx);
  }
}
