import { verify } from '@node-rs/argon2';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { networkFiles } from '../../src/exports/network-files.ts';
import { statements } from '../subjects/statements.ts';

/**
 * As little as a server can do: one prepared statement, no transaction, no framework, and the text of Postgres written
 * as it comes. It runs as a process of its own, so that the operating system tells what it costs.
 */
const { FLOOR_DATABASE_URL: connectionString, FLOOR_PORT: port } = process.env;
// As large as the server's pool, and with the same measure of likeness.
const pool = new pg.Pool({
  connectionString,
  max: 10,
  options: '-c pg_trgm.word_similarity_threshold=0.45',
});

pool.on('error', () => undefined);

async function bodyOf(request: IncomingMessage): Promise<unknown[]> {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  await once(request, 'end');
  return JSON.parse(Buffer.concat(parts).toString()) as unknown[];
}

async function statementAnswer(name: string, values: unknown[]): Promise<string> {
  const { rows } = await pool.query<{ answer: string }>({ name, text: statements.get(name)!, values });
  return rows[0]?.answer ?? 'null';
}

/** What COPY takes by itself: its output goes nowhere. */
async function copyAnswer([network, file]: unknown[]): Promise<string> {
  const select = networkFiles.get(String(file))!.select(String(network), {
    ...{ includeDemo: false, includeStatewide: false },
  });
  const client = await pool.connect();
  let bytes = 0;
  const sink = new Writable({
    write: (part: Buffer, _encoding, done) => {
      bytes += part.length;
      done();
    },
  });
  try {
    await pipeline(client.query(copyTo(`copy (${select}) to stdout with (format csv, header)`)), sink);
  } finally {
    client.release();
  }
  return String(bytes);
}

async function answer(path: string, values: unknown[]): Promise<string> {
  if (path === '/verify') return String(await verify(String(values[0]), String(values[1])));
  return path === '/copy' ? copyAnswer(values) : statementAnswer(path.slice(1), values);
}

const server = createServer((request, response) => {
  if (request.url === '/ready') return void response.end();
  void bodyOf(request)
    .then((values) => answer(request.url!, values))
    .then(
      (text) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      },
      (error: Error) => response.writeHead(500).end(error.message),
    );
});
server.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
