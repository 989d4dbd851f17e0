import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { randomBytes } from 'node:crypto';
import { KeyScope, Role } from '../src/platform/graphql/allow.ts';
import { anyCall } from './support/any-arguments.ts';
import { type Person, TestApp } from './support/app.ts';
import { type KeyHolder, REVOKE_KEY, withBoardKey, withKey } from './support/api-keys.ts';
import { aBoard, aPublishedCoalition, type TestCoalition } from './support/fixtures.ts';
import { listen } from './support/raw-http.ts';
import { refreshing, signIn } from './support/signing-in.ts';
import { routesOf } from './support/routes.ts';

const { READ_PUBLISHED, READ_RELEASED, READ_BOARD } = KeyScope;
const NONE: KeyScope[] = [];
const RECORD = [READ_PUBLISHED, READ_BOARD];
const CODES = [READ_PUBLISHED, READ_RELEASED, READ_BOARD];

/** Which keys open which root field of a query, said by hand. A key opens no mutation at all. */
const FIELDS: Record<string, KeyScope[]> = {
  coalition: RECORD,
  coalitionTombstone: RECORD,
  county: CODES,
  countyVintages: CODES,
  deadLetters: NONE,
  framework: CODES,
  frameworks: CODES,
  lockedAccounts: NONE,
  mapCounties: CODES,
  network: RECORD,
  networks: RECORD,
  node: RECORD,
  viewer: NONE,
  workspace: NONE,
};

/** As FIELDS, for what is beside GraphQL. */
const ROUTES: Record<string, KeyScope[]> = {
  'get /networks/:network': RECORD,
  'get /coalitions/:network/:slug': RECORD,
  'get /coalitions/:network/:slug/strategy.:format': RECORD,
  'get /exports/:network/now/:file': RECORD,
  'get /counties.geojson': CODES,
  'post /imports/coalitions': NONE,
  'post /imports/coalitions/:report/confirm': NONE,
  'get /invitation': NONE,
  'get /reset': NONE,
  'get /confirm-email': NONE,
  'get /token-page.js': NONE,
  'get /me/data.json': NONE,
  'get /unsubscribe': NONE,
  'post /unsubscribe': NONE,
  'get /live': NONE,
  'get /ready': NONE,
  'get /explorer/start.js': NONE,
  'get /explorer/:asset': NONE,
};

const REFUSED = ['UNAUTHENTICATED', 'FORBIDDEN'];
const aSecret = (): string => randomBytes(32).toString('base64url');

describe('A credential', () => {
  let app: TestApp;
  let schema: GraphQLSchema;
  let coalition: TestCoalition;
  let researcher: Person;
  let revoked: KeyHolder;
  const keys = new Map<KeyScope, KeyHolder>();

  beforeAll(async () => {
    app = await TestApp.start();
    await listen(app);
    schema = app.nest.get(GraphQLSchemaHost).schema;
    coalition = await aPublishedCoalition(app);
    researcher = await coalition.network.as(Role.RESEARCHER);
    for (const scope of [READ_PUBLISHED, READ_RELEASED])
      keys.set(scope, await withKey(app, researcher, coalition.network, { scope }));
    keys.set(READ_BOARD, await withBoardKey(app, await aBoard(app, coalition.network)));
    revoked = await withKey(app, researcher, coalition.network);
    await app.data(researcher, REVOKE_KEY, { id: revoked.keyId });
  });
  afterAll(() => app.stop());

  const bearing = (token: string): Person => ({ ...researcher, token });
  const codesOf = async (holder: Person, { query, variables }: ReturnType<typeof anyCall>) =>
    ((await app.graphql(holder, query, variables)).errors ?? []).map(({ extensions }) => extensions.code);
  const queries = () => Object.values(schema.getQueryType()!.getFields());
  const mutations = () => Object.values(schema.getMutationType()!.getFields());
  /** How many rows each table of the server's own has. */
  const written = (): Promise<object[]> =>
    app.database.rows(
      `select c.oid::regclass::text as table, query_to_xml('select count(*) from ' || c.oid::regclass, false, true, '')::text as rows
       from pg_class c where relkind = 'r' and relnamespace::regnamespace::text in ('access', 'audit', 'private', 'published', 'reference') order by 1`,
    );

  it('of a key opens exactly the queries that are said to be of its scope', async () => {
    const opened: Record<string, KeyScope[]> = {};
    for (const field of queries()) {
      opened[field.name] = [];
      for (const [scope, holder] of keys) {
        const codes = await codesOf(holder, anyCall('query', field));
        if (!codes.some((code) => REFUSED.includes(code))) opened[field.name]!.push(scope);
        else expect([field.name, scope, codes]).toEqual([field.name, scope, ['FORBIDDEN']]);
      }
    }
    expect(opened).toEqual(FIELDS);
  });

  it('of a key opens no mutation, and leaves nothing behind', async () => {
    const before = await written();
    const outcomes: unknown[] = [];
    for (const field of mutations()) {
      for (const [scope, holder] of keys)
        outcomes.push([field.name, scope, await codesOf(holder, anyCall('mutation', field))]);
    }
    expect(outcomes).toEqual(
      mutations().flatMap(({ name }) => CODES.map((scope) => [name, scope, ['FORBIDDEN']])),
    );
    expect(await written()).toEqual(before);
    console.log(`${outcomes.length} calls of mutations with a key: 0 accepted`);
  });

  it('of a key that does not hold opens nothing', async () => {
    const strange = bearing(`clk_${aSecret()}`);
    for (const holder of [revoked, strange]) {
      for (const field of queries()) {
        const codes = await codesOf(holder, anyCall('query', field));
        const expected = FIELDS[field.name]!.length > 0 ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        expect([field.name, codes]).toEqual([field.name, [expected]]);
      }
    }
  });

  it('of another kind, or broken, is refused as a whole', async () => {
    const { refreshToken } = await signIn(app, researcher);
    const key = keys.get(READ_PUBLISHED)!.token;
    const wrong = {
      'a refresh token': refreshToken,
      'an invitation': aSecret(),
      'half a key': key.slice(0, -1),
      'a key and more': `${key}A`,
      'a key of the mark alone': 'clk_',
      'an access token marked as a key': `clk_${researcher.token}`,
      'a key without its mark': key.slice(4),
    };
    for (const [what, token] of Object.entries(wrong)) {
      for (const query of ['{ networks { slug } }', '{ __typename }', 'mutation { signOut }']) {
        const { status, body } = await app.http
          .post('/graphql')
          .set('authorization', `Bearer ${token}`)
          .send({ query });
        expect([what, status, body.errors[0].extensions.code]).toEqual([what, 401, 'UNAUTHENTICATED']);
      }
    }
  });

  it('is taken for no other kind where it is handed in', async () => {
    const session = await signIn(app, researcher);
    const key = keys.get(READ_PUBLISHED)!.token;
    const invitation = aSecret();
    const accept =
      'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { accessToken } }';
    const newPerson = { displayName: 'Somebody', password: 'a long enough password' };
    const accepting = (token: string) => app.refusal(null, accept, { input: { token, ...newPerson } });
    for (const token of [key, key.slice(4), invitation]) {
      expect((await refreshing(app, token)).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    }
    for (const token of [session.refreshToken, key, key.slice(4)]) {
      expect((await accepting(token)).code).toBe('NOT_FOUND');
    }
    // Longer than any token of these kinds.
    const { accessToken } = session;
    expect((await refreshing(app, accessToken)).errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect((await accepting(accessToken)).code).toBe('BAD_USER_INPUT');
    expect((await refreshing(app, session.refreshToken)).errors).toBeUndefined();
  });

  it('opens exactly the routes that are said to be for it', async () => {
    const { refreshToken } = await signIn(app, researcher);
    const routes = routesOf(app);
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(ROUTES).sort());
    let calls = 0;
    const accepted: string[] = [];
    for (const { method, path } of routes) {
      const scopes = ROUTES[`${method} ${path}`]!;
      const asked = addressOf(path);
      const statusOf = async (token: string): Promise<number> =>
        (await app.http[method](asked).set('authorization', `Bearer ${token}`)).status;
      for (const [scope, { token }] of keys) {
        const status = await statusOf(token);
        if (scopes.includes(scope))
          expect([asked, scope, [401, 403].includes(status)]).toEqual([asked, scope, false]);
        else if (status !== 403) accepted.push(`${asked} by ${scope}: ${status}`);
        calls++;
      }
      for (const token of [revoked.token, `clk_${aSecret()}`, 'clk_']) {
        const status = await statusOf(token);
        if (![401, 403].includes(status)) accepted.push(`${asked} by a key that does not hold: ${status}`);
        calls++;
      }
      if (!path.startsWith('/imports')) continue;
      for (const [token, status] of [
        [refreshToken, 401],
        [aSecret(), 401],
        [researcher.token, 403],
      ] as const) {
        expect([asked, await statusOf(token)]).toEqual([asked, status]);
        calls++;
      }
    }
    console.log(`${calls} calls of ${routes.length} routes: ${accepted.length} accepted that should not be`);
    expect(accepted).toEqual([]);
  });

  const addressOf = (path: string): string =>
    path
      .replace(':network', coalition.network.slug)
      .replace(':slug', coalition.slug)
      .replace(':format', 'md')
      .replace(':file', 'coalitions.csv')
      .replace(':report', '00000000-0000-4000-8000-000000000000')
      .replace(':asset', 'graphiql.css');
});
