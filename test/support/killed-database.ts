import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts';
import { runMigrations } from '../../src/platform/database/migrate.ts';
import { prepareDatabase } from '../../src/platform/database/prepare-database.ts';
import { Role } from '../../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './app.ts';
import { TestDatabase } from './database.ts';
import { aNetwork, type TestNetwork } from './fixtures.ts';
import { codeOf } from './invitations.ts';
import { OwnPostgres, query } from './own-postgres.ts';

const CREATE = 'mutation ($input: CreateBoardInput!) { createBoard(input: $input) { id slug } }';

/** Acknowledges a commit before it is on disk, and takes its time to bring it there. */
const FORGETFUL = [
  'alter role registry_server set synchronous_commit = off',
  `alter system set wal_writer_delay = '10s'`,
  `alter system set wal_writer_flush_after = '1GB'`,
  'select pg_reload_conf()',
];

interface Writer {
  network: TestNetwork;
  admin: Person;
}

interface Write {
  by: Writer;
  slug: string;
  key: string;
}

/** What became of everything that was sent. */
export interface Toll {
  acknowledged: number;
  /** Acknowledged, and not there. */
  lost: number;
  twice: number;
  inDoubt: number;
  /** Of those in doubt, the ones that were there before the retry. */
  doubtsDone: number;
  retries: Record<string, number>;
  /** In doubt, retried once, and still not there. */
  unresolved: number;
  refused: number;
  /** Refused, and there all the same. */
  halfDone: number;
}

/** A server, people who write by it at once, each in a network of their own, and a Postgres that can be killed under it. */
export class KilledDatabase {
  private readonly sent = { acknowledged: [] as Write[], inDoubt: [] as Write[], refused: [] as Write[] };
  private readonly retries: Record<string, number> = {};
  private doubtsDone = 0;

  private constructor(
    private readonly own: OwnPostgres,
    private readonly postgres: EmbeddedPostgres,
    private readonly app: TestApp,
    private readonly writers: Writer[],
  ) {}

  static async start(writers: number, { forgetful = false } = {}): Promise<KilledDatabase> {
    const own = new OwnPostgres();
    const postgres = await own.start('killed', { durable: true });
    const passwords = { serverPassword: 'server', migratorPassword: 'migrator' };
    const adminUrl = postgres.url('postgres');
    await prepareDatabase({ adminUrl, database: 'registry', ...passwords });
    await runMigrations(postgres.url('registry', 'registry_migrator', 'migrator'));
    if (forgetful) await query(adminUrl, ...FORGETFUL);
    const app = await TestApp.start({}, new TestDatabase('registry', { adminUrl, ...passwords }));
    const people: Writer[] = [];
    for (let i = 0; i < writers; i++) {
      const network = await aNetwork(app);
      people.push({ network, admin: await network.as(Role.NETWORK_ADMIN) });
    }
    return new KilledDatabase(own, postgres, app, people);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.app.database.owner.end();
    await this.own.remove();
  }

  /** Everybody writes, one after the other, until Postgres is killed; what is in doubt then is sent once more. */
  async round(writingMs: number): Promise<void> {
    const { inDoubt } = this.sent;
    const before = inDoubt.length;
    let goesOn = true;
    const working = this.writers.map(async (by) => {
      while (goesOn) await this.write({ by, slug: `board-${randomUUID()}`, key: randomUUID() });
    });
    await pause(writingMs);
    this.kill();
    await pause(100);
    goesOn = false;
    await Promise.all(working);
    await this.postgres.revive();

    const held = await this.held();
    for (const doubt of inDoubt.slice(before)) {
      if (held.has(doubt.slug)) this.doubtsDone += 1;
      const code = await this.send(doubt);
      this.retries[code] = (this.retries[code] ?? 0) + 1;
    }
  }

  async toll(): Promise<Toll> {
    const held = await this.held();
    const { acknowledged, inDoubt, refused } = this.sent;
    const missing = (writes: Write[]): number => writes.filter(({ slug }) => !held.has(slug)).length;
    return {
      ...{ acknowledged: acknowledged.length, lost: missing(acknowledged) },
      twice: [...held.values()].filter((n) => n !== 1).length,
      ...{ inDoubt: inDoubt.length, doubtsDone: this.doubtsDone, retries: this.retries },
      unresolved: missing(inDoubt),
      ...{ refused: refused.length, halfDone: refused.length - missing(refused) },
    };
  }

  private async write(attempt: Write): Promise<void> {
    const code = await this.send(attempt);
    const { acknowledged, inDoubt, refused } = this.sent;
    (code === 'done' ? acknowledged : code === 'OUTCOME_UNKNOWN' ? inDoubt : refused).push(attempt);
    if (code !== 'done') await pause(20);
  }

  private async send({ by: { network, admin }, slug, key }: Write): Promise<string> {
    const input = { network: network.slug, slug, name: 'Board', idempotencyKey: key };
    return codeOf(await this.app.graphql(admin, CREATE, { input }));
  }

  /** What works for it goes too, as when the machine loses its power. */
  private kill(): void {
    const { pid } = this.postgres;
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
    for (const each of [pid, ...children.trim().split(/\s+/).map(Number)]) {
      try {
        process.kill(each, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  }

  private async held(): Promise<Map<string, number>> {
    const rows = await this.app.database.rows<{ slug: string; n: number }>(
      'select slug, count(*)::int as n from access.boards group by slug',
    );
    return new Map(rows.map(({ slug, n }) => [slug, n]));
  }
}
