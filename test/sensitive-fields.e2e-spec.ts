import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, type GraphQLField, isInputObjectType, isObjectType } from 'graphql';
import { sensitiveFields } from '../src/platform/graphql/sensitive.ts';
import { TestApp } from './support/app.ts';

/** Words of what must not be guessed, or sent about, many times in one document. */
const SECRET = /password|token|secret/i;
const ABOUT_SECRETS = /password|apiKey|^(request|confirm|change)\w*email/i;

describe('A document with a password, a token or a key in it', () => {
  let app: TestApp;
  let names: string[];
  let mutations: GraphQLField<unknown, unknown>[];

  beforeAll(async () => {
    app = await TestApp.start();
    const { schema } = app.nest.get(GraphQLSchemaHost);
    names = sensitiveFields(schema);
    mutations = Object.values(schema.getMutationType()!.getFields());
  });
  afterAll(() => app.stop());

  const codeOf = async (query: string): Promise<string> =>
    (await app.graphql(null, query)).errors![0]!.extensions.code;

  it('is known by every mutation that takes one, gives one, or is named for one', () => {
    const namesIn = (field: GraphQLField<unknown, unknown>): string[] => {
      const given = field.args.flatMap(({ name, type }) => {
        const input = getNamedType(type);
        return [name, ...(isInputObjectType(input) ? Object.keys(input.getFields()) : [])];
      });
      const answered = getNamedType(field.type);
      return [...given, ...(isObjectType(answered) ? Object.keys(answered.getFields()) : [])];
    };
    const found = mutations.filter(
      (field) => ABOUT_SECRETS.test(field.name) || namesIn(field).some((name) => SECRET.test(name)),
    );
    expect(found.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['signIn', 'refreshSession', 'acceptInvitation']));
  });

  it('carries one of them, however it is written', async () => {
    let refused = 0;
    for (const one of names) {
      expect(await codeOf(`mutation { ${one} }`)).toBe('GRAPHQL_VALIDATION_FAILED');
      for (const other of names) {
        const documents = [
          `mutation { a: ${one} b: ${other} }`,
          `mutation { ${one} ... { ${other} } }`,
          `mutation { ${one} ... on Mutation { z: ${other} } }`,
          `mutation { ...F ${other} } fragment F on Mutation { ${one} }`,
          `mutation { ...F ...G } fragment F on Mutation { ${one} } fragment G on Mutation { x: ${other} }`,
          `mutation { signOut ${one} y: signOut ${other} @include(if: true) }`,
          `query A { __typename } mutation B { ${one} b: ${other} @skip(if: true) }`,
        ];
        for (const document of documents) {
          expect([document, await codeOf(document)]).toEqual([document, 'QUERY_TOO_COMPLEX']);
          refused++;
        }
      }
    }
    console.log(`${refused} documents with two of ${names.length} fields refused`);
  });
});
