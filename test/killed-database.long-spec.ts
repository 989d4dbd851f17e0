import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Role } from '../src/platform/graphql/allow.ts';
import type { EmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { runMigrations } from '../src/platform/database/migrate.ts';
import { prepareDatabase } from '../src/platform/database/prepare-database.ts';
import { type Person, TestApp } from './support/app.ts';
import { TestDatabase } from './support/database.ts';
import { aNetwork, type TestNetwork } from './support/fixtures.ts';
import { codeOf } from './support/invitations.ts';
import { OwnPostgres } from './support/own-postgres.ts';

const KILLS = 20;
const WRITERS = 8;
const CREATE = 'mutation ($input: CreateBoardInput!) { createBoard(input: $input) { id slug } }';

const tell = (line: string): boolean => process.stdout.write(`${line}\n`);

interface Write {
  slug: string;
  key: string;
}

describe('A database that is killed again and again while people write', () => {
  const own = new OwnPostgres();
  let postgres: EmbeddedPostgres;
  let app: TestApp;
  let network: TestNetwork;
  let admin: Person;

  beforeAll(async () => {
    postgres = await own.start('killed', { durable: true });
    const passwords = { serverPassword: 'server', migratorPassword: 'migrator' };
    const adminUrl = postgres.url('postgres');
    await prepareDatabase({ adminUrl, database: 'registry', ...passwords });
    await runMigrations(postgres.url('registry', 'registry_migrator', 'migrator'));
    app = await TestApp.start({}, new TestDatabase('registry', { adminUrl, ...passwords }));
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
  });
  afterAll(async () => {
    await app.stop();
    await app.database.owner.end();
    await own.remove();
  });

  const send = async ({ slug, key }: Write): Promise<string> => {
    const input = { network: network.slug, slug, name: 'Board', idempotencyKey: key };
    return codeOf(await app.graphql(admin, CREATE, { input }));
  };

  /** What works for it goes too, as when the machine loses its power. */
  const kill = (): void => {
    const { pid } = postgres;
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
    for (const each of [pid, ...children.trim().split(/\s+/).map(Number)]) {
      try {
        process.kill(each, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  };

  const there = async (): Promise<Map<string, number>> =>
    new Map(
      (
        await app.database.rows<{ slug: string; n: number }>(
          'select slug, count(*)::int as n from access.boards where network_id = $1 group by slug',
          [network.key],
        )
      ).map(({ slug, n }) => [slug, n]),
    );

  it('loses nothing that it acknowledged, and one retry under the key resolves every doubt', async () => {
    const acknowledged: Write[] = [];
    const inDoubt: Write[] = [];
    const refused: Write[] = [];
    const retries: Record<string, number> = {};
    let doubtsDone = 0;

    for (let round = 0; round < KILLS; round++) {
      let goesOn = true;
      const write = async (): Promise<void> => {
        while (goesOn) {
          const attempt = { slug: `board-${randomUUID()}`, key: randomUUID() };
          const code = await send(attempt);
          if (code === 'done') acknowledged.push(attempt);
          else if (code === 'OUTCOME_UNKNOWN') inDoubt.push(attempt);
          else refused.push(attempt);
          if (code !== 'done') await pause(20);
        }
      };
      const before = inDoubt.length;
      const writers = Array.from({ length: WRITERS }, write);
      await pause(300 + 70 * round);
      kill();
      await pause(100);
      goesOn = false;
      await Promise.all(writers);
      await postgres.revive();

      const held = await there();
      for (const doubt of inDoubt.slice(before)) {
        if (held.has(doubt.slug)) doubtsDone += 1;
        const code = await send(doubt);
        retries[code] = (retries[code] ?? 0) + 1;
      }
    }

    const held = await there();
    const lost = acknowledged.filter(({ slug }) => !held.has(slug)).length;
    const twice = [...held.values()].filter((n) => n !== 1).length;
    const halfDone = refused.filter(({ slug }) => held.has(slug)).length;
    const unresolved = inDoubt.filter(({ slug }) => !held.has(slug)).length;
    tell(
      `${KILLS} kills: ${acknowledged.length} acknowledged, ${lost} lost; ${inDoubt.length} in doubt (${doubtsDone} had been done), retried once: ${JSON.stringify(retries)}, ${unresolved} unresolved; ${refused.length} refused, ${halfDone} of them done`,
    );
    expect(acknowledged.length).toBeGreaterThan(100);
    expect({ lost, twice, halfDone, unresolved }).toEqual({ lost: 0, twice: 0, halfDone: 0, unresolved: 0 });
    expect(Object.keys(retries).filter((code) => code !== 'done')).toEqual([]);
  });
});
