import { buildSchema, type DocumentNode, type OperationDefinitionNode, parse } from 'graphql';
import { CompiledQueries } from './compiled-queries.ts';

const schema = buildSchema('type Query { word: String other: String }');

const operationsOf = ({ definitions }: DocumentNode): OperationDefinitionNode[] =>
  definitions as unknown as OperationDefinitionNode[];

describe('A document', () => {
  it('is compiled when it is asked for the fourth time, and once', () => {
    const queries = new CompiledQueries();
    const document = parse('{ word }');
    const found = Array.from({ length: 5 }, () => queries.of(schema, document, operationsOf(document)[0]));
    expect(found.slice(0, 3)).toEqual([undefined, undefined, undefined]);
    expect(found[3]).toEqual(expect.any(Function));
    expect(found[4]).toBe(found[3]);
  });

  it('is compiled for each of its operations', async () => {
    const queries = new CompiledQueries();
    const document = parse('query A { word } query B { other }');
    const runs = operationsOf(document).map((operation) => {
      for (let i = 0; i < 3; i++) queries.of(schema, document, operation);
      return queries.of(schema, document, operation)!;
    });
    const answers = await Promise.all(runs.map(async (run) => run({ word: 'w', other: 'o' }, {}, {})));
    expect(answers).toEqual([{ data: { word: 'w' } }, { data: { other: 'o' } }]);
  });

  it('that has no operation of the name asked for is left to graphql-js', () => {
    expect(new CompiledQueries().of(schema, parse('query A { word }'), undefined)).toBeUndefined();
  });
});
