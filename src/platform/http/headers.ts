import fastifyHelmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { ReadyConfig } from '../config.ts';

const YEAR_SECONDS = 31_536_000;

/** What an answer may do in a browser: nothing, unless its own route says so. */
export async function restrictBrowsers(
  app: NestFastifyApplication,
  { publicUrl }: ReadyConfig,
): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // A name that is reached without TLS would be lost to whoever has heard this once.
    strictTransportSecurity: publicUrl.startsWith('https:') && {
      maxAge: YEAR_SECONDS,
      includeSubDomains: false,
    },
    // Of browsers that are gone.
    ...{ xDownloadOptions: false, xXssProtection: false, xPermittedCrossDomainPolicies: false },
    ...{ xDnsPrefetchControl: false, originAgentCluster: false },
  });
}

const DAY_SECONDS = 86_400;

/**
 * Lets pages of the configured origins read answers. They send their credential in a header of their own, never as a
 * cookie, so browsers are not told to send any.
 */
export function openToOrigins(app: NestFastifyApplication, { corsOrigins }: ReadyConfig): void {
  if (corsOrigins.length === 0) return;
  app.enableCors({
    origin: [...corsOrigins],
    credentials: false,
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'if-none-match', 'apollo-require-preflight'],
    exposedHeaders: [
      'etag',
      'retry-after',
      'ratelimit',
      'ratelimit-policy',
      'x-request-id',
      'x-network-revision',
    ],
    maxAge: DAY_SECONDS,
  });
}

/** What somebody may see is theirs; what everybody may see is asked for again by its tag. */
export function setFreshness(
  request: FastifyRequest,
  reply: FastifyReply,
  graphql: boolean,
  payload: unknown,
): unknown {
  const isPrivate = request.headers.authorization !== undefined;
  if (isPrivate) void reply.header('cache-control', 'no-store');
  if (!graphql) return payload;
  // What comes by POST may hold tokens, and is asked for again in any case.
  const anew = isPrivate || request.method !== 'GET';
  void reply.header('cache-control', anew ? 'no-store' : 'no-cache').header('vary', variesBy(reply));
  if (anew || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
  const tag = `"${createHash('sha1').update(payload).digest('base64url')}"`;
  void reply.header('etag', tag);
  if (!(request.headers['if-none-match'] ?? '').split(/\s*,\s*/).includes(tag)) return payload;
  void reply.status(304).removeHeader('content-length');
  return '';
}

/** Beside what was said before, as when pages of other origins may read this. */
const variesBy = (reply: FastifyReply): string =>
  [reply.getHeader('vary') ?? [], 'authorization'].flat().join(', ');
