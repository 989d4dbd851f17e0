import { Extensions } from '@nestjs/graphql';
import { type GraphQLSchema, isObjectType } from 'graphql';

const SENSITIVE = 'sensitive';

/**
 * For what tries, sets or hands out a password, a token or a key, or has one sent: a document carries one of these, so
 * that aliases do not multiply the attempts that are counted by request.
 */
export const Sensitive = (): MethodDecorator => Extensions({ [SENSITIVE]: true });

/** The names of all of them, at the top of queries and mutations. */
export function sensitiveFields(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => isObjectType(type));
  return roots.flatMap((type) =>
    Object.values(type.getFields())
      .filter(({ extensions }) => extensions[SENSITIVE] === true)
      .map(({ name }) => name),
  );
}
