import { Injectable } from '@nestjs/common';
import { badInput, notFound } from '../platform/errors.ts';
import { KeyScope } from '../platform/graphql/allow.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import { globalId, parseIdOf } from '../platform/graphql/ids.ts';
import type { CreateApiKeyInput } from './api-key.inputs.ts';
import { newApiKey, prefixOf } from './api-key.ts';
import type { ApiKey, NewApiKey } from './api-key.types.ts';
import { emailKey } from './emails.ts';
import { PLATFORM } from './sessions.service.ts';
import { digestOf } from './tokens.ts';

interface ApiKeyRow {
  id: string;
  name: string;
  scope: KeyScope;
  network_id: string;
  board_id: string | null;
  prefix: string;
  owner: string;
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  last_used_at: Date | null;
}

const LONGEST_DAYS = 365;
const DAY_MS = 86_400_000;
const LOST =
  'This key was made under this idempotency key before, and is shown once. If its secret did not arrive, find it by its name and the time when it was made in viewer.apiKeys, or in network.apiKeys where it is somebody else’s, revoke it with revokeApiKey, and make another under a new idempotency key.';

@Injectable()
export class ApiKeysService {
  /** A repetition is a CONFLICT: what is shown once is not kept to be shown again. */
  async create(ctx: RequestContext, input: CreateApiKeyInput): Promise<NewApiKey> {
    const { idempotencyKey, ...request } = input;
    refuseWrongEnd(input.expiresAt);
    refuseWrongBoard(input);
    const make = async (): Promise<NewApiKey> => {
      const secret = newApiKey();
      return { secret, apiKey: await this.insert(ctx, input, secret) };
    };
    return onceUnderKey(ctx, idempotencyKey, request, make, { secret: LOST });
  }

  async revoke(ctx: RequestContext, id: string): Promise<boolean> {
    const [row] = await ctx.lookup<{ revoked: boolean }>(
      'revoke_api_key',
      'select access.revoke_api_key($1, $2) as revoked',
      [ctx.viewer?.sessionId, parseIdOf('ApiKey', id)?.id ?? null],
    );
    if (!row?.revoked) throw notFound('API key');
    return true;
  }

  async own(ctx: RequestContext): Promise<ApiKey[]> {
    const rows = await ctx.lookup<ApiKeyRow>('own_api_keys', 'select * from access.own_api_keys($1)', [
      ctx.viewer?.sessionId,
    ]);
    return rows.map(toApiKey);
  }

  /** For the admin of the network. */
  async ofNetwork(ctx: RequestContext, networkId: string): Promise<ApiKey[]> {
    await ctx.enterNetwork(networkId, 'admin');
    return (await ctx.sql<ApiKeyRow>('network_api_keys', 'select * from access.network_api_keys()')).map(
      toApiKey,
    );
  }

  private async insert(ctx: RequestContext, input: CreateApiKeyInput, made: string): Promise<ApiKey> {
    const [network] = await ctx.sql<{ id: string }>(
      'network_id',
      'select id from reference.networks where slug = $1',
      [input.network],
    );
    if (!network) throw notFound('network');
    const board = await this.boardOf(ctx, input, network.id);
    const forAnother = input.forEmail != null;
    if (forAnother) await ctx.enterNetwork(network.id, 'admin');
    const [row] = await ctx.lookup<ApiKeyRow>(
      'create_api_key',
      'select * from access.create_api_key($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [
        ...[ctx.viewer?.sessionId, network.id, board, forAnother ? emailKey(input.forEmail!) : null],
        ...[input.name.trim(), input.scope, digestOf(made), prefixOf(made), input.expiresAt],
      ],
    );
    if (row) return toApiKey(row);
    if (!forAnother) throw notFound(board ? 'board' : 'network');
    throw badInput({ 'input.forEmail': board ? NOBODY_ON_THE_BOARD : NOBODY_IN_THE_NETWORK });
  }

  /** That a board is there everybody may know; whether it is theirs to read is asked with the key. */
  private async boardOf(
    ctx: RequestContext,
    { boardId }: CreateApiKeyInput,
    networkId: string,
  ): Promise<string | null> {
    if (boardId == null) return null;
    const named = parseIdOf('Board', boardId);
    const [board] = await ctx.sql<{ id: string }>(
      'board_of_network',
      'select id from access.boards where id = $1 and network_id = $2',
      [named?.id ?? null, networkId],
    );
    if (!board || named?.networkId !== networkId) throw notFound('board');
    return board.id;
  }
}

const NOBODY_IN_THE_NETWORK = 'Nobody with this address has a role in the network. Invite them first.';
const NOBODY_ON_THE_BOARD = 'Nobody with this address may read this board. Invite them to it first.';

function refuseWrongBoard({ scope, boardId }: CreateApiKeyInput): void {
  if ((scope === KeyScope.READ_BOARD) === (boardId != null)) return;
  throw badInput({
    'input.boardId':
      boardId == null
        ? 'A key with READ_BOARD reads one board: give its id.'
        : 'Only a key with READ_BOARD reads a board: leave it out, or take that scope.',
  });
}

function refuseWrongEnd(expiresAt: Date): void {
  const days = (expiresAt.getTime() - Date.now()) / DAY_MS;
  if (!(days > 0 && days <= LONGEST_DAYS)) {
    throw badInput({ 'input.expiresAt': `Give a time within the next ${LONGEST_DAYS} days.` });
  }
}

const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: globalId('ApiKey', PLATFORM, row.id),
  name: row.name,
  scope: row.scope,
  prefix: row.prefix,
  owner: row.owner,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  lastUsedAt: row.last_used_at,
  networkId: row.network_id,
  boardKey: row.board_id,
});
