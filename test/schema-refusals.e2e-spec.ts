import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { TestApp } from './support/app.ts';
import { type Closed, closedAnswers } from './support/closed-answers.ts';
import { listen } from './support/raw-http.ts';

describe('What the schema refuses', () => {
  let app: TestApp;
  let schema: GraphQLSchema;
  let closed: Closed;

  beforeAll(async () => {
    app = await TestApp.start();
    await listen(app);
    schema = buildClientSchema((await app.data(null, getIntrospectionQuery())) as never);
    closed = await closedAnswers(app);
  });
  afterAll(() => app.stop());

  it('is answered without a name that the client did not write', async () => {
    const nearly = (name: string): string => `${name.slice(0, -1)}${name.slice(-1) === 'x' ? 'y' : 'x'}`;
    const documents: [string, object?][] = Object.values(schema.getTypeMap()).flatMap(
      (type): [string, object?][] => {
        if (type.name.startsWith('__')) return [];
        if (isObjectType(type))
          return Object.keys(type.getFields()).map((name) => [
            `fragment F on ${type.name} { ${nearly(name)} } { networks { ...F } }`,
          ]);
        if (!isInputObjectType(type)) return [[`query ($v: ${nearly(type.name)}) { networks { name } }`]];
        return Object.keys(type.getFields()).map((name) => [
          `query ($v: ${type.name}) { networks { name @skip(if: $v) } }`,
          { v: { [nearly(name)]: 1 } },
        ]);
      },
    );
    documents.push(
      ...Object.keys(schema.getMutationType()!.getFields()).map((name): [string] => [
        `mutation { ${nearly(name)} }`,
      ]),
      ...[
        '{ networks @includ(if: true) { name } }',
        '{ network(slg: "x") { name } }',
        '{ networks { ... on Netwrk { name } } }',
        '{ networks { ...Fragmnt } } fragment Fragment on Network { name }',
      ].map((query): [string] => [query]),
      ['{ network(slug: "x") { coalitions(orderBy: NAME_AS) { totalCount } } }'],
      [
        'query ($o: CoalitionOrder) { network(slug: "x") { coalitions(orderBy: $o) { totalCount } } }',
        { o: 'NAME_AS' },
      ],
      [
        'query ($f: CoalitionFilter) { network(slug: "x") { coalitions(filter: $f) { totalCount } } }',
        { f: { countyFip: [] } },
      ],
    );
    for (const [document, variables] of documents) {
      const code = closed(await app.graphql(null, document, variables), { document });
      expect({
        document,
        refused: ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'].includes(code!),
      }).toMatchObject({ refused: true });
    }
    console.log(`${documents.length} names nearly right`);
    expect(documents.length).toBeGreaterThan(300);
  });

  it('is named by its path, for every variable', async () => {
    const query =
      'mutation ($input: UpdateProfileInput!, $also: SignInInput!) { updateProfile(input: $input) { coalitionId } signIn(input: $also) { accessToken } }';
    const input = {
      expectedRevision: 'a; b" at "x.y"; z',
      counties: [{ fips: '37011' }, { fips: 5, basis: 'STATD' }],
      ageFocus: 7,
      nmae: 'x',
    };

    const { code, fields } = await app.refusal(null, query, { input, also: null });

    expect(code).toBe('BAD_USER_INPUT');
    expect(fields).toEqual({
      'input.coalitionId': 'Field "coalitionId" of required type "ID!" was not provided.',
      'input.expectedRevision': 'Int cannot represent non-integer value: "a; b\\" at \\"x.y\\"; z".',
      'input.counties.1.fips': 'String cannot represent a non string value: 5.',
      'input.counties.1.basis': 'Value "STATD" does not exist in "CoverageBasis" enum.',
      'input.ageFocus': 'Expected type "AgeFocusInput" to be an object.',
      'input.nmae': 'Field "nmae" is not defined by type "UpdateProfileInput".',
      also: 'Give a value: SignInInput! is never null.',
    });
  });

  it('is named too when it becomes wrong only with its variables', async () => {
    const refusal = await app.refusal(null, 'query ($slug: String = "x") { network(slug: $slug) { name } }', {
      slug: null,
    });
    expect(refusal).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { slug: expect.stringContaining('must not be null') },
    });
  });

  it('is answered shortly, however long it is', async () => {
    const query = 'query ($n: Int) { network(slug: "x") { coalitions(first: $n) { totalCount } } }';
    const { text } = await app.http.post('/graphql').send({ query, variables: { n: 'x'.repeat(200_000) } });
    expect(text.length).toBeLessThan(2_000);
    const many = await app.http.post('/graphql').send({
      query: 'query ($f: CoalitionFilter) { network(slug: "x") { coalitions(filter: $f) { totalCount } } }',
      variables: { f: { countyFips: Array.from({ length: 1_000 }, (_, i) => i) } },
    });
    expect(Object.keys(many.body.errors[0].extensions.fields as object)).toHaveLength(50);
  });
});
