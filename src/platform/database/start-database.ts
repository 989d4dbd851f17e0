import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SettingsError, type Config } from '../config.ts';
import { readOrCreateSecret } from '../secrets.ts';
import { AlreadyRunning, SingleInstance } from '../single-instance.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { prepareDatabase } from './prepare-database.ts';

/** The database that the settings name, or the embedded one, started for this server alone. */
export interface StartedDatabase {
  readonly serverUrl: string;
  /** undefined when somebody else migrates. */
  readonly migratorUrl: string | undefined;
  /** Where the embedded data are, when that is not below DATA_DIR. */
  readonly keptElsewhere?: string;
  /** Lets a second start on the same data say where this server is. */
  announce(address: string): void;
  stop(): Promise<void>;
  /** Stops it without waiting. */
  abandon(): void;
}

export async function startDatabase(config: Config): Promise<StartedDatabase> {
  const { databaseUrl, databaseMigratorUrl, databaseReadUrl } = config;
  if (databaseUrl === undefined) {
    requireNone({ DATABASE_MIGRATOR_URL: databaseMigratorUrl, DATABASE_READ_URL: databaseReadUrl });
    return startOwn(config);
  }
  const nothing = () => undefined;
  return {
    ...{ serverUrl: databaseUrl, migratorUrl: databaseMigratorUrl },
    ...{ announce: nothing, stop: async () => undefined, abandon: nothing },
  };
}

function requireNone(settings: Record<string, string | undefined>): void {
  const problems = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `${name} is set and DATABASE_URL is not; set DATABASE_URL too, or leave both out.`);
  if (problems.length > 0) throw new SettingsError(problems);
}

async function startOwn({ dataDir, dataDirChosen }: Config): Promise<StartedDatabase> {
  const directory = join(dataDir, 'postgres');
  const postgres = await startEmbeddedPostgres(directory, dataDirChosen ? {} : { elsewhere: '/var/lib' });
  const instance = await takeLock(postgres, join(dataDir, 'server.json'));
  const stop = () => instance.release(() => postgres.stop());
  try {
    return {
      ...(await prepareOwn(postgres, directory)),
      ...(isInside(postgres.dataDirectory, directory) ? {} : { keptElsewhere: postgres.dataDirectory }),
      announce: (address) => instance.announce(address),
      stop,
      abandon: () => postgres.abandon(),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const isInside = (data: string, directory: string) => dirname(data) === realpathSync(directory);

/** Until the lock is held, Postgres may be in use by another server, and nothing in it is changed. */
async function takeLock(postgres: EmbeddedPostgres, file: string): Promise<SingleInstance> {
  try {
    return await SingleInstance.take({
      url: postgres.url('postgres'),
      file,
      revive: () => postgres.revive(),
    });
  } catch (error) {
    if (!(error instanceof AlreadyRunning) && !postgres.adopted) await postgres.stop();
    throw error;
  }
}

async function prepareOwn(postgres: EmbeddedPostgres, directory: string) {
  const database = 'registry';
  const serverPassword = readOrCreateSecret(join(directory, 'server.secret'));
  const migratorPassword = readOrCreateSecret(join(directory, 'migrator.secret'));
  await prepareDatabase({ adminUrl: postgres.url('postgres'), database, serverPassword, migratorPassword });
  return {
    serverUrl: postgres.url(database, 'registry_server', serverPassword),
    migratorUrl: postgres.url(database, 'registry_migrator', migratorPassword),
  };
}
