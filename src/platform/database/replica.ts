import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { ReadyConfig } from '../config.ts';
import { DomainError } from '../errors.ts';
import { CONFIG, LOGGER } from '../settings.module.ts';
import { POOL } from './data-source.ts';
import { causeOfFailure, isAbsent, translatePgError, unavailable } from './pg-errors.ts';
import { fromPool, lent, newPool, type Source } from './source.ts';

/** What this process knows of the primary, to judge a replica by. Told from above: platform knows nothing of the domain. */
export interface Freshness {
  /**
   * `known`: for certain. `asked`: something was changed, and it is being read again. `lost`: the connection that tells
   * is away. `away`: nobody was there to connect to, and this process has changed nothing since.
   */
  readonly state: 'known' | 'asked' | 'lost' | 'away';
  /** Asked of the replica in the transaction that would answer; one row. */
  question(): { name: string; text: string; values: unknown[] };
  /** Whether the replica, by that row, is as new as what is known. */
  isReached(row: Record<string, unknown>): boolean;
  forget(): void;
}

const ANSWERS_WITHIN_MS = 2_000;
const REST_MS = { behind: 100, unusable: 3_000 };
/** Behind for so long, it is worth a word in the log; without a reader for so long, nobody knows. */
const LONG_BEHIND_MS = 10_000;
const UNSEEN_MS = 2_000;

class Behind extends Error {}

/** The streaming replica of DATABASE_READ_URL: for what anybody may read, while it is as new as what this process knows. */
@Injectable()
export class Replica implements OnModuleDestroy {
  /** Of the operations. Undefined without a replica. */
  readonly pool: pg.Pool | undefined;
  private freshness: Freshness | undefined;
  private restsUntil = 0;
  private warned = false;
  private behindSince = 0;
  private behindLast = 0;

  constructor(
    @Inject(CONFIG) config: ReadyConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const connectionString = config.databaseReadUrl;
    if (connectionString)
      this.pool = newPool({ connectionString, application_name: 'registry_server reads', ...POOL });
  }

  follow(freshness: Freshness): void {
    this.freshness = freshness;
  }

  /** This process has changed something. */
  changed(): void {
    this.freshness?.forget();
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.end();
  }

  /** Whom to ask, in this order, for what anybody may read. `pool` is one of connections to the replica. */
  *sources(primary: Source, pool: pg.Pool | undefined): Generator<Source> {
    if (pool && this.comesFirst()) yield this.source(pool, false);
    yield primary;
    // Two have found it gone: whoever asked just now, and the connection that tells the revisions.
    if (pool && this.isPrimaryLost()) yield this.source(pool, true);
  }

  private comesFirst(): boolean {
    const state = this.freshness?.state;
    if (Date.now() < this.restsUntil || (state !== 'known' && state !== 'away')) return false;
    // One reader finds out whether it is back; the others need not wait with it.
    if (this.warned) this.restsUntil = Date.now() + REST_MS.unusable;
    return true;
  }

  private isPrimaryLost(): boolean {
    return this.freshness?.state === 'lost' || this.freshness?.state === 'away';
  }

  private source(pool: pg.Pool, primaryIsGone: boolean): Source {
    return {
      connect: () => lent(fromPool(pool)),
      check: (client) => this.check(client, primaryIsGone),
      passes: (error) => !(isOwn(error) || causeOfFailure(error).code === '57014'),
      explain: (error) => this.explain(error),
    };
  }

  private async check(client: pg.PoolClient, primaryIsGone: boolean): Promise<void> {
    const { freshness } = this;
    if (!freshness) throw new Behind();
    const { rows } = await client.query<Record<string, unknown>>({
      ...freshness.question(),
      ...{ query_timeout: ANSWERS_WITHIN_MS },
    });
    // What was known when the question was sent may have passed meanwhile.
    const { state } = freshness;
    const asItStands = state === 'away' || (state === 'lost' && primaryIsGone);
    if (!asItStands && !(state === 'known' && freshness.isReached(rows[0]!))) throw new Behind();
    this.serves();
  }

  private explain(error: unknown): Error {
    const { code = '', message } = causeOfFailure(error);
    if (error instanceof Behind) {
      this.isBehind();
      return unavailable(error);
    }
    // On a hot standby nobody else saves: what was read has been cleaned up under the transaction.
    if (code === '40001' || code === '40P01') return conflictWithRecovery();
    if (isOwn(error)) return error as Error;
    if (error instanceof DomainError || isAbsent(error) || /^(28|3D|3F|42)/.test(code)) {
      this.rest(REST_MS.unusable, message);
      return unavailable(error);
    }
    return translatePgError(error);
  }

  private isBehind(): void {
    const now = Date.now();
    if (now - this.behindLast > UNSEEN_MS) this.behindSince = now;
    this.behindLast = now;
    const long = now - this.behindSince > LONG_BEHIND_MS;
    this.rest(REST_MS.behind, long ? 'it is behind the primary' : undefined);
  }

  private rest(ms: number, reason: string | undefined): void {
    this.restsUntil = Date.now() + ms;
    if (!reason || this.warned) return;
    this.warned = true;
    this.logger.warn({ reason }, 'the replica cannot be used, so the primary answers');
  }

  private serves(): void {
    this.restsUntil = 0;
    if (!this.warned) return;
    this.warned = false;
    this.logger.info('the replica is used again');
  }
}

/** A refusal that has nothing to do with where it was read. */
const isOwn = (error: unknown): boolean =>
  error instanceof DomainError && error.extensions.code !== 'UNAVAILABLE';

const conflictWithRecovery = (): DomainError =>
  new DomainError(
    'UNAVAILABLE',
    'The replica that was answering had to drop what was being read, to keep up. Ask again.',
  );
