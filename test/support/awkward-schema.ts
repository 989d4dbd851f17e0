import {
  GraphQLBoolean,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';

type Field = GraphQLFieldConfig<unknown, unknown>;

/** Every way in which a value comes, or does not. */
export const WAYS: Record<string, (value: unknown) => unknown> = {
  now: (value) => value,
  later: (value) => Promise.resolve(value),
  much: (value) => new Promise((resolve) => setImmediate(() => resolve(value))),
  fails: () => {
    throw new Error('It failed.');
  },
  rejects: () => Promise.reject(new Error('It was refused.')),
  lost: () => null,
  wrong: () => new Error('It is an error.'),
};

/** graphql-js leaves items of a list without an ear when a later one fails at once, so there nothing fails at once. */
const isInList = (path: GraphQLResolveInfo['path'] | undefined): boolean =>
  path !== undefined && (typeof path.key === 'number' || isInList(path.prev));

const fieldsOf = (type: GraphQLOutputType, value: (source: unknown) => unknown): Record<string, Field> =>
  Object.fromEntries(
    Object.entries(WAYS).flatMap(([way, come]) => {
      const resolve: Field['resolve'] = (source, _args, _context, { path }) =>
        isInList(path) ? Promise.resolve().then(() => come(value(source))) : come(value(source));
      return [
        [way, { type, resolve }],
        [`${way}Required`, { type: new GraphQLNonNull(type as never), resolve }],
      ];
    }),
  );

const prefixed = (prefix: string, fields: Record<string, Field>): Record<string, Field> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [`${prefix}_${name}`, field]));

const Colour = new GraphQLEnumType({ name: 'Colour', values: { RED: { value: 'r' }, BLUE: { value: 'b' } } });
const Pair = new GraphQLScalarType({
  name: 'Pair',
  serialize: (value) => ({ first: value, second: [value, '"\n'] }),
});
const Thing = new GraphQLInterfaceType({
  name: 'Thing',
  fields: { name: { type: GraphQLString } },
  resolveType: (value) => ((value as { odd: boolean }).odd ? Promise.resolve('Odd') : 'Even'),
});
const Either: GraphQLUnionType = new GraphQLUnionType({
  name: 'Either',
  types: () => [Odd, Even],
  resolveType: (value) => ((value as { odd: boolean }).odd ? 'Odd' : 'Even'),
});
const thing = (n: number): object => ({ name: `thing "${n}"`, odd: n % 2 === 1, n });
const things = (): unknown[] => [1, null, 2, 3].map((n) => Promise.resolve(n && thing(n)));

const commonFields = (): Record<string, Field> => ({
  name: { type: GraphQLString },
  odd: {
    type: GraphQLBoolean,
    resolve: (source: unknown) => (source as { odd?: boolean } | undefined)?.odd,
  },
  number: {
    type: GraphQLInt,
    args: { plus: { type: GraphQLInt, defaultValue: 1 } },
    resolve: (source, { plus }) => ((source as { n?: number } | undefined)?.n ?? 0) + Number(plus),
  },
  colour: { type: Colour, resolve: () => 'b' },
  wrongColour: { type: Colour, resolve: () => 'green' },
  pair: { type: Pair, resolve: () => 'a' },
  noList: { type: new GraphQLList(GraphQLString), resolve: () => 'text' },
  words: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)), resolve: () => new Set(['a', 'b']) },
  ...prefixed(
    'text',
    fieldsOf(GraphQLString, () => 'a text'),
  ),
  ...prefixed(
    'even',
    fieldsOf(Even, () => thing(2)),
  ),
  ...prefixed(
    'thing',
    fieldsOf(Thing, () => thing(1)),
  ),
  ...prefixed(
    'either',
    fieldsOf(Either, () => thing(2)),
  ),
  ...prefixed('list', fieldsOf(new GraphQLList(Odd), things)),
  ...prefixed('full', fieldsOf(new GraphQLList(new GraphQLNonNull(Thing)), things)),
});

const Odd = new GraphQLObjectType({ name: 'Odd', interfaces: [Thing], fields: commonFields });
const Even: GraphQLObjectType = new GraphQLObjectType({
  name: 'Even',
  interfaces: [Thing],
  fields: commonFields,
});
/** A schema in which everything comes in every way, or fails in it. */
export const awkwardSchema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: commonFields }),
  types: [Odd, Even],
});
