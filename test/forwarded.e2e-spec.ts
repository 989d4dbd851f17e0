import { TestApp } from './support/app.ts';
import { aPublishedCoalition } from './support/fixtures.ts';
import { listen, type RawAnswer, send, sendJson } from './support/raw-http.ts';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { refreshToken } }';
const started: TestApp[] = [];

const start = async (settings: Record<string, string> = {}): Promise<TestApp> => {
  const app = await TestApp.start({ RATE_LIMITS: 'on', ...settings });
  started.push(app);
  await listen(app);
  return app;
};

/** An attempt at an account of nobody, each another one: only the address of who tries tells them together. */
let tried = 0;
const attempt = (app: TestApp, headers: Record<string, string>): Promise<RawAnswer> =>
  sendJson(
    app,
    {
      query: SIGN_IN,
      variables: { input: { email: `nobody${tried++}@example.org`, password: 'a wrong password' } },
    },
    headers,
  );
const attempts = async (
  app: TestApp,
  times: number,
  headers: (i: number) => Record<string, string>,
): Promise<string> => {
  let last = '';
  for (let i = 0; i < times; i++)
    last = (await attempt(app, headers(i))).json.errors[0].extensions.code as string;
  return last;
};
const from = (...addresses: string[]): Record<string, string> => ({
  'x-forwarded-for': addresses.join(', '),
});

describe('Forwarded headers', () => {
  afterEach(async () => {
    await Promise.all(started.splice(0).map((app) => app.stop()));
  });

  it('have no effect while no proxy is named', async () => {
    const app = await start();
    const others = (i: number): Record<string, string> => ({
      ...from(`203.0.113.${i}`),
      'x-real-ip': `203.0.113.${i}`,
      forwarded: `for=203.0.113.${i}`,
      'cf-connecting-ip': `203.0.113.${i}`,
    });
    expect(await attempts(app, 30, others)).toBe('UNAUTHENTICATED');
    expect(await attempts(app, 1, () => others(31))).toBe('RATE_LIMITED');

    const coalition = await aPublishedCoalition(app);
    const forged = {
      'x-forwarded-host': 'evil.test/ not a host',
      'x-forwarded-proto': 'gopher',
      'x-forwarded-port': '1',
    };
    const query = `{ coalition(network: "${coalition.network.slug}", slug: "${coalition.slug}") { url } }`;
    const answers = [await sendJson(app, { query }), await sendJson(app, { query }, forged)];
    expect(answers[1]).toMatchObject({ status: 200, text: answers[0]!.text });
    expect(answers[0]!.json.data.coalition.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\//);
  });

  it('of a proxy that is not the one named have none either', async () => {
    const app = await start({ TRUSTED_PROXIES: '10.0.0.7,192.0.2.0/24' });
    expect(await attempts(app, 30, (i) => from(`203.0.113.${i}`))).toBe('UNAUTHENTICATED');
    expect(await attempts(app, 1, () => from('203.0.113.99'))).toBe('RATE_LIMITED');
  });

  it('of a configured proxy tell each client from the others', async () => {
    const app = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    expect(await attempts(app, 30, () => from('203.0.113.1'))).toBe('UNAUTHENTICATED');
    expect(await attempts(app, 1, () => from('203.0.113.1'))).toBe('RATE_LIMITED');
    expect(await attempts(app, 1, () => from('203.0.113.2'))).toBe('UNAUTHENTICATED');
    expect(await attempts(app, 1, () => ({}))).toBe('UNAUTHENTICATED');
  });

  it('count by the last address that is no proxy of ours, whatever the client wrote before it', async () => {
    const app = await start({ TRUSTED_PROXIES: '127.0.0.0/8,10.0.0.0/8' });
    const invented = (i: number): Record<string, string> =>
      from(`198.51.100.${i}`, '10.9.9.9', '203.0.113.1', '10.1.2.3');
    expect(await attempts(app, 30, invented)).toBe('UNAUTHENTICATED');
    expect(await attempts(app, 1, () => from('203.0.113.1'))).toBe('RATE_LIMITED');
    expect(await attempts(app, 1, () => from('198.51.100.1'))).toBe('UNAUTHENTICATED');
  });

  it('count an IPv6 network as one, and what is no address as the proxy', async () => {
    const app = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    expect(await attempts(app, 30, (i) => from(`2001:db8:0:7::${i}`))).toBe('UNAUTHENTICATED');
    expect(await attempts(app, 1, () => from('2001:db8:0:7:ffff::1'))).toBe('RATE_LIMITED');
    expect(await attempts(app, 1, () => from('2001:db8:0:8::1'))).toBe('UNAUTHENTICATED');
    expect(await attempts(app, 30, (i) => from(`unknown-${i}`))).toBe('UNAUTHENTICATED');
    expect(await attempts(app, 1, () => from('_hidden'))).toBe('RATE_LIMITED');
  });

  it('of a configured proxy still lead to no other address', async () => {
    const app = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const { network, slug } = await aPublishedCoalition(app);
    const forwarded = { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' };
    const path = `/coalitions/${network.slug}/${slug}`;
    const page = await send(app, { method: 'GET', path, headers: forwarded });
    expect([page.status, page.text.includes('evil.test')]).toEqual([200, false]);
  });
});
