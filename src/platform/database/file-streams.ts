import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { ReadyConfig } from '../config.ts';
import { CONFIG } from '../settings.module.ts';
import { LONGEST_WAIT_MS } from './data-source.ts';
import { unavailable } from './pg-errors.ts';
import { Replica } from './replica.ts';
import { fromPool, type Lease, newPool, onFirst, primarySource, type Source } from './source.ts';

const LONGEST_STATEMENT = '10min';
const STALLED_AFTER_MS = 60_000;

type Prepare<Context> = (
  query: <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => Promise<Row[]>,
) => Promise<{ select: string; context: Context }>;

const poolOf = (connectionString: string): pg.Pool =>
  newPool({
    connectionString,
    max: 4,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 10_000,
    application_name: 'registry_server files',
  });

/** Public files, streamed by COPY. A pool of their own: a slow reader takes no connection from the operations. */
@Injectable()
export class FileStreams implements OnModuleDestroy {
  readonly pool: pg.Pool;
  private readonly replicaPool: pg.Pool | undefined;

  constructor(
    @Inject(CONFIG) config: ReadyConfig,
    private readonly replica: Replica,
  ) {
    this.pool = poolOf(config.databaseUrl);
    this.replicaPool = config.databaseReadUrl ? poolOf(config.databaseReadUrl) : undefined;
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.pool.end(), this.replicaPool?.end()]);
  }

  /**
   * The rows that `prepare` selects, as CSV with a heading, in one snapshot and as the public may see them. The first
   * bytes have arrived before this returns, so a statement that fails is an error and not a broken file; one that
   * fails later destroys the stream, and with it the download.
   */
  csv<Context>(prepare: Prepare<Context>): Promise<{ context: Context; file: Readable }> {
    const primary = primarySource(() => fromPool(this.pool));
    return onFirst(this.replica.sources(primary, this.replicaPool), (source) => this.open(source, prepare));
  }

  private async open<Context>(
    source: Source,
    prepare: Prepare<Context>,
  ): Promise<{ context: Context; file: Readable }> {
    const lease = await source.connect();
    const { client } = lease;
    try {
      // Each with a patience of its own, which the file itself, read at its reader's pace, cannot have.
      const patience = { query_timeout: LONGEST_WAIT_MS };
      const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
        (await client.query<Row>({ text, values, ...patience })).rows;
      await query('begin isolation level repeatable read read only');
      await query('set local role registry_public');
      await source.check?.(client);
      const { select, context } = await prepare(query);
      await query(`set local statement_timeout = '${LONGEST_STATEMENT}'`);
      const file = client.query(copyTo(`copy (${select}) to stdout with (format csv, header)`));
      await begun(file);
      this.releaseAfter(file, lease);
      return { context, file };
    } catch (error) {
      void lease.release(error as Error);
      throw error;
    }
  }

  /** A reader that stops reading is cut off, so that four of them cannot hold all files up. */
  private releaseAfter(file: Readable, lease: Lease): void {
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
          void lease.client.query('commit').then(
            () => lease.release(),
            (error: Error) => lease.release(error),
          ),
      ),
    );
    file.once('close', () => release(() => void lease.release(new Error('the file was given up'))));
    file.on('error', () => undefined);
  }
}

/** Its first bytes have come; a database that has gone without a word sends none. */
async function begun(file: Readable): Promise<void> {
  const signal = AbortSignal.timeout(STALLED_AFTER_MS);
  await Promise.race([once(file, 'readable', { signal }), once(file, 'end', { signal })]).catch(
    (error: Error) => {
      throw error.name === 'AbortError' ? unavailable() : error;
    },
  );
}
