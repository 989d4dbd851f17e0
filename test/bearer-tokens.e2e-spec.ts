import { JwtService } from '@nestjs/jwt';
import { TOKEN } from '../src/identity/tokens.ts';
import { type Person, TestApp } from './support/app.ts';
import { aPerson } from './support/fixtures.ts';

const WHO = '{ viewer { email } }';

describe('A bearer', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const now = (): number => Math.floor(Date.now() / 1_000);
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

  it.each<[what: string, header: (person: Person) => string]>([
    ['that ran out', (p) => `Bearer ${signed(p, { expiresIn: -1 })}`],
    ['of another secret', (p) => `Bearer ${signed(p, { secret: 'x'.repeat(43) })}`],
    ['of another algorithm', (p) => `Bearer ${signed(p, { algorithm: 'HS512' })}`],
    ['of another audience', (p) => `Bearer ${signed(p, { audience: 'another' })}`],
    ['of another issuer', (p) => `Bearer ${signed(p, { issuer: 'another' })}`],
    [
      'that is not signed',
      (p) =>
        `Bearer ${encode({ alg: 'none', typ: 'JWT' })}.${encode({ sub: p.accountId, sid: p.sessionId, iss: TOKEN.issuer, aud: TOKEN.audience, exp: now() + 60 })}.`,
    ],
    ['that was altered', (p) => `Bearer ${p.token.slice(0, -6)}AAAAAA`],
    ['that is none', () => 'Bearer none'],
    ['that is empty', () => 'Bearer '],
    ['of another scheme', () => 'Basic YTpi'],
    ['that is a refresh token', () => `Bearer ${'x'.repeat(43)}`],
  ])('of a token %s is refused as a whole, with 401', async (_, header) => {
    const person = await aPerson(app);
    for (const query of ['{ networks { slug } }', WHO, 'mutation { signOut }']) {
      const { status, body } = await app.http
        .post('/graphql')
        .set('authorization', header(person))
        .send({ query });
      expect([status, body]).toEqual([
        401,
        {
          errors: [
            { message: expect.stringMatching(/^The access token/), extensions: { code: 'UNAUTHENTICATED' } },
          ],
        },
      ]);
    }
    expect((await app.data(person, WHO)).viewer.email).toBe(person.email);
  });

  const signed = (
    person: Person,
    { secret, ...options }: { secret?: string; [option: string]: unknown },
  ): string =>
    new JwtService().sign(
      { sub: person.accountId, sid: person.sessionId },
      { ...TOKEN, expiresIn: 60, secret: secret ?? app.config.tokenSecret, ...options },
    );
});
