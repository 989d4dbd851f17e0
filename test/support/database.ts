import { randomBytes } from 'node:crypto';
import pg from 'pg';

pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

const env = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is set by test/support/global-setup.mjs`);
  return value;
};

/** A Postgres with the roles of the registry. */
export interface TestServer {
  adminUrl: string;
  serverPassword: string;
  migratorPassword: string;
}

const ofAllTests = (): TestServer => ({
  adminUrl: env('TEST_ADMIN_URL'),
  serverPassword: env('TEST_SERVER_PASSWORD'),
  migratorPassword: env('TEST_MIGRATOR_PASSWORD'),
});

const urlOf = (adminUrl: string, database: string, user?: string, password?: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (user) [url.username, url.password] = [user, password ?? ''];
  return url.href;
};

/** A copy of the migrated template, which goes when its tests are done. */
export class TestDatabase {
  /** No policy holds for it: for fixtures, and for looking behind the curtain. */
  readonly owner: pg.Pool;

  constructor(
    readonly name: string,
    private readonly server: TestServer,
  ) {
    this.owner = new pg.Pool({ connectionString: this.migratorUrl, max: 3 });
    this.owner.on('error', () => undefined);
  }

  static async create(template = `${env('TEST_PREFIX')}_template`): Promise<TestDatabase> {
    const name = `${env('TEST_PREFIX')}_${randomBytes(4).toString('hex')}`;
    const server = ofAllTests();
    await asAdmin(server, (admin) =>
      admin.query(`create database ${name} template ${template} owner registry_migrator`),
    );
    return new TestDatabase(name, server);
  }

  get serverUrl(): string {
    return urlOf(this.server.adminUrl, this.name, 'registry_server', this.server.serverPassword);
  }

  get migratorUrl(): string {
    return urlOf(this.server.adminUrl, this.name, 'registry_migrator', this.server.migratorPassword);
  }

  get adminUrl(): string {
    return urlOf(this.server.adminUrl, this.name);
  }

  async rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, values)).rows;
  }

  async drop(): Promise<void> {
    await this.owner.end();
    await asAdmin(this.server, (admin) => admin.query(`drop database if exists ${this.name} with (force)`));
  }
}

async function asAdmin(
  { adminUrl }: TestServer,
  work: (admin: pg.Client) => Promise<unknown>,
): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await work(admin).finally(() => admin.end());
}
