import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/platform/database/embedded-postgres.ts';
import { runMigrations } from '../../src/platform/database/migrate.ts';
import { prepareDatabase } from '../../src/platform/database/prepare-database.ts';
import { readOrCreateSecret } from '../../src/platform/secrets.ts';
import { fingerprintOf } from '../data/fingerprint.ts';
import { type DataSet, loadData } from '../data/load.ts';

export interface ScratchDatabase {
  name: string;
  serverUrl: string;
  adminUrl: string;
  /** It was filled just now. */
  fresh: boolean;
}

export interface Home {
  /** Where everything is kept between runs. */
  directory: string;
  /** The built files, which the data set depends on. */
  dist: string;
}

/** A Postgres of the bench alone, as the server would start it. */
export function startScratch({ directory }: Home): Promise<EmbeddedPostgres> {
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o711); // under root, another user runs Postgres
  return startEmbeddedPostgres(join(directory, 'postgres'), { elsewhere: '/var/lib' });
}

/** The database of a data set: the one of an earlier run while nothing that makes it has changed. */
export async function openDatabase(
  postgres: EmbeddedPostgres,
  home: Home,
  data: DataSet,
  anew: boolean,
  say: (line: string) => void,
): Promise<ScratchDatabase> {
  const name = `bench_${data.coalitions}`;
  const fingerprint = fingerprintOf(home.dist, data);
  const secret = (role: string): string =>
    readOrCreateSecret(join(home.directory, 'postgres', `${role}.secret`));
  const passwords = { serverPassword: secret('server'), migratorPassword: secret('migrator') };
  const database = {
    name,
    serverUrl: postgres.url(name, 'registry_server', passwords.serverPassword),
    adminUrl: postgres.url(name),
  };
  const admin = new pg.Client({ connectionString: postgres.url('postgres') });
  admin.on('error', () => undefined); // Ctrl-C stops Postgres while it loads
  await admin.connect();
  try {
    const { rows } = await admin.query<{ loaded: string | null }>(
      `select shobj_description(oid, 'pg_database') as loaded from pg_database where datname = $1`,
      [name],
    );
    if (rows[0]?.loaded === fingerprint && !anew) return { ...database, fresh: false };
    say(`Loading ${data.coalitions} coalitions …`);
    await admin.query(`drop database if exists ${name} with (force)`);
    await prepareDatabase({ adminUrl: postgres.url('postgres'), database: name, ...passwords });
    await runMigrations(postgres.url(name, 'registry_migrator', passwords.migratorPassword));
    await loadData(database.adminUrl, data, say);
    await admin.query(`comment on database ${name} is '${fingerprint}'`);
    return { ...database, fresh: true };
  } finally {
    await admin.end();
  }
}

export const homeOf = (dist: string): Home => ({ dist, directory: join(dirname(dist), 'var', 'bench') });
