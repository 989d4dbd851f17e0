import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
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
 * interpreter of the document does, which was most of the work of a long list. Documents are told apart as objects: Apollo
 * keeps those that it has parsed, and what it lets go is forgotten here too.
 */
export class CompiledQueries {
  private readonly known = new WeakMap<DocumentNode, Map<string, Known>>();

  /** Undefined for what graphql-js is to answer. */
  of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operationName: string | undefined,
  ): CompiledQuery | undefined {
    const operations = this.known.get(document) ?? new Map<string, Known>();
    this.known.set(document, operations);
    const query = operations.get(operationName ?? '') ?? { asked: 0 };
    operations.set(operationName ?? '', query);
    query.asked++;
    if (query.run === undefined && query.asked > WORTH_IT_AFTER)
      query.run = compiled(schema, document, operationName);
    return query.run ?? undefined;
  }
}

function compiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string,
): CompiledQuery | null {
  const query = compileQuery(schema, document, operationName);
  return isCompiledQuery(query) ? (query.query as CompiledQuery) : null;
}
