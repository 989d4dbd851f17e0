import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLFormattedError, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { AnswerCache } from './answer-cache.ts';
import type { RequestContext } from './ctx.ts';
import { limits, OperationMeasure, tooComplex } from './limits.ts';

export interface GraphqlContext {
  ctx: RequestContext;
}

/** The part of Apollo's options that formats an error; needed for a COMMIT that fails after the fields are done. */
export type FormatError = (error: unknown) => GraphQLFormattedError;

const isMutation = (operation: OperationDefinitionNode | undefined): boolean =>
  operation?.operation === OperationTypeNode.MUTATION;

const firstField = (operation: OperationDefinitionNode | undefined): string => {
  const first = operation?.selectionSet.selections[0];
  return first?.kind === 'Field' ? first.name.value : 'operation';
};

/**
 * One operation, one transaction: it spans the field resolvers, and one failed field undoes a whole mutation, so a
 * client never has to guess what stuck. The answer is sent after the COMMIT; a COMMIT that fails becomes the answer.
 */
export function operationPlugin(cache: AnswerCache, format: FormatError): ApolloServerPlugin<GraphqlContext> {
  return {
    async requestDidStart() {
      let failedCommit: unknown;
      return {
        async didResolveSource({ source }) {
          if (source.length > limits.documentCharacters) {
            throw tooComplex(`A query may be ${limits.documentCharacters} characters long.`);
          }
        },

        async didResolveOperation({ schema, document, operation, request }) {
          if (operation) new OperationMeasure(schema, document, operation, request.variables ?? {}).check();
        },

        async responseForOperation({ request, contextValue: { ctx }, operation, response }) {
          const body = isMutation(operation) ? undefined : cache.find(ctx, request);
          return body ? { http: response.http, body: { kind: 'single', singleResult: body } } : null;
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
            response.body.singleResult = { errors: [format(failedCommit)] };
          } else if (errors?.length && isMutation(operation) && response.body.singleResult.data) {
            // What was undone must not be read as if it had been done.
            response.body.singleResult.data = null;
          } else if (!errors?.length && !isMutation(operation)) {
            cache.keep(ctx, request, response.body.singleResult);
          }
        },
      };
    },
  };
}
