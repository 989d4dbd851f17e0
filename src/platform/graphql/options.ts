import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { TenantDb } from '../database/tenant-db.ts';
import { DomainError } from '../errors.ts';
import { clientAddress } from '../http/client-address.ts';
import { SOMETHING_WENT_WRONG, withoutValues } from '../http/bugs.ts';
import { metricsPlugin } from '../metrics/metrics.plugin.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { documentPrice } from '../rate-limits/prices.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import type { Viewer } from '../viewer.ts';
import { AnswerCache, textOf } from './answer-cache.ts';
import { RequestContext } from './ctx.ts';
import { documentOf, refuseShapeOf } from './document-shape.ts';
import { causeOf, formatError, refuse, refusedAsWhole } from './format-error.ts';
import { limits as most } from './limits.ts';
import { type LogBug, operationPlugin } from './operation.plugin.ts';
import { sensitiveFields } from './sensitive.ts';

export type Authenticate = (request: FastifyRequest) => Promise<Viewer | null>;

export function graphqlOptions(
  authenticate: Authenticate,
  db: TenantDb,
  cache: AnswerCache,
  metrics: Metrics,
  limits: RateLimits,
  logger: Logger,
): ApolloDriverConfig {
  const sensitive = new Set<string>();
  const logBug: LogBug = (error, requestId) =>
    logger.error({ requestId, error: withoutValues(causeOf(error)) }, 'an operation failed');
  return {
    driver: ApolloDriver,
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    playground: false,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    // No suggestions of names that the client did not write.
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: most.tokens },
    // Nor are suggestions looked for, which would cost more than all else that a wrong name does.
    validationOptions: { maxErrors: most.problems, hideSuggestions: true },
    // Apollo and Nest copy the outer object; the RequestContext inside stays one and the same.
    context: async (request: FastifyRequest, reply: FastifyReply) => {
      // Here and not in a hook, since Apollo answers an error of those before validation as a bug of ours.
      const source = documentOf(request);
      const origin = { requestId: request.id, address: clientAddress(request) };
      const pay = async (viewer: Viewer | null): Promise<void> =>
        limits.charge(reply, { viewer, address: origin.address }, documentPrice(source.length)).catch(refuse);
      const viewer = await identify(authenticate, request, logBug).catch(async (error: unknown) => {
        await pay(null);
        throw error;
      });
      await pay(viewer);
      refuseShapeOf(source, sensitive);
      return { req: request, res: reply, ctx: new RequestContext(db, viewer, origin) };
    },
    plugins: [
      // It wraps every field resolver, and answers are cached by revision instead.
      ApolloServerPluginCacheControlDisabled(),
      operationPlugin(cache, limits, logBug),
      {
        serverWillStart: async ({ schema }) =>
          void sensitiveFields(schema).forEach((name) => sensitive.add(name)),
      },
      ...(metrics.wanted ? [metricsPlugin(metrics)] : []),
    ],
    formatError,
    stringifyResult: textOf,
    logger,
  };
}

/** A credential that no longer holds refuses the request as a whole: the client then refreshes and repeats it. */
async function identify(
  authenticate: Authenticate,
  request: FastifyRequest,
  logBug: LogBug,
): Promise<Viewer | null> {
  try {
    return await authenticate(request);
  } catch (error) {
    if (error instanceof DomainError) throw refusedAsWhole(error);
    logBug(error, request.id);
    throw refusedAsWhole(new DomainError('INTERNAL', SOMETHING_WENT_WRONG, { requestId: request.id }));
  }
}
