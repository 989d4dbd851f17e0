import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { TenantDb } from '../database/tenant-db.ts';
import { DomainError, httpStatus } from '../errors.ts';
import type { Viewer } from '../viewer.ts';
import { AnswerCache } from './answer-cache.ts';
import { RequestContext } from './ctx.ts';
import { errorFormatter } from './format-error.ts';
import { limits } from './limits.ts';
import { operationPlugin } from './operation.plugin.ts';

export type Authenticate = (request: FastifyRequest) => Promise<Viewer | null>;

export function graphqlOptions(
  authenticate: Authenticate,
  db: TenantDb,
  cache: AnswerCache,
  logger: Logger,
): ApolloDriverConfig {
  const format = errorFormatter((error) => logger.error({ error: withoutValues(error) }, 'a resolver failed'));
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
    parseOptions: { maxTokens: limits.tokens },
    // Apollo and Nest copy the outer object; the RequestContext inside stays one and the same.
    context: async (request: FastifyRequest, reply: FastifyReply) => ({
      req: request,
      res: reply,
      ctx: new RequestContext(db, await identify(authenticate, request), {
        requestId: request.id,
        address: request.ip,
      }),
    }),
    plugins: [
      // It wraps every field resolver, and answers are cached by revision instead.
      ApolloServerPluginCacheControlDisabled(),
      operationPlugin(cache, (error) => format({ message: '' }, error)),
    ],
    formatError: format,
  };
}

/** A credential that no longer holds refuses the request as a whole: the client then refreshes and repeats it. */
async function identify(authenticate: Authenticate, request: FastifyRequest): Promise<Viewer | null> {
  try {
    return await authenticate(request);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.extensions.code, error.message, {
      ...error.extensions,
      http: { status: httpStatus[error.extensions.code] },
    });
  }
}

/** A failed statement carries its values, which may be anybody's text or secret. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const { code, detail: _detail, table, constraint, routine } = error as unknown as Record<string, unknown>;
  return { name, message, stack, code, table, constraint, routine };
}
