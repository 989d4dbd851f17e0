import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientAddress } from '../http/client-address.ts';
import { Metrics } from '../metrics/metrics.ts';
import { BASE_PRICE } from '../rate-limits/prices.ts';
import { RateLimits } from '../rate-limits/rate-limits.ts';
import { AnswerCache, type Asked } from './answer-cache.ts';

const JSON_TYPE = /^application\/json(;|$)/;

/**
 * Gives a kept answer before Apollo hears of the question: the same one was parsed, validated and measured when the
 * answer was made. Whatever is not plainly the same question goes on to Apollo.
 */
export function giveKeptAnswers(app: NestFastifyApplication): void {
  const cache = app.get(AnswerCache);
  const metrics = app.get(Metrics);
  const limits = app.get(RateLimits);
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  server.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = questionOf(request);
    const kept = asked && keptAnswer(cache, asked);
    if (!kept) return;
    if (limits.on) await limits.charge(reply, { viewer: null, address: clientAddress(request) }, BASE_PRICE);
    if (metrics.wanted) metrics.operation(kept.name, 'query', 'ok', reply.elapsedTime / 1_000);
    return reply.type('application/json; charset=utf-8').send(kept.body);
  });
}

/** By nobody in particular, as JSON both ways, and without anything that Apollo would look at besides. */
function questionOf({ method, url, headers, body }: FastifyRequest): Asked | undefined {
  if (method !== 'POST' || url !== '/graphql' || headers.authorization !== undefined) return undefined;
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) return undefined;
  if (headers.accept !== undefined && headers.accept !== '*/*' && !JSON_TYPE.test(headers.accept))
    return undefined;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const { query, operationName, variables, ...rest } = body as Record<string, unknown>;
  if (typeof query !== 'string' || Object.keys(rest).length > 0) return undefined;
  if (operationName != null && typeof operationName !== 'string') return undefined;
  if (variables != null && typeof variables !== 'object') return undefined;
  return { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
}

function keptAnswer(cache: AnswerCache, asked: Asked): ReturnType<AnswerCache['given']> {
  try {
    return cache.given(asked);
  } catch {
    // Variables nested without end cannot be written down. Apollo says so.
    return undefined;
  }
}
