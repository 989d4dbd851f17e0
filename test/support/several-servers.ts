import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, Caller, type Person } from './app.ts';
import { TestDatabase } from './database.ts';
import { DatabaseLine } from './database-line.ts';
import { type Sample, samplesOf } from './exposition.ts';
import { RoundRobin } from './round-robin.ts';
import { freePort, ServerProcess } from './server-process.ts';

/** One process, and how to ask it and no other. */
export class OneServer {
  constructor(
    readonly process: ServerProcess,
    readonly port: number,
    private readonly metricsPort: number,
    private readonly dataDir: string,
  ) {}

  graphql(person: Person | null, query: string, variables: object = {}): Promise<Answer> {
    return post(`http://127.0.0.1:${this.port}`, person, query, variables);
  }

  async figures(): Promise<Sample[]> {
    return samplesOf(await (await fetch(`http://127.0.0.1:${this.metricsPort}/metrics`)).text());
  }

  /** The ids of the mails that it has delivered. */
  mails(): string[] {
    return readdirSync(join(this.dataDir, 'outbox')).filter((name) => name.endsWith('.eml'));
  }
}

/** Server processes on one database behind one address. Each has a data directory of its own; the last one a line that can be cut. */
export class SeveralServers extends Caller {
  readonly config = { tokenSecret: randomBytes(32).toString('base64url') };
  readonly servers: OneServer[] = [];
  private readonly home = mkdtempSync(join(tmpdir(), 'registry-several-'));
  private address!: RoundRobin;

  private constructor(
    readonly database: TestDatabase,
    readonly line: DatabaseLine,
  ) {
    super();
  }

  /** Each also has the settings that are given. */
  static async start(count: number, settings: Record<string, string> = {}): Promise<SeveralServers> {
    const database = await TestDatabase.create();
    const several = new SeveralServers(database, await DatabaseLine.to(database.serverUrl));
    const started = Array.from({ length: count }, (_, i) => several.add(i === count - 1, settings));
    several.servers.push(...(await Promise.all(started)));
    const failed = several.servers.find(({ process }) => !process.listens);
    if (failed) {
      for (const { process } of several.servers) await process.ended('SIGTERM');
      throw new Error(failed.process.output);
    }
    several.address = await RoundRobin.before(several.servers.map(({ port }) => port));
    return several;
  }

  async stop(): Promise<void> {
    await this.address.close();
    await Promise.all(this.servers.map(({ process }) => process.ended('SIGTERM')));
    await this.line.close();
    await this.database.drop();
    rmSync(this.home, { recursive: true, force: true });
  }

  graphql(person: Person | null, query: string, variables: object = {}): Promise<Answer> {
    return post(this.address.url, person, query, variables);
  }

  private async add(byLine: boolean, settings: Record<string, string>): Promise<OneServer> {
    const [port, metricsPort] = [await freePort(), await freePort()];
    const dataDir = join(this.home, String(port));
    const process = await ServerProcess.run({
      ...{ PORT: String(port), METRICS_PORT: String(metricsPort), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
      // Attempts are counted here as anywhere; that tests ask for more than anybody does is no matter.
      ...{ RATE_LIMIT_ADDRESS: '9999999+999999', RATE_LIMIT_ACCOUNT: '9999999+999999' },
      ...{
        DATABASE_URL: byLine ? this.line.url : this.database.serverUrl,
        TOKEN_SECRET: this.config.tokenSecret,
      },
      ...settings,
    });
    return new OneServer(process, port, metricsPort, dataDir);
  }
}

async function post(url: string, person: Person | null, query: string, variables: object): Promise<Answer> {
  const headers = {
    'content-type': 'application/json',
    ...(person && { authorization: `Bearer ${person.token}` }),
  };
  const response = await fetch(`${url}/graphql`, {
    ...{ method: 'POST', headers, body: JSON.stringify({ query, variables }) },
  });
  return (await response.json()) as Answer;
}
