import { type Answer, TestApp } from './support/app.ts';
import { isMissed } from './support/faults.ts';
import { aPerson, PASSWORD } from './support/fixtures.ts';
import { anAddress } from './support/invitations.ts';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { refreshToken } }';
const ASK = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const REFRESH = 'mutation ($input: RefreshInput!) { refreshSession(input: $input) { accessToken } }';
const [HOME, NEXT_DOOR, OFFICE, TRAVELLING] = ['203.0.113.5', '203.0.7.7', '192.0.2.9', '2001:db8:7::1'];

describe('Where somebody usually signs in', () => {
  let app: TestApp;
  let strangers = 0;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1' });
  });
  beforeEach(() => app.database.rows('delete from access.attempts'));
  afterAll(() => app.stop());

  const from = async (place: string, query: string, input: object): Promise<Answer> => {
    const call = app.http.post('/graphql').set('x-forwarded-for', place);
    return (await call.send({ query, variables: { input } })).body as Answer;
  };
  const code = ({ errors }: Answer): string => errors?.[0]?.extensions.code ?? 'done';
  const signIn = async (place: string, email: string, password = PASSWORD): Promise<string> =>
    code(await from(place, SIGN_IN, { email, password }));
  const ask = async (place: string, email: string): Promise<string> =>
    code(await from(place, ASK, { email }));
  /** Each in a network of their own. */
  const aStranger = (): string => `198.18.${strangers++ % 250}.1`;
  const guesses = async (times: number, email: string, place?: string): Promise<string[]> => {
    const found: string[] = [];
    for (let i = 0; i < times; i++) found.push(await signIn(place ?? aStranger(), email, 'a wrong password'));
    return found;
  };
  const refused = (times: number): string[] => Array<string>(times).fill('UNAUTHENTICATED');
  /** Whoever has signed in at home, and nowhere else. */
  const atHome = async (): Promise<string> => {
    const { email } = await aPerson(app);
    expect(await signIn(HOME, email)).toBe('done');
    return email;
  };

  it('they still can, whatever strangers guess, who have ten attempts together', async () => {
    const notShutOut = async (): Promise<void> => {
      const [email, colleague] = [await atHome(), await aPerson(app)];
      expect(await signIn(OFFICE, colleague.email)).toBe('done');
      expect(await guesses(11, email)).toEqual([...refused(10), 'RATE_LIMITED']);
      expect(await signIn(OFFICE, email)).toBe('RATE_LIMITED');
      expect(await signIn(NEXT_DOOR, email)).toBe('done');
    };
    await notShutOut();
    for (const [from_, to] of [
      [`then ' from ' || place else '' end`, `then '' else '' end`],
      ['a.email_key = key and s.opened_from = place and', 'false and'],
      ['s.opened_from = place and', ''],
      ['a.email_key = key and', ''],
    ] as const)
      expect([from_, await isMissed(app, ['access.count_attempt_at', from_, to], notShutOut)]).toEqual([
        ...[from_, true],
      ]);
  });

  it('whoever guesses has ten attempts, too, and shuts the owner out nowhere else', async () => {
    const email = await atHome();
    expect(await signIn(OFFICE, email)).toBe('done');
    expect(await guesses(11, email, HOME)).toEqual([...refused(10), 'RATE_LIMITED']);
    expect(await signIn(HOME, email)).toBe('RATE_LIMITED');
    expect([await signIn(OFFICE, email), await signIn(TRAVELLING, email)]).toEqual(['done', 'done']);
  });

  it('is where a session was opened or used in the last 30 days', async () => {
    const { email } = await aPerson(app);
    const answer = await from(HOME, SIGN_IN, { email, password: PASSWORD });
    await app.database.rows(
      `update access.sessions s set created_at = now() - interval '31 days', expires_at = now() + interval '1 day'
       from access.accounts a where a.id = s.account_id and a.email = $1`,
      [email],
    );
    const old = `update access.refresh_tokens t set issued_at = now() - interval '31 days' from access.sessions s, access.accounts a
      where s.id = t.session_id and a.id = s.account_id and a.email = $1`;
    await app.database.rows(old, [email]);
    await guesses(10, email);
    expect(await signIn(HOME, email)).toBe('RATE_LIMITED');
    const { refreshToken } = answer.data!.signIn as { refreshToken: string };
    expect(code(await from(OFFICE, REFRESH, { refreshToken }))).toBe('done');
    expect(await signIn(HOME, email)).toBe('done');
  });

  it('is counted by one statement and answered alike for an address without an account', async () => {
    const [known, unknown] = [await atHome(), anAddress()];
    const seen = async (email: string): Promise<unknown[]> => {
      const answers: unknown[] = [];
      for (let i = 0; i < 12; i++) {
        const { errors } = await from(aStranger(), SIGN_IN, { email, password: 'a wrong password' });
        const { retryAfterSeconds, ...rest } = errors![0]!.extensions;
        answers.push([typeof retryAfterSeconds, rest, errors![0]!.message.replace(/\d+/, 'SOME')]);
      }
      return answers;
    };
    expect(await seen(known)).toEqual(await seen(unknown));
    expect(await guesses(11, anAddress(), HOME)).toEqual([...refused(10), 'RATE_LIMITED']);
  });

  it('they get a letter for a new password, whatever strangers ask for', async () => {
    const email = await atHome();
    const asked: string[] = [];
    for (let i = 0; i < 4; i++) asked.push(await ask(aStranger(), email));
    expect(asked).toEqual(['done', 'done', 'done', 'RATE_LIMITED']);
    expect([await ask(OFFICE, email), await ask(HOME, email)]).toEqual(['RATE_LIMITED', 'done']);
  });
});
