import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../migrations/index.ts';
import { prepareDatabase } from '../src/platform/database/prepare-database.ts';
import { OwnPostgres, query } from './support/own-postgres.ts';
import { freePort, ServerProcess } from './support/server-process.ts';

const SERVERS = 3;

describe('Three servers that start at once on an empty database', () => {
  const own = new OwnPostgres();
  const servers: ServerProcess[] = [];
  const ports: number[] = [];
  const dataDir = join(own.home, 'shared');
  let asMigrator: string;

  beforeAll(async () => {
    const postgres = await own.start('several');
    const passwords = { serverPassword: 'server', migratorPassword: 'migrator' };
    await prepareDatabase({ adminUrl: postgres.url('postgres'), database: 'registry', ...passwords });
    asMigrator = postgres.url('registry', 'registry_migrator', 'migrator');
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o700);
    for (let i = 0; i < SERVERS; i++) ports.push(await freePort());
    const start = (port: number) =>
      ServerProcess.run({
        ...{ PORT: String(port), DATA_DIR: dataDir, DEMO: 'on', LOG_LEVEL: 'warn' },
        ...{ DATABASE_MIGRATOR_URL: asMigrator, TOKEN_SECRET: randomBytes(32).toString('base64url') },
        DATABASE_URL: postgres.url('registry', 'registry_server', 'server'),
      });
    servers.push(...(await Promise.all(ports.map(start))));
  });
  afterAll(async () => {
    for (const server of servers) await server.ended('SIGTERM');
    await own.remove();
  });

  it('all come up, with one data directory among them', () => {
    for (const { listens, output } of servers) expect({ listens, output }).toMatchObject({ listens: true });
    for (const { output } of servers) expect(output).not.toContain('"level"');
  });

  it('have migrated it once', async () => {
    const rows = await query<{ name: string }>(asMigrator, 'select name from public.migrations order by id');
    expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
  });

  it('have loaded the demonstration once, and know its accounts alike', async () => {
    const [counted] = await query(
      asMigrator,
      `select (select count(*)::int from published.coalitions) as published,
         (select count(*)::int from audit.events where subject = 'version 1') as publications,
         (select count(*)::int from reference.networks) as networks`,
    );
    expect(counted).toEqual({ published: 6, publications: 6, networks: 3 });
    const [account] = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as {
      email: string;
      password: string;
    }[];
    const { email, password } = account!;
    for (const port of ports) {
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({
          query: 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { email } } }',
          variables: { input: { email, password } },
        }),
      });
      const { data } = (await response.json()) as { data: { signIn: { viewer: object } } };
      expect(data.signIn.viewer).toEqual({ email });
    }
  });
});
