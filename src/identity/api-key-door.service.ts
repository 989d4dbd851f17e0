import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { forbidden, unauthenticated } from '../platform/errors.ts';
import { type Audience, KeyScope } from '../platform/graphql/allow.ts';
import { RequestContext } from '../platform/graphql/ctx.ts';
import { RateLimits } from '../platform/rate-limits/rate-limits.ts';
import { LOGGER } from '../platform/settings.module.ts';
import type { Viewer } from '../platform/viewer.ts';

interface KeyInHand {
  id: string;
  /** Whose points it spends: its owner's, or those of a key that another made. */
  payer: string;
  scope: KeyScope;
  /** The version of the data-use agreement that its owner has yet to accept. */
  owed: number | null;
  /** Whether its use in this minute is written down already. */
  noted: boolean;
}

const SCOPES: readonly Audience[] = Object.values(KeyScope);

/** Lets a key in where its scope is named, and nowhere else. What it may is looked up in each operation, as for a session. */
@Injectable()
export class ApiKeyDoor {
  private readonly noting = new Set<string>();

  constructor(
    private readonly db: TenantDb,
    private readonly limits: RateLimits,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** `by` is the operation, or beside GraphQL who asks. */
  async admit(by: RequestContext | Viewer, audience: Audience[]): Promise<void> {
    if (!audience.some((each) => SCOPES.includes(each))) {
      throw forbidden('An API key only reads, and nothing private. Sign in for this.');
    }
    const key =
      by instanceof RequestContext
        ? await by.loader(keyInHand).row
        : await this.db.run(by, 'read', 'route', (ctx) => ctx.loader(keyInHand).row);
    const digest = (by instanceof RequestContext ? by.viewer : by)!.key!;
    if (!key) {
      this.limits.payers.forget(digest);
      throw unauthenticated(
        'This API key does not hold: it is unknown, was revoked or ran out, or its owner has no role in its network, or on the board that it reads, any more. Ask for a new one.',
      );
    }
    if (!audience.includes(key.scope)) {
      throw forbidden(
        `A key with the scope ${key.scope} does not open this. Ask for a key with another scope.`,
      );
    }
    if (key.owed !== null) {
      throw forbidden(
        `Accept version ${key.owed} of the network’s data-use agreement first: its owner signs in, reads Network.dataUseAgreement and sends acceptDataUseAgreement. The key works from then on.`,
      );
    }
    this.limits.payers.remember(digest, key.payer);
    if (!key.noted) this.note(key.id);
  }

  /** Beside the operation, which neither waits for it nor fails with it: reads stay reads. */
  private note(id: string): void {
    if (this.noting.has(id)) return;
    this.noting.add(id);
    void this.db
      .record('note_key_use', 'select access.note_key_use($1)', [id])
      .catch(() => this.logger.warn('the use of an API key could not be noted'))
      .finally(() => this.noting.delete(id));
  }
}

const keyInHand = (ctx: RequestContext): { row: Promise<KeyInHand | undefined> } => ({
  row: ctx
    .lookup<KeyInHand & Record<string, unknown>>('key_in_hand', 'select * from access.key_in_hand($1)', [
      ctx.viewer?.key,
    ])
    .then(([row]) => row),
});
