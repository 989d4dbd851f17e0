import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Coalition } from '../coalitions/coalition.types.ts';
import { DiscardDraftInput } from '../coalitions/workspace.inputs.ts';
import { Workspace } from '../coalitions/workspace.types.ts';
import { WorkspacesService } from '../coalitions/workspaces.service.ts';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import {
  ArchiveCoalitionInput,
  MergeCoalitionsInput,
  PublishCoalitionInput,
  UnpublishCoalitionInput,
  VerifyProfileInput,
} from './publishing.inputs.ts';
import { PublishingService } from './publishing.service.ts';

@Resolver(() => Workspace)
export class PublishingResolver {
  constructor(
    private readonly publishing: PublishingService,
    private readonly workspaces: WorkspacesService,
  ) {}

  @Mutation(() => Coalition, {
    name: 'publishCoalition',
    description:
      'Makes the draft the public record. CONFLICT when it was saved since `expectedProfileRevision` or `expectedStrategyRevision`, when the strategy has ERROR findings (listed as `findings`), or when the framework has changed meanwhile.',
  })
  @Allow(Role.LEAD, Role.NETWORK_ADMIN)
  publishCoalition(
    @Ctx() ctx: RequestContext,
    @Args('input') input: PublishCoalitionInput,
  ): Promise<Coalition> {
    return this.publishing.publish(ctx, input);
  }

  @Mutation(() => Workspace, {
    name: 'verifyProfile',
    description:
      'Confirms that everything is still true. Shows in the public record at once, and counts as no update. CONFLICT when the draft was saved since `expectedRevision`.',
  })
  @Allow(Role.LEAD, Role.EDITOR)
  async verifyProfile(
    @Ctx() ctx: RequestContext,
    @Args('input') input: VerifyProfileInput,
  ): Promise<Workspace> {
    return this.workspaces.open(ctx, await this.publishing.verify(ctx, input));
  }

  @Mutation(() => Workspace, {
    name: 'discardDraft',
    description:
      'Gives the unpublished changes up: the profile becomes what is public, or the strategy a version that once was. CONFLICT when there is no such thing, or when it was saved since `expectedRevision`.',
  })
  @Allow(Role.LEAD, Role.EDITOR)
  async discardDraft(
    @Ctx() ctx: RequestContext,
    @Args('input') input: DiscardDraftInput,
  ): Promise<Workspace> {
    return this.workspaces.open(ctx, await this.publishing.discard(ctx, input));
  }

  @Mutation(() => Workspace, {
    name: 'unpublishCoalition',
    description:
      'Takes the public record back; the draft stays, and the address says since when. CONFLICT when nothing is published.',
  })
  @Allow(Role.LEAD, Role.NETWORK_ADMIN)
  async unpublishCoalition(
    @Ctx() ctx: RequestContext,
    @Args('input') input: UnpublishCoalitionInput,
  ): Promise<Workspace> {
    return this.workspaces.open(ctx, await this.publishing.unpublish(ctx, input));
  }

  @Mutation(() => Workspace, {
    name: 'archiveCoalition',
    description:
      'Closes a coalition: nothing of it is public any more, its workspace can only be read, and its address answers with a tombstone.',
  })
  @Allow(Role.NETWORK_ADMIN)
  async archiveCoalition(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ArchiveCoalitionInput,
  ): Promise<Workspace> {
    return this.workspaces.open(ctx, await this.publishing.archive(ctx, input));
  }

  @Mutation(() => Workspace, {
    name: 'mergeCoalitions',
    description:
      'Closes one coalition in favour of another of the same network. The address of the one that goes then leads to the one that stays.',
  })
  @Allow(Role.NETWORK_ADMIN)
  async mergeCoalitions(
    @Ctx() ctx: RequestContext,
    @Args('input') input: MergeCoalitionsInput,
  ): Promise<Workspace> {
    return this.workspaces.open(ctx, await this.publishing.merge(ctx, input));
  }
}
