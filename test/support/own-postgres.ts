import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ClusterOptions } from '../../src/platform/database/embedded-cluster.ts';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/database/embedded-postgres.ts';

/** A temporary directory with embedded databases in it that no other test sees. */
export class OwnPostgres {
  readonly home = mkdtempSync(join(tmpdir(), 'own-postgres-'));
  readonly #started: EmbeddedPostgres[] = [];

  constructor() {
    chmodSync(this.home, 0o711); // under root, another user runs Postgres
  }

  async start(directory: string, options: ClusterOptions = {}): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres(join(this.home, directory), { durable: false, ...options });
    this.#started.push(postgres);
    return postgres;
  }

  async remove(): Promise<void> {
    for (const postgres of this.#started) await postgres.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** The rows of the last statement; all of them run on one connection of their own. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  ...statements: string[]
): Promise<Row[]> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    let rows: Row[] = [];
    for (const statement of statements) ({ rows } = await client.query<Row>(statement));
    return rows;
  } finally {
    await client.end();
  }
}
