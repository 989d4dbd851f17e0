import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { ReadyConfig } from '../platform/config.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { rateLimited } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { networkOf } from '../platform/http/client-address.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { placeOf } from './recognition.ts';

export const SIGN_IN_BY_ACCOUNT = 'sign-in by account';

/** Counted under a digest, so that the counters name nobody. */
export const attemptSubject = (subject: string): string =>
  createHash('sha256').update(subject).digest('base64url');

/** Tries at secrets in a quarter of an hour, each counted before it is made, and whatever becomes of it. */
@Injectable()
export class Attempts {
  constructor(
    private readonly db: TenantDb,
    @Inject(CONFIG) private readonly config: ReadyConfig,
  ) {}

  /** `subject` is an address of either kind: of the internet or of a mailbox. */
  async count(kind: string, subject: string, allowed: number): Promise<void> {
    if (!this.config.rateLimits) return;
    const [row] = await this.db.record<{ wait: number | null }>(
      'count_attempt',
      `select access.count_attempt($1, $2, $3, interval '15 minutes') as wait`,
      [kind, attemptSubject(networkOf(subject)), allowed],
    );
    if (row?.wait != null) throw rateLimited(row.wait);
  }

  /**
   * At the account of a mailbox, where there is one. What comes from a place of its owner is counted apart from what
   * comes from everywhere else, or else whoever knows an address could shut its owner out.
   */
  async countAt(ctx: RequestContext, kind: string, key: string, allowed: number): Promise<void> {
    if (!this.config.rateLimits) return;
    const [row] = await this.db.record<{ wait: number | null }>(
      'count_attempt_at',
      `select access.count_attempt_at($1, $2, $3, $4, $5, interval '15 minutes') as wait`,
      [kind, attemptSubject(key), key, placeOf(ctx.origin.address), allowed],
    );
    if (row?.wait != null) throw rateLimited(row.wait);
  }

  /** Somebody has proved to be the owner, whoever guessed before. */
  async forgive(ctx: RequestContext, key: string): Promise<void> {
    const kinds = [SIGN_IN_BY_ACCOUNT, `${SIGN_IN_BY_ACCOUNT} from ${placeOf(ctx.origin.address)}`];
    await ctx.lookup(
      'clear_attempts',
      'select access.clear_attempts(kind, $2) from unnest($1::text[]) kind',
      [kinds, attemptSubject(key)],
    );
  }
}
