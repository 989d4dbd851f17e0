import pg from 'pg';
import { connectionProblem } from './connection-problems.ts';
import { scramVerifier } from './scram-verifier.ts';

const { escapeIdentifier, escapeLiteral } = pg;

/** What a request can become. */
export const audienceRoles = [
  'registry_public',
  'registry_member',
  'registry_network',
  'registry_board',
  'registry_researcher',
  'registry_coder',
  'registry_admin',
] as const;

/** What a migration can become. */
export const owningRoles = ['registry_owner', 'registry_authz', 'registry_releaser'] as const;

export interface RolePasswords {
  readonly serverPassword?: string | undefined;
  readonly migratorPassword?: string | undefined;
}

export interface Preparation extends RolePasswords {
  /** The login of a superuser, or of a role that may create roles and databases. */
  readonly adminUrl: string;
  readonly database: string;
}

/** The roles, which all databases of the Postgres server share. Safe to run again; runs on Postgres 15 to 18. */
export function roleStatements({ serverPassword, migratorPassword }: RolePasswords = {}): string[] {
  return [
    ...[...audienceRoles, ...owningRoles].map((role) => createRole(role, 'nologin')),
    createRole('registry_backup', 'nologin'),
    createRole('registry_server', 'login noinherit'),
    createRole('registry_migrator', 'login'),
    'alter role registry_server login noinherit',
    `alter role registry_server set statement_timeout = '5s'`,
    `alter role registry_server set lock_timeout = '2s'`,
    `alter role registry_server set idle_in_transaction_session_timeout = '10s'`,
    `alter role registry_backup set default_transaction_read_only = on`,
    ...['registry_migrator', 'registry_backup'].map(passRowSecurity),
    ...setPassword('registry_server', serverPassword),
    ...setPassword('registry_migrator', migratorPassword),
    membership(audienceRoles, 'registry_server', false),
    membership(owningRoles, 'registry_migrator', true),
    adminMayGiveAway,
  ];
}

export const createDatabaseStatement = (database: string): string =>
  `create database ${escapeIdentifier(database)} owner registry_migrator encoding 'UTF8' template template0`;

/** To be run inside the database. */
export function databaseStatements(database: string): string[] {
  const name = escapeIdentifier(database);
  return [
    'revoke all on schema public from public',
    `revoke connect, temp on database ${name} from public`,
    `grant connect on database ${name} to registry_server, registry_migrator, registry_backup`,
  ];
}

/** The same as a script for psql, which creates the database only where it is missing. */
export function preparationScript(database: string, passwords: RolePasswords = {}): string {
  const missing = [
    ...(passwords.serverPassword ? [] : ['registry_server']),
    ...(passwords.migratorPassword ? [] : ['registry_migrator']),
  ];
  const create = escapeLiteral(createDatabaseStatement(database));
  return [
    '-- For psql, as a superuser; safe to run again.',
    '\\set ON_ERROR_STOP on',
    ...roleStatements(passwords).map((statement) => `${statement};`),
    ...missing.map((role) => `\\password ${role}`),
    `select ${create} where not exists (select from pg_database where datname = ${escapeLiteral(database)}) \\gexec`,
    `\\connect ${escapeIdentifier(database)}`,
    ...databaseStatements(database).map((statement) => `${statement};`),
    '',
  ].join('\n');
}

/** Creates the roles and the database, and sets the passwords anew. Safe to run again. */
export async function prepareDatabase({ adminUrl, database, ...passwords }: Preparation): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('begin');
    // Two preparations at once would stumble over each other's rows in the catalogue.
    await client.query(`select pg_advisory_xact_lock(hashtext('registry prepare-database'))`);
    for (const statement of roleStatements(passwords)) await client.query(statement);
    await client.query('commit');
    await createDatabase(client, database);
  });
  const inside = new URL(adminUrl);
  inside.pathname = `/${encodeURIComponent(database)}`;
  await withClient(inside.href, async (client) => {
    for (const statement of databaseStatements(database)) await client.query(statement);
  });
}

async function createDatabase(client: pg.Client, database: string): Promise<void> {
  const { rows } = await client.query<{ owner: string }>(
    'select pg_get_userbyid(datdba) as owner from pg_database where datname = $1',
    [database],
  );
  const owner = rows[0]?.owner;
  if (owner === 'registry_migrator') return;
  if (owner !== undefined) {
    throw new Error(
      `The database ${database} exists and belongs to ${owner}; choose another name, or, if it is meant, run: ` +
        `alter database ${escapeIdentifier(database)} owner to registry_migrator.`,
    );
  }
  await client.query(createDatabaseStatement(database));
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } catch (error) {
    throw connectionProblem(error, url, 'prepare');
  } finally {
    await client.end().catch(() => undefined);
  }
}

const block = (body: string) => `do $do$ begin ${body} end $do$`;

const createRole = (role: string, attributes: string) =>
  block(
    `if not exists (select from pg_roles where rolname = '${role}') then create role ${role} ${attributes}; end if;`,
  );

/** Only where it is missing: on Postgres 15 not even an unchanged one may be named by anybody but a superuser. */
const passRowSecurity = (role: string) =>
  block(
    `if not (select rolbypassrls from pg_roles where rolname = '${role}') then alter role ${role} bypassrls; end if;`,
  );

/** As a SCRAM verifier, so that the password itself is in no statement and in no log. */
const setPassword = (role: string, password: string | undefined) =>
  password === undefined ? [] : [`alter role ${role} password ${escapeLiteral(scramVerifier(password))}`];

/** From Postgres 16 on each membership says itself what it allows; before, the member's own attribute does. */
function membership(roles: readonly string[], member: string, inherit: boolean): string {
  const grant = `grant ${roles.join(', ')} to ${member}`;
  return block(
    `if current_setting('server_version_num')::int >= 160000 then ` +
      `execute '${grant} with inherit ${inherit}, set true'; else execute '${grant}'; end if;`,
  );
}

/** Who is no superuser can make registry_migrator the owner of a database only as its member. */
const adminMayGiveAway = block(
  `if not (select rolsuper from pg_roles where rolname = current_user) then ` +
    `execute format('grant registry_migrator to %I', current_user); end if;`,
);
