import { Role } from '../src/platform/graphql/allow.ts';
import { AT_ONCE, hashPassword, WAITING } from '../src/identity/passwords.ts';
import { digestOf } from '../src/identity/tokens.ts';
import type { DomainError } from '../src/platform/errors.ts';
import { type Answer, TestApp } from './support/app.ts';
import { aCoalition, aPerson, PASSWORD } from './support/fixtures.ts';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { refreshToken viewer { email } } }';
const ACCEPT =
  'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { accessToken } }';

describe('Guessing', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start({ RATE_LIMITS: 'on' });
  });
  afterEach(() => app.stop());

  const signIn = (email: string, password: string): Promise<Answer> =>
    app.graphql(null, SIGN_IN, { input: { email, password } });
  const codes = async (times: number, attempt: (index: number) => Promise<Answer>): Promise<string[]> => {
    const found: string[] = [];
    for (let i = 0; i < times; i++)
      found.push((await attempt(i)).errors?.[0]?.extensions.code ?? 'signed in');
    return found;
  };
  const later = (minutes: number) =>
    app.database.rows('update access.attempts set window_start = window_start - make_interval(mins => $1)', [
      minutes,
    ]);

  it('at an account has ten attempts, which stay counted although each refusal undoes its operation', async () => {
    const person = await aPerson(app);

    expect(await codes(10, (i) => signIn(person.email, `a wrong password ${i}`))).toEqual(
      Array(10).fill('UNAUTHENTICATED'),
    );

    const { data, errors } = await signIn(person.email.toUpperCase(), PASSWORD);
    expect(data).toBeNull();
    expect(errors![0]!.extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    expect(errors![0]!.extensions['retryAfterSeconds']).toBeGreaterThan(840);
    expect(errors![0]!.extensions['retryAfterSeconds']).toBeLessThanOrEqual(900);
    const [{ sessions } = { sessions: -1 }] = await app.database.rows<{ sessions: number }>(
      'select count(*)::int as sessions from access.sessions where account_id = $1',
      [person.accountId],
    );
    expect(sessions).toBe(1); // the fixture's own
  });

  it('ends after a quarter of an hour, and counts anew after a right password', async () => {
    const person = await aPerson(app);
    await codes(10, () => signIn(person.email, 'a wrong password'));
    await later(14);
    expect(await codes(1, () => signIn(person.email, PASSWORD))).toEqual(['RATE_LIMITED']);
    await later(2);
    expect(await codes(1, () => signIn(person.email, PASSWORD))).toEqual(['signed in']);
    expect(await codes(10, () => signIn(person.email, 'a wrong password'))).toEqual(
      Array(10).fill('UNAUTHENTICATED'),
    );
  });

  it('is counted alike for an address that has no account', async () => {
    expect(await codes(11, () => signIn('nobody@example.org', 'a wrong password'))).toEqual([
      ...Array<string>(10).fill('UNAUTHENTICATED'),
      'RATE_LIMITED',
    ]);
  });

  it('at one account after another has thirty attempts from one place, and keeps nobody else of them out', async () => {
    expect(await codes(31, (i) => signIn(`somebody${i}@example.org`, 'a wrong password'))).toEqual([
      ...Array<string>(30).fill('UNAUTHENTICATED'),
      'RATE_LIMITED',
    ]);
    const kept = await app.database.rows<{ row: string }>('select a::text as row from access.attempts a');
    expect(kept).toHaveLength(31);
    expect(kept.some(({ row }) => row.includes('example.org') || row.includes('127.0.0.1'))).toBe(false);
  });

  it('at an invitation has thirty attempts from one place', async () => {
    const input = { token: 'a guess', displayName: 'Somebody', password: 'a long enough password' };
    expect(await codes(31, () => app.graphql(null, ACCEPT, { input }))).toEqual([
      ...Array<string>(30).fill('NOT_FOUND'),
      'RATE_LIMITED',
    ]);
  });

  it('from everywhere at once waits in a queue with an end, and leaves the others alone', async () => {
    const reader = await (await aCoalition(app)).as(Role.VIEWER);
    const hashes = Promise.allSettled(Array.from({ length: 100 }, (_, i) => hashPassword(`a password ${i}`)));

    const meanwhile = await app.data(reader, '{ viewer { email } }');
    const refused = (await hashes).flatMap((hash) =>
      hash.status === 'rejected' ? [hash.reason as DomainError] : [],
    );

    expect(meanwhile.viewer.email).toBe(reader.email);
    expect([AT_ONCE <= 4, WAITING]).toEqual([true, 64]);
    expect(refused).toHaveLength(100 - AT_ONCE - WAITING);
    expect(new Set(refused.map(({ extensions }) => extensions.code))).toEqual(new Set(['RATE_LIMITED']));
  });

  it('in a copy of the database meets argon2id, at no less than OWASP asks for', async () => {
    const coalition = await aCoalition(app);
    await app.database.rows(
      `insert into access.invitations (digest, email, email_key, role, coalition_id, expires_at)
       values ($1, 'new@example.org', 'new@example.org', 'EDITOR', $2, now() + interval '1 day')`,
      [digestOf('a token'), coalition.key],
    );
    await app.data(null, ACCEPT, { input: { token: 'a token', displayName: 'Newt', password: PASSWORD } });

    const [{ password_hash: hash } = { password_hash: '' }] = await app.database.rows<{
      password_hash: string;
    }>(`select password_hash from access.accounts where email = 'new@example.org'`);
    const [, algorithm, version, parameters, salt, digest] = hash.split('$');
    const { m, t, p } = Object.fromEntries(
      parameters!.split(',').map((pair) => pair.split('=') as [string, string]),
    );

    expect([algorithm, version, p]).toEqual(['argon2id', 'v=19', '1']);
    // m=19456,t=2 and m=47104,t=1 are what OWASP's sheet of 2025 calls equal.
    expect((Number(m) >= 19_456 && Number(t) >= 2) || (Number(m) >= 47_104 && Number(t) >= 1)).toBe(true);
    expect(Buffer.from(salt!, 'base64').length).toBeGreaterThanOrEqual(16);
    expect(Buffer.from(digest!, 'base64').length).toBeGreaterThanOrEqual(32);
    expect((await signIn('new@example.org', PASSWORD)).errors).toBeUndefined();
  });
});
