import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Workspace } from '../coalitions/workspace.types.ts';
import { ApiKey } from '../identity/api-key.types.ts';
import { MembersService } from '../identity/members.service.ts';
import { Invitation, Member, Membership } from '../identity/viewer.types.ts';
import { Network } from '../networks/network.type.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { CloseBoardInput, CreateBoardInput, UpdateBoardInput } from './board.inputs.ts';
import { Board } from './board.types.ts';
import { BoardsService } from './boards.service.ts';

@Resolver(() => Board)
export class BoardsResolver {
  constructor(
    private readonly boards: BoardsService,
    private readonly networks: NetworksService,
    private readonly staff: MembersService,
  ) {}

  @Mutation(() => Board, {
    name: 'createBoard',
    description:
      'Adds an advisory board to a network; `inviteMember` gives it its chair. Ask for its members and invitations in another request: one works in one place. CONFLICT when the slug is taken.',
  })
  @Allow(Role.NETWORK_ADMIN)
  createBoard(@Ctx() ctx: RequestContext, @Args('input') input: CreateBoardInput): Promise<Board> {
    return this.boards.create(ctx, input);
  }

  @Mutation(() => Board, {
    name: 'updateBoard',
    description: 'Changes what is said of a board. FORBIDDEN once it is closed.',
  })
  @Allow(Role.NETWORK_ADMIN)
  updateBoard(@Ctx() ctx: RequestContext, @Args('input') input: UpdateBoardInput): Promise<Board> {
    return this.boards.update(ctx, input);
  }

  @Mutation(() => Board, {
    name: 'closeBoard',
    description:
      'Ends a board: its open invitations are revoked, and its members only read from then on. Closing a closed one changes nothing.',
  })
  @Allow(Role.NETWORK_ADMIN)
  closeBoard(@Ctx() ctx: RequestContext, @Args('input') input: CloseBoardInput): Promise<Board> {
    return this.boards.close(ctx, input);
  }

  @ResolveField(() => Network, { description: 'The network that it advises.' })
  network(@Ctx() ctx: RequestContext, @Parent() board: Board): Promise<Network | null> {
    return this.networks.byKey(ctx, board.networkKey);
  }

  @ResolveField(() => [Member], {
    description:
      "For the board's members, its network's staff and a key that reads it: who sits on it, longest first. NOT_FOUND for everybody else. One board in a request.",
  })
  async members(@Ctx() ctx: RequestContext, @Parent() board: Board): Promise<Member[]> {
    await this.boards.enter(ctx, board);
    return this.staff.members(ctx, 'board_members');
  }

  @ResolveField(() => [Invitation], {
    description:
      "For the board's members, its network's staff and a key that reads it: invitations still open; empty for those who may not invite. NOT_FOUND for everybody else. One board in a request.",
  })
  async invitations(@Ctx() ctx: RequestContext, @Parent() board: Board): Promise<Invitation[]> {
    await this.boards.enter(ctx, board);
    return this.staff.invitations(ctx, 'open_board_invitations');
  }
}

@Resolver(() => Network)
export class NetworkBoardsResolver {
  constructor(private readonly boards: BoardsService) {}

  @ResolveField(() => [Board], {
    name: 'boards',
    description: 'Its advisory boards by name, the closed ones too.',
  })
  list(@Ctx() ctx: RequestContext, @Parent() network: Network): Promise<Board[]> {
    return this.boards.ofNetwork(ctx, network.key);
  }
}

@Resolver(() => Workspace)
export class WorkspaceBoardsResolver {
  constructor(private readonly boards: BoardsService) {}

  @ResolveField(() => [Board], {
    name: 'boards',
    description: "The advisory boards of the coalition's network, by name.",
  })
  list(@Ctx() ctx: RequestContext, @Parent() workspace: Workspace): Promise<Board[]> {
    return this.boards.ofNetwork(ctx, workspace.networkKey);
  }
}

@Resolver(() => Membership)
export class MembershipBoardResolver {
  constructor(private readonly boards: BoardsService) {}

  @ResolveField(() => Board, { nullable: true, description: 'Where the role is on a board.' })
  async board(
    @Ctx() ctx: RequestContext,
    @Parent() { boardKey, networkId }: Membership,
  ): Promise<Board | null> {
    return boardKey && networkId ? this.boards.byId(ctx, networkId, boardKey) : null;
  }
}

@Resolver(() => ApiKey)
export class ApiKeyBoardResolver {
  constructor(private readonly boards: BoardsService) {}

  @ResolveField(() => Board, {
    nullable: true,
    description: 'The board that it reads; null with every other scope than READ_BOARD.',
  })
  async board(@Ctx() ctx: RequestContext, @Parent() { boardKey, networkId }: ApiKey): Promise<Board | null> {
    return boardKey === null ? null : this.boards.byId(ctx, networkId, boardKey);
  }
}
