import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { serverAudits } from 'graphql-http';
import { TestApp } from './support/app.ts';
import { CLOSED_CODES } from './support/closed-codes.ts';
import { aPerson, PASSWORD } from './support/fixtures.ts';
import { toolsAsk } from './support/introspection-queries.ts';
import { listen, type RawRequest, send, sendJson } from './support/raw-http.ts';

const QUERY = '{ networks { slug } }';
const JSON_TYPE = { 'content-type': 'application/json' };
const asPath = (parameters: Record<string, string>): string =>
  `/graphql?${new URLSearchParams(parameters).toString()}`;

describe('GraphQL over HTTP', () => {
  let app: TestApp;
  let url: string;

  beforeAll(async () => {
    app = await TestApp.start();
    url = await listen(app);
  });
  afterAll(() => app.stop());

  it('passes every audit of graphql-http', async () => {
    const counts = { ok: 0, notice: 0, warn: 0, error: 0 };
    const errors: string[] = [];
    for (const audit of serverAudits({ url: `${url}/graphql`, fetchFn: fetch })) {
      const result = await audit.fn();
      counts[result.status]++;
      if (result.status === 'error') errors.push(`${audit.name}: ${result.reason}`);
    }
    const audits = Object.values(counts).reduce((sum, count) => sum + count);
    console.log(
      `graphql-http: ${audits} audits, ${counts.ok} ok, ${counts.notice} notice, ${counts.warn} warn, ${counts.error} error`,
    );

    expect(errors).toEqual([]);
    expect(counts.warn).toBeLessThanOrEqual(3);
    expect(audits).toBeGreaterThanOrEqual(61);
  });

  it.each(Object.entries(toolsAsk))('tells its schema to %s', async (_, body) => {
    const { status, json } = await sendJson(app, body);
    expect({ status, errors: json.errors }).toEqual({ status: 200, errors: undefined });
    expect(buildClientSchema(json.data).getQueryType()!.getFields()).toHaveProperty('networks');
  });

  it('tells its schema to whoever asks for all of it', async () => {
    const all = {
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
    };
    const query = getIntrospectionQuery({ ...all, inputValueDeprecation: true, oneOf: true });

    const { status, json } = await sendJson(app, { query, operationName: 'IntrospectionQuery' });

    expect({ status, errors: json.errors }).toEqual({ status: 200, errors: undefined });
    expect(buildClientSchema(json.data).getMutationType()!.getFields()).toHaveProperty('updateProfile');
  });

  it('takes queries by GET and by POST, in both media types of answers', async () => {
    const byGet = await send(app, { method: 'GET', path: asPath({ query: QUERY }), headers: JSON_TYPE });
    const byPost = await sendJson(app, { query: QUERY }, { accept: 'application/graphql-response+json' });

    expect([byGet.json, byPost.json]).toEqual([{ data: { networks: [] } }, { data: { networks: [] } }]);
    expect(byGet.headers['content-type']).toContain('application/json');
    expect(byPost.headers['content-type']).toContain('application/graphql-response+json');
  });

  const simple = [
    'text/plain',
    'text/plain; charset=utf-8',
    'TEXT/PLAIN',
    'application/x-www-form-urlencoded',
  ];
  const types = [
    undefined,
    '',
    'json',
    'multipart/form-data; boundary=b',
    ...simple,
    'application/json',
    'application/json; charset=utf-8',
  ];
  const headers: Record<string, string>[] = [
    {},
    { accept: 'application/json' },
    { 'apollo-require-preflight': '' },
    { 'x-apollo-operation-name': '' },
    { 'apollo-require-preflight': 'true' },
    { 'x-apollo-operation-name': 'List' },
  ];
  // What a page of somebody else's may send without asking first: fetch.spec.whatwg.org, "CORS-safelisted".
  const forcesPreflight = ({ headers: sent = {} }: RawRequest): boolean =>
    Boolean(sent['apollo-require-preflight'] || sent['x-apollo-operation-name']) ||
    (sent['content-type'] ?? '').startsWith('application/json');

  it('executes nothing that a foreign page could send without a preflight', async () => {
    const person = await aPerson(app);
    const signIn = `mutation List { signIn(input: { email: "${person.email}", password: "${PASSWORD}" }) { accessToken } }`;
    const combinations: RawRequest[] = types.flatMap((type) =>
      headers.flatMap((extra): RawRequest[] => {
        const sent = { ...(type !== undefined && { 'content-type': type }), ...extra };
        const query = 'query List { networks { slug } }';
        return [
          { method: 'GET', path: asPath({ query }), headers: sent },
          { method: 'POST', body: JSON.stringify({ query }), headers: sent },
          { method: 'POST', path: asPath({ query }), headers: sent },
          { method: 'POST', body: JSON.stringify({ query: signIn }), headers: sent },
        ];
      }),
    );
    let executed = 0;
    for (const combination of combinations) {
      const { status, json } = await send(app, combination);
      const done = json?.data !== undefined;
      const code = json?.errors?.[0]?.extensions?.code as string;
      if (done) executed++;
      expect({ combination, done, forced: forcesPreflight(combination) || !done }).toMatchObject({
        forced: true,
      });
      if (!done)
        expect({ combination, status, refused: [400, 415].includes(status), code }).toMatchObject({
          refused: true,
          code: 'BAD_USER_INPUT',
        });
    }
    const [sessions] = await app.database.rows<{ count: number }>(
      'select count(*)::int from access.sessions where account_id = $1',
      [person.accountId],
    );

    console.log(
      `${combinations.length} combinations of method, content type and headers, ${executed} executed, all of them after a preflight`,
    );
    expect(executed).toBeGreaterThan(12);
    // One was the fixture's own; each other one is a sign-in that was sent as JSON.
    expect(sessions!.count).toBe(1 + 2 * headers.length);
  });

  it('refuses batches', async () => {
    const { status, json } = await sendJson(app, [{ query: QUERY }, { query: QUERY }]);
    expect([status, json.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(json).not.toHaveProperty('data');
  });

  it('refuses mutations by GET, and does none of them', async () => {
    const person = await aPerson(app);
    const signedIn = { ...JSON_TYPE, authorization: `Bearer ${person.token}` };

    const answer = await send(app, {
      method: 'GET',
      path: asPath({ query: 'mutation { signOut }' }),
      headers: signedIn,
    });

    const { status, headers, json } = answer;
    expect([status, headers.allow, json.errors[0].extensions.code]).toEqual([405, 'POST', 'BAD_USER_INPUT']);
    expect((await app.data(person, '{ viewer { email } }')).viewer.email).toBe(person.email);
  });

  const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const unreadable: [what: string, request: RawRequest, status: number][] = [
    ['JSON that is cut off', { body: '{"query":' }, 400],
    ['an empty body', { body: '' }, 400],
    ['a body that is null', { body: 'null' }, 400],
    ['a body that is a number', { body: '7' }, 400],
    ['an object without a query', { body: '{}' }, 400],
    ['an object with another thing for a query', { body: '{"query":{"kind":"Document"}}' }, 400],
    ['variables as text', { body: '{"query":"{networks{slug}}","variables":"{}"}' }, 400],
    ['variables as a list', { body: '{"query":"{networks{slug}}","variables":[]}' }, 400],
    ['a number for operationName', { body: '{"query":"{networks{slug}}","operationName":5}' }, 400],
    ['a prototype in disguise', { body: '{"query":"{networks{slug}}","__proto__":{"a":1}}' }, 400],
    [
      'a constructor in disguise',
      { body: '{"constructor":{"prototype":{}},"query":"{networks{slug}}"}' },
      400,
    ],
    [
      'the name of no operation',
      { body: '{"query":"query A { networks { slug } }","operationName":"B"}' },
      400,
    ],
    [
      'two operations and no name',
      { body: '{"query":"query A { networks { slug } } query B { networks { slug } }"}' },
      400,
    ],
    ['nothing but a fragment', { body: '{"query":"fragment A on Network { slug }"}' }, 400],
    [
      'a variable that was not declared',
      { body: '{"query":"{ network(slug: $slug) { slug } }","variables":{"slug":"x"}}' },
      400,
    ],
    [
      'a variable nested without end',
      {
        body: `{"query":"query A($s: String!) { network(slug: $s) { slug } }","variables":{"s":${nested(60_000)}}}`,
      },
      400,
    ],
    ['lists of 101 levels', { body: `{"query":"${QUERY}","variables":{"mine":${nested(99)}}}` }, 400],
    ['a query asked for twice', { method: 'GET', path: '/graphql?query=%7Ba%7D&query=%7Bb%7D' }, 400],
    [
      'variables in the address that are no JSON',
      { method: 'GET', path: asPath({ query: QUERY, variables: '{' }) },
      400,
    ],
    ['a Host that is none', { body: `{"query":"${QUERY}"}`, headers: { host: 'not a host' } }, 400],
    ['an address with NUL', { method: 'GET', path: '/graphql%00' }, 400],
    [
      'an answer that nobody can give',
      { body: `{"query":"${QUERY}"}`, headers: { accept: 'image/png' } },
      406,
    ],
    ['a body in another language', { body: '<query/>', headers: { 'content-type': 'application/xml' } }, 415],
  ];

  it.each(unreadable)('refuses %s', async (_, { headers: sent, ...request }, status) => {
    const answer = await send(app, { ...request, headers: { ...JSON_TYPE, ...sent } });
    const error = answer.json.errors?.[0] ?? { extensions: answer.json };

    expect(answer.status).toBe(status);
    expect(CLOSED_CODES).toContain(error.extensions.code);
    if (error.extensions.code === 'BAD_USER_INPUT')
      expect(Object.values<string>(error.extensions.fields)[0]).toMatch(/^\S.*[.…]$/s);
  });

  it('leaves alone what a client sends beside the declared variables', async () => {
    const text = JSON.stringify(`\\"${nested(101)}`);
    const extra = `{"query":"${QUERY}","variables":{"mine":${nested(98)}},"extensions":{"mine":${text}}}`;
    expect((await send(app, { body: extra, headers: JSON_TYPE })).json).toEqual({ data: { networks: [] } });
  });

  it('answers at no other address and by no other method', async () => {
    for (const [method, path] of [
      ['GET', '/graphql/'],
      ['PUT', '/graphql'],
      ['PATCH', '/graphql'],
      ['GET', '/nothing'],
    ] as const) {
      const { status, text } = await send(app, { method, path });
      expect([method, path, status, text.includes('NOT_FOUND')]).toEqual([method, path, 404, true]);
    }
  });
});
