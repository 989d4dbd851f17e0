import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { badInput } from '../errors.ts';
import { isWholeText } from '../graphql/rules.ts';
import { EXPLORER_PAGE, EXPLORER_POLICY } from './explorer.controller.ts';
import { Turns } from './turns.ts';

const FILES = [
  ...['text/csv', 'text/plain', 'text/tab-separated-values', 'application/octet-stream', 'application/zip'],
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** Whoever decides whether to send requests here at all does not wait behind them. */
const PROBES = ['/live', '/ready'];

/** What holds for every answer, whatever is behind its address. */
export function registerTransport(app: NestFastifyApplication, logger: Logger): void {
  const server = app.getHttpAdapter().getInstance();

  const turns = new Turns();

  closeWhatIsIdle(server);
  // A file that is sent in is read as it comes, by who knows how much of it to read.
  server.addContentTypeParser(FILES, (_request, body, done) => done(null, body));
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    if (!isReadable(request))
      throw badInput({ request: 'The address or the Host of this request cannot be read.' });
    if (!PROBES.includes(request.url)) await turns.mine();
    if (wantsExplorer(request)) {
      return reply.type('text/html').header('content-security-policy', EXPLORER_POLICY).send(EXPLORER_PAGE);
    }
  });

  server.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (!isGraphql(request)) {
      // What came by a credential is for whoever has it, though everybody might read it.
      if (request.headers.authorization) void reply.header('cache-control', 'no-store');
      return payload;
    }
    // What somebody may see is theirs; what everybody may see is asked for again by its tag.
    void reply
      .header('cache-control', request.headers.authorization ? 'no-store' : 'no-cache')
      .header('vary', 'authorization');
    if (
      request.method !== 'GET' ||
      request.headers.authorization ||
      reply.statusCode !== 200 ||
      typeof payload !== 'string'
    ) {
      return payload;
    }
    const tag = `"${createHash('sha1').update(payload).digest('base64url')}"`;
    void reply.header('etag', tag);
    if (!(request.headers['if-none-match'] ?? '').split(/\s*,\s*/).includes(tag)) return payload;
    void reply.status(304).removeHeader('content-length');
    return '';
  });

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
