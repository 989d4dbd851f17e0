/** Documents that no tool sends: each is to be refused, soon and in the words of the closed list. */
export interface Hostile {
  kind: string;
  query: string;
  variables?: object;
}

export const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

export const nested = (levels: number, field: string, leaf: string): string =>
  `${`${field} { `.repeat(levels)}${leaf}${' }'.repeat(levels)}`;

/** Each fragment spreads the next so many times: `spreads ** levels` fields at its end. */
export const fragmentBomb = (levels: number, spreads: number, leaf = 'name'): string => {
  const fragments = times(
    levels,
    (i) => `fragment F${i} on Network { ${times(spreads, () => `...F${i + 1}`)} }`,
  );
  return `{ networks { ...F0 } } ${fragments} fragment F${levels} on Network { ${leaf} }`;
};

const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

const each = (
  kind: string,
  sizes: number[],
  query: (size: number) => string,
  variables?: object,
): Hostile[] => sizes.map((size) => ({ kind, query: query(size), ...(variables && { variables }) }));

/** The same numbers at every run, so that a document that fails fails again. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) yield state;
}

const SCREEN =
  '{ networks { slug name goals { code title } coalitions(first: 10) { nodes { name counties { county { fips } } } } } }';

/** A sound query, one character of which became another that no query has there. */
function* scratched(): Generator<Hostile> {
  const chance = numbers(7);
  for (const stray of ['?', '\\', '^', '%', '~', ';', '\u0007', '\ufffe', '"', '}', ')', '$', '&&', '=']) {
    for (let i = 0; i < 4; i++) {
      const place = chance.next().value % (SCREEN.length - 2);
      yield {
        kind: 'scratched',
        query: `${SCREEN.slice(0, place + 1)}${stray}${SCREEN.slice(place + 1)}${stray}`,
      };
    }
  }
}

const INTROSPECTION_BOMBS = [
  `{ __schema { types { ${nested(6, 'fields { type', 'name').replaceAll(' }', ' } }')} } } }`,
  ...range(3, 8).map(
    (n) => `{ __schema { types { ${'fields { type { '.repeat(n)}name${' } }'.repeat(n)} } } }`,
  ),
  ...range(3, 8).map(
    (n) => `{ __type(name: "Query") { ${'fields { type { ofType { '.repeat(n)}name${' } } }'.repeat(n)} } }`,
  ),
  ...range(2, 6).map(
    (n) => `{ __schema { types { ${'interfaces { possibleTypes { '.repeat(n)}name${' } }'.repeat(n)} } } }`,
  ),
  ...range(2, 6).map(
    (n) =>
      `{ __schema { types { ${'inputFields { type { inputFields { type { '.repeat(n)}name${' } } } }'.repeat(n)} } } }`,
  ),
  ...range(14, 40, 2).map((n) => `{ __schema { types { ${nested(n, 'ofType', 'name')} } } }`),
  ...range(20, 29).map(
    (n) =>
      `{ __schema { types { fields { type { ofType { ${times(n, (i) => `a${i}: fields { type { ofType { name } } args { type { name } } }`)} } } } } } }`,
  ),
  ...range(7, 10).map(
    (n) =>
      `{ ${times(n, (i) => `a${i}: __schema { types { fields { type { ofType { fields { args { type { name } } } } } } } }`)} }`,
  ),
  ...range(3, 12).map(
    (n) =>
      `{ __schema { types { ...T0 } } } ${times(n, (i) => `fragment T${i} on __Type { fields { type { ...T${i + 1} ...T${i + 1} } } }`)} fragment T${n} on __Type { name }`,
  ),
  ...range(2, 9).map(
    (n) =>
      `{ __schema { types { fields { type { ...B0 } } } } } ${times(n, (i) => `fragment B${i} on __Type { ofType { ...B${i + 1} } ...B${i + 1} ...B${i + 1} ...B${i + 1} ...B${i + 1} ...B${i + 1} ...B${i + 1} }`)} fragment B${n} on __Type { fields { args { type { enumValues { name } } } } }`,
  ),
];

const PARENT = 'parent';
const SIGN_IN = 'signIn(input: { email: "a@example.org", password: "x" }) { accessToken }';

/** Kinds of trouble, each in a row of sizes. */
export const hostileDocuments: Hostile[] = [
  ...each(
    'depth',
    [9, 10, 11, 12, 20, 50, 100, 200, 400],
    (n) => `{ networks { goals { ${nested(n, PARENT, 'code')} } } }`,
  ),
  ...each(
    'depth of inline fragments',
    [9, 50, 200],
    (n) => `{ networks { goals { ${nested(n, 'parent { ... on Goal', 'code').replaceAll(' }', ' } }')} } } }`,
  ),
  ...each('brackets', [100, 500, 1_000, 1_999, 5_000, 19_000], (n) => '{'.repeat(n)),
  ...each(
    'lists in a literal',
    [1, 100, 900, 4_000],
    (n) => `{ network(slug: ${'['.repeat(n)}${']'.repeat(n)}) { name } }`,
  ),
  ...each(
    'objects in a literal',
    [1, 100, 600],
    (n) =>
      `{ network(slug: "x") { coalitions(filter: ${'{ countyFips: '.repeat(n)}1${' }'.repeat(n)}) { totalCount } } }`,
  ),
  ...range(2, 10).flatMap((spreads) =>
    each(
      'fragment bomb',
      range(4, 12, 2).filter((n) => spreads ** n > 2_000),
      (n) => fragmentBomb(n, spreads),
    ),
  ),
  ...each('fragment bomb of nothing', range(11, 60, 7), (n) => fragmentBomb(n, 2, '__typename')),
  ...each(
    'circle of fragments',
    range(1, 30, 2),
    (n) => `{ networks { ...C0 } } ${times(n, (i) => `fragment C${i} on Network { ...C${(i + 1) % n} }`)}`,
  ),
  ...each(
    'fragments that nobody spreads',
    range(1, 200, 20),
    (n) => `{ networks { name } } ${times(n, (i) => `fragment U${i} on Network { name }`)}`,
  ),
  ...each(
    'fragments that are not there',
    [1, 10, 400],
    (n) => `{ networks { ${times(n, (i) => `...N${i}`)} } }`,
  ),
  ...each('aliases', [31, 32, 60, 200, 600], (n) => `{ networks { ${times(n, (i) => `a${i}: name`)} } }`),
  ...each(
    'aliases of __typename',
    [31, 100, 600],
    (n) => `{ networks { ${times(n, (i) => `a${i}: __typename`)} } }`,
  ),
  ...each('fields at the top', [11, 12, 30, 200], (n) => `{ ${times(n, () => 'networks { name }')} }`),
  ...each(
    'fields at the top, in a fragment',
    [11, 30, 200],
    (n) => `{ ...R } fragment R on Query { ${times(n, () => 'networks { name }')} }`,
  ),
  ...each('passwords', [2, 3, 10, 30], (n) => `mutation { ${times(n, (i) => `s${i}: ${SIGN_IN}`)} }`),
  ...each(
    'passwords in fragments',
    [2, 5, 10],
    (n) =>
      `mutation { ${times(n, (i) => `...S${i}`)} } ${times(n, (i) => `fragment S${i} on Mutation { s${i}: ${SIGN_IN} }`)}`,
  ),
  ...each(
    'directives',
    [21, 22, 100, 250],
    (n) => `{ networks { ${times(n, () => 'name @include(if: true)')} } }`,
  ),
  ...each(
    'directives on one field',
    [2, 20, 300],
    (n) => `{ networks { name ${times(n, () => '@skip(if: false)')} } }`,
  ),
  ...each('directives of nobody', [1, 10, 900], (n) => `{ networks { name ${times(n, (i) => `@d${i}`)} } }`),
  ...each(
    'pages in pages',
    [2, 3, 4],
    (n) =>
      `{ network(slug: "x") { ${nested(n, 'coalitions(first: 100) { nodes { network', 'name').replaceAll(' }', ' } } }')} } }`,
  ),
  ...each(
    'pages by variable',
    [2, 3],
    (n) =>
      `query ($n: Int) { network(slug: "x") { ${nested(n, 'coalitions(first: $n) { nodes { network', 'name').replaceAll(' }', ' } } }')} } }`,
    { n: 100 },
  ),
  ...each(
    'one page by many names',
    range(9, 29, 4),
    (n) =>
      `{ network(slug: "x") { ${times(n, (i) => `c${i}: coalitions(first: 100) { nodes { counties { county { name } } } }`)} } }`,
  ),
  ...each(
    'conflicting fields',
    [2, 20, 120],
    (n) => `{ networks { ${times(n, (i) => `coalitions(first: ${i + 1}) { totalCount }`)} } }`,
  ),
  ...each(
    'conflicts at depth',
    [2, 8, 16],
    (n) =>
      `{ networks { ${times(n, (i) => `goals { parent { parent { parent { x: ${i % 2 ? 'code' : 'title'} } } } }`)} } }`,
  ),
  ...each('operations without a name', [2, 20, 300], (n) => times(n, () => '{ networks { name } }')),
  ...each('operations and no choice', [2, 20, 100], (n) =>
    times(n, (i) => `query Q${i} { networks { name } }`),
  ),
  ...each(
    'variables that nobody uses',
    [1, 50, 400],
    (n) => `query (${times(n, (i) => `$v${i}: Int`)}) { networks { name } }`,
  ),
  ...each(
    'variables of one name',
    [2, 50, 300],
    (n) => `query (${times(n, () => '$v: String!')}) { network(slug: $v) { name } }`,
  ),
  ...each(
    'variables that are not given',
    [1, 9],
    (n) =>
      `query (${times(n, (i) => `$v${i}: String!`)}) { ${times(n, (i) => `n${i}: network(slug: $v${i}) { name }`)} }`,
  ),
  ...each('tokens', [1_996, 2_500, 9_000], (n) => `{ networks { ${'a '.repeat(n)} } }`),
  ...each('characters', [20_001, 100_000, 200_000], (n) => `{ networks { name } } #${'x'.repeat(n)}`),
  ...each('one long name', [1_000, 19_000, 200_000], (n) => `{ ${'n'.repeat(n)} }`),
  ...each(
    'one long text',
    [300, 19_000],
    (n) => `{ network(slug: "x") { coalitions(first: "${'t'.repeat(n)}") { totalCount } } }`,
  ),
  ...each(
    'numbers',
    [10, 300, 15_000],
    (n) => `{ network(slug: "x") { coalitions(first: ${'9'.repeat(n)}) { totalCount } } }`,
  ),
  ...each('emptiness', [0, 1, 19_000], (n) => ' '.repeat(n) + ','.repeat(n)),
  ...each('subscriptions', [1, 5], (n) => `subscription { ${times(n, () => 'networks { name }')} }`),
  ...each('type definitions', [1, 100], (n) => times(n, (i) => `type T${i} { a: Int }`)),
  ...INTROSPECTION_BOMBS.map((query) => ({ kind: 'introspection', query })),
  ...scratched(),
];
