import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply } from 'fastify';
import {
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { badInput } from '../errors.ts';
import { operationPrice } from '../rate-limits/prices.ts';
import type { Payer, RateLimits } from '../rate-limits/rate-limits.ts';
import type { AnswerCache } from './answer-cache.ts';
import type { RequestContext } from './ctx.ts';
import { formatError, isBug, refuse, refusedAsWhole } from './format-error.ts';
import { OperationMeasure } from './limits.ts';
import { coerceVariables, declaredVariables } from './variables.ts';

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
  return {
    async unexpectedErrorProcessingRequest({ error, requestContext }) {
      logBug(error, requestContext.contextValue.ctx.origin.requestId);
    },

    async requestDidStart() {
      let failedCommit: unknown;
      let kept: FormattedExecutionResult | undefined;
      return {
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          if (!operation) return;
          if (!schema.getRootType(operation.operation)) {
            throw refusedAsWhole(badInput({ query: 'There are no subscriptions here. Ask again instead.' }));
          }
          request.variables = declaredVariables(operation, request.variables);
          const variables = coerceVariables(schema, operation, request.variables);
          const extent = new OperationMeasure(schema, document, operation, variables).check();
          const { ctx, res } = contextValue;
          kept = isMutation(operation) ? undefined : cache.find(ctx, request);
          if (!kept) await limits.charge(res, payerOf(ctx), operationPrice(extent)).catch(refuse);
        },

        async didEncounterErrors({ errors, contextValue: { ctx } }) {
          for (const error of errors) if (isBug(error)) logBug(error, ctx.origin.requestId);
        },

        async responseForOperation({ response }) {
          return kept ? { http: response.http, body: { kind: 'single', singleResult: kept } } : null;
        },

        async executionDidStart(running) {
          const { ctx } = running.contextValue;
          // Unset when `operationName` matches nothing, whatever Apollo's types say.
          ctx.start(isMutation(running.operation) ? 'write' : 'read', firstField(running.operation));
          return {
            async executionDidEnd(broken) {
              const failed = broken !== undefined || Boolean(running.errors?.length);
              if (failed) return ctx.rollback();
              await ctx.commit().catch((error: unknown) => (failedCommit = error));
              if (ctx.writes) cache.changed();
            },
          };
        },

        async willSendResponse({ contextValue: { ctx }, request, response, operation, errors }) {
          if (response.body.kind !== 'single') return;
          if (failedCommit && !errors?.length) {
            if (isBug(failedCommit)) logBug(failedCommit, ctx.origin.requestId);
            response.body.singleResult = { errors: [formatError({ message: '' }, failedCommit)] };
          } else if (errors?.length && isMutation(operation) && response.body.singleResult.data) {
            // What was undone must not be read as if it had been done.
            response.body.singleResult.data = null;
          } else if (!errors?.length && !isMutation(operation)) {
            response.body.singleResult = cache.keep(
              ctx,
              request,
              response.body.singleResult,
              operation?.name?.value,
            );
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
