import type { Asker, Call, Slice } from '../machine/asking.ts';

/**
 * Who answers: the server, one that keeps nothing of the record, one that keeps its answers, the floor, or one statement
 * over normalised tables.
 */
export type Contender = 'server' | 'uncached' | 'cached' | 'floor' | 'normalised';

/** The ratio that a subject is judged by; `most` or `least` is what is aimed at. */
export type Aim =
  | { kind: 'cpu of floor'; most: number }
  | { kind: 'wall of floor'; most: number }
  | { kind: 'cheaper cached'; least: number }
  | { kind: 'milliseconds'; most: number };

export interface Run {
  /** Before the clock runs. */
  prepare?(asker: Asker): Promise<void>;
  run(asker: Asker, seconds: number): Promise<Slice>;
}

export interface Subject {
  code: string;
  title: string;
  aims: Aim[];
  /** At once. One where the time of a single answer counts. */
  connections: number;
  /** So long that nothing is gained by a round before. */
  needsNoWarming?: boolean;
  /** What CPU and wall time are given for. */
  per: string;
  runs: Partial<Record<Contender, Run>>;
  /** log10(cost at ten times the coalitions / cost) at most. */
  exponent?: number;
  /** Asks every contender the same once, and tells what is different. `asker` is one of the server's. */
  compare(ask: (contender: Contender, call: Call) => Promise<Buffer>, asker: Asker): Promise<string[]>;
}

export const graphql = (query: string, variables: object, token?: string): Call => ({
  method: 'POST',
  path: '/graphql',
  body: JSON.stringify({ query, variables }),
  ...(token ? { token } : {}),
});

export const statement = (name: string, values: readonly unknown[]): Call => ({
  method: 'POST',
  path: `/${name}`,
  body: JSON.stringify(values),
});

/** The calls one after another, over and over; connections take turns. */
export const inTurn = (calls: readonly Call[]): Run => {
  let place = 0;
  return {
    run: (asker, seconds) => asker.askFor({ next: () => calls[place++ % calls.length]! }, { seconds }),
  };
};

/** The same, once each of them is kept. */
export const onceKept = (calls: readonly Call[]): Run => ({
  ...inTurn(calls),
  prepare: async (asker) => {
    for (const call of calls) await asker.ask(call);
  },
});
