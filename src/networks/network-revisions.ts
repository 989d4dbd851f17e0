import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import type { Logger } from 'pino';
import type { ReadyConfig } from '../platform/config.ts';
import { isAbsent } from '../platform/database/pg-errors.ts';
import { type Freshness, Replica } from '../platform/database/replica.ts';
import { AnswerCache, type Revisions } from '../platform/graphql/answer-cache.ts';
import { CONFIG, LOGGER } from '../platform/settings.module.ts';
import { ALL_NETWORKS, stampOf } from './networks.service.ts';
import { isReached, REPLICA_QUESTION } from './replica-question.ts';

const PAUSE_MS = 1_000;
const READ_EVERY_MS = 400;
const CERTAIN_MS = 1_000;

/**
 * The revisions of all networks, told by Postgres the moment they change and read again before a second has passed. While
 * the connection is away nothing is certain, and every answer is worked out anew.
 */
@Injectable()
export class NetworkRevisions implements Revisions, Freshness, OnApplicationBootstrap, OnModuleDestroy {
  private known: ReadonlyMap<string, number> | undefined;
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private reading = Promise.resolve();
  private readsAsked = 0;
  readAt = -Infinity;
  notifications = 0;
  private stopped = false;
  /** Nobody was there when the connection was last tried. */
  private absent = false;
  /** A change was made here, or heard of, and was not read yet. */
  private owing = false;
  /** Where the primary's log was when the connection was made. */
  private log: string | undefined;

  constructor(
    cache: AnswerCache,
    replica: Replica,
    @Inject(CONFIG) private readonly config: ReadyConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    cache.follow(this);
    replica.follow(this);
  }

  of(key: string): number | undefined {
    return this.certain?.get(key);
  }

  get state(): Freshness['state'] {
    if (this.certain) return 'known';
    if (this.client) return 'asked';
    return this.absent && !this.owing ? 'away' : 'lost';
  }

  question(): ReturnType<Freshness['question']> {
    return { ...REPLICA_QUESTION, values: [this.log] };
  }

  isReached(row: Record<string, unknown>): boolean {
    return isReached(this.certain, row);
  }

  /** After a change made here: until it is read again, nothing that was kept is given out. */
  forget(): void {
    this.known = undefined;
    this.owing = true;
    this.read();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.reading;
    await this.client?.end().catch(() => undefined);
  }

  /** A connection that has died without a word says nothing either. */
  private get certain(): ReadonlyMap<string, number> | undefined {
    // A connection that has died without a word says nothing either.
    return performance.now() - this.readAt > CERTAIN_MS ? undefined : this.known;
  }

  private async connect(): Promise<void> {
    this.known = undefined;
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'registry_server revisions',
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_000,
      // Waiting for news is what this connection does.
      options: '-c idle_in_transaction_session_timeout=0',
    });
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    client.on('notification', () => {
      this.notifications++;
      this.forget();
    });
    try {
      await client.connect();
      await client.query('listen network_revision');
      if (this.config.databaseReadUrl) this.log = await logOf(client);
      this.absent = false;
      this.client = client;
      this.read();
      await this.reading;
    } catch (error) {
      this.absent = isAbsent(error);
      this.logger.warn({ reason: (error as Error).message }, 'cannot follow the revisions yet');
      this.lose(client);
    }
  }

  private lose(client: pg.Client): void {
    this.known = undefined;
    client.removeAllListeners();
    client.on('error', () => undefined);
    client.end().catch(() => undefined);
    if (this.client === client) this.client = undefined;
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.connect(), PAUSE_MS);
  }

  /** One read at a time. What is read counts only if nothing was asked for again meanwhile; only then the next is due. */
  private read(): void {
    const asked = ++this.readsAsked;
    const client = this.client;
    // Without one the timer is that of the connection to come, which reads first of all.
    if (!client) return;
    clearTimeout(this.timer);
    this.reading = this.reading.then(async () => {
      if (asked !== this.readsAsked || this.stopped) return;
      const began = performance.now();
      try {
        await client.query('begin read only; set local role registry_public');
        const { rows } = await client.query<{ id: string; revision: number }>(
          'select id, revision from reference.networks',
        );
        await client.query('commit');
        if (asked !== this.readsAsked) return;
        this.readAt = began;
        this.owing = false;
        this.known = new Map([
          ...rows.map(({ id, revision }) => [id, revision] as const),
          [ALL_NETWORKS, stampOf(rows)],
        ]);
        if (!this.stopped) this.timer = setTimeout(() => this.read(), READ_EVERY_MS);
      } catch {
        this.lose(client);
      }
    });
  }
}

async function logOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ at: string }>('select pg_current_wal_lsn()::text as at');
  return rows[0]!.at;
}
