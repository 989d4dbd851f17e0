import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import type { ReadyConfig } from '../config.ts';
import { TenantDb } from '../database/tenant-db.ts';
import { DomainError } from '../errors.ts';
import { networkOf } from '../http/client-address.ts';
import { CONFIG } from '../settings.module.ts';
import type { Viewer } from '../viewer.ts';
import type { Bound } from './bound.ts';
import { PointLeases } from './point-leases.ts';

/** Who pays for a request: whoever signed in, wherever they are; else the address that it came from. */
export interface Payer {
  readonly viewer: Viewer | null;
  readonly address: string;
}

const SWEPT_EVERY_MS = 60_000;

/** What is asked for costs points. Those that somebody has are kept in the database, for all servers together. */
@Injectable()
export class RateLimits {
  readonly on: boolean;
  private readonly bounds: Record<'account' | 'address', Bound>;
  private sweptAt = -Infinity;
  private readonly leases = new PointLeases({
    take: (...asked) => this.take(...asked),
  });

  constructor(
    @Inject(CONFIG) { rateLimits, accountBound, addressBound }: ReadyConfig,
    private readonly db: TenantDb,
  ) {
    this.on = rateLimits;
    this.bounds = { account: accountBound, address: addressBound };
  }

  /** Spends the points and tells what is left, or refuses with RATE_LIMITED. */
  async charge(reply: FastifyReply, { viewer, address }: Payer, fullPrice: number): Promise<void> {
    if (!this.on || fullPrice === 0) return;
    const kind = viewer ? 'account' : 'address';
    const limit = this.bounds[kind];
    // Or what is dearer than anybody can pay would be refused for ever, with a time to wait.
    const price = Math.min(fullPrice, Math.floor(limit.points / 2));
    const payer = digest(`${kind} ${viewer ? viewer.accountId : networkOf(address)}`);
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

  private async take(
    payer: string,
    needed: number,
    wanted: number,
    { points, perSecond }: Bound,
  ): Promise<{ lent: number; points: number }> {
    const [row] = await this.db.record<{ lent: number; points: number }>(
      'take_points',
      'select lent, points from access.take_points($1, $2, $3, $4, $5)',
      [payer, needed, wanted, points, perSecond],
    );
    this.sweep();
    return row!;
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
