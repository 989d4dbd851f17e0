import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import request from 'supertest';
import { createApp } from '../src/app.ts';
import { Role } from '../src/platform/graphql/allow.ts';
import { loadConfig } from '../src/platform/config.ts';
import type { EmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { runMigrations } from '../src/platform/database/migrate.ts';
import { prepareDatabase } from '../src/platform/database/prepare-database.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, UPDATE } from './support/fixtures.ts';
import { OwnPostgres, query } from './support/own-postgres.ts';

describe('While Postgres is away', () => {
  const own = new OwnPostgres();
  let postgres: EmbeddedPostgres;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    postgres = await own.start('away');
    const passwords = { serverPassword: 'server', migratorPassword: 'migrator' };
    await prepareDatabase({ adminUrl: postgres.url('postgres'), database: 'registry', ...passwords });
    await runMigrations(postgres.url('registry', 'registry_migrator', 'migrator'));
    const settings = loadConfig({ DATA_DIR: join(own.home, 'var'), LOG_LEVEL: 'silent' });
    const databaseUrl = postgres.url('registry', 'registry_server', 'server');
    app = await createApp({ ...settings, databaseUrl, tokenSecret: randomBytes(32).toString('base64url') });
  });
  afterAll(async () => {
    await app.close();
    await own.remove();
  });

  const http = () => request(app.getHttpServer());
  const ask = async () =>
    (await http().post('/graphql').send({ query: '{ county(fips: "37011") { name } networks { slug } }' }))
      .body;
  const until = async (status: number, patience: number): Promise<number> => {
    const began = Date.now();
    while ((await http().get('/ready')).status !== status) {
      if (Date.now() - began > patience)
        throw new Error(`/ready did not become ${status} within ${patience} ms`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return Date.now() - began;
  };

  it('the server lives, says that it is not ready, refuses in plain words, and recovers by itself', async () => {
    await until(200, 2_000);
    expect((await ask()).data.county.name).toBe('Avery');

    await postgres.stop();
    await until(503, 2_000);
    expect((await http().get('/live')).status).toBe(200);
    const began = Date.now();
    expect((await ask()).errors[0].extensions.code).toBe('UNAVAILABLE');
    expect(Date.now() - began).toBeLessThan(3_000);

    await postgres.revive();
    await until(200, 5_000);
    expect((await ask()).data.networks).toEqual([]);
  });
});

describe('A commit', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const failingCommit = async (body: string, meanwhile: () => Promise<unknown> = async () => undefined) => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    await app.database.rows(
      `create or replace function public.fail_late() returns trigger language plpgsql as $$ begin ${body} return null; end $$`,
    );
    await app.database.rows(`grant usage on schema public to public`);
    await app.database
      .rows(`set role registry_owner; create constraint trigger fail_late after update on private.profiles deferrable initially deferred
      for each row execute function public.fail_late(); reset role`);
    const input = { coalitionId: coalition.id, expectedRevision: 1, mission: 'Kept?' };
    const [answer] = await Promise.all([app.graphql(lead, UPDATE, { input }), meanwhile()]);
    await app.database.rows(
      `set role registry_owner; drop trigger fail_late on private.profiles; reset role`,
    );
    const [row] = await app.database.rows<{ mission: string | null }>(
      'select mission from private.profiles where coalition_id = $1',
      [coalition.key],
    );
    return { answer, mission: row!.mission };
  };

  it('that fails is not reported as saved', async () => {
    const { answer, mission } = await failingCommit(`raise exception 'too late';`);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL']);
    expect(mission).toBeNull();
  });

  it('whose connection breaks says that the outcome is unknown', async () => {
    const breakIt = async () => {
      for (let broken = 0; broken === 0;) {
        const rows = await query(
          app.database.adminUrl,
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'commit' and wait_event = 'PgSleep'`,
        );
        broken = rows.length;
      }
    };
    const { answer, mission } = await failingCommit(`perform pg_sleep(20);`, breakIt);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['OUTCOME_UNKNOWN']);
    expect(mission).toBeNull();
  });

  it('of one operation is of all its fields or of none', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const two = `mutation ($a: UpdateProfileInput!, $b: UpdateProfileInput!) { a: updateProfile(input: $a) { coalitionId } b: updateProfile(input: $b) { coalitionId } }`;
    const a = { coalitionId: coalition.id, expectedRevision: 1, mission: 'First' };
    const answer = await app.graphql(lead, two, { a, b: { ...a, mission: 'Second' } });

    expect(answer.errors?.[0]).toMatchObject({
      path: ['b'],
      extensions: { code: 'CONFLICT', currentRevision: 2 },
    });
    expect(answer.data).toBeNull();
    const [row] = await app.database.rows<{ revision: number }>(
      'select revision from private.profiles where coalition_id = $1',
      [coalition.key],
    );
    expect(row!.revision).toBe(1);
  });
});
