import { PASSWORD, aPerson } from './support/fixtures.ts';
import { TestApp } from './support/app.ts';
import { listen, type RawAnswer, sendJson } from './support/raw-http.ts';

describe('Who is asked to wait', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMITS: 'on', ANSWER_CACHE_MEGABYTES: '0' });
    await listen(app);
  });
  afterAll(() => app.stop());

  it('reads that the server is busy, and for how long, when all connections are at work', async () => {
    const query = 'mutation { suggestCorrection(input: { coalitionId: "x", text: "A text long enough" }) }';
    const slow = await app.database.owner.connect();
    await slow.query('begin; lock table access.attempts in access exclusive mode');
    let answers: RawAnswer[];
    try {
      answers = await Promise.all(Array.from({ length: 60 }, () => sendJson(app, { query })));
    } finally {
      await slow.query('rollback');
      slow.release();
    }
    const busy = answers.filter(({ json }) => json.errors[0].extensions.code === 'UNAVAILABLE');
    console.log(`${busy.length} of ${answers.length} were told that the server is busy`);
    expect(busy.length).toBeGreaterThan(0);
    for (const { headers, json } of busy) {
      expect(json.errors[0]).toMatchObject({
        message: 'The server is busy: too many ask at once. Try again in 2 seconds.',
        extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 2 },
      });
      expect(headers['retry-after']).toBe('2');
    }
  });

  it('reads in a header, too, when another attempt to sign in counts', async () => {
    const { email } = await aPerson(app);
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { expiresAt } }';
    const attempt = (password: string): Promise<RawAnswer> =>
      sendJson(app, { query, variables: { input: { email, password } } });
    for (let i = 0; i < 10; i++)
      expect((await attempt('a wrong password')).headers).not.toHaveProperty('retry-after');
    const { headers, json } = await attempt(PASSWORD);
    const { code, retryAfterSeconds } = json.errors[0].extensions;
    expect([code, headers['retry-after']]).toEqual(['RATE_LIMITED', String(retryAfterSeconds)]);
  });
});
