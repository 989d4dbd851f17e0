import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import { Role } from '../src/platform/graphql/allow.ts';
import { cursorOf } from '../src/platform/graphql/page.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { CLOSED_CODES } from './support/closed-codes.ts';
import { aPublishedCoalition, grant, type TestCoalition } from './support/fixtures.ts';
import { type Place, scalarPlacesOf } from './support/hostile-inputs.ts';

/** What only the inside knows. The hostile inputs below hold none of it, so that an echo is not taken for it. */
const INSIDE = [
  ...[/\n\s+at /, /\.(ts|js):\d+/, /node_modules|\/src\/|\/dist\//, /\b(Type|Range|Reference|Syntax)Error\b|QueryFailed/],
  ...[/\bselect\b.*\bfrom\b/is, /insert into|update \w+ set|delete from/i, /relation "|column "|function "|operator does/],
  ...[/violates|near "|invalid input syntax|invalid byte|out of range for type/, /\b(access|audit|private|published|reference)\.\w/],
  ...[/registry_\w|pg_\w/, /did you mean/i],
];

const HOSTILE_TEXTS = [
  ...["' or 1=1 --", '"; drop table x; --', "'; commit; --", "\\'; --", '$1', '%s%n', '${7*7}', '{{7*7}}', '*/ union all /*', "E'\\x00'"],
  ...['../../etc/passwd', '%00', '=cmd()', '<script>alert(1)</script>', '\r\nSet-Cookie: a=b', '\u202e\u200b', '🧑‍🚀'.repeat(50), 'ß'.repeat(300)],
  ...['', ' ', 'null', 'undefined', '__proto__', 'constructor', '\\', '%', '_', '(((', '[[[', 'a'.repeat(5_000)],
];
const HOSTILE_NUMBERS = [2_147_483_647, 2_147_483_648, -2_147_483_649, 9_007_199_254_740_993, 1e308, 1.5, -1, 0, '1', true, [], {}];
const HOSTILE_DATES = ['2026-02-30', '0000-00-00', 'now', 'infinity', '2026-13-01', '10000-01-01', '2026-1-1', 20_260_101, 'today'];
const HOSTILE_ENUMS = ['NAME_AS', 'LEA', 'lead', 'LEAD; --', '', 7, null, ['LEAD', 'LEAD']];

describe('An error', () => {
  let app: TestApp;
  let schema: GraphQLSchema;
  let coalition: TestCoalition;
  let everything: Person;
  let places: Place[];
  let internals: string[];

  beforeAll(async () => {
    app = await TestApp.start();
    schema = buildClientSchema((await app.data(null, getIntrospectionQuery())) as never);
    const published = await aPublishedCoalition(app, { counties: [{ fips: '37011' }] });
    coalition = published;
    everything = published.lead;
    await grant(app, everything, Role.NETWORK_ADMIN, { network: coalition.network.key });
    await grant(app, everything, Role.PLATFORM_ADMIN, {});
    const { id, slug, network } = coalition;
    const known = { id, slug, coalitionId: id, fips: '37011', network: network.slug, 'network.slug': network.slug };
    places = scalarPlacesOf(schema, known);
    const names = await app.database.rows<{ name: string }>(
      `select conname as name from pg_constraint where connamespace <> 'pg_catalog'::regnamespace and conname not like '%not_null'
       union select indexrelid::regclass::text from pg_index where indrelid::regclass::text ~ '^(access|private|published|reference|audit)'`,
    );
    internals = names.map(({ name }) => name);
  });
  afterAll(() => app.stop());

  /** Holds for every answer to every input: a code of the list, the path of what is bad, and nothing of the inside. */
  const closed = (answer: Answer, told: object): string | undefined => {
    const text = (answer.errors ?? []).map(({ message, extensions }) => `${message} ${Object.values(extensions).map(String).join(' ')} ${JSON.stringify(extensions)}`).join(' ');
    const leaks = [...INSIDE.filter((inside) => inside.test(text)).map(String), ...internals.filter((name) => text.includes(name))];
    expect({ ...told, leaks, text: leaks.length > 0 ? text : '' }).toMatchObject({ leaks: [] });
    for (const { message, extensions } of answer.errors ?? []) {
      expect({ ...told, message, code: CLOSED_CODES.includes(extensions.code) && extensions.code !== 'INTERNAL' }).toMatchObject({ code: true });
      if (extensions.code !== 'BAD_USER_INPUT') continue;
      const sentences = Object.values(extensions.fields ?? {});
      expect({ ...told, message, said: sentences.length > 0 && sentences.every((said) => /^\S.*[.!?…]$/s.test(said)) }).toMatchObject({ said: true });
    }
    return answer.errors?.[0]?.extensions.code;
  };

  const isText = ({ scalar }: Place): boolean => scalar === 'String' || scalar === 'ID';

  it.each([
    ['NUL', 'a\u0000b'],
    ['the first half of a character', 'a\ud800'],
    ['the second half of a character', '\udc00b'],
  ])('names the path of %s, in every text that anybody can send', async (_, text) => {
    const texts = places.filter(isText);
    for (const { document, variables, path } of texts) {
      const answer = await app.graphql(everything, document, variables(text));
      expect({ document, code: closed(answer, { document, path }), fields: answer.errors?.[0]?.extensions.fields }).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: { [path]: expect.any(String) },
      });
    }
    console.log(`${texts.length} places for text, each refusing it`);
    expect(texts.length).toBeGreaterThan(90);
  });

  it.each<[who: string, person: () => Person | null]>([
    ['somebody unknown', () => null],
    ['a lead who is an admin too', () => everything],
  ])('tells nothing of the inside to %s, whatever is sent', async (_, person) => {
    const values = (place: Place): unknown[] => {
      if (isText(place)) return [HOSTILE_TEXTS[sent % HOSTILE_TEXTS.length], HOSTILE_TEXTS[(sent + 7) % HOSTILE_TEXTS.length], sent, { a: { b: 1 } }];
      return { Int: HOSTILE_NUMBERS, Date: HOSTILE_DATES, enum: HOSTILE_ENUMS, Boolean: ['yes', 2, null] }[place.scalar] ?? [];
    };
    let sent = 0;
    const codes: Record<string, number> = {};
    for (const place of places) {
      for (const value of values(place)) {
        const code = closed(await app.graphql(person(), place.document, place.variables(value)), { ...place, value }) ?? 'answered';
        codes[code] = (codes[code] ?? 0) + 1;
        sent++;
      }
    }
    console.log(`${sent} hostile inputs: ${JSON.stringify(codes)}`);
    expect(sent).toBeGreaterThan(500);
    expect(codes['BAD_USER_INPUT']).toBeGreaterThan(100);
  });

  it('says of every text in search, order and cursor what is wrong, or finds nothing', async () => {
    const lists = ['coalitions(search: $x)', 'coalitions(after: $x)', 'coalitions(before: $x)', 'counties(after: $x)', 'terms(taxonomy: $x)', 'workspaces(after: $x)'];
    for (const list of lists) {
      const leaf = list.startsWith('terms') ? 'code' : 'pageInfo { endCursor }';
      const document = `query ($x: String) { network(slug: "${coalition.network.slug}") { ${list} { ${leaf} } } }`;
      for (const x of HOSTILE_TEXTS) closed(await app.graphql(everything, document, { x }), { list, x });
      for (const scope of ['NAME_ASC', 'FIPS', 'HISTORY', 'MATCH']) {
        for (const key of HOSTILE_TEXTS) closed(await app.graphql(null, document, { x: cursorOf(scope, [key, key]) }), { list, scope, key });
      }
    }
  });

  it('suggests no name that the client did not write', async () => {
    const nearly = (name: string): string => `${name.slice(0, -1)}${name.slice(-1) === 'x' ? 'y' : 'x'}`;
    const documents: [string, object?][] = Object.values(schema.getTypeMap()).flatMap((type): [string, object?][] => {
      if (type.name.startsWith('__')) return [];
      if (isObjectType(type)) return Object.keys(type.getFields()).map((name) => [`fragment F on ${type.name} { ${nearly(name)} } { networks { ...F } }`]);
      if (!isInputObjectType(type)) return [[`query ($v: ${nearly(type.name)}) { networks { name } }`]];
      return Object.keys(type.getFields()).map((name) => [`query ($v: ${type.name}) { networks { name @skip(if: $v) } }`, { v: { [nearly(name)]: 1 } }]);
    });
    documents.push(
      ...Object.keys(schema.getMutationType()!.getFields()).map((name): [string] => [`mutation { ${nearly(name)} }`]),
      ...['{ networks @includ(if: true) { name } }', '{ network(slg: "x") { name } }', '{ networks { ... on Netwrk { name } } }', '{ networks { ...Fragmnt } } fragment Fragment on Network { name }'].map((query): [string] => [query]),
      ['{ network(slug: "x") { coalitions(orderBy: NAME_AS) { totalCount } } }'],
      ['query ($o: CoalitionOrder) { network(slug: "x") { coalitions(orderBy: $o) { totalCount } } }', { o: 'NAME_AS' }],
      ['query ($f: CoalitionFilter) { network(slug: "x") { coalitions(filter: $f) { totalCount } } }', { f: { countyFip: [] } }],
    );
    for (const [document, variables] of documents) {
      const code = closed(await app.graphql(null, document, variables), { document });
      expect({ document, refused: ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'].includes(code!) }).toMatchObject({ refused: true });
    }
    console.log(`${documents.length} names nearly right`);
    expect(documents.length).toBeGreaterThan(300);
  });

  it('names the path of every variable that the schema refuses', async () => {
    const query = 'mutation ($input: UpdateProfileInput!, $also: SignInInput!) { updateProfile(input: $input) { coalitionId } signIn(input: $also) { accessToken } }';
    const input = { expectedRevision: 'a; b" at "x.y"; z', counties: [{ fips: '37011' }, { fips: 5, basis: 'STATD' }], ageFocus: 7, nmae: 'x' };

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

  it('names an argument that becomes wrong only with its variables', async () => {
    const refusal = await app.refusal(null, 'query ($slug: String = "x") { network(slug: $slug) { name } }', { slug: null });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: { slug: expect.stringContaining('must not be null') } });
  });

  it('is short, however long the input', async () => {
    const query = 'query ($n: Int) { network(slug: "x") { coalitions(first: $n) { totalCount } } }';
    const { text } = await app.http.post('/graphql').send({ query, variables: { n: 'x'.repeat(200_000) } });
    expect(text.length).toBeLessThan(2_000);
    const many = await app.http.post('/graphql').send({ query: 'query ($f: CoalitionFilter) { network(slug: "x") { coalitions(filter: $f) { totalCount } } }', variables: { f: { countyFips: Array.from({ length: 20_000 }, (_, i) => i) } } });
    expect(Object.keys(many.body.errors[0].extensions.fields as object)).toHaveLength(50);
  });
});
