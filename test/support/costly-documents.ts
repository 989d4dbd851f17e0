import { type Hostile, times } from './hostile-documents.ts';

/** As long as a request may be, in variables of one kind. */
const BODY = 250_000;
const filling = (item: unknown): unknown[] =>
  Array.from({ length: Math.floor(BODY / (JSON.stringify(item).length + 1)) }, () => item);
const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

const network = (inner: string): string => `{ networks { ${inner} } }`;
const filtered = (filter: string): string => network(`coalitions(filter: ${filter}) { totalCount }`);

const ASK_FILTERED =
  'query ($filter: CoalitionFilter) { network(slug: "x") { coalitions(filter: $filter) { totalCount } } }';
const SAVE = 'mutation ($input: SaveStrategyInput!) { saveStrategy(input: $input) { __typename } }';
const UPDATE = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { coalitionId } }';
const profile = (fields: object): object => ({
  input: { coalitionId: 'x', expectedRevision: 1, ...fields },
});

/**
 * Documents within 20,000 characters and 2,000 tokens, and variables within a body, over which a server works longest:
 * what is compared with each other, what is guessed at, what is said wrong thousands of times, what is listed in lists.
 */
export const costlyDocuments: Hostile[] = [
  { kind: 'one field over and over', query: network('name '.repeat(1_980)) },
  { kind: 'one field with a field, over and over', query: network('goals { code } '.repeat(390)) },
  {
    kind: 'one field with arguments, over and over',
    query: network('coalitions(first: 1) { totalCount } '.repeat(180)),
  },
  {
    kind: 'arguments that all differ',
    query: network(times(180, (i) => `coalitions(first: ${i}) { totalCount }`)),
  },
  {
    kind: 'fields against a fragment',
    query: `${network('goals { code ...F } '.repeat(200))} fragment F on Goal { ${'code '.repeat(500)}}`,
  },
  {
    kind: 'two fragments in each of many',
    query: `${network('goals { ...A ...B children { ...A ...B } } '.repeat(60))} fragment A on Goal { ${'code '.repeat(400)}} fragment B on Goal { ${'code '.repeat(400)}}`,
  },
  {
    kind: 'the same tree many times',
    query: network(
      'goals { children { children { code } children { code } children { code } } } '.repeat(90),
    ),
  },
  {
    kind: 'fragments side by side',
    query: `${network(times(180, (i) => `...N${i}`))} ${times(180, (i) => `fragment N${i} on Network { name }`)}`,
  },
  {
    kind: 'fragments that exclude each other',
    query: `{ node(id: "x") { ${times(150, (i) => `...N${i}`)} } } ${times(150, (i) => `fragment N${i} on ${i % 2 ? 'Network' : 'Goal'} { id }`)}`,
  },
  {
    kind: 'fragments in fragments, in a circle',
    query: `${network(times(70, (i) => `...N${i}`))} ${times(70, (i) => `fragment N${i} on Network { goals { ...M${i} } }`)} ${times(70, (i) => `fragment M${i} on Goal { code ...M${(i + 1) % 70} }`)}`,
  },
  {
    kind: 'every fragment in every fragment',
    query: `${network('...C0')} ${times(28, (i) => `fragment C${i} on Network { ${times(28, (j) => `...C${j}`)} }`)}`,
  },
  {
    kind: 'fragments of nobody, at one place',
    query: network(times(900, (i) => `...N${i}`)),
  },
  {
    kind: 'every operation spreads the same',
    query: `${times(120, (i) => `query Q${i} { ...F }`)} fragment F on Query { ${times(9, (i) => `a${i}: network(slug: $v${i}) { name }`)} }`,
  },
  {
    kind: 'types that are nearly there',
    query: `query (${times(390, (i) => `$v${i}: CoalitionFiltre${i}`)}) { networks { slug } }`,
  },
  {
    kind: 'types that are nearly there, with long names',
    query: `query (${times(300, (i) => `$v${i}: CoalitionCoalitionCoalitionCoalitionFiltre${i}`)}) { networks { slug } }`,
  },
  { kind: 'fields that are nearly there', query: network(times(1_900, (i) => `coali${i}`)) },
  {
    kind: 'arguments that are nearly there',
    query: network(`coalitions(${times(640, (i) => `serch${i}: 1`)}) { totalCount }`),
  },
  {
    kind: 'values that are nearly there',
    query: network(`landscape { coverage(intent: [${times(1_900, (i) => `R${i}`)}]) { __typename } }`),
  },
  { kind: 'inputs that are nearly there', query: filtered(`{ ${times(600, (i) => `countyFip${i}: 1`)} }`) },
  { kind: 'one input over and over', query: filtered(`{ ${'countyFips: 1 '.repeat(600)} }`) },
  { kind: 'numbers where text belongs', query: filtered(`{ countyFips: [${'1 '.repeat(1_900)}] }`) },
  { kind: 'objects where text belongs', query: filtered(`{ countyFips: [${'{ a: 1 } '.repeat(390)}] }`) },
  {
    kind: 'lists in lists',
    query: `{ network(slug: ${'['.repeat(980)}${']'.repeat(980)}) { name } }`,
  },
  { kind: 'objects in objects', query: filtered(`${'{ countyFips: '.repeat(480)}1${' }'.repeat(480)}`) },
  {
    kind: 'a default that is long',
    query: `query ($v: [String!] = [${'"x" '.repeat(1_900)}]) { networks { slug } }`,
  },
  {
    kind: 'variables used by each other',
    query: `query (${times(150, (i) => `$v${i}: Int`)}) { ${times(100, (i) => `a${i}: network(slug: $v${i}) { name }`)} }`,
  },
  {
    kind: 'parts that exclude each other',
    query: `{ node(id: "x") { ${times(300, (i) => `... on ${['CoverageMatrix', 'Gap', 'Query', 'PageInfo'][i % 4]} { id }`)} } }`,
  },
  {
    kind: 'parts in parts',
    query: network(`${'... { goals { code } '.repeat(300)}${'} '.repeat(300)}`),
  },
  { kind: 'a long text with escapes', query: `{ network(slug: "${'\\u0041'.repeat(3_200)}") { nme } }` },
  { kind: 'a long text over many lines', query: `{ network(slug: """${'\n x'.repeat(6_400)}""") { nme } }` },
  { kind: 'nearly too many lines', query: `${'\n'.repeat(1_990)}${network(times(600, (i) => `n${i}`))}` },
  { kind: 'many lines', query: `${'\n'.repeat(15_000)}${network(times(600, (i) => `n${i}`))}` },
  {
    kind: 'lists by default, in lists',
    query: network('goals { children { children { children { code } } } }'),
  },
  {
    kind: 'pages by default, in pages',
    query: network(
      'coalitions { nodes { counties { county { coalitions { nodes { counties { fips } } } } } } }',
    ),
  },
  {
    kind: 'pages by variable, in pages',
    query:
      'query ($a: Int = 100, $b: Int) { networks { coalitions(first: $a) { nodes { counties { county { coalitions(first: $b) { nodes { slug } } } } } } } }',
    variables: { b: 100 },
  },
  {
    kind: 'codes as long as a body',
    query: 'query ($fips: [String!]!) { mapCounties(fips: $fips, from: 2020, to: 2024) { from } }',
    variables: { fips: filling('37011') },
  },
  { kind: 'a filter of numbers', query: ASK_FILTERED, variables: { filter: { countyFips: filling(1) } } },
  {
    kind: 'a filter of deep lists',
    query: ASK_FILTERED,
    variables: { filter: { countyFips: filling(deep(400)) } },
  },
  {
    kind: 'a deep list for text',
    query: 'query ($s: String!) { network(slug: $s) { slug } }',
    variables: { s: deep(2_000) },
  },
  {
    kind: 'a filter of names that nobody knows',
    query: ASK_FILTERED,
    variables: {
      filter: Object.fromEntries(
        times(15_000, (i) => `countyFips${i}`)
          .split(' ')
          .map((name) => [name, 1]),
      ),
    },
  },
  {
    kind: 'a strategy of nothing, many times',
    query: SAVE,
    variables: profile({ nodes: filling({}), links: [], alignments: [] }),
  },
  {
    kind: 'counties that are none',
    query: UPDATE,
    variables: profile({ counties: filling({ fips: '\u0000' }) }),
  },
  {
    kind: 'partners whose names cannot be kept',
    query: UPDATE,
    variables: profile({
      partners: Array.from({ length: 900 }, () => ({ organization: { name: '\u0000'.repeat(30) } })),
    }),
  },
];
