import {
  Args,
  ArgsType,
  Field,
  ID,
  Int,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { MembersService } from '../identity/members.service.ts';
import { Invitation, Member } from '../identity/viewer.types.ts';
import { Network } from '../networks/network.type.ts';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { ForwardPage } from '../platform/graphql/page.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';
import { UpdateProfileInput } from './profile.inputs.ts';
import { ProfilesService } from './profiles.service.ts';
import { PublishedStates } from './published-states.service.ts';
import { WorkspaceLists } from './workspace-lists.service.ts';
import { CreateCoalitionInput } from './workspace.inputs.ts';
import { AuditConnection, ProfileDraft, Workspace, WorkspaceConnection } from './workspace.types.ts';
import { WorkspacesService } from './workspaces.service.ts';

@ArgsType()
class WorkspaceListArgs extends ForwardPage {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only those that were not confirmed on this day or later.',
  })
  staleSince?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that are, or are not, filled in completely.',
  })
  incomplete?: boolean | null;
}

@Resolver(() => Workspace)
export class WorkspacesResolver {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly profiles: ProfilesService,
    private readonly members: MembersService,
    private readonly lists: WorkspaceLists,
  ) {}

  @Query(() => Workspace, {
    name: 'workspace',
    nullable: true,
    description:
      "The private side of one coalition: its members and its network's staff only. Null for everybody else, as for one that is not there.",
  })
  @Allow('ANYONE')
  workspace(
    @Ctx() ctx: RequestContext,
    @Args('coalitionId', {
      type: () => ID,
      description: 'From `Viewer.memberships`, `Network.workspaces` or `Coalition.id`.',
    })
    id: string,
  ): Promise<Workspace | null> {
    return this.workspaces.find(ctx, id);
  }

  @Mutation(() => Workspace, {
    name: 'createCoalition',
    description:
      'Adds a coalition to a network and invites its first lead by mail. CONFLICT when the slug is taken. RATE_LIMITED as for `inviteMember` when a lead is invited.',
  })
  @Allow(Role.NETWORK_ADMIN)
  createCoalition(
    @Ctx() ctx: RequestContext,
    @Args('input') input: CreateCoalitionInput,
  ): Promise<Workspace> {
    return this.workspaces.create(ctx, input);
  }

  @Mutation(() => Workspace, {
    name: 'updateProfile',
    description:
      "Saves changes of the draft; the public record stays as it is. CONFLICT, with the current revision and who saved it, when somebody has saved since `expectedRevision`. All or nothing. Until a lead takes a catalogue entry over, its network's admin keeps it.",
  })
  @Allow(Role.LEAD, Role.EDITOR, Role.NETWORK_ADMIN)
  async updateProfile(
    @Ctx() ctx: RequestContext,
    @Args('input') input: UpdateProfileInput,
  ): Promise<Workspace> {
    return this.workspaces.open(ctx, await this.profiles.update(ctx, input));
  }

  @ResolveField(() => [Member], {
    name: 'members',
    description: 'Who has a role in the coalition, longest first.',
  })
  async membersOf(@Ctx() ctx: RequestContext): Promise<Member[]> {
    return this.members.members(ctx);
  }

  @ResolveField(() => [Invitation], {
    description: 'Invitations still open; empty for those who may not invite.',
  })
  async invitations(@Ctx() ctx: RequestContext): Promise<Invitation[]> {
    return this.members.invitations(ctx);
  }

  @ResolveField(() => AuditConnection, { description: 'Who changed what, newest first.' })
  history(
    @Ctx() ctx: RequestContext,
    @Parent() workspace: Workspace,
    @Args() page: ForwardPage,
  ): Promise<AuditConnection> {
    return this.lists.history(ctx, workspace, page);
  }
}

@Resolver(() => ProfileDraft)
export class ProfileDraftsResolver {
  constructor(private readonly states: PublishedStates) {}

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Number of the version that is the public record; null while nothing is published.',
  })
  async publishedVersion(@Ctx() ctx: RequestContext, @Parent() draft: ProfileDraft): Promise<number | null> {
    return (await this.states.of(ctx, draft))?.version ?? null;
  }

  @ResolveField(() => Boolean, { description: 'Also true while nothing is published.' })
  async hasUnpublishedChanges(@Ctx() ctx: RequestContext, @Parent() draft: ProfileDraft): Promise<boolean> {
    return (await this.states.of(ctx, draft))?.draft_revision !== draft.revision;
  }
}

@Resolver(() => Network)
export class NetworkWorkspacesResolver {
  constructor(
    private readonly lists: WorkspaceLists,
    private readonly staff: MembersService,
  ) {}

  @ResolveField(() => [Member], {
    description:
      "For the network's staff: who has a role in the network itself, longest first. NOT_FOUND for everybody else.",
  })
  async members(@Ctx() ctx: RequestContext, @Parent() network: Network): Promise<Member[]> {
    await ctx.enterNetwork(network.key, 'read');
    return this.staff.members(ctx, 'network_members');
  }

  @ResolveField(() => [Invitation], {
    description:
      "For the network's staff: open invitations into roles of the network itself; empty for those who may not invite. NOT_FOUND for everybody else.",
  })
  async invitations(@Ctx() ctx: RequestContext, @Parent() network: Network): Promise<Invitation[]> {
    await ctx.enterNetwork(network.key, 'read');
    return this.staff.invitations(ctx, 'open_network_invitations');
  }

  @ResolveField(() => WorkspaceConnection, {
    description:
      "For the network's staff: its coalitions' workspaces, by name, to see who is overdue. NOT_FOUND for everybody else.",
  })
  workspaces(
    @Ctx() ctx: RequestContext,
    @Parent() network: Network,
    @Args() { staleSince, incomplete, ...page }: WorkspaceListArgs,
  ): Promise<WorkspaceConnection> {
    return this.lists.workspaces(ctx, network, { staleSince, incomplete }, page);
  }
}

@Resolver(() => WorkspaceConnection)
export class WorkspaceConnectionsResolver {
  @ResolveField(() => Int, {
    description: 'How many workspaces the list holds; counted only when asked for.',
  })
  totalCount(@Parent() connection: WorkspaceConnection): Promise<number> {
    return connection.count();
  }
}

@Resolver(() => AuditConnection)
export class AuditConnectionsResolver {
  @ResolveField(() => Int, { description: 'How many changes were recorded; counted only when asked for.' })
  totalCount(@Parent() connection: AuditConnection): Promise<number> {
    return connection.count();
  }
}
