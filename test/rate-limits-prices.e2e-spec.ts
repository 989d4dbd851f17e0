import { type Person, TestApp } from './support/app.ts';
import { aPerson } from './support/fixtures.ts';
import { listen, type RawAnswer, send } from './support/raw-http.ts';
import { type Route, routesOf } from './support/routes.ts';

/** In points. A route that is not here has no price that anybody has thought of. */
const PRICES: Record<string, number> = {
  ...{ 'get /live': 0, 'get /ready': 0 },
  ...{ 'get /explorer/:asset': 1, 'get /explorer/start.js': 1, 'get /token-page.js': 1 },
  ...{ 'get /confirm-email': 1, 'get /invitation': 1, 'get /reset': 1 },
  ...{ 'get /unsubscribe': 1, 'post /unsubscribe': 1 },
  ...{ 'get /coalitions/:network/:slug': 3, 'get /networks/:network': 10 },
  ...{ 'get /coalitions/:network/:slug/strategy.:format': 5 },
  ...{ 'get /counties.geojson': 10, 'get /exports/:network/now/:file': 20 },
  ...{ 'post /imports/coalitions': 100, 'post /imports/coalitions/:report/confirm': 100 },
  'get /me/data.json': 200,
};

describe('What a route beside GraphQL costs', () => {
  let app: TestApp;
  let person: Person;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMITS: 'on', RATE_LIMIT_ACCOUNT: '9999999+1' });
    await listen(app);
    person = await aPerson(app);
  });
  afterAll(() => app.stop());

  const ask = ({ method, path }: Route): Promise<RawAnswer> =>
    send(app, {
      ...{ method: method.toUpperCase(), path: path.replace(/:\w+/g, 'x') },
      headers: { authorization: `Bearer ${person.token}` },
    });
  const left = ({ headers }: RawAnswer): number | undefined => {
    const [, kind, points] = /^"(\w+)";r=(\d+)/.exec(String(headers['ratelimit'])) ?? [];
    return kind === 'account' ? Number(points) : undefined;
  };
  /** Of ten alike, since points come back meanwhile. What is free says nothing of points. */
  const costOf = async (route: Route): Promise<number> => {
    const before = left(await ask(route));
    let after = before;
    for (let i = 0; i < 10; i++) after = left(await ask(route));
    return before === undefined || after === undefined ? 0 : Math.round((before - after) / 10);
  };

  it('is declared here for each of them', async () => {
    const found: Record<string, number> = {};
    for (const route of routesOf(app)) found[`${route.method} ${route.path}`] = await costOf(route);
    expect(found).toEqual(PRICES);
  });
});
