import { parseArgs } from 'node:util';
import { loadConfig, type Config } from '../platform/config.ts';
import { preparationScript, prepareDatabase as prepare } from '../platform/database/prepare-database.ts';
import type { Command } from './registry.ts';

export const prepareDatabase: Command = {
  name: 'prepare-database',
  summary: 'create the roles and the database on a Postgres server of your own',
  help: [
    'Usage: npm run registry -- prepare-database [--admin-url <address>] [--database <name>] [--print]',
    '',
    '  --admin-url  a superuser, for example postgres://postgres@127.0.0.1:5432/postgres; its password may be',
    '               given as PGPASSWORD instead, where other users of the machine do not see it',
    '  --database   the database to create; the one in DATABASE_URL, or else registry',
    '  --print      show the SQL, as a script for psql; with --admin-url it is shown, then run',
    '',
    'The passwords of registry_server and registry_migrator are those in DATABASE_URL and',
    'DATABASE_MIGRATOR_URL. Safe to run again: it sets the passwords anew. Needs Postgres 15 or newer.',
  ].join('\n'),
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { 'admin-url': { type: 'string' }, database: { type: 'string' }, print: { type: 'boolean' } },
    });
    const config = loadConfig();
    const adminUrl = values['admin-url'];
    const database = values.database ?? databaseOf(config.databaseUrl) ?? 'registry';
    const passwords = {
      serverPassword: passwordOf('DATABASE_URL', config.databaseUrl, 'registry_server'),
      migratorPassword: passwordOf('DATABASE_MIGRATOR_URL', config.databaseMigratorUrl, 'registry_migrator'),
    };
    if (values.print || !adminUrl) console.log(preparationScript(database, passwords));
    if (!adminUrl) return;
    requirePasswords(config);
    checkAddress(adminUrl);
    await prepare({ adminUrl, database, ...passwords });
    console.error(`The database ${database} is prepared; next: npm run registry -- migrate`);
  },
};

function databaseOf(url: string | undefined): string | undefined {
  return url && decodeURIComponent(new URL(url).pathname.slice(1));
}

function passwordOf(setting: string, url: string | undefined, login: string): string | undefined {
  if (!url) return undefined;
  const { username, password } = new URL(url);
  if (username !== login)
    throw new Error(`${setting} logs in as "${username}"; it has to log in as ${login}.`);
  return password ? decodeURIComponent(password) : undefined;
}

/** A role without a password cannot log in, and the server would only say so later. */
function requirePasswords({ databaseUrl, databaseMigratorUrl }: Config): void {
  if (databaseUrl && databaseMigratorUrl) return;
  throw new Error(
    'Set DATABASE_URL and DATABASE_MIGRATOR_URL to the logins that are to be made, for example ' +
      'postgres://registry_server:<password>@127.0.0.1:5432/registry and ' +
      'postgres://registry_migrator:<another password>@127.0.0.1:5432/registry.',
  );
}

function checkAddress(url: string): void {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return;
  throw new Error(
    '--admin-url is no Postgres address; give one such as postgres://postgres@127.0.0.1:5432/postgres.',
  );
}
