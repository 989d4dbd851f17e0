import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataSource, type Logger } from 'typeorm';
import { migrations } from '../../../migrations/index.ts';
import { connectionProblem } from './connection-problems.ts';

const patienceMinutes = 10;
const pauseMilliseconds = 200;

/**
 * Brings the database to the state that this version needs, each migration in a transaction of its own. Of several
 * processes that start at once one does it, and the others wait and find it done. Returns the names of those that ran now.
 */
export async function runMigrations(migratorUrl: string, patience = patienceMinutes): Promise<string[]> {
  const lock = new pg.Client({
    connectionString: migratorUrl,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'registry migrate',
  });
  lock.on('error', () => undefined); // the migrations meet the same failure themselves, and say it
  try {
    await lock.connect();
    await takeLock(lock, patience);
    return await runPending(migratorUrl);
  } catch (error) {
    throw connectionProblem(error, migratorUrl, 'migrate');
  } finally {
    await lock.end().catch(() => undefined); // which gives the lock back
  }
}

/** Asked again and again: a statement that waits for a lock holds a snapshot, for which others may have to wait. */
async function takeLock(client: pg.Client, patience: number): Promise<void> {
  for (const end = Date.now() + patience * 60_000; ; await sleep(pauseMilliseconds)) {
    const { rows } = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(hashtext('registry migrate')) as taken`,
    );
    if (rows[0]?.taken) return;
    if (Date.now() > end) {
      throw new Error(
        `Another process is still migrating this database after ${patience} minutes; wait until it has finished, then start again.`,
      );
    }
  }
}

/** What fails is said once, by whoever started this. */
const nothing = () => undefined;
const silent: Logger = {
  ...{ log: nothing, logMigration: nothing, logSchemaBuild: nothing },
  ...{ logQuery: nothing, logQueryError: nothing, logQuerySlow: nothing },
};

async function runPending(url: string): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    schema: 'public',
    entities: [],
    migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    logger: silent,
    poolSize: 2,
    applicationName: 'registry migrate',
  });
  await dataSource.initialize();
  try {
    refuseUnknown(await executed(dataSource));
    const run = await dataSource.runMigrations({ transaction: 'each' });
    return run.map(({ name }) => name);
  } catch (error) {
    throw await namingTheMigration(error, dataSource);
  } finally {
    await dataSource.destroy();
  }
}

const known = () => (migrations as (new () => unknown)[]).map(({ name }) => name);

async function executed(dataSource: DataSource): Promise<string[]> {
  const [table] = await dataSource.query<{ found: boolean }[]>(
    `select to_regclass('public.migrations') is not null as found`,
  );
  if (!table?.found) return [];
  const rows = await dataSource.query<{ name: string }[]>('select name from public.migrations order by id');
  return rows.map(({ name }) => name);
}

function refuseUnknown(names: string[]): void {
  const unknown = names.filter((name) => !known().includes(name));
  if (unknown.length === 0) return;
  throw new Error(
    `This database was migrated by another version of the server (${unknown.join(', ')} is not known to this one); ` +
      'start that version, or use another database.',
  );
}

async function namingTheMigration(error: unknown, dataSource: DataSource): Promise<unknown> {
  const { code } = error as { code?: string };
  if (code === undefined) return error; // not of the database
  const done = await executed(dataSource).catch(() => undefined);
  const failed = done && known().find((name) => !done.includes(name));
  if (!failed) return error;
  return new Error(
    `The migration ${failed} failed and left nothing behind: ${(error as Error).message}; ` +
      'those before it are kept. Correct what it met, then start again.',
    { cause: error },
  );
}
