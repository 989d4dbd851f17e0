import { JwtService } from '@nestjs/jwt';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { createApp } from '../../src/app.ts';
import { ACCESS_MINUTES, TOKEN } from '../../src/identity/tokens.ts';
import { loadConfig, type ReadyConfig } from '../../src/platform/config.ts';
import { TestDatabase } from './database.ts';

/** Somebody with a session. */
export interface Person {
  accountId: string;
  sessionId: string;
  email: string;
  displayName: string;
  token: string;
}

export interface Answer {
  data: Record<string, any> | null;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; fields?: Record<string, string>; [detail: string]: unknown };
  }[];
}

/** Calls a server, or several behind one address, as people and programs do. */
export abstract class Caller {
  abstract readonly database: TestDatabase;
  abstract readonly config: Pick<ReadyConfig, 'tokenSecret'>;

  abstract graphql(person: Person | null, query: string, variables?: object): Promise<Answer>;

  /** For what must succeed: its data, or a failing test that shows the errors. */
  async data(person: Person | null, query: string, variables: object = {}): Promise<Record<string, any>> {
    const { data, errors } = await this.graphql(person, query, variables);
    if (errors || !data) throw new Error(JSON.stringify(errors, null, 1));
    return data;
  }

  /** For what must be refused: the extensions of its one error. */
  async refusal(
    person: Person | null,
    query: string,
    variables: object = {},
  ): Promise<NonNullable<Answer['errors']>[0]['extensions']> {
    const { data, errors } = await this.graphql(person, query, variables);
    if (errors?.length !== 1) throw new Error(`Not refused: ${JSON.stringify({ data, errors })}`);
    return errors[0]!.extensions;
  }

  token(accountId: string, sessionId: string): string {
    const jwt = new JwtService({
      secret: this.config.tokenSecret,
      signOptions: { ...TOKEN, expiresIn: `${ACCESS_MINUTES}m` },
    });
    return jwt.sign({ sub: accountId, sid: sessionId });
  }
}

/** The real server on a database of its own, and the ways to call it. */
export class TestApp extends Caller {
  private constructor(
    readonly nest: NestFastifyApplication,
    readonly database: TestDatabase,
    readonly config: ReadyConfig,
    private readonly dropsDatabase: boolean,
  ) {
    super();
  }

  /** `on` is a database that was there before, and stays. */
  static async start(settings: Record<string, string> = {}, on?: TestDatabase): Promise<TestApp> {
    const database = on ?? (await TestDatabase.create());
    const dataDir = mkdtempSync(join(tmpdir(), 'registry-test-data-'));
    const loaded = loadConfig({
      DATA_DIR: dataDir,
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      RATE_LIMITS: 'off',
      ...settings,
    });
    const config: ReadyConfig = {
      ...loaded,
      databaseUrl: database.serverUrl,
      tokenSecret: loaded.tokenSecret ?? randomBytes(32).toString('base64url'),
    };
    return new TestApp(await createApp(config), database, config, on === undefined);
  }

  async stop(): Promise<void> {
    await this.nest.close();
    if (this.dropsDatabase) await this.database.drop();
    rmSync(this.config.dataDir, { recursive: true, force: true });
  }

  get http(): ReturnType<typeof request> {
    return request(this.nest.getHttpServer());
  }

  async graphql(person: Person | null, query: string, variables: object = {}): Promise<Answer> {
    const call = this.http.post('/graphql').send({ query, variables });
    if (person) call.set('authorization', `Bearer ${person.token}`);
    return (await call).body as Answer;
  }
}
