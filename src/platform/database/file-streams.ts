import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { ReadyConfig } from '../config.ts';
import { DomainError } from '../errors.ts';
import { CONFIG } from '../settings.module.ts';
import { translatePgError, unavailable } from './pg-errors.ts';

const LONGEST_STATEMENT = '10min';
const STALLED_AFTER_MS = 60_000;

/** Public files, streamed by COPY. A pool of their own: a slow reader takes no connection from the operations. */
@Injectable()
export class FileStreams implements OnModuleDestroy {
  readonly pool: pg.Pool;

  constructor(@Inject(CONFIG) config: ReadyConfig) {
    this.pool = new pg.Pool({
      connectionString: config.databaseUrl,
      max: 4,
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 10_000,
      application_name: 'registry_server files',
    });
    this.pool.on('error', () => undefined);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.end();
  }

  /**
   * The rows that `prepare` selects, as CSV with a heading, in one snapshot and as the public may see them. The first
   * bytes have arrived before this returns, so a statement that fails is an error and not a broken file; one that
   * fails later destroys the stream, and with it the download.
   */
  async csv<Context>(
    prepare: (
      query: <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => Promise<Row[]>,
    ) => Promise<{
      select: string;
      context: Context;
    }>,
  ): Promise<{ context: Context; file: Readable }> {
    const client = await this.pool.connect().catch(() => {
      throw unavailable();
    });
    try {
      await client.query('begin isolation level repeatable read read only');
      await client.query(`set local role registry_public`);
      const { select, context } = await prepare(
        async <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
          (await client.query<Row>(text, values)).rows,
      );
      await client.query(`set local statement_timeout = '${LONGEST_STATEMENT}'`);
      const file = client.query(copyTo(`copy (${select}) to stdout with (format csv, header)`));
      await Promise.race([once(file, 'readable'), once(file, 'end')]);
      this.releaseAfter(file, client);
      return { context, file };
    } catch (error) {
      client.release(true);
      throw error instanceof DomainError ? error : translatePgError(error);
    }
  }

  /** A reader that stops reading is cut off, so that four of them cannot hold all files up. */
  private releaseAfter(file: Readable, client: pg.PoolClient): void {
    let timer: NodeJS.Timeout;
    const progress = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => file.destroy(new Error('the reader made no progress')), STALLED_AFTER_MS);
    };
    progress();
    file.on('data', progress).pause();
    let released = false;
    const release = (give: () => void): void => {
      clearTimeout(timer);
      if (!released) give();
      released = true;
    };
    // A stream that was read to its end does not always close; one that is given up closes without an end.
    file.once('end', () =>
      release(
        () =>
          void client.query('commit').then(
            () => client.release(),
            () => client.release(true),
          ),
      ),
    );
    file.once('close', () => release(() => client.release(true)));
    file.on('error', () => undefined);
  }
}
