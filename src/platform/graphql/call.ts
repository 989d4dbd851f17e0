import { createHash } from 'node:crypto';
import { type GraphQLResolveInfo, Kind, print, visit } from 'graphql';

/** A field at the top of an operation, as it was asked for. */
export interface Call {
  name: string;
  /** Under which its answer stands. */
  responseKey: string;
  /** Whether the operation asks for nothing else. */
  alone: boolean;
  /** A digest of what is asked of the answer; not of the arguments, nor of aliases and order of the field itself. */
  selection(): string;
}

export const callOf = (info: GraphQLResolveInfo): Call => ({
  name: info.fieldName,
  responseKey: String(info.path.key),
  alone:
    info.operation.selectionSet.selections.length === 1 &&
    info.operation.selectionSet.selections[0]!.kind === Kind.FIELD,
  selection: () => selectionOf(info),
});

function selectionOf({ fieldNodes, fragments, variableValues }: GraphQLResolveInfo): string {
  const parts = [
    ...fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    ...Object.values(fragments).map(({ selectionSet }) => selectionSet),
  ];
  const variables: Record<string, unknown> = {};
  for (const part of parts) {
    visit(part, {
      Variable: ({ name: { value } }) => {
        variables[value] = variableValues[value] ?? null;
      },
    });
  }
  const asked = JSON.stringify([parts.map(print), variables]);
  return createHash('sha256').update(asked).digest('base64url');
}
