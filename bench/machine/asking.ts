import { Agent, request } from 'node:http';

export interface Call {
  method?: 'GET' | 'POST';
  path: string;
  body?: string;
  token?: string;
}

export interface Answer {
  status: number;
  /** Empty when it was to be thrown away. */
  body: Buffer;
  bytes: number;
}

export interface Slice {
  requests: number;
  seconds: number;
  /** Milliseconds, ascending. */
  times: number[];
  bytes: number;
}

/** The next call of one connection, and what its answer was. */
export interface Asking {
  next(connection: number): Call;
  done?(connection: number, answer: Answer): void;
}

const GRAPHQL_ERRORS = Buffer.from('"errors":[');

/** Keeps its connections open; counts none of its own work. */
export class Asker {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    readonly connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** One call, whose answer must be no error. */
  async ask(call: Call): Promise<Answer> {
    const answer = await this.send(call, true);
    if (answer.status === 200 && !answer.body.subarray(0, 200).includes(GRAPHQL_ERRORS)) return answer;
    const said = answer.body.subarray(0, 1_000).toString();
    throw new Error(`${call.path} ${(call.body ?? '').slice(0, 200)} was answered ${answer.status}: ${said}`);
  }

  /** As many as there is time for, and no more than are wanted; each connection asks again once it is answered. */
  async askFor(asking: Asking, until: { seconds: number; requests?: number }): Promise<Slice> {
    const times: number[] = [];
    let bytes = 0;
    let begun = 0;
    const start = performance.now();
    const goesOn = (): boolean =>
      performance.now() - start < until.seconds * 1000 && begun < (until.requests ?? Infinity);
    const connection = async (number: number): Promise<void> => {
      while (goesOn()) {
        begun++;
        const sent = performance.now();
        const answer = await this.ask(asking.next(number));
        times.push(performance.now() - sent);
        bytes += answer.bytes;
        asking.done?.(number, answer);
      }
    };
    await Promise.all(Array.from({ length: this.connections }, (_, number) => connection(number)));
    const seconds = (performance.now() - start) / 1000;
    return { requests: times.length, seconds, times: times.sort((a, b) => a - b), bytes };
  }

  /** A file, thrown away as it comes: how many bytes it had. */
  async swallow(call: Call): Promise<number> {
    const { status, bytes } = await this.send(call, false);
    if (status !== 200) throw new Error(`${call.path} was answered ${status}.`);
    return bytes;
  }

  close(): void {
    this.agent.destroy();
  }

  private send({ method = 'GET', path, body, token }: Call, keep: boolean): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = body
        ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
        : {};
      if (token) headers['authorization'] = `Bearer ${token}`;
      const sending = request(
        { agent: this.agent, host: '127.0.0.1', port: this.port, method, path, headers },
        (response) => {
          const parts: Buffer[] = [];
          let bytes = 0;
          response.on('data', (part: Buffer) => {
            bytes += part.length;
            if (keep) parts.push(part);
          });
          response.once('error', reject);
          response.once('end', () =>
            resolve({ status: response.statusCode!, body: Buffer.concat(parts), bytes }),
          );
        },
      );
      sending.once('error', reject);
      sending.end(body);
    });
  }
}
