import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/platform/config.ts';
import { gates } from '../../src/platform/database/gate-queries.ts';
import { brokenGates } from '../../src/platform/database/gates.ts';
import { TestDatabase } from '../support/database.ts';
import { breakers } from './gate-breakers.ts';

/** Kept beside the project, and used where it is. */
const HOUSE_GATES = resolve('../shared/house/gates.sql');

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await TestDatabase.create();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** In a transaction that is rolled back, since some of it would hold for all databases of the server. */
async function after<T>(sql: string, login: string, work: () => Promise<T>): Promise<T> {
  await admin.query('begin');
  try {
    await admin.query(sql);
    await admin.query(`set local session authorization ${login}`);
    return await work();
  } finally {
    await admin.query('rollback');
  }
}

describe('The gates', () => {
  it('find nothing in a migrated database', async () => {
    const server = new pg.Client({ connectionString: database.serverUrl });
    await server.connect();
    const broken = await brokenGates(server).finally(() => server.end());
    expect(broken).toEqual([]);
  });

  it('are each broken by a test below, and no other is', () => {
    expect(Object.keys(breakers).sort()).toEqual(gates.map(({ name }) => name).sort());
  });

  const faults = Object.entries(breakers).flatMap(([gate, list]) =>
    list.map((breaker) => ({ gate, ...breaker })),
  );
  it.each(faults)('refuse, as "$gate", $names after: $sql', async ({ gate, sql, names, login }) => {
    const broken = await after(sql, login ?? 'registry_server', () => brokenGates(admin));
    expect(broken).toContain(`${gate}: ${names}`);
  });

  it('leave nothing behind in these tests', async () => {
    expect(await after('select', 'registry_server', () => brokenGates(admin))).toEqual([]);
  });

  it('keep the server from starting, with a sentence that names what is open', async () => {
    const open = await TestDatabase.create();
    try {
      await open.rows(
        'set role registry_owner; alter table private.partners no force row level security; reset role',
      );
      const config = {
        ...loadConfig({ LOG_LEVEL: 'silent', RATE_LIMITS: 'off' }),
        databaseUrl: open.serverUrl,
        tokenSecret: randomBytes(32).toString('base64url'),
      };
      await expect(createApp(config)).rejects.toThrow(
        'The database does not keep coalitions apart as it must, so the server does not start:\n' +
          '- every table has row security, enabled and forced: private.partners\n' +
          'Run the migrations, and undo what was changed by hand.',
      );
    } finally {
      await open.drop();
    }
  });
});

describe('The gates of the house', () => {
  if (!existsSync(HOUSE_GATES)) {
    it('are not beside this project', () => {
      process.stdout.write(`${HOUSE_GATES} is not there: its gates were not asked.\n`);
    });
    return;
  }
  const houseGates = readFileSync(HOUSE_GATES, 'utf8');

  it('find nothing in a migrated database', async () => {
    const server = new pg.Client({ connectionString: database.serverUrl });
    await server.connect();
    const { rows } = await server
      .query<{ gate: string; object: string }>(houseGates)
      .finally(() => server.end());
    expect(rows).toEqual([]);
  });

  it('find the like, but for who asks, which they leave to the server', async () => {
    const missed: string[] = [];
    for (const [gate, [first]] of Object.entries(breakers)) {
      const { rows } = await after(first!.sql, 'registry_server', () => admin.query(houseGates));
      if (rows.length === 0) missed.push(gate);
    }
    expect(missed).toEqual(['the login is nobody in particular']);
  });
});
