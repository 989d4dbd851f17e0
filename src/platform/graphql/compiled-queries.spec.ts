import { buildSchema, parse } from 'graphql';
import { CompiledQueries } from './compiled-queries.ts';

const schema = buildSchema('type Query { word: String other: String }');

describe('A document', () => {
  it('is compiled when it is asked for the fourth time, and once', () => {
    const queries = new CompiledQueries();
    const document = parse('{ word }');
    const found = Array.from({ length: 5 }, () => queries.of(schema, document, undefined));
    expect(found.slice(0, 3)).toEqual([undefined, undefined, undefined]);
    expect(found[3]).toEqual(expect.any(Function));
    expect(found[4]).toBe(found[3]);
  });

  it('is compiled for each of its operations', async () => {
    const queries = new CompiledQueries();
    const document = parse('query A { word } query B { other }');
    const runs = ['A', 'B'].map((name) => {
      for (let i = 0; i < 3; i++) queries.of(schema, document, name);
      return queries.of(schema, document, name)!;
    });
    const answers = await Promise.all(runs.map(async (run) => run({ word: 'w', other: 'o' }, {}, {})));
    expect(answers).toEqual([{ data: { word: 'w' } }, { data: { other: 'o' } }]);
  });
});
