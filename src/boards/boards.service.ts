import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NetworksService } from '../networks/networks.service.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import { globalId, parseIdOf } from '../platform/graphql/ids.ts';
import { NodeRegistry } from '../platform/graphql/node.ts';
import type { CloseBoardInput, CreateBoardInput, UpdateBoardInput } from './board.inputs.ts';
import { Board, type BoardStatus } from './board.types.ts';

interface BoardRow {
  id: string;
  network_id: string;
  slug: string;
  name: string;
  description: string | null;
  status: BoardStatus;
  created_at: Date;
  closed_at: Date | null;
  closing_reason: string | null;
}

const OF_NETWORK = `
  select id, network_id, slug, name, description, status, created_at, closed_at, closing_reason
  from access.boards where network_id = $1 order by name, id`;

@Injectable()
export class BoardsService implements OnModuleInit {
  constructor(
    private readonly networks: NetworksService,
    private readonly nodes: NodeRegistry,
  ) {}

  onModuleInit(): void {
    this.nodes.register('Board', (ctx, networkKey, id) => this.byId(ctx, networkKey, id));
  }

  ofNetwork(ctx: RequestContext, networkKey: string): Promise<Board[]> {
    return ctx.loader(boardLoads).ofNetwork(networkKey);
  }

  /** The network is asked for too: an answer that is kept must know on which it depends. */
  async byId(ctx: RequestContext, networkKey: string, id: string): Promise<Board | null> {
    if (!(await this.networks.byKey(ctx, networkKey))) return null;
    return (await this.ofNetwork(ctx, networkKey)).find(({ key }) => key === id) ?? null;
  }

  /** For what only those see who have to do with the board. NOT_FOUND for everybody else. */
  enter(ctx: RequestContext, board: Board): Promise<void> {
    return ctx.enterBoard(board.key, 'read');
  }

  async create(ctx: RequestContext, input: CreateBoardInput): Promise<Board> {
    const network = await this.networks.require(ctx, input.network);
    await ctx.enterNetwork(network.key, 'admin');
    const { idempotencyKey, ...request } = input;
    const id = await onceUnderKey(ctx, idempotencyKey, { createBoard: request }, async () => {
      const [row] = await ctx.sql<{ id: string }>(
        'create_board',
        'select access.create_board($1, $2, $3) as id',
        [input.slug, input.name.trim(), input.description?.trim() ?? null],
      );
      return row!.id;
    });
    return this.reread(ctx, network.key, id);
  }

  async update(ctx: RequestContext, { boardId, ...given }: UpdateBoardInput): Promise<Board> {
    const { networkId, id } = await this.enterAs(ctx, boardId, 'admin');
    // JSON leaves out what is undefined: absent is unchanged, null clears.
    await ctx.sql('update_board', 'select access.update_board($1)', [JSON.stringify(given)]);
    return this.reread(ctx, networkId, id);
  }

  async close(ctx: RequestContext, { boardId, reason }: CloseBoardInput): Promise<Board> {
    const { networkId, id } = await this.enterAs(ctx, boardId, 'remove');
    await ctx.sql('close_board', 'select access.close_board($1)', [reason.trim()]);
    return this.reread(ctx, networkId, id);
  }

  private async enterAs(
    ctx: RequestContext,
    boardId: string,
    need: 'admin' | 'remove',
  ): Promise<{ networkId: string; id: string }> {
    const board = parseIdOf('Board', boardId);
    await ctx.enterBoard(board?.id ?? null, need, 'board', board?.networkId);
    return board!;
  }

  /** After this operation has changed it. */
  private async reread(ctx: RequestContext, networkKey: string, id: string): Promise<Board> {
    ctx.forget(boardLoads);
    this.networks.forget(ctx);
    return (await this.byId(ctx, networkKey, id))!;
  }
}

/** Each network's once an operation. */
const boardLoads = (ctx: RequestContext): { ofNetwork(key: string): Promise<Board[]> } => {
  const loads = new Map<string, Promise<Board[]>>();
  return {
    ofNetwork(key) {
      const load =
        loads.get(key) ??
        ctx.sql<BoardRow>('boards_of_network', OF_NETWORK, [key]).then((rows) => rows.map(toBoard));
      loads.set(key, load);
      return load;
    },
  };
};

const toBoard = ({ id, network_id, created_at, closed_at, closing_reason, ...row }: BoardRow): Board =>
  Object.assign(new Board(), row, {
    id: globalId('Board', network_id, id),
    ...{ key: id, networkKey: network_id },
    ...{ createdAt: created_at, closedAt: closed_at, closingReason: closing_reason },
  });
