import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { formatError } from '../graphql/format-error.ts';
import type { GraphqlContext } from '../graphql/operation.plugin.ts';
import type { Metrics, OperationKind } from './metrics.ts';

const KINDS: Partial<Record<OperationTypeNode, OperationKind>> = { query: 'query', mutation: 'mutation' };

/** By the code that the client reads, so what is masked counts as INTERNAL. */
const codeOf = (error: unknown): string => String(formatError({ message: '' }, error).extensions?.['code']);

/** To be listed after the operation's own plugin, whose last word is what the client gets. */
export function metricsPlugin(metrics: Metrics): ApolloServerPlugin<GraphqlContext> {
  return {
    async contextCreationDidFail({ error }) {
      metrics.operation(undefined, 'none', codeOf(error));
    },

    async invalidRequestWasReceived({ error }) {
      metrics.operation(undefined, 'none', codeOf(error));
    },

    async unexpectedErrorProcessingRequest({ error }) {
      metrics.operation(undefined, 'none', codeOf(error));
    },

    async requestDidStart() {
      const began = performance.now();
      return {
        async willSendResponse({ operation, response: { body } }) {
          const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
          const code = errors?.length ? String(errors[0]?.extensions?.['code']) : 'ok';
          const kind = (operation && KINDS[operation.operation]) ?? 'none';
          metrics.operation(operation?.name?.value, kind, code, (performance.now() - began) / 1_000);
        },
      };
    },
  };
}
