import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { badInput } from '../errors.ts';
import { isWholeText } from '../graphql/rules.ts';
import { EXPLORER_PAGE, EXPLORER_POLICY } from './explorer.controller.ts';
import { setFreshness } from './headers.ts';
import { Turns } from './turns.ts';

const FILES = [
  ...['text/csv', 'text/plain', 'text/tab-separated-values', 'application/octet-stream', 'application/zip'],
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** Beyond those that work, slow ones take memory; a proxy needs some dozens. */
const MOST_CONNECTIONS = 2_000;

/** Whoever decides whether to send requests here at all does not wait behind them. */
const PROBES = ['/live', '/ready'];

/** What holds for every answer, whatever is behind its address. */
export function registerTransport(app: NestFastifyApplication, logger: Logger): void {
  const server = app.getHttpAdapter().getInstance();

  const turns = new Turns();

  server.server.maxConnections = MOST_CONNECTIONS;
  closeWhatIsIdle(server);
  // A file that is sent in is read as it comes, by who knows how much of it to read.
  server.addContentTypeParser(FILES, (_request, body, done) => done(null, body));
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (!isReadable(request))
      throw badInput({ request: 'The address or the Host of this request cannot be read.' });
    if (!PROBES.includes(request.url)) await turns.mine();
    if (wantsExplorer(request)) {
      return reply.type('text/html').header('content-security-policy', EXPLORER_POLICY).send(EXPLORER_PAGE);
    }
  });

  server.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) =>
    setFreshness(request, reply, isGraphql(request), payload),
  );

  server.addHook('onResponse', async (request, reply) => {
    const { method, id: requestId } = request;
    const line = {
      requestId,
      method,
      path: request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (line.path !== '/live' && line.path !== '/ready') logger.info(line, 'answered');
  });
}

/** A stop waits for answers, not for connections: those on which nothing was asked yet, or nothing more is, are closed. */
function closeWhatIsIdle(server: FastifyInstance): void {
  const silent = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  server.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy();
    const closing = setInterval(() => server.server.closeIdleConnections(), 50).unref();
    server.server.once('close', () => clearInterval(closing));
  });
}

export const isGraphql = (request: FastifyRequest): boolean => request.url.split('?')[0] === '/graphql';

/** Of what cannot be taken apart, or holds what no text of ours can, nothing behind this is asked. */
function isReadable({ url, hostname }: FastifyRequest): boolean {
  if (!URL.canParse(url, `http://${hostname}/`)) return false;
  try {
    return isWholeText(decodeURIComponent(url.split('?')[0] ?? ''));
  } catch {
    return false;
  }
}

/** A browser that opens /graphql, rather than a client that asks it something. */
const wantsExplorer = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  request.url === '/graphql' &&
  (request.headers.accept ?? '').includes('text/html');
