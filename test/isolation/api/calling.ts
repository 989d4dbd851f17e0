import { Agent, request } from 'node:http';
import type { TestApp } from '../../support/app.ts';
import { listen } from '../../support/raw-http.ts';
import type { Principal } from './principals.ts';

export interface Call {
  who: Principal;
  document: string;
  variables?: Record<string, unknown>;
  /** Said in a report. */
  label: string;
}

export interface Answered {
  status: number;
  headers: string;
  text: string;
  data: Record<string, unknown> | null;
  /** Of the first error. */
  code: string | undefined;
  path: string | undefined;
}

/** As many as are under way at a time: fewer than the connections of the server's pool. */
const AT_ONCE = 8;
const TOKEN_MS = 120_000;

/** A running server, called over kept connections, several calls at a time. */
export class Calling {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  private readonly tokens = new Map<Principal, string | null>();
  /** Where one fault is as good as many. */
  enough = (): boolean => false;
  private signedAt = performance.now();

  private constructor(
    readonly app: TestApp,
    private readonly address: string,
  ) {}

  static async at(app: TestApp): Promise<Calling> {
    return new Calling(app, await listen(app));
  }

  end(): void {
    this.agent.destroy();
  }

  /** Again where the machine was too busy: that is nobody's fault here, and nothing was done. */
  async ask({ who, document, variables }: Pick<Call, 'who' | 'document' | 'variables'>): Promise<Answered> {
    const body = JSON.stringify({ query: document, variables });
    for (let tries = 1; ; tries++) {
      const answer = await this.send(body, this.tokenOf(who));
      if (!['TIMEOUT', 'UNAVAILABLE'].includes(answer.code ?? '') || tries === 5) return answer;
    }
  }

  /** With any credential. */
  send(body: string, token: string | null): Promise<Answered> {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    };
    return new Promise((resolve, reject) => {
      const call = request(
        `${this.address}/graphql`,
        { method: 'POST', headers, agent: this.agent },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve(read(answer.statusCode!, answer.rawHeaders, Buffer.concat(parts).toString())),
          );
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }

  /** All of them, in no order; what each is told is judged as it comes. */
  async all<C extends Call>(
    calls: Iterable<C>,
    judge: (call: C, answer: Answered) => unknown,
  ): Promise<void> {
    const rest = calls[Symbol.iterator]();
    const worker = async (): Promise<void> => {
      for (let next = rest.next(); !next.done && !this.enough(); next = rest.next())
        await judge(next.value, await this.ask(next.value));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** A token is short-lived, and a run need not be. */
  private tokenOf(who: Principal): string | null {
    if (performance.now() - this.signedAt > TOKEN_MS) {
      this.tokens.clear();
      this.signedAt = performance.now();
    }
    if (!this.tokens.has(who)) this.tokens.set(who, who.caller(this.app)?.token ?? null);
    return this.tokens.get(who)!;
  }
}

function read(status: number, headers: string[], text: string): Answered {
  const json = JSON.parse(text) as {
    data?: Record<string, unknown>;
    errors?: { path?: unknown[]; extensions: { code: string } }[];
  };
  const [first] = json.errors ?? [];
  return {
    ...{ status, text, data: json.data ?? null, headers: headers.join('\n') },
    ...{ code: first?.extensions.code, path: first?.path?.join('.') },
  };
}
