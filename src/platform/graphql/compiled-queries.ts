import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

export type CompiledQuery = (
  root: unknown,
  context: unknown,
  variables: object,
) => Promise<ExecutionResult> | ExecutionResult;

/** What is asked once is not worth the compiling, which takes as long as some ten answers. */
const WORTH_IT_AFTER = 3;

interface Known {
  asked: number;
  /** Null for one that cannot be compiled. */
  run?: CompiledQuery | null;
}

/**
 * Queries that are asked again and again, as functions made for each. They walk the fields several times faster than an
 * interpreter of the document does, which was most of the work of a long list. Operations are told apart as objects: Apollo
 * keeps the documents that it has parsed, and what it lets go is forgotten here too.
 */
export class CompiledQueries {
  private readonly known = new WeakMap<OperationDefinitionNode, Known>();

  /** Undefined for what graphql-js is to answer, as where the client named an operation that its document has not. */
  of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode | undefined,
  ): CompiledQuery | undefined {
    if (!operation) return undefined;
    const query = this.known.get(operation) ?? { asked: 0 };
    this.known.set(operation, query);
    query.asked++;
    if (query.run === undefined && query.asked > WORTH_IT_AFTER)
      query.run = compiled(schema, document, operation.name?.value);
    return query.run ?? undefined;
  }
}

function compiled(schema: GraphQLSchema, document: DocumentNode, operation?: string): CompiledQuery | null {
  try {
    const query = compileQuery(schema, document, operation);
    return isCompiledQuery(query) ? (query.query as CompiledQuery) : null;
  } catch {
    return null;
  }
}
