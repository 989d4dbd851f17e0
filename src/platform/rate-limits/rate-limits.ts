import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import type { ReadyConfig } from '../config.ts';
import { TenantDb } from '../database/tenant-db.ts';
import { DomainError } from '../errors.ts';
import { networkOf } from '../http/client-address.ts';
import { CONFIG } from '../settings.module.ts';
import type { Viewer } from '../viewer.ts';
import type { Bound } from './bound.ts';
import { Payers } from './payers.ts';
import { type Lent, PointLeases, type PointStore } from './point-leases.ts';
import { POINT_STORE } from './point-store.ts';

/** Who asks, and from where. */
export interface Payer {
  readonly viewer: Viewer | null;
  readonly address: string;
}

const SWEPT_EVERY_MS = 60_000;

/** What is asked for costs points. Those that somebody has are kept for all servers together, in the database or in Redis. */
@Injectable()
export class RateLimits implements OnApplicationShutdown {
  readonly on: boolean;
  readonly payers = new Payers();
  private readonly bounds: Record<'account' | 'address', Bound>;
  private readonly leases: PointLeases;
  private sweptAt = -Infinity;

  constructor(
    @Inject(CONFIG) { rateLimits, accountBound, addressBound }: ReadyConfig,
    @Inject(POINT_STORE) private readonly store: PointStore,
    private readonly db: TenantDb,
  ) {
    this.on = rateLimits;
    this.bounds = { account: accountBound, address: addressBound };
    this.leases = new PointLeases({ take: (...asked) => this.take(...asked) });
  }

  /** When no request is under way any more. */
  onApplicationShutdown(): void {
    this.store.close?.();
  }

  /** Spends the points and tells what is left, or refuses with RATE_LIMITED. */
  async charge(reply: FastifyReply, { viewer, address }: Payer, fullPrice: number): Promise<void> {
    if (!this.on || fullPrice === 0) return;
    const account = viewer && this.payers.accountOf(viewer);
    const kind = account ? 'account' : 'address';
    const limit = this.bounds[kind];
    // Or what is dearer than anybody can pay would be refused for ever, with a time to wait.
    const price = Math.min(fullPrice, Math.floor(limit.points / 2));
    const payer = `${kind} ${account ?? networkOf(address)}`;
    const { wait, left } = await this.leases.spend(payer, limit, price);
    // As draft-ietf-httpapi-ratelimit-headers says it: so many points in the seconds in which all of them come back.
    const seconds = Math.ceil(limit.points / limit.perSecond);
    void reply
      .header('ratelimit-policy', `"${kind}";q=${limit.points};w=${seconds}`)
      .header('ratelimit', `"${kind}";r=${left}`);
    if (wait === undefined) return;
    void reply.header('retry-after', String(wait));
    throw refusal(price, left, wait, limit);
  }

  /** The store knows digests, and so nobody. */
  private async take(payer: string, needed: number, wanted: number, bound: Bound): Promise<Lent> {
    const lent = await this.store.take(digest(payer), needed, wanted, bound);
    this.sweep();
    return lent;
  }

  /** In passing, as nobody else is there to do it. What failed is done the next time. */
  private sweep(): void {
    if (performance.now() - this.sweptAt < SWEPT_EVERY_MS) return;
    this.sweptAt = performance.now();
    void this.db.record('sweep_limits', 'select access.sweep_limits()', []).catch(() => undefined);
  }
}

const digest = (payer: string): string => createHash('sha256').update(payer).digest('base64url');

function refusal(price: number, left: number, wait: number, { perSecond }: Bound): DomainError {
  const message =
    `This costs ${price === 1 ? 'a point' : `${price} points`}, and you have ${left} left; ${perSecond} more each second. ` +
    `Ask again in ${wait === 1 ? 'a second' : `${wait} seconds`}, or ask for less.`;
  return new DomainError('RATE_LIMITED', message, { retryAfterSeconds: wait });
}
