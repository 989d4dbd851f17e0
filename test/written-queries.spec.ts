import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  execute,
  type GraphQLError,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { last } from '../src/platform/graphql/writing/lasting.ts';
import { QueryWriter } from '../src/platform/graphql/writing/query-writer.ts';
import { awkwardSchema, WAYS } from './support/awkward-schema.ts';

const LEAVES = [
  'name',
  'odd',
  'number',
  'more: number(plus: $plus)',
  'colour',
  'wrongColour',
  'pair',
  'noList',
  'words',
  '__typename',
];
const ways = Object.keys(WAYS).flatMap((way) => [way, `${way}Required`]);
const DIRECTIVES = [
  '',
  '',
  '',
  ' @include(if: $yes)',
  ' @skip(if: $yes)',
  ' @skip(if: $no) @include(if: $yes)',
];

const selection = fc.letrec<{ set: string; field: string }>((tie) => ({
  set: fc.array(tie('field'), { minLength: 1, maxLength: 4 }).map((fields) => `{ ${fields.join(' ')} }`),
  field: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(fc.constantFrom(...LEAVES), fc.constantFrom(...DIRECTIVES)).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom(...ways), fc.constantFrom(...DIRECTIVES))
      .map(([way, when]) => `text_${way}${when}`),
    fc
      .tuple(fc.constantFrom('even', 'thing', 'either', 'list', 'full'), fc.constantFrom(...ways), tie('set'))
      .map(([kind, way, set]) =>
        kind === 'thing' || kind === 'full' || kind === 'either'
          ? `${kind}_${way} { __typename ... on Odd ${set} ...evens }`
          : `${kind}_${way} ${set}`,
      ),
  ),
})).set;

const VARIABLES = { plus: 4, yes: true, no: false };
const documentOf = (set: string): string =>
  `query Q($plus: Int, $yes: Boolean!, $no: Boolean!) ${set}
   fragment evens on Even { name number ... on Thing { name } }
   fragment uses on Query { number(plus: $plus) name @skip(if: $yes) colour @skip(if: $no) thing_now { ...evens } ...uses2 }
   fragment uses2 on Query { name @include(if: $no) }`;

/** Of each place that is null for it. What fails below a place that is gone anyway is told or not, as it comes. */
function told(data: unknown, errors: readonly GraphQLError[] = []): string[] {
  const isThere = ({ path = [] }: GraphQLError): boolean => {
    let at = data;
    return path.every(
      (key) => (at = (at as Record<string, unknown> | null)?.[key]) !== undefined || at === null,
    );
  };
  return (
    errors
      .filter((error) => data !== null && isThere(error))
      // What the executor finds wrong by itself, each says in its own words: nobody reads them but the log.
      .map(({ message, path, locations }) =>
        JSON.stringify([path, locations, message.startsWith('It ') ? message : 'of its own']),
      )
      .sort()
  );
}

const queries = new QueryWriter();

async function bothWays(source: string): Promise<{ written: unknown; built: unknown }> {
  const document = parse(source);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const { data, errors } = await queries.write(awkwardSchema, document, operation, VARIABLES, {});
  const result = await execute({
    schema: awkwardSchema,
    document,
    variableValues: VARIABLES,
  });
  return {
    written: [data, told(JSON.parse(data), errors), errors.length > 0],
    built: [JSON.stringify(result.data), told(result.data, result.errors), (result.errors?.length ?? 0) > 0],
  };
}

describe('A query that is written', () => {
  it('says what graphql-js says, value for value and error for error', async () => {
    let [answers, withErrors] = [0, 0];
    await fc.assert(
      fc.asyncProperty(selection, async (set) => {
        const source = documentOf(`{ ...uses ${set.slice(1)}`);
        // The same name for different things is refused before anything is executed.
        if (validate(awkwardSchema, parse(source)).length > 0) return;
        const { written, built } = await bothWays(source);
        answers++;
        if ((written as unknown[])[2]) withErrors++;
        expect(written).toEqual(built);
      }),
      { numRuns: 1_500 },
    );
    expect(answers).toBeGreaterThan(1_000);
    expect(withErrors).toBeGreaterThan(200);
  });

  it('answers questions about the schema', async () => {
    const source = `query Q { __schema { types { name kind fields(includeDeprecated: true) { name args { name } type { ofType { name } } } } }
      __type(name: "Odd") { name interfaces { name } } __typename }`;
    const { written, built } = await bothWays(source);
    expect(written).toEqual(built);
  });

  it('answers a document anew whose directives ask for variables, however they are written', async () => {
    const document = parse(
      'query Q($no: Boolean!) { a: name @ skip(if: $no) ... @ include(if: $no) { b: name } thing_now { ...one @skip(if: $no) } } fragment one on Thing { name }',
    );
    const operation = document.definitions[0] as OperationDefinitionNode;
    for (const no of [true, false, true]) {
      const { data } = await queries.write(awkwardSchema, document, operation, { no }, {});
      const built = await execute({ schema: awkwardSchema, document, variableValues: { no } });
      expect(data).toBe(JSON.stringify((built as { data: unknown }).data));
    }
  });

  it('keeps nothing of the variables that somebody sent', async () => {
    const document = parse('query Q($plus: Int) { thing_now { ... on Odd { number(plus: $plus) } } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    const ask = async (plus: number): Promise<{ data: string; sent: WeakRef<object> }> => {
      const variables = { plus };
      const { data } = await queries.write(awkwardSchema, document, operation, variables, {});
      return { data, sent: new WeakRef(variables) };
    };
    const { sent } = await ask(1);
    expect((await ask(2)).data).toContain('"number":3');
    await new Promise((resolve) => setImmediate(resolve));
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    expect(sent.deref()).toBeUndefined();
  });

  it('asks an object that lasts once for each selection, and one that does not each time', async () => {
    let reads = 0;
    const word = (): object => ({
      get name() {
        reads++;
        return 'a word';
      },
    });
    const Word = new GraphQLObjectType({
      name: 'Word',
      fields: {
        name: { type: GraphQLString, resolve: (source: unknown) => (source as { name: string }).name },
      },
    });
    const lasting = last(word());
    const own = new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        fields: { lasting: { type: Word, resolve: () => lasting }, passing: { type: Word, resolve: word } },
      }),
    });
    const ask = async (document = parse('{ lasting { name } }')): Promise<number> => {
      reads = 0;
      const operation = document.definitions[0] as OperationDefinitionNode;
      await queries.write(own, document, operation, {}, {});
      await queries.write(own, document, operation, {}, {});
      return reads;
    };
    expect(await ask()).toBe(1);
    expect(await ask(parse('{ lasting { other: name } }'))).toBe(1);
    expect(await ask(parse('{ passing { name } }'))).toBe(2);
  });
});
