import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import type { Logger } from 'pino';
import type { ReadyConfig } from '../platform/config.ts';
import { AnswerCache, type Revisions } from '../platform/graphql/answer-cache.ts';
import { CONFIG, LOGGER } from '../platform/settings.module.ts';
import { ALL_NETWORKS, stampOf } from './networks.service.ts';

const PAUSE_MS = 1_000;
const READ_EVERY_MS = 400;
const CERTAIN_MS = 1_000;

/**
 * The revisions of all networks, told by Postgres the moment they change and read again before a second has passed. While
 * the connection is away nothing is certain, and every answer is worked out anew.
 */
@Injectable()
export class NetworkRevisions implements Revisions, OnApplicationBootstrap, OnModuleDestroy {
  private known: ReadonlyMap<string, number> | undefined;
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private reading = Promise.resolve();
  private readsAsked = 0;
  readAt = -Infinity;
  notifications = 0;
  private stopped = false;

  constructor(
    cache: AnswerCache,
    @Inject(CONFIG) private readonly config: ReadyConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    cache.follow(this);
  }

  of(key: string): number | undefined {
    // A connection that has died without a word says nothing either.
    return performance.now() - this.readAt > CERTAIN_MS ? undefined : this.known?.get(key);
  }

  /** After a change made here: until it is read again, nothing that was kept is given out. */
  forget(): void {
    this.known = undefined;
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
      this.client = client;
      this.read();
      await this.reading;
    } catch (error) {
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

  /** One read at a time. What is read counts only if nothing was asked for again meanwhile. */
  private read(): void {
    const asked = ++this.readsAsked;
    const client = this.client;
    clearTimeout(this.timer);
    this.reading = this.reading.then(async () => {
      if (!client || asked !== this.readsAsked || this.stopped) return;
      const began = performance.now();
      try {
        await client.query('begin read only; set local role registry_public');
        const { rows } = await client.query<{ id: string; revision: number }>(
          'select id, revision from reference.networks',
        );
        await client.query('commit');
        if (asked === this.readsAsked) {
          this.readAt = began;
          this.known = new Map([
            ...rows.map(({ id, revision }) => [id, revision] as const),
            [ALL_NETWORKS, stampOf(rows)],
          ]);
        }
        if (!this.stopped) this.timer = setTimeout(() => this.read(), READ_EVERY_MS);
      } catch {
        this.lose(client);
      }
    });
  }
}
