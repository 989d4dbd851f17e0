import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { DomainError } from '../errors.ts';
import { isAbsent, translatePgError, unavailable } from './pg-errors.ts';

/** A connection that was lent. One in doubt is given back with the error, and closed. */
export interface Lease {
  readonly client: pg.PoolClient;
  /** TypeORM on it, where there is private work to do. */
  readonly runner?: QueryRunner;
  release(broken?: Error): Promise<void> | void;
}

/** A server that a transaction may run on. */
export interface Source {
  connect(): Promise<Lease>;
  /** Sent behind BEGIN, as the public; rejects when this server must not answer. Where there is one, only the public may read. */
  check?(client: pg.PoolClient): Promise<void>;
  /** Whether another source may be asked after this failure, as long as nothing was answered. */
  passes(error: unknown): boolean;
  /** What the caller reads of a failure. */
  explain(error: unknown): Error;
}

/** Runs `work` on the first source that serves. The next one is looked for only when the one before has failed. */
export async function onFirst<T>(
  sources: Iterable<Source>,
  work: (source: Source) => Promise<T>,
): Promise<T> {
  let failure: unknown;
  for (const source of sources) {
    try {
      return await work(source);
    } catch (error) {
      failure = source.explain(error);
      if (!source.passes(error)) break;
    }
  }
  throw failure;
}

export const primarySource = (connect: () => Promise<Lease>): Source => ({
  connect: () => lent(connect()),
  passes: isAbsent,
  explain: translatePgError,
});

/** The pool reports a full queue and an absent server in many words; both pass by themselves. */
export async function lent(lease: Promise<Lease>): Promise<Lease> {
  try {
    return await lease;
  } catch (error) {
    throw error instanceof DomainError ? error : unavailable(error);
  }
}

export async function fromDataSource(dataSource: DataSource): Promise<Lease> {
  const runner = dataSource.createQueryRunner() as QueryRunner & {
    releasePostgresConnection(error?: Error): Promise<void>;
  };
  const client = (await runner.connect()) as pg.PoolClient;
  return { client, runner, release: (broken) => runner.releasePostgresConnection(broken) };
}

export async function fromPool(pool: pg.Pool): Promise<Lease> {
  const client = await pool.connect();
  return { client, release: (broken) => client.release(broken) };
}

/** A connection that breaks fails the statement on it, and nothing else. */
export function newPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const AT_LATEST_MS = 5;
/** What waits on a connection, and for how long if nobody sends anything before; undefined to the end of the turn. */
const held = new Map<Duplex, NodeJS.Timeout | undefined>();

const streamOf = (client: pg.PoolClient): Duplex =>
  (client as unknown as { connection: { stream: Duplex } }).connection.stream;

/** What is sent on a connection in one turn of the event loop leaves in one packet. */
export function sendTogether(client: pg.PoolClient): void {
  const stream = streamOf(client);
  const timer = held.get(stream);
  if (held.has(stream) && !timer) return;
  if (timer) clearTimeout(timer);
  else stream.cork();
  held.set(stream, undefined);
  process.nextTick(letGo, stream);
}

/** What nobody waits for leaves with what is sent on the connection next, or in a moment by itself. */
export function sendWithTheNext(client: pg.PoolClient): void {
  const stream = streamOf(client);
  if (held.has(stream)) return;
  stream.cork();
  held.set(stream, setTimeout(letGo, AT_LATEST_MS, stream));
}

function letGo(stream: Duplex): void {
  held.delete(stream);
  stream.uncork();
}
