import { Query, Resolver } from '@nestjs/graphql';
import { Allow, Role } from '../graphql/allow.ts';
import { Ctx, type RequestContext } from '../graphql/ctx.ts';
import { DeadLetter } from './dead-letter.type.ts';

@Resolver(() => DeadLetter)
export class DeadLettersResolver {
  @Query(() => [DeadLetter], {
    name: 'deadLetters',
    description: 'Mails that could not be delivered, the latest 200, newest first. For platform admins.',
  })
  @Allow(Role.PLATFORM_ADMIN)
  async deadLetters(@Ctx() ctx: RequestContext): Promise<DeadLetter[]> {
    await ctx.enterPlatform();
    return ctx.sql<DeadLetter>('dead_letters', 'select * from access.dead_letters()');
  }
}
