import pg from 'pg';
import type { EmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { runMigrations } from '../src/platform/database/migrate.ts';
import {
  audienceRoles,
  owningRoles,
  preparationScript,
  prepareDatabase,
} from '../src/platform/database/prepare-database.ts';
import { OwnPostgres, query } from './support/own-postgres.ts';

const database = 'registry "prepared"';
const passwords = { serverPassword: 'server/password', migratorPassword: "migrator'password" };

/** A Postgres of its own, as roles are shared by all databases of a server. */
const own = new OwnPostgres();
let postgres: EmbeddedPostgres;

const admin = () => postgres.url('postgres');
const asServer = () => postgres.url(database, 'registry_server', passwords.serverPassword);
const asMigrator = () => postgres.url(database, 'registry_migrator', passwords.migratorPassword);
const prepare = (adminUrl: string) => prepareDatabase({ adminUrl, database, ...passwords });

beforeAll(async () => {
  postgres = await own.start('prepared');
});
afterAll(() => own.remove());

describe('Preparing a database', () => {
  it('without the rights for it says which are missing, and creates nothing', async () => {
    await query(
      admin(),
      `create role maker login createrole createdb password 'x'`,
      `create role guest login password 'x'`,
    );
    const refused = (login: string) => prepare(postgres.url('postgres', login, 'x'));
    await expect(refused('guest')).rejects.toThrow(
      /^Preparing needs a superuser, or a role that may create roles.* --print" shows\.$/,
    );
    await expect(refused('maker')).rejects.toThrow(
      /^Preparing needs a superuser \(from PostgreSQL 16 on, a role with BYPASSRLS/,
    );
    expect(await query(admin(), `select rolname from pg_roles where rolname like 'registry%'`)).toEqual([]);
  });

  it('needs no superuser on Postgres 16 and newer', async () => {
    await query(admin(), 'alter role maker bypassrls');
    await prepare(postgres.url('postgres', 'maker', 'x'));
    expect(await query(asMigrator(), 'select current_user')).toEqual([{ current_user: 'registry_migrator' }]);
  });

  it('is safe to run again, at once too, and sets the passwords anew', async () => {
    await query(admin(), `alter role registry_server password 'forgotten'`);
    await Promise.all([prepare(admin()), prepare(admin())]);
    expect(await query(asServer(), 'select current_user')).toEqual([{ current_user: 'registry_server' }]);
  });

  it('leaves a database alone that belongs to somebody else', async () => {
    await query(admin(), 'create database theirs');
    await expect(prepareDatabase({ adminUrl: admin(), database: 'theirs', ...passwords })).rejects.toThrow(
      /^The database theirs exists and belongs to postgres; choose another name/,
    );
  });

  it('says what is wrong with an address, without its password', async () => {
    const wrong = postgres.url('postgres', 'postgres', 'hunter2');
    await expect(prepare(wrong)).rejects.toThrow(
      /^Cannot connect to the database as postgres at 127.0.0.1:\d+\/postgres: the password is wrong/,
    );
    await expect(prepare(wrong)).rejects.not.toThrow(/hunter2/);
    await expect(prepare('postgres://postgres:hunter2@127.0.0.1:1/x')).rejects.toThrow(
      /nothing listens there/,
    );
  });

  it('shows the same as a script, without the passwords', () => {
    const script = preparationScript(database, passwords);
    expect(script).toContain('\\connect "registry ""prepared"""');
    expect(script).not.toMatch(/server\/password|migrator'+password|\\password/);
    expect(preparationScript(database)).toMatch(/\\password registry_server\n\\password registry_migrator/);
  });
});

describe('The roles', () => {
  it('pass row security for the migrator and the backup only', async () => {
    const rows = await query<{ rolname: string }>(
      admin(),
      `select rolname from pg_roles where rolname like 'registry%' and (rolsuper or rolbypassrls) order by rolname`,
    );
    expect(rows.map(({ rolname }) => rolname)).toEqual(['registry_backup', 'registry_migrator']);
  });

  it('let in the server and the migrator only', async () => {
    const rows = await query<{ rolname: string }>(
      admin(),
      `select rolname from pg_roles where rolname like 'registry%' and rolcanlogin order by rolname`,
    );
    expect(rows.map(({ rolname }) => rolname)).toEqual(['registry_migrator', 'registry_server']);
  });

  it.each(audienceRoles)('let the server become %s, which it never inherits', async (role) => {
    const becoming = [
      `set role ${role}`,
      `select pg_has_role('registry_server', '${role}', 'usage') as inherits`,
    ];
    expect(await query(asServer(), ...becoming)).toEqual([{ inherits: false }]);
    await expect(query(asMigrator(), `set role ${role}`)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(owningRoles)('let the migrator become %s, and the server never', async (role) => {
    expect(await query(asMigrator(), `set role ${role}`, 'select current_user')).toEqual([
      { current_user: role },
    ]);
    await expect(query(asServer(), `set role ${role}`)).rejects.toMatchObject({ code: '42501' });
  });

  it('limit how long the server waits', async () => {
    const [limits] = await query(
      asServer(),
      `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
              current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(limits).toEqual({ statement: '5s', lock: '2s', idle: '10s' });
  });

  it('give the server no place to create anything', async () => {
    for (const statement of [
      'create table t ()',
      'create temp table t ()',
      'create schema s',
      'create role r',
    ]) {
      await expect(query(asServer(), statement)).rejects.toMatchObject({
        code: expect.stringMatching(/42501|3F000/),
      });
    }
  });

  it('let in nobody else', async () => {
    await query(admin(), `create role stranger login password 'x'`);
    await expect(query(postgres.url(database, 'stranger', 'x'), 'select 1')).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('let the migrator create the trusted extensions and schemas', async () => {
    const statements = ['pg_trgm', 'btree_gin', 'unaccent'].map(
      (name) => `create extension if not exists ${name}`,
    );
    await query(asMigrator(), 'begin', ...statements, 'create schema s', 'rollback');
  });
});

describe('Migrating', () => {
  it('waits while another process migrates the same database, though not for ever', async () => {
    const other = new pg.Client(asMigrator());
    await other.connect();
    await other.query(`select pg_advisory_lock(hashtext('registry migrate'))`);
    await expect(runMigrations(asMigrator(), 0.01)).rejects.toThrow(
      'Another process is still migrating this database after 0.01 minutes; wait until it has finished, then start again.',
    );
    await other.end();
  });

  it('is refused on a database that a newer version has migrated', async () => {
    await query(
      asMigrator(),
      'create table public.migrations (id serial primary key, "timestamp" bigint not null, name varchar not null)',
      `insert into public.migrations ("timestamp", name) values (9, 'FromTheFuture9')`,
    );
    await expect(runMigrations(asMigrator())).rejects.toThrow(/\(FromTheFuture9 is not known to this one\)/);
    await expect(runMigrations(asMigrator())).rejects.not.toThrow(/Another process/);
    await query(asMigrator(), 'drop table public.migrations');
  });

  it('names the migration that failed, and gives the lock back', async () => {
    await query(asMigrator(), 'create schema access');
    const failing =
      /^The migration Foundation\d+ failed and left nothing behind: .*; those before it are kept/;
    await expect(runMigrations(asMigrator())).rejects.toThrow(failing);
    await expect(runMigrations(asMigrator())).rejects.toThrow(failing);
    await query(asMigrator(), 'drop schema access');
  });

  it('runs what is missing, once', async () => {
    const names = await runMigrations(asMigrator());
    expect(names.length).toBeGreaterThan(0);
    expect(await runMigrations(asMigrator())).toEqual([]);
  });
});
