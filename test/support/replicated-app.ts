import { randomBytes } from 'node:crypto';
import pino, { type Logger } from 'pino';
import { TenantDb } from '../../src/platform/database/tenant-db.ts';
import { LOGGER } from '../../src/platform/settings.module.ts';
import { type Person, TestApp } from './app.ts';
import type { TestDatabase } from './database.ts';
import { PUBLISH, save, type TestCoalition } from './fixtures.ts';
import { ReplicatedPostgres } from './replicated-postgres.ts';

/** The real server on a Postgres with a replica. */
export class ReplicatedApp {
  readonly lines: { level: number; msg: string }[] = [];

  private constructor(
    readonly postgres: ReplicatedPostgres,
    readonly app: TestApp,
  ) {
    const logger = app.nest.get<Logger & Record<symbol, unknown>>(LOGGER);
    logger[pino.symbols.streamSym] = { write: (line: string) => this.lines.push(JSON.parse(line) as never) };
    logger.level = 'info';
  }

  static async start(): Promise<ReplicatedApp> {
    const postgres = await ReplicatedPostgres.start();
    try {
      return new ReplicatedApp(postgres, await on(postgres, postgres.database));
    } catch (error) {
      await postgres.remove();
      throw error;
    }
  }

  /** A second server on the same two, to which the same people are signed in. */
  another(): Promise<TestApp> {
    return on(this.postgres, this.app.database, this.app.config.tokenSecret);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.app.database.owner.end();
    await this.postgres.remove();
  }

  /** What of the replica was logged, warnings and better news alike. */
  saidOfReplica(): string[] {
    return this.lines.map(({ msg }) => msg).filter((msg) => msg.includes('replica'));
  }

  /** Which server answers what anybody may read. */
  async answering(): Promise<'replica' | 'primary'> {
    const [row] = await this.app.nest
      .get(TenantDb)
      .run(null, 'read', 'where', (ctx) =>
        ctx.sql<{ replica: boolean }>('where', 'select pg_is_in_recovery() as replica'),
      );
    return row!.replica ? 'replica' : 'primary';
  }

  async untilAnswering(server: 'replica' | 'primary'): Promise<void> {
    // Neither does, for as long as it is being found out that one of them is gone.
    const answering = (): Promise<unknown> => this.answering().catch(() => undefined);
    for (const end = Date.now() + 20_000; (await answering()) !== server;) {
      if (Date.now() > end) throw new Error(`The ${server} does not answer`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** As nobody has asked it before, so that no kept answer serves. */
  async mission({ network, slug }: TestCoalition, person: Person | null = null): Promise<string> {
    const { coalition } = await this.app.data(person, freshQuery(), { n: network.slug, s: slug });
    return coalition.mission as string;
  }

  async publish(coalition: TestCoalition & { lead: Person }, mission: string): Promise<void> {
    const { app } = this;
    const expectedProfileRevision = await save(app, coalition.lead, coalition, { mission });
    await app.data(coalition.lead, PUBLISH, {
      input: { coalitionId: coalition.id, expectedProfileRevision },
    });
  }

  /** Changed on the primary alone, without a revision or a word to the server: whoever sees it has read the primary. */
  async mark({ key }: TestCoalition, mission: string): Promise<void> {
    const { database } = this.app;
    await database.rows('alter table published.coalitions disable trigger user');
    await database.rows(
      `update published.coalitions set profile = jsonb_set(profile::jsonb, '{mission}', to_jsonb($2::text))::json where id = $1`,
      [key, mission],
    );
    await database.rows('alter table published.coalitions enable trigger user');
  }
}

const on = (postgres: ReplicatedPostgres, database: TestDatabase, secret?: string): Promise<TestApp> =>
  TestApp.start({ DATABASE_READ_URL: postgres.readUrl, ...(secret && { TOKEN_SECRET: secret }) }, database);

export const freshQuery = (): string =>
  `query Q${randomBytes(6).toString('hex')}($n: String!, $s: String!) { coalition(network: $n, slug: $s) { mission } }`;
