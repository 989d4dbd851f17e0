import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDatabase } from '../../src/platform/database/prepare-database.ts';
import type { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts';
import { ServerProcess } from './server-process.ts';
import { ask } from './load.ts';
import { OwnPostgres } from './own-postgres.ts';

const SIGN_IN =
  'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { memberships { role coalition { id } } } } }';

/** The built server with the demonstration, on a Postgres that nobody else uses. */
export class Demonstration {
  private constructor(
    private readonly own: OwnPostgres,
    readonly postgres: EmbeddedPostgres,
    readonly server: ServerProcess,
    private readonly dataDir: string,
  ) {}

  static async start(): Promise<Demonstration> {
    const own = new OwnPostgres();
    const postgres = await own.start('postgres');
    const [serverPassword, migratorPassword] = ['server', 'migrator'];
    await prepareDatabase({
      adminUrl: postgres.url('postgres'),
      database: 'registry',
      ...{ serverPassword, migratorPassword },
    });
    const dataDir = join(own.home, 'var');
    const server = await ServerProcess.run({
      DATABASE_URL: postgres.url('registry', 'registry_server', serverPassword),
      DATABASE_MIGRATOR_URL: postgres.url('registry', 'registry_migrator', migratorPassword),
      DATA_DIR: dataDir,
      DEMO: 'on',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
    });
    return new Demonstration(own, postgres, server, dataDir);
  }

  async stop(): Promise<void> {
    await this.server.ended('SIGTERM');
    await this.own.remove();
  }

  /** A token of the first account with this role, and the coalition that it is a member of. */
  async signIn(role: string, nth = 0): Promise<{ token: string; coalitionId: string }> {
    const accounts = JSON.parse(readFileSync(join(this.dataDir, 'demo-accounts.json'), 'utf8')) as {
      email: string;
      password: string;
      role: string;
      coalitionId: string;
    }[];
    const { email, password, coalitionId } = accounts.filter((account) => account.role === role)[nth]!;
    const body = { query: SIGN_IN, variables: { input: { email, password } } };
    const { json } = await ask(this.server.address, { body });
    return { token: json.data.signIn.accessToken as string, coalitionId };
  }
}
