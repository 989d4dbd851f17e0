import type { Readable } from 'node:stream';
import { type TableLimits, tooManyBytes } from './table-problem.ts';

export interface IncomingBytes {
  /** Enough to see what the file is. */
  head: Buffer;
  /** From the beginning, once. */
  all(): AsyncGenerator<Buffer>;
  letGo(): Promise<unknown>;
}

const HEAD = 64 * 1024;

/**
 * Counts what comes and stops with a problem, so that nothing behind the limit is read. Lets the source go, but leaves it
 * open: to end a request is to end the connection, on which the problem has yet to be told.
 */
export async function opened(source: Readable, limits: TableLimits): Promise<IncomingBytes> {
  const chunks = counted(source, limits);
  const head = await headOf(chunks);
  return {
    head,
    async *all() {
      try {
        yield head;
        yield* chunks;
      } finally {
        await chunks.return(undefined);
      }
    },
    letGo: () => chunks.return(undefined),
  };
}

async function headOf(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let length = 0; length < HEAD;) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(parts);
}

async function* counted(source: Readable, limits: TableLimits): AsyncGenerator<Buffer> {
  let total = 0;
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array | string>;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk as Uint8Array);
    total += bytes.length;
    if (total > limits.bytes) throw tooManyBytes(limits);
    yield bytes;
  }
}
