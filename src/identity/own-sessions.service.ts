import { Injectable } from '@nestjs/common';
import { notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId, parseIdOf } from '../platform/graphql/ids.ts';
import type { OwnSession } from './own-session.type.ts';
import { PLATFORM } from './sessions.service.ts';

interface OwnSessionRow {
  id: string;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
  opened_with: string | null;
  opened_from: string | null;
}

/** The sessions of whoever asks. What is not among them cannot be told from what is nowhere. */
@Injectable()
export class OwnSessionsService {
  async list(ctx: RequestContext): Promise<OwnSession[]> {
    const current = ctx.viewer?.sessionId;
    const rows = await ctx.lookup<OwnSessionRow>('own_sessions', 'select * from access.own_sessions($1)', [
      current,
    ]);
    return rows.map((row) => ({
      id: globalId('Session', PLATFORM, row.id),
      current: row.id === current,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
      expiresAt: row.expires_at,
      openedWith: row.opened_with,
      openedFrom: row.opened_from,
    }));
  }

  async end(ctx: RequestContext, id: string): Promise<boolean> {
    const [row] = await ctx.lookup<{ ended: boolean }>(
      'end_own_session',
      'select access.end_own_session($1, $2) as ended',
      [ctx.viewer?.sessionId, parseIdOf('Session', id)?.id ?? null],
    );
    if (!row?.ended) throw notFound('session');
    return true;
  }

  async endOthers(ctx: RequestContext): Promise<number> {
    const [row] = await ctx.lookup<{ ended: number }>(
      'end_other_sessions',
      'select access.end_other_sessions($1) as ended',
      [ctx.viewer?.sessionId],
    );
    return row!.ended;
  }
}
