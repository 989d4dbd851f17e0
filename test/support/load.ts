import { Agent, request } from 'node:http';

export interface Outcome {
  /** `ok`, the code of the first error, or what became of the connection. */
  code: string;
  status: number;
  ms: number;
  json: any;
}

/** What many clients met, by the kind of what they asked. */
export class Tally {
  private readonly outcomes = new Map<string, Outcome[]>();

  add(kind: string, outcome: Outcome): Outcome {
    this.of(kind).push(outcome);
    return outcome;
  }

  of(kind: string): Outcome[] {
    const known = this.outcomes.get(kind) ?? [];
    this.outcomes.set(kind, known);
    return known;
  }

  codes(kind: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { code } of this.of(kind)) counts[code] = (counts[code] ?? 0) + 1;
    return counts;
  }

  percentile(kind: string, share: number): number {
    const sorted = this.of(kind)
      .map(({ ms }) => ms)
      .sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  }

  /** One line a kind. */
  lines(): string {
    return [...this.outcomes.keys()]
      .map((kind) => {
        const [p50, p99, worst] = [0.5, 0.99, 1].map((share) => this.percentile(kind, share).toFixed(0));
        const count = String(this.of(kind).length).padStart(6);
        return `${kind.padEnd(28)}${count}   p50 ${p50} ms, p99 ${p99} ms, worst ${worst} ms   ${JSON.stringify(this.codes(kind))}`;
      })
      .join('\n');
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

export interface Sent {
  path?: string;
  body?: unknown;
  token?: string;
}

/** Never fails: what a client meets is the outcome. */
export function ask(address: string, { path = '/graphql', body, token }: Sent): Promise<Outcome> {
  const began = performance.now();
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve) => {
    const settle = (status: number, code: string, json?: unknown): void =>
      resolve({ status, code, json, ms: performance.now() - began });
    const method = body === undefined ? 'GET' : 'POST';
    const call = request(`${address}${path}`, { method, headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', () => settle(answer.statusCode!, 'CUT_OFF'));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const json = path === '/graphql' ? JSON.parse(text) : text;
        const code = (json.errors?.[0]?.extensions?.code as string | undefined) ?? 'ok';
        settle(answer.statusCode!, path === '/graphql' ? code : String(answer.statusCode), json);
      });
    });
    call.on('error', (error: NodeJS.ErrnoException) => settle(0, error.code ?? error.message));
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** So many clients, each asking again as soon as it is answered, until told to stop. */
export async function clients(
  count: number,
  goesOn: () => boolean,
  one: (client: number, round: number) => Promise<unknown>,
): Promise<void> {
  const client = async (_: unknown, index: number): Promise<void> => {
    for (let round = 0; goesOn(); round++) await one(index, round);
  };
  await Promise.all(Array.from({ length: count }, client));
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
