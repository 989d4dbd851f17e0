import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface SingleInstanceOptions {
  /** A login to the database `postgres` of these data: each server on the data takes the same lock there. */
  readonly url: string;
  /** Where the running server writes down its address. */
  readonly file: string;
  /** Called before each attempt to take the lock: brings the database back if it has died. */
  readonly revive?: () => Promise<void>;
}

export class AlreadyRunning extends Error {
  constructor(file: string) {
    super(
      `The server already runs on these data${whereItRuns(file)}; use that one, or stop it first, ` +
        'or set DATA_DIR and PORT for another.',
    );
  }
}

function whereItRuns(file: string): string {
  try {
    const { pid, url } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; url: string };
    return ` at ${url} (process ${pid})`;
  } catch {
    return ''; // still starting, so it has no address yet
  }
}

const refused = () => false;
const rethrow = (error: unknown): never => {
  throw error;
};

const lockStatement = `select pg_try_advisory_lock(hashtext('registry server')) as taken`;
const patienceMilliseconds = 1_000;

/**
 * Held for as long as the server runs, so that two servers never work on one embedded database. The lock is
 * the database's, bound to a connection: a server that is killed loses it at once.
 */
export class SingleInstance {
  #client: pg.Client | undefined;
  #released = false;

  private constructor(private readonly options: SingleInstanceOptions) {}

  static async take(options: SingleInstanceOptions): Promise<SingleInstance> {
    const instance = new SingleInstance(options);
    // A server that was killed a moment ago may still be leaving, and one that ends takes its database along.
    for (const end = Date.now() + patienceMilliseconds; ; await sleep(100)) {
      const lastTry = Date.now() > end;
      if (await instance.#retry().catch(lastTry ? rethrow : refused)) break;
      if (lastTry) throw new AlreadyRunning(options.file);
    }
    rmSync(options.file, { force: true }); // of a server that was killed
    return instance;
  }

  /** What a second start tells its user. */
  announce(address: string): void {
    writeFileSync(this.options.file, `${JSON.stringify({ pid: process.pid, url: address })}\n`);
  }

  /** Held until the last work is done, so that the next server finds nothing half stopped. */
  async release(last: () => Promise<void> = async () => undefined): Promise<void> {
    this.#released = true;
    rmSync(this.options.file, { force: true });
    await last();
    await this.#client?.end().catch(() => undefined);
  }

  async #lock(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.options.url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'registry server',
    });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>(lockStatement);
    if (!rows[0]?.taken) {
      await client.end();
      return false;
    }
    this.#client = client;
    client.once('end', () => void this.#regain());
    return true;
  }

  /** The database restarted or died: without the lock a second server could start beside this one. */
  async #regain(): Promise<void> {
    while (!this.#released) {
      await sleep(500, undefined, { ref: false });
      const regained = await this.#retry().catch(refused);
      if (regained) return;
    }
  }

  async #retry(): Promise<boolean> {
    if (this.#released) return true;
    await this.options.revive?.();
    return this.#lock();
  }
}
