import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../platform/config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts';

export interface CommandDatabase {
  serverUrl: string;
  /** As registry_migrator, for whom no policy holds. */
  client: pg.Client;
}

/** The database of the settings, or the embedded one: started for the command when no server runs on it. */
export async function withDatabase(
  config: Config,
  work: (database: CommandDatabase) => Promise<void>,
): Promise<void> {
  const directory = join(config.dataDir, 'postgres');
  const own = config.databaseMigratorUrl === undefined;
  if (own && !existsSync(join(directory, 'migrator.secret'))) {
    throw new Error(
      'There is no database yet. Start the registry once with npm start, or set DATABASE_MIGRATOR_URL.',
    );
  }
  const embedded = own ? await startEmbeddedPostgres(directory) : undefined;
  const login = (role: 'server' | 'migrator'): string => embeddedUrl(embedded!, directory, role);
  const client = new pg.Client({ connectionString: config.databaseMigratorUrl ?? login('migrator') });
  try {
    await client.connect();
    await work({ serverUrl: own ? login('server') : (config.databaseUrl ?? ''), client });
  } finally {
    await client.end();
    // One that was running already is in use by a server.
    if (embedded && !embedded.adopted) await embedded.stop();
  }
}

const embeddedUrl = (postgres: EmbeddedPostgres, directory: string, role: 'server' | 'migrator'): string =>
  postgres.url(
    'registry',
    `registry_${role}`,
    readFileSync(join(directory, `${role}.secret`), 'utf8').trim(),
  );
