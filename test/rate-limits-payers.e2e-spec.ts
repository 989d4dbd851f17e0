import { ACCESS_MINUTES } from '../src/identity/tokens.ts';
import { KeyScope, Role } from '../src/platform/graphql/allow.ts';
import { ENDED_SESSION_MS } from '../src/platform/rate-limits/payers.ts';
import { type Person, TestApp } from './support/app.ts';
import { type KeyHolder, REVOKE_KEY, withKey } from './support/api-keys.ts';
import { aNetwork, aPerson, aSession, type TestNetwork } from './support/fixtures.ts';
import { listen, type RawAnswer, send, sendJson } from './support/raw-http.ts';

const OPEN = '{ networks { slug } }';
const OWN = '{ viewer { email } }';

const payerOf = ({ headers }: RawAnswer): string | undefined =>
  /^"(\w+)"/.exec(String(headers['ratelimit']))?.[1];
const left = ({ headers }: RawAnswer): number => Number(/r=(\d+)/.exec(String(headers['ratelimit']))?.[1]);

describe('Who pays', () => {
  let app: TestApp;
  let network: TestNetwork;

  beforeAll(async () => {
    app = await TestApp.start({
      ...{ RATE_LIMITS: 'on', ANSWER_CACHE_MEGABYTES: '0' },
      ...{ RATE_LIMIT_ADDRESS: '9999999+1', RATE_LIMIT_ACCOUNT: '9999+1' },
    });
    await listen(app);
    network = await aNetwork(app);
  });
  afterAll(() => app.stop());

  const ask = ({ token }: { token: string }, query: string): Promise<RawAnswer> =>
    sendJson(app, { query }, { authorization: `Bearer ${token}` });
  const file = ({ token }: { token: string }): Promise<RawAnswer> =>
    send(app, {
      ...{ method: 'GET', path: `/exports/${network.slug}/now/goals.csv` },
      headers: { authorization: `Bearer ${token}` },
    });
  const end = ({ sessionId }: Person): Promise<unknown> =>
    app.database.rows('update access.sessions set ended_at = now() where id = $1', [sessionId]);

  it('is the owner of a key, from when it was let in, together with their own sessions', async () => {
    const owner = await network.as(Role.RESEARCHER);
    const holder = await withKey(app, owner, network);
    const before = left(await ask(owner, OPEN));

    expect(payerOf(await ask(holder, OPEN))).toBe('address');
    const [asked, brought] = [await ask(holder, OPEN), await file(holder)];

    expect([asked, brought].map(({ status }) => status)).toEqual([200, 200]);
    expect([asked, brought].map(payerOf)).toEqual(['account', 'account']);
    const other = await ask(await aSession(app, owner), OPEN);
    const spent = before - left(other);
    // Two questions of 2 and a file of 20; some points came back meanwhile.
    expect(spent).toBeGreaterThan(4);
    expect(spent).toBeLessThanOrEqual(24);
    expect(left(brought)).toBeLessThan(left(asked));
  });
  it('is a key itself that an admin made for somebody, so that the admin cannot spend what that person has', async () => {
    const [owner, admin] = [await network.as(Role.RESEARCHER), await network.as(Role.NETWORK_ADMIN)];
    const [before, ofAdmin] = [left(await ask(owner, OPEN)), left(await ask(admin, OPEN))];
    const holder = await withKey(app, admin, network, { forEmail: owner.email });
    await ask(holder, OPEN);

    const files = [await file(holder), await file(holder), await file(holder)];

    expect(files.map(payerOf)).toEqual(['account', 'account', 'account']);
    expect(left(files[2]!)).toBeLessThan(9_999 - 50);
    expect(left(await ask(owner, OPEN))).toBeGreaterThan(before - 20);
    expect(left(await ask(admin, OPEN))).toBeGreaterThan(ofAdmin - 50);
  });

  it.each<[string, (holder: KeyHolder) => Promise<unknown>]>([
    ['it was revoked', ({ owner, keyId }) => app.data(owner, REVOKE_KEY, { id: keyId })],
    [
      'it ran out',
      ({ accountId }) =>
        app.database.rows('update access.api_keys set expires_at = now() where account_id = $1', [accountId]),
    ],
    [
      'its owner is disabled',
      ({ accountId }) =>
        app.database.rows('update access.accounts set disabled_at = now() where id = $1', [accountId]),
    ],
  ])('is the address once a key was refused because %s', async (_, endKey) => {
    const holder = await withKey(app, await network.as(Role.RESEARCHER), network);
    await ask(holder, OPEN);
    expect([await ask(holder, OPEN), await file(holder)].map(payerOf)).toEqual(['account', 'account']);

    await endKey(holder);

    expect((await file(holder)).status).toBe(401);
    const answers = [await ask(holder, OPEN), await file(holder), await ask(holder, '{ __typename }')];
    expect(answers.map(payerOf)).toEqual(['address', 'address', 'address']);
  });

  it('is the address for a key that is of nobody, or comes to what it does not open', async () => {
    const unknown = { token: `clk_${'x'.repeat(43)}` };
    const owner = await network.as(Role.RESEARCHER);
    const holder = await withKey(app, owner, network);
    const other = await withKey(app, owner, network, { scope: KeyScope.READ_RELEASED });
    for (let i = 0; i < 3; i++) {
      expect((await ask(other, OPEN)).json.errors[0].extensions.code).toBe('FORBIDDEN');
      expect(payerOf(await ask(other, OPEN))).toBe('address');
      expect([await ask(unknown, OPEN), await file(unknown)].map(payerOf)).toEqual(['address', 'address']);
      expect(payerOf(await ask(holder, OWN))).toBe('address');
    }
  });

  it.each<[string, (thief: Person) => Promise<RawAnswer>]>([
    ['a question', (thief) => ask(thief, OWN)],
    ['a file', ({ token }) => send(app, dataOf(token))],
    ['a change', (thief) => ask(thief, 'mutation { updateViewer(input: { displayName: "x" }) { email } }')],
    ['a password', (thief) => ask(thief, CHANGE_PASSWORD)],
  ])(
    'is the address once a session was refused, at %s, and the account has all of its points',
    async (_, tryIt) => {
      const person = await aPerson(app);
      const lost = await aSession(app, person);
      // Seen while it lasted, so that it is not looked at again before it is refused.
      expect(payerOf(await ask(lost, OWN))).toBe('account');
      await end(lost);

      const refused = await tryIt(lost);
      expect([401, 200]).toContain(refused.status);
      expect(refused.json.code ?? refused.json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
      const atOnce = left(await ask(person, OPEN));
      for (let i = 0; i < 20; i++) expect(payerOf(await ask(lost, OPEN))).toBe('address');
      expect(payerOf(await send(app, dataOf(lost.token)))).toBe('address');

      const after = await ask(person, OPEN);
      expect(payerOf(after)).toBe('account');
      expect(left(after)).toBeGreaterThanOrEqual(atOnce - 2);
    },
  );

  it('is the address soon for an ended session that asks only what is open', async () => {
    const person = await aPerson(app);
    const lost = await aSession(app, person);
    await end(lost);
    let answer = await ask(lost, '{ __typename }');
    while (payerOf(answer) === 'account') answer = await ask(lost, '{ __typename }');
    expect([answer.status, payerOf(answer)]).toEqual([200, 'address']);
    expect(payerOf(await ask(person, OPEN))).toBe('account');
  });

  it('is remembered of an ended session for as long as its access token may live', () => {
    expect(ENDED_SESSION_MS).toBeGreaterThanOrEqual(ACCESS_MINUTES * 60_000);
  });
});

const CHANGE_PASSWORD =
  'mutation { changePassword(input: { current: "lampe tisch regen", new: "regen tisch lampe" }) }';
const dataOf = (token: string) => ({
  ...{ method: 'GET', path: '/me/data.json' },
  headers: { authorization: `Bearer ${token}` },
});
