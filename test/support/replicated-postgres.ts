import { chownSync, copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts';
import { runMigrations } from '../../src/platform/database/migrate.ts';
import { prepareDatabase } from '../../src/platform/database/prepare-database.ts';
import { type TestServer, TestDatabase } from './database.ts';
import { OwnPostgres, query } from './own-postgres.ts';

const DATABASE = 'registry';

/** A migrated Postgres and a streaming replica of it, which no other test sees. */
export class ReplicatedPostgres {
  private constructor(
    private readonly own: OwnPostgres,
    readonly primary: EmbeddedPostgres,
    readonly replica: EmbeddedPostgres,
    private readonly passwords: Omit<TestServer, 'adminUrl'>,
  ) {}

  static async start(): Promise<ReplicatedPostgres> {
    const own = new OwnPostgres();
    try {
      const primary = await own.start('primary');
      const adminUrl = primary.url('postgres');
      const passwords = { serverPassword: 'server', migratorPassword: 'migrator' };
      await prepareDatabase({ adminUrl, database: DATABASE, ...passwords });
      await runMigrations(primary.url(DATABASE, 'registry_migrator', passwords.migratorPassword));
      await query(adminUrl, `alter system set wal_keep_size = '512MB'`, 'select pg_reload_conf()');
      await baseCopy(primary, join(own.home, 'primary'), join(own.home, 'replica'));
      return new ReplicatedPostgres(own, primary, await own.start('replica'), passwords);
    } catch (error) {
      await own.remove();
      throw error;
    }
  }

  get database(): TestDatabase {
    return new TestDatabase(DATABASE, { adminUrl: this.primary.url('postgres'), ...this.passwords });
  }

  get readUrl(): string {
    return this.replica.url(DATABASE, 'registry_server', this.passwords.serverPassword);
  }

  /** On the replica, as its superuser. */
  asked<Row extends pg.QueryResultRow>(...statements: string[]): Promise<Row[]> {
    return query<Row>(this.replica.url(DATABASE), ...statements);
  }

  async caughtUp(): Promise<void> {
    const [row] = await query<{ at: string }>(
      this.primary.url(DATABASE),
      'select pg_current_wal_lsn()::text as at',
    );
    await this.until(`pg_last_wal_replay_lsn() >= '${row!.at}'`);
  }

  /** From here on it shows what it has now. */
  async pause(): Promise<void> {
    await this.caughtUp();
    await this.asked('select pg_wal_replay_pause()');
    await this.until(`pg_get_wal_replay_pause_state() = 'paused'`);
  }

  async resume(): Promise<void> {
    await this.asked('select pg_wal_replay_resume()');
  }

  async set(name: string, value: string): Promise<void> {
    await this.asked(`alter system set ${name} = '${value}'`, 'select pg_reload_conf()');
    await this.until(`current_setting('${name}') = '${value}'`);
  }

  remove(): Promise<void> {
    return this.own.remove();
  }

  private async until(condition: string): Promise<void> {
    for (const end = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
      const [row] = await this.asked<{ holds: boolean }>(`select ${condition} as holds`);
      if (row!.holds) return;
      if (Date.now() > end) throw new Error(`The replica does not come to: ${condition}`);
    }
  }
}

/** By the low-level API: without pg_basebackup, which the embedded package leaves out. */
async function baseCopy(primary: EmbeddedPostgres, from: string, to: string): Promise<void> {
  const client = new pg.Client(primary.url('postgres'));
  await client.connect();
  try {
    await client.query(`select pg_backup_start('replica', true)`);
    mkdirSync(to, { mode: statSync(from).mode });
    copyFileSync(join(from, 'superuser.secret'), join(to, 'superuser.secret'));
    const data = join(to, 'data');
    copyDirectory(primary.dataDirectory, data, '');
    const { rows } = await client.query<{ labelfile: string; spcmapfile: string }>(
      'select labelfile, spcmapfile from pg_backup_stop(false)',
    );
    const { hostname, port, username, password } = new URL(primary.url('postgres'));
    const conninfo = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`;
    writeFor(primary, join(data, 'backup_label'), rows[0]!.labelfile);
    writeFor(primary, join(data, 'standby.signal'), '');
    writeFor(
      primary,
      join(data, 'postgresql.auto.conf'),
      `primary_conninfo = '${conninfo}'\nwal_retrieve_retry_interval = '200ms'\n`,
    );
  } finally {
    await client.end();
  }
}

/** What the manual says to leave out: the primary's process, what it made for itself, and the log that will be streamed. */
const LEFT_OUT = /^postmaster\.(pid|opts)$|pgsql_tmp|pg_internal\.init/;
const EMPTIED = /^pg_(wal|replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/./;

function copyDirectory(from: string, to: string, path: string): void {
  const { uid, gid, mode } = statSync(join(from, path));
  mkdirSync(join(to, path), { mode });
  chownSync(join(to, path), uid, gid);
  for (const entry of readdirSync(join(from, path), { withFileTypes: true })) {
    const inside = join(path, entry.name);
    if (LEFT_OUT.test(inside) || EMPTIED.test(inside)) continue;
    if (entry.isDirectory()) copyDirectory(from, to, inside);
    else copyFile(join(from, inside), join(to, inside), uid, gid);
  }
}

/** A file that goes while the copy is made comes back from the log. */
function copyFile(from: string, to: string, uid: number, gid: number): void {
  try {
    copyFileSync(from, to);
    chownSync(to, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function writeFor({ dataDirectory }: EmbeddedPostgres, path: string, content: string): void {
  writeFileSync(path, content, { mode: 0o600 });
  const { uid, gid } = statSync(dataDirectory);
  chownSync(path, uid, gid);
}
