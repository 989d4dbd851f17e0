import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { type DomainError, unauthenticated } from '../platform/errors.ts';
import type { Role } from '../platform/graphql/allow.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId } from '../platform/graphql/ids.ts';
import type { Language } from '../platform/language.ts';
import { RateLimits } from '../platform/rate-limits/rate-limits.ts';
import { Attempts, SIGN_IN_BY_ACCOUNT } from './attempts.ts';
import { emailKey } from './emails.ts';
import type { RefreshInput, SignInInput } from './identity.inputs.ts';
import type { UpdateViewerInput } from './own-settings.inputs.ts';
import { hashPassword, isOutdated, passwordMatches } from './passwords.ts';
import { placeOf, programOf } from './recognition.ts';
import { digestOf, newSecret, REFRESH_DAYS, REFRESH_GRACE_SECONDS, SESSION_DAYS, Tokens } from './tokens.ts';
import type { Membership, Session, Viewer } from './viewer.types.ts';

interface ViewerRow {
  account_id: string;
  email: string;
  display_name: string;
  roles: Role[];
  language: Language;
  weekly_digest: boolean;
}

export interface MembershipRow {
  id: string;
  role: Role;
  coalition_id: string | null;
  network_id: string | null;
  coalition_network_id: string | null;
  coalition_name: string;
  coalition_slug: string;
  board_id: string | null;
  board_network_id: string | null;
}

/** Attempts in a quarter of an hour. An address may serve a whole office, an account is one person. */
const ALLOWED = { account: 10, address: 30 };

/** Accounts, people and memberships belong to no network: their ids name this one. */
export const PLATFORM = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class SessionsService implements OnModuleInit {
  constructor(
    private readonly db: TenantDb,
    private readonly tokens: Tokens,
    private readonly limits: RateLimits,
    private readonly attempts: Attempts,
  ) {}

  onModuleInit(): void {
    this.limits.payers.lookWith(async (id) => (await this.db.record('viewer', VIEWER, [id])).length === 0);
  }

  /** Unknown address and wrong password are one answer, after the same work. */
  async signIn(ctx: RequestContext, input: SignInInput): Promise<Session> {
    const key = emailKey(input.email);
    await this.attempts.count('sign-in by address', ctx.origin.address, ALLOWED.address);
    await this.attempts.countAt(ctx, SIGN_IN_BY_ACCOUNT, key, ALLOWED.account);
    const [account] = await this.db.record<{ account_id: string; password_hash: string }>(
      'credentials',
      'select * from access.credentials($1)',
      [key],
    );
    if (!(await passwordMatches(account?.password_hash, input.password)) || !account) {
      throw unauthenticated(WRONG);
    }
    const renewed = isOutdated(account.password_hash) ? await hashPassword(input.password) : null;
    const [held] = await ctx.lookup<{ still: boolean }>(
      'hold_password',
      'select access.hold_password($1, $2) as still',
      [account.account_id, account.password_hash],
    );
    if (!held?.still) throw unauthenticated(WRONG);
    if (renewed !== null) {
      await ctx.lookup('rehash_password', 'select access.rehash_password($1, $2, $3)', [
        ...[account.account_id, account.password_hash, renewed],
      ]);
    }
    await this.attempts.forgive(ctx, key);
    return this.openSession(ctx, account.account_id);
  }

  /** A session for an account that has just proved who it is. */
  async openSession(ctx: RequestContext, accountId: string): Promise<Session> {
    const refreshToken = newSecret();
    const [opened] = await ctx.lookup<{ id: string }>(
      'open_session',
      'select access.open_session($1, $2, make_interval(days => $3), make_interval(days => $4), $5, $6) as id',
      [
        ...[accountId, digestOf(refreshToken), REFRESH_DAYS, SESSION_DAYS],
        ...[programOf(ctx.origin.userAgent), placeOf(ctx.origin.address)],
      ],
    );
    const [row] = await ctx.lookup<ViewerRow>('viewer', VIEWER, [opened!.id]);
    if (!row) throw unauthenticated(ENDED);
    return this.sessionOf(row, opened!.id, refreshToken);
  }

  /** Outside the operation's transaction: that a stolen token ended its session must outlive the refusal. */
  async refresh({ refreshToken }: RefreshInput): Promise<Session> {
    const successor = this.tokens.successorOf(refreshToken);
    const [turn] = await this.db.record<ViewerRow & { outcome: string; session_id: string }>(
      'rotate_refresh_token',
      'select * from access.rotate_refresh_token($1, $2, make_interval(days => $3), make_interval(secs => $4))',
      [digestOf(refreshToken), digestOf(successor), REFRESH_DAYS, REFRESH_GRACE_SECONDS],
    );
    if (turn?.outcome === 'REUSED') {
      throw unauthenticated('This refresh token was used before, so its session was ended. Sign in again.');
    }
    if (!turn) throw unauthenticated('This refresh token is not valid. Sign in again.');
    return this.sessionOf(turn, turn.session_id, successor);
  }

  async signOut(ctx: RequestContext): Promise<boolean> {
    const [row] = await ctx.lookup<{ ended: boolean }>(
      'end_session',
      'select access.end_session($1) as ended',
      [ctx.viewer?.sessionId],
    );
    return row?.ended ?? false;
  }

  /** Null when anonymous. */
  async viewer(ctx: RequestContext): Promise<Viewer | null> {
    return ctx.viewer ? toViewer(await this.current(ctx), ctx.viewer.sessionId) : null;
  }

  /** Whoever the session belongs to now; refused once it has ended, though the access token still has minutes. */
  async current(ctx: RequestContext): Promise<ViewerRow> {
    if (!ctx.viewer) throw unauthenticated();
    const row = await ctx.loader(currentViewer).row;
    if (!row) throw this.ended(ctx);
    return row;
  }

  /** Its account does not pay for what else is asked with the access token, which may be in other hands. */
  ended({ viewer }: RequestContext): DomainError {
    if (viewer) this.limits.payers.end(viewer.sessionId);
    return unauthenticated(ENDED);
  }

  async update(ctx: RequestContext, input: UpdateViewerInput): Promise<Viewer> {
    const [row] = await ctx.lookup<ViewerRow>(
      'update_viewer',
      'select * from access.update_viewer($1, $2, $3, $4)',
      [ctx.viewer?.sessionId, input.displayName?.trim(), input.language, input.weeklyDigest],
    );
    if (!row || !ctx.viewer) throw this.ended(ctx);
    ctx.forget(currentViewer);
    return toViewer(row, ctx.viewer.sessionId);
  }

  async memberships(ctx: RequestContext, viewer: Viewer): Promise<Membership[]> {
    return (await this.membershipRows(ctx, viewer.sessionId)).map(toMembership);
  }

  /** Of the session that asks, unless another is named. */
  membershipRows(ctx: RequestContext, sessionId = ctx.viewer?.sessionId): Promise<MembershipRow[]> {
    return ctx.lookup<MembershipRow>('viewer_memberships', 'select * from access.viewer_memberships($1)', [
      sessionId,
    ]);
  }

  /** An open invitation by its token, looked at before its own transaction begins. */
  async openInvitation(digest: Buffer): Promise<{ account_id: string | null } | undefined> {
    const [row] = await this.db.record<{ account_id: string | null }>(
      'open_invitation',
      'select account_id from access.open_invitation($1)',
      [digest],
    );
    return row;
  }

  private sessionOf(row: ViewerRow, sessionId: string, refreshToken: string): Session {
    const access = this.tokens.access({ accountId: row.account_id, sessionId });
    return { ...access, refreshToken, viewer: toViewer(row, sessionId) };
  }
}

const WRONG = 'The address or the password is not right.';
const ENDED = 'Your session has ended. Sign in again.';
const VIEWER = 'select * from access.viewer($1)';

const currentViewer = (ctx: RequestContext): { row: Promise<ViewerRow | undefined> } => ({
  row: ctx.lookup<ViewerRow>('viewer', VIEWER, [ctx.viewer?.sessionId]).then(([row]) => row),
});

const toViewer = (row: ViewerRow, sessionId: string): Viewer => ({
  id: globalId('Viewer', PLATFORM, row.account_id),
  displayName: row.display_name,
  email: row.email,
  language: row.language,
  weeklyDigest: row.weekly_digest,
  sessionId,
});

export const toMembership = (row: MembershipRow): Membership => ({
  id: globalId('Membership', PLATFORM, row.id),
  role: row.role,
  networkId: row.network_id ?? row.coalition_network_id ?? row.board_network_id,
  boardKey: row.board_id,
  coalition:
    row.coalition_id && row.coalition_network_id
      ? {
          id: globalId('Coalition', row.coalition_network_id, row.coalition_id),
          name: row.coalition_name,
          slug: row.coalition_slug,
        }
      : null,
});
