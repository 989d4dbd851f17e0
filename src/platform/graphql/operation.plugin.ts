import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import type { FastifyReply } from 'fastify';
import {
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { badInput } from '../errors.ts';
import { operationPrice } from '../rate-limits/prices.ts';
import type { Payer, RateLimits } from '../rate-limits/rate-limits.ts';
import { type AnswerCache, written } from './answer-cache.ts';
import type { RequestContext } from './ctx.ts';
import { causeOf, formatError, isBug, refuse, refusedAsWhole } from './format-error.ts';
import { Repeated } from './idempotency.ts';
import { OperationMeasure } from './limits.ts';
import { coerceVariables, declaredVariables } from './variables.ts';
import { QueryWriter, type Writing } from './writing/query-writer.ts';

export interface GraphqlContext {
  ctx: RequestContext;
  res: FastifyReply;
}

/** Tells the log of a bug, by the id under which the client can tell us of it. */
export type LogBug = (error: unknown, requestId: string | undefined) => void;

const isMutation = (operation: OperationDefinitionNode | undefined): boolean =>
  operation?.operation === OperationTypeNode.MUTATION;

const firstField = (operation: OperationDefinitionNode | undefined): string => {
  const first = operation?.selectionSet.selections[0];
  return first?.kind === Kind.FIELD ? first.name.value : 'operation';
};

const repetitionAmong = (errors: readonly GraphQLError[] | undefined): Repeated | undefined =>
  errors?.map(causeOf).find((cause) => cause instanceof Repeated);

/** What is kept of the answer is kept with what it tells of, or neither is. */
async function finish(ctx: RequestContext, body: GraphQLResponse['body'] | undefined): Promise<void> {
  try {
    if (body?.kind === 'single') await ctx.answered(body.singleResult.data ?? {});
  } catch (error) {
    await ctx.rollback();
    throw error;
  }
  await ctx.commit();
}

const instead = (error: unknown): FormattedExecutionResult => ({
  errors: [formatError(error instanceof GraphQLError ? error.toJSON() : { message: '' }, error)],
});

interface Outcome {
  answer: FormattedExecutionResult;
  /** What went wrong, as it was thrown. */
  failures: readonly unknown[];
}

/** A query in its own transaction, from the beginning of that to its end. */
async function answered(
  ctx: RequestContext,
  action: string,
  write: () => Promise<Writing>,
): Promise<Outcome> {
  ctx.start('read', action);
  try {
    const { data, errors } = await write();
    if (errors.length === 0) {
      await ctx.commit();
      return { answer: written(data), failures: errors };
    }
    await ctx.rollback();
    const told = errors.map((error) => formatError(error.toJSON(), error));
    return { answer: { ...written(data), errors: told }, failures: errors };
  } catch (error) {
    await ctx.rollback();
    return { answer: instead(error), failures: [error] };
  }
}

const payerOf = ({ viewer, origin }: RequestContext): Payer => ({ viewer, address: origin.address });

/** In seconds, of those that tell one. */
const longestWait = (errors: readonly GraphQLFormattedError[] = []): number =>
  Math.max(0, ...errors.map(({ extensions }) => Number(extensions?.['retryAfterSeconds'] ?? 0)));

/**
 * One operation, one transaction: it spans the field resolvers, and one failed field undoes a whole mutation, so a
 * client never has to guess what stuck. The answer is sent after the COMMIT; a COMMIT that fails becomes the answer.
 */
export function operationPlugin(
  cache: AnswerCache,
  limits: RateLimits,
  logBug: LogBug,
): ApolloServerPlugin<GraphqlContext> {
  const queries = new QueryWriter();
  return {
    async unexpectedErrorProcessingRequest({ error, requestContext }) {
      logBug(error, requestContext.contextValue.ctx.origin.requestId);
    },

    async requestDidStart() {
      let failedCommit: unknown;
      let repeated: Repeated | undefined;
      let kept: FormattedExecutionResult | undefined;
      let variables: Record<string, unknown> = {};
      const log = (errors: readonly unknown[], { origin }: RequestContext): void =>
        errors.filter(isBug).forEach((error) => logBug(error, origin.requestId));
      return {
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          if (!operation) return;
          if (!schema.getRootType(operation.operation)) {
            throw refusedAsWhole(badInput({ query: 'There are no subscriptions here. Ask again instead.' }));
          }
          request.variables = declaredVariables(operation, request.variables);
          variables = coerceVariables(schema, operation, request.variables);
          const extent = new OperationMeasure(schema, document, operation, variables).check();
          const { ctx, res } = contextValue;
          kept = isMutation(operation) ? undefined : cache.find(ctx, request);
          if (!kept) await limits.charge(res, payerOf(ctx), operationPrice(extent)).catch(refuse);
        },

        async didEncounterErrors({ errors, contextValue: { ctx } }) {
          log(errors, ctx);
        },

        /** Queries are answered here, mutations by graphql-js. */
        async responseForOperation({ schema, document, operation, contextValue, response }) {
          if (operation?.operation !== OperationTypeNode.QUERY) return null;
          const { ctx } = contextValue;
          const { answer, failures } = kept
            ? { answer: kept, failures: [] }
            : await answered(ctx, firstField(operation), () =>
                queries.write(schema, document, operation, variables, contextValue),
              );
          log(failures, ctx);
          return { http: response.http, body: { kind: 'single', singleResult: answer } };
        },

        async executionDidStart(running) {
          const { ctx } = running.contextValue;
          // The operation is unset when `operationName` matches nothing, whatever Apollo's types say.
          ctx.start('write', firstField(running.operation));
          return {
            async executionDidEnd(broken) {
              const failed = broken !== undefined || Boolean(running.errors?.length);
              repeated = repetitionAmong(running.errors);
              if (failed) return ctx.rollback();
              await finish(ctx, running.response.body).catch((error: unknown) => (failedCommit = error));
              cache.changed();
            },
          };
        },

        async willSendResponse({ contextValue: { ctx }, request, response, operation, errors }) {
          if (response.body.kind !== 'single') return;
          if (repeated) {
            response.body.singleResult = { data: repeated.answer as Record<string, unknown> };
          } else if (failedCommit && !errors?.length) {
            log([failedCommit], ctx);
            response.body.singleResult = instead(failedCommit);
          } else if (errors?.length && isMutation(operation) && response.body.singleResult.data) {
            // What was undone must not be read as if it had been done.
            response.body.singleResult.data = null;
          } else if (operation?.operation === OperationTypeNode.QUERY && !kept) {
            cache.keep(ctx, request, response.body.singleResult, operation.name?.value);
          }
          const wait = longestWait(response.body.singleResult.errors);
          if (wait > 0) response.http.headers.set('retry-after', String(wait));
          for (const { extensions } of response.body.singleResult.errors ?? []) {
            if (extensions?.['code'] === 'INTERNAL') extensions['requestId'] = ctx.origin.requestId;
          }
        },
      };
    },
  };
}
