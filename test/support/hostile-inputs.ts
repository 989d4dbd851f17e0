import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';

/** One call with one place in its variables that takes a scalar. */
export interface Place {
  /** As `fields` names it. */
  path: string;
  scalar: string;
  document: string;
  variables: (value: unknown) => Record<string, unknown>;
}

type Keys = (string | number)[];

/** What makes a call get past its other arguments, by their names, or `field.name` where two fields differ. */
export type Known = Record<string, unknown>;

const SOUND: Record<string, unknown> = {
  String: 'x',
  ID: 'x',
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-01-31',
  DateTime: new Date(Date.now() + 30 * 86_400_000).toISOString(),
};

function soundValue(type: GraphQLInputType, name: string, known: Known): unknown {
  const plain = getNullableType(type);
  if (isListType(plain)) return [soundValue(plain.ofType, name, known)];
  if (isInputObjectType(plain)) {
    return Object.fromEntries(
      Object.values(plain.getFields()).map((field) => [
        field.name,
        soundValue(field.type, field.name, known),
      ]),
    );
  }
  if (name in known) return known[name];
  return isEnumType(plain) ? plain.getValues()[0]!.name : SOUND[plain.toString()];
}

function scalarPlaces(type: GraphQLInputType, keys: Keys): { keys: Keys; scalar: string }[] {
  const plain = getNullableType(type);
  if (isListType(plain)) return scalarPlaces(plain.ofType, [...keys, 0]);
  if (!isInputObjectType(plain)) return [{ keys, scalar: isEnumType(plain) ? 'enum' : plain.toString() }];
  return Object.values(plain.getFields()).flatMap((field) => scalarPlaces(field.type, [...keys, field.name]));
}

function replaced(value: unknown, [key, ...rest]: Keys, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const argumentValue = (
  field: GraphQLField<unknown, unknown>,
  { name, type }: GraphQLArgument,
  known: Known,
): unknown => known[`${field.name}.${name}`] ?? soundValue(type, name, known);

const literal = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? `{ ${Object.entries(value)
        .map(([key, item]) => `${key}: ${literal(item)}`)
        .join(' ')} }`
    : JSON.stringify(value);

interface Way {
  type: GraphQLObjectType;
  within: (call: string) => string;
}

/** Every field with arguments that a call can come to, and the shortest way there: `{ network(slug: "x") { ... } }`. */
function callable(schema: GraphQLSchema, known: Known): (Way & { field: GraphQLField<unknown, unknown> })[] {
  const root = (call: string): string => `{ ${call} }`;
  const ways: Way[] = [schema.getQueryType()!, schema.getMutationType()!].map((type) => ({
    type,
    within: root,
  }));
  for (const { type, within } of ways) {
    if (type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (!isObjectType(next) || ways.some((way) => way.type === next)) continue;
      const needed = field.args.filter((argument) => argument.type.toString().endsWith('!'));
      const given = needed
        .map((argument) => `${argument.name}: ${literal(argumentValue(field, argument, known))}`)
        .join(' ');
      const call = given === '' ? field.name : `${field.name}(${given})`;
      ways.push({ type: next, within: (inner) => within(`${call} { ${inner} }`) });
    }
  }
  const withArguments = ({ args }: GraphQLField<unknown, unknown>): boolean => args.length > 0;
  return ways.flatMap((way) =>
    Object.values(way.type.getFields())
      .filter(withArguments)
      .map((field) => ({ ...way, field })),
  );
}

/** Every place of the schema where a client writes a scalar, whatever it is called and however deep. */
export function scalarPlacesOf(schema: GraphQLSchema, known: Known): Place[] {
  const mutations = schema.getMutationType()!.getFields();
  return callable(schema, known).flatMap(({ field, within }) => {
    const kind = mutations[field.name] === field ? 'mutation' : 'query';
    const leaf =
      isObjectType(getNamedType(field.type)) || 'getFields' in getNamedType(field.type)
        ? ' { __typename }'
        : '';
    return field.args.flatMap((argument) =>
      scalarPlaces(argument.type, [argument.name]).map(({ keys, scalar }): Place => {
        const others = field.args.filter(
          (other) => other.type.toString().endsWith('!') || other.name === argument.name,
        );
        const definitions = others.map((other) => `$${other.name}: ${other.type.toString()}`).join(' ');
        const passed = others.map((other) => `${other.name}: $${other.name}`).join(' ');
        const sound = Object.fromEntries(
          others.map((other) => [other.name, argumentValue(field, other, known)]),
        );
        return {
          path: keys.join('.'),
          scalar,
          document: `${kind} Q(${definitions}) ${within(`${field.name}(${passed})${leaf}`)}`,
          variables: (value) => replaced(sound, keys, value) as Record<string, unknown>,
        };
      }),
    );
  });
}
