import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { UpdateViewerInput } from './own-settings.inputs.ts';
import { SessionsService } from './sessions.service.ts';
import { Viewer } from './viewer.types.ts';

@Resolver(() => Viewer)
export class OwnSettingsResolver {
  constructor(private readonly sessions: SessionsService) {}

  @Mutation(() => Viewer, {
    name: 'updateViewer',
    description: "Changes one's own name, language and mails.",
  })
  @Allow('SIGNED_IN')
  updateViewer(@Ctx() ctx: RequestContext, @Args('input') input: UpdateViewerInput): Promise<Viewer> {
    return this.sessions.update(ctx, input);
  }
}
