import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Part } from '../lifetime.ts';
import { listeningProblem, type Place } from '../listening.ts';
import { Metrics } from './metrics.ts';

/** To be called before the routes are there: a hook holds for those that come after it. */
export function countRequests(app: NestFastifyApplication): void {
  const metrics = app.get(Metrics);
  if (!metrics.wanted) return;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', async (request, reply) =>
      metrics.request(request.routeOptions.url, reply.statusCode, reply.elapsedTime / 1_000),
    );
}

/** A listener of its own, which has /metrics and nothing else: whoever reaches the public one never comes to it. */
export async function serveMetrics(app: NestFastifyApplication, place: Place): Promise<Part> {
  const metrics = app.get(Metrics);
  const server = createServer((request, response) => {
    answer(metrics, request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listeningProblem(error, place)));
    server.listen({ port: place.port, host: place.host, exclusive: true }, resolve);
  });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  metrics: Metrics,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = method === 'GET' && url?.split('?')[0] === '/metrics';
  const text = found ? await metrics.text() : 'There is nothing at this address for this method.\n';
  response
    .writeHead(found ? 200 : 404, {
      'content-type': found ? metrics.contentType : 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(text);
}
