import { limits } from '../src/platform/graphql/limits.ts';
import { cursorOf } from '../src/platform/graphql/page.ts';
import { TestApp } from './support/app.ts';
import { aNetwork, aPublishedCoalition, type TestNetwork } from './support/fixtures.ts';
import { fragmentBomb, nested, times } from './support/hostile-documents.ts';
import { listen, send, sendJson } from './support/raw-http.ts';

const TOO_COMPLEX = 'QUERY_TOO_COMPLEX';

describe('A request', () => {
  let app: TestApp;
  let network: TestNetwork;

  beforeAll(async () => {
    app = await TestApp.start();
    await listen(app);
    network = await aNetwork(app);
    await aPublishedCoalition(app, { counties: [{ fips: '37011' }] }, network);
  });
  afterAll(() => app.stop());

  /** What the server makes of it: `answered`, or the code of its first error. */
  const outcome = async (query: string, variables: object = {}): Promise<string> => {
    const { json } = await sendJson(app, { query, variables });
    return (json.errors?.[0].extensions.code as string | undefined) ?? 'answered';
  };

  const goals = (levels: number): string =>
    `{ networks { goals { ${nested(levels - 3, 'parent', 'code')} } } }`;
  const inFragments = (levels: number): string =>
    `{ ...Q } fragment Q on Query { networks { goals { ... on Goal { ${nested(levels - 3, 'parent', '... { code }')} } } } }`;
  const ofTypes = (levels: number): string =>
    `{ __schema { types { ${nested(levels - 3, 'ofType', 'name')} } } }`;
  const padded = (length: number): string => '{ networks { slug } } #'.padEnd(length, 'x');
  const lined = (lines: number, end = '\n'): string => `{ networks { slug } }${end.repeat(lines - 1)}`;
  const tokens = (count: number): string => {
    // Many different ones: equal fields are compared with each other, and that has an end of its own.
    const codes = Array.from({ length: 480 }, (_, i) => `"c${i}"`).join(' ');
    const filter = `{ countyFips: [${codes}] goalCodes: [${codes}] sectorCodes: [${codes}] populationCodes: [${codes}] }`;
    return `{ network(slug: "x") { coalitions(filter: ${filter}) { totalCount } ${'name '.repeat(count - 1_956)}} }`;
  };
  const spread = (fields: number): string => {
    // Twenty spreads of a fragment with 95 fields, each spread a field of its own, and the rest by name.
    const words = 'code title description id level retired horizon targetDate code title level';
    const goal = `${`${words} parent { `.repeat(7)}${words}${' }'.repeat(7)}`;
    const rest = 'name '.repeat(fields - 1 - 20 * 97);
    return `{ network(slug: "x") { ${times(20, (i) => `a${i}: goals { ...F }`)} ${rest}} } fragment F on Goal { ${goal} }`;
  };
  const lists = '{ networks { slug } }';

  it.each<[what: string, inside: string, outside: string, code: string]>([
    [
      '20,000 characters',
      padded(limits.documentCharacters),
      padded(limits.documentCharacters + 1),
      TOO_COMPLEX,
    ],
    ['2,000 lines', lined(limits.lines, '\r\n'), lined(limits.lines + 1), TOO_COMPLEX],
    ['2,000 tokens', tokens(limits.tokens), tokens(limits.tokens + 1), 'GRAPHQL_PARSE_FAILED'],
    ['10 levels', goals(limits.depth), goals(limits.depth + 1), TOO_COMPLEX],
    ['10 levels in fragments', inFragments(limits.depth), inFragments(limits.depth + 1), TOO_COMPLEX],
    [
      '16 levels of the schema',
      ofTypes(limits.introspectionDepth),
      ofTypes(limits.introspectionDepth + 1),
      TOO_COMPLEX,
    ],
    [
      '30 aliases',
      `{ networks { ${times(30, (i) => `a${i}: name`)} } }`,
      `{ networks { ${times(31, (i) => `a${i}: name`)} } }`,
      TOO_COMPLEX,
    ],
    [
      '30 aliases of __typename',
      `{ networks { ${times(30, (i) => `a${i}: __typename`)} } }`,
      `{ networks { ${times(31, (i) => `a${i}: __typename`)} } }`,
      TOO_COMPLEX,
    ],
    [
      '30 aliases in all, those of fragments each time they are spread',
      `{ networks { ...A } a: networks { ...A } } fragment A on Network { ${times(14, (i) => `a${i}: name`)} }`,
      `{ networks { ...A } a: networks { ...A } } fragment A on Network { ${times(15, (i) => `a${i}: name`)} }`,
      TOO_COMPLEX,
    ],
    [
      'one field 77 times',
      `{ networks { ${'name '.repeat(77)}} }`,
      `{ networks { ${'name '.repeat(78)}} }`,
      TOO_COMPLEX,
    ],
    [
      '10 fields at its top',
      `{ ${times(10, () => 'networks { slug }')} }`,
      `{ ${times(11, () => 'networks { slug }')} }`,
      TOO_COMPLEX,
    ],
    [
      '10 fields at its top through fragments',
      `{ ...A ... { ...B } } fragment A on Query { ${times(5, () => lists.slice(1, -1))} } fragment B on Query { ${times(5, () => lists.slice(1, -1))} }`,
      `{ ...A ... { ...B } } fragment A on Query { ${times(5, () => lists.slice(1, -1))} } fragment B on Query { ${times(6, () => lists.slice(1, -1))} }`,
      TOO_COMPLEX,
    ],
    [
      '20 directives',
      `{ networks { ${times(20, () => 'name @include(if: true)')} } }`,
      `{ networks { ${times(21, () => 'name @include(if: true)')} } }`,
      TOO_COMPLEX,
    ],
    [
      '20 directives on spreads',
      `{ networks { ${times(10, () => '...F @skip(if: false)')} } } fragment F on Network { name @include(if: true) }`,
      `{ networks { ${times(10, () => '...F @skip(if: false)')} name @include(if: true) } } fragment F on Network { name @include(if: true) }`,
      TOO_COMPLEX,
    ],
    ['2,000 fields through fragments', spread(limits.fields), spread(limits.fields + 1), TOO_COMPLEX],
    ['a fragment bomb of a few', fragmentBomb(5, 2), fragmentBomb(6, 2), TOO_COMPLEX],
    [
      'a bomb of few schema types',
      `{ __schema { types { fields { type { ofType { ${times(9, (i) => `a${i}: fields { type { name } }`)} } } } } } }`,
      `{ __schema { types { fields { type { ofType { ${times(30, (i) => `a${i}: fields { type { ofType { name } } }`)} } } } } } }`,
      TOO_COMPLEX,
    ],
  ])('may hold %s, and no more', async (_, inside, outside, code) => {
    expect(await outcome(inside)).toBe('answered');
    expect(await outcome(outside)).toBe(code);
  });

  const signIn = 'signIn(input: { email: "nobody@example.org", password: "wrong" }) { accessToken }';
  const refresh = 'refreshSession(input: { refreshToken: "none" }) { accessToken }';
  const accept = 'acceptInvitation(input: { token: "none" }) { accessToken }';

  it.each([
    ['by alias', `mutation { a: ${signIn} b: ${signIn} }`],
    ['of two kinds', `mutation { ${refresh} ${accept} }`],
    [
      'through fragments',
      `mutation { ...A ...B } fragment A on Mutation { a: ${signIn} } fragment B on Mutation { b: ${signIn} }`,
    ],
    [
      'through one fragment and a field',
      `mutation { ...A b: ${accept} } fragment A on Mutation { ... { ... on Mutation { ${signIn} } } }`,
    ],
  ])('tries one password or token, not two %s', async (_, query) => {
    expect(await outcome(`mutation { ${signIn} }`)).toBe('UNAUTHENTICATED');
    expect(await outcome(query)).toBe(TOO_COMPLEX);
  });

  // Of a coalitions and, in ten counties of each, b coalitions: 1 + a + a + 10a + 10a + 10ab + 10ab.
  const inner = (page: string): string => `counties { county { coalitions${page} { nodes { slug } } } }`;
  const pages = (a: string | number, page: string, variables = ''): string =>
    `query ${variables} { network(slug: "${network.slug}") { coalitions(first: ${a}) { nodes { ${inner(page)} } } } }`;

  it('is measured by the size of its pages: literal, variable, default of the variable, or none', async () => {
    const both: [inside: number, outside: number, document: (a: number) => [string, object?]][] = [
      [4, 5, (a) => [pages(a, '(first: 100)')]],
      [4, 5, (a) => [pages(a, '(first: $b)', '($b: Int)'), { b: 100 }]],
      [4, 5, (a) => [pages('$a', '(first: $b)', '($a: Int!, $b: Int)'), { a, b: 100 }]],
      [4, 5, (a) => [pages(a, '(first: $b)', '($b: Int = 100)')]],
      [19, 20, (a) => [pages(a, '(first: $b)', '($b: Int = 100)'), { b: null }]],
      [19, 20, (a) => [pages(a, '(first: $b)', '($b: Int)')]],
      [19, 20, (a) => [pages(a, '')]],
    ];
    for (const [inside, outside, document] of both) {
      expect([...document(inside), await outcome(...document(inside))].at(-1)).toBe('answered');
      expect([...document(outside), await outcome(...document(outside))].at(-1)).toBe(TOO_COMPLEX);
    }
  });

  it('is measured anew when it comes again with other variables', async () => {
    const query = pages('$a', '', '($a: Int)');
    expect(await outcome(query, { a: 1 })).toBe('answered');
    expect(await outcome(query, { a: 100 })).toBe(TOO_COMPLEX);
    expect(await outcome(query, { a: 2 })).toBe('answered');
  });

  it('counts ten for a list without pages, or more where it is long, within each other', async () => {
    const list = (levels: number): string =>
      `{ networks { goals { ${nested(levels, 'children', 'code')} } } }`;
    expect(await outcome(list(1))).toBe('answered'); // 5 networks, 250 goals, 2,500 children
    expect(await outcome(list(2))).toBe(TOO_COMPLEX); // and 25,000 of theirs
  });

  it('names at most 500 things to filter by, in literals as in variables', async () => {
    const list = (length: number): string[] => Array.from({ length }, () => '37011');
    const byLiteral = (codes: string[]): string =>
      `{ network(slug: "${network.slug}") { coalitions(filter: { countyFips: ${JSON.stringify(codes)} }) { totalCount } } }`;
    const byVariable = `query ($filter: CoalitionFilter) { network(slug: "${network.slug}") { coalitions(filter: $filter) { totalCount } } }`;
    for (const wish of ['countyFips', 'goalCodes', 'sectorCodes', 'populationCodes', 'frameworkCodes']) {
      expect(await outcome(byVariable, { filter: { [wish]: list(500) } })).toBe('answered');
      const refusal = await app.refusal(null, byVariable, { filter: { [wish]: list(501) } });
      expect(refusal).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: { [`filter.${wish}`]: 'List at most 500.' },
      });
    }
    expect(await outcome(byLiteral(list(500)))).toBe('answered');
    expect(await app.refusal(null, byLiteral(list(501)))).toMatchObject({
      fields: { 'filter.countyFips': 'List at most 500.' },
    });
  });

  it.each<[what: string, page: string, field: string]>([
    ['of none', 'first: 0', 'first'],
    ['of 101', 'first: 101', 'first'],
    ['of less than none', 'first: -1', 'first'],
    ['of more than memory', 'first: 2147483647', 'first'],
    ['of none from the end', 'last: 0', 'last'],
    ['of 101 from the end', 'last: 101', 'last'],
    ['both ways', 'first: 5, last: 5', 'last'],
    ['backwards after', 'last: 5, after: "x"', 'last'],
    ['forwards before', 'first: 5, before: "x"', 'before'],
    ['after nothing of ours', 'after: "x"', 'after'],
    ['after an empty cursor', 'after: ""', 'after'],
    ['after a cursor of another list', `after: "${cursorOf('FIPS', ['37011'])}"`, 'after'],
    ['after a cursor of another order', `after: "${cursorOf('NAME_DESC', ['a', network0()])}"`, 'after'],
    ['after a cursor without its end', `after: "${cursorOf('NAME_ASC', ['a'])}"`, 'after'],
    ['after a cursor with NUL in it', `after: "${cursorOf('NAME_ASC', ['a\u0000', network0()])}"`, 'after'],
    ['before half of a character', `before: "${cursorOf('NAME_ASC', ['\ud800', network0()])}"`, 'before'],
  ])('asks for no page %s', async (_, page, field) => {
    const refusal = await app.refusal(
      null,
      `{ network(slug: "${network.slug}") { coalitions(${page}) { nodes { slug } } } }`,
    );
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', fields: { [field]: expect.stringMatching(/\.$/) } });
  });

  it('is 256 kB long at most, and told so in JSON', async () => {
    const body = (length: number): string => `${'{"query":"{ networks { slug } }"'.padEnd(length - 1)}}`;
    const headers = { 'content-type': 'application/json' };
    const most = await send(app, { body: body(limits.bodyBytes), headers });
    const more = await send(app, { body: body(limits.bodyBytes + 1), headers });

    expect(most.json).toEqual({ data: { networks: [{ slug: network.slug }] } });
    expect(more.status).toBe(413);
    const message = 'A request may be 256 kB long. Send less at once.';
    expect(more.json).toEqual({
      errors: [{ message, extensions: { code: 'BAD_USER_INPUT', fields: { request: message } } }],
    });
  });
});

/** An id as cursors have it. */
function network0(): string {
  return '00000000-0000-0000-0000-000000000000';
}
