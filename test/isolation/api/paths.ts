import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { TestApp } from '../../support/app.ts';

export type Field = GraphQLField<unknown, unknown>;

/** One way from a root to an object: the fields, each with the type that has it. */
export interface Path {
  hops: { on: string; field: Field }[];
  /** What is found at its end. */
  type: GraphQLObjectType;
}

export const nameOf = ({ hops }: Path): string => hops.map(({ field }) => field.name).join('.');
export const passes = ({ hops }: Path, coordinate: string): boolean =>
  hops.some(({ on, field }) => `${on}.${field.name}` === coordinate);

export async function runningSchema(app: TestApp): Promise<GraphQLSchema> {
  return buildClientSchema((await app.data(null, getIntrospectionQuery())) as never);
}

export const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields());
export const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  );

/** What an object says by itself: its scalars and enums that need no argument. */
export const leavesOf = (type: GraphQLObjectType): string[] =>
  fieldsOf(type)
    .filter((field) => isLeafType(getNamedType(field.type)) && field.args.every(isOptional))
    .map(({ name }) => name);

export const isOptional = (argument: Field['args'][number]): boolean =>
  getNullableType(argument.type) === argument.type || argument.defaultValue !== undefined;

/** Every way of at most so many hops on from an object of this type; none hops is the object itself. */
export function pathsFrom(type: GraphQLObjectType, hops: number, before: Path['hops'] = []): Path[] {
  const here: Path[] = [{ hops: before, type }];
  if (hops === 0) return here;
  return here.concat(
    fieldsOf(type).flatMap((field) => {
      const next = getNamedType(field.type);
      return isObjectType(next) ? pathsFrom(next, hops - 1, [...before, { on: type.name, field }]) : [];
    }),
  );
}

/** The selection along a path down to what the object at its end says. `given` writes the arguments of a field. */
export function selectionAlong(
  path: Path,
  given: (coordinate: string, field: Field) => string,
  end = leavesOf(path.type).join(' ') || '__typename',
): string {
  return path.hops.reduceRight(
    (inner, { on, field }) => `${field.name}${given(`${on}.${field.name}`, field)} { ${inner} }`,
    end,
  );
}

/** Calls back with each field that an answer holds, found by walking the path through its data. */
export function eachFieldSeen(path: Path, found: unknown, seen: (coordinate: string) => void): void {
  const walk = (value: unknown, index: number): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) return value.forEach((item) => walk(item, index));
    const hop = path.hops[index];
    if (hop) {
      seen(`${hop.on}.${hop.field.name}`);
      return walk((value as Record<string, unknown>)[hop.field.name], index + 1);
    }
    for (const name of Object.keys(value)) if (name !== '__typename') seen(`${path.type.name}.${name}`);
  };
  walk(found, 0);
}
