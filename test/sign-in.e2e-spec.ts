import { JwtService } from '@nestjs/jwt';
import { hash } from '@node-rs/argon2';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aCoalition, aPerson, PASSWORD } from './support/fixtures.ts';

const SESSION = '{ accessToken refreshToken expiresAt viewer { email displayName } }';
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) ${SESSION} }`;
const REFRESH = `mutation ($input: RefreshInput!) { refreshSession(input: $input) ${SESSION} }`;
const WHO = '{ viewer { email memberships { role } } }';

interface Session {
  accessToken: string;
  refreshToken: string;
}

describe('Signing in', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const signIn = async (person: Person): Promise<Session> =>
    (await app.data(null, SIGN_IN, { input: { email: person.email, password: PASSWORD } })).signIn as Session;
  const holding = (person: Person, { accessToken }: Session): Person => ({ ...person, token: accessToken });
  const refresh = (refreshToken: string) => app.graphql(null, REFRESH, { input: { refreshToken } });
  const codeOf = async (person: Person): Promise<string | undefined> =>
    (await app.graphql(person, WHO)).errors?.[0]?.extensions.code;
  const ended = async (person: Person): Promise<(string | null)[]> => {
    const rows = await app.database.rows<{ end_reason: string }>(
      `select end_reason from access.sessions where account_id = $1 and id <> $2`,
      [person.accountId, person.sessionId],
    );
    return rows.map(({ end_reason }) => end_reason);
  };

  it('takes an address however it is written, and gives a session of ten minutes', async () => {
    const person = await aPerson(app);
    const input = { email: person.email.toUpperCase(), password: PASSWORD };

    const { signIn: session } = await app.data(null, SIGN_IN, { input });

    expect(session.viewer).toEqual({ email: person.email, displayName: person.displayName });
    const seconds = (Date.parse(session.expiresAt as string) - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(540);
    expect(seconds).toBeLessThanOrEqual(600);
    const { exp, iat, ...claims } = new JwtService().decode(session.accessToken);
    expect(exp - iat).toBe(600);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'iss', 'sid', 'sub']);
    expect((await app.data(holding(person, session), WHO)).viewer.email).toBe(person.email);
  });

  it('renews a hash that was made with other parameters than today’s', async () => {
    const person = await aPerson(app);
    const hashOf = async () =>
      (
        await app.database.rows<{ password_hash: string }>(
          'select password_hash from access.accounts where id = $1',
          [person.accountId],
        )
      )[0]!.password_hash;
    const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await app.database.rows('update access.accounts set password_hash = $2 where id = $1', [
      ...[person.accountId, weak],
    ]);

    await signIn(person);
    const renewed = await hashOf();
    await signIn(person);

    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashOf()).toBe(renewed);
  });

  it('tells an unknown address and a wrong password apart by no byte', async () => {
    const person = await aPerson(app);
    const disabled = await aPerson(app);
    await app.database.rows('update access.accounts set disabled_at = now() where id = $1', [
      disabled.accountId,
    ]);
    const attempt = async (email: string, password: string) => {
      const answer = await app.http
        .post('/graphql')
        .send({ query: SIGN_IN, variables: { input: { email, password } } });
      const { date: _date, 'x-request-id': _id, ...headers } = answer.headers;
      return { status: answer.status, text: answer.text, headers };
    };

    const wrong = await attempt(person.email, 'another long password');

    expect(JSON.parse(wrong.text)).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await attempt('nobody@example.org', 'another long password')).toEqual(wrong);
    expect(await attempt(disabled.email, PASSWORD)).toEqual(wrong);
  });

  it('keeps a refresh token as its digest alone', async () => {
    const person = await aPerson(app);
    const { refreshToken, accessToken } = await signIn(person);
    const [kept] = await app.database.rows<{ row: string }>(
      'select t::text as row from access.refresh_tokens t join access.sessions s on s.id = t.session_id where s.account_id = $1',
      [person.accountId],
    );
    expect(refreshToken).toMatch(/^[\w-]{43}$/);
    expect(kept!.row).not.toContain(refreshToken);
    expect(kept!.row).not.toContain(Buffer.from(refreshToken).toString('hex'));
    expect(kept!.row).not.toContain(accessToken);
  });

  it('refreshes with no token that ran out, is unknown, or belongs to somebody disabled', async () => {
    const person = await aPerson(app);
    const late = await signIn(person);
    await app.database.rows(
      `update access.refresh_tokens t set expires_at = now() - interval '1 second' from access.sessions s where s.id = t.session_id and s.account_id = $1`,
      [person.accountId],
    );
    const disabled = await aPerson(app);
    const theirs = await signIn(disabled);
    await app.database.rows('update access.accounts set disabled_at = now() where id = $1', [
      disabled.accountId,
    ]);

    for (const token of [late.refreshToken, theirs.refreshToken, 'unknown', 'x'.repeat(43)]) {
      expect((await refresh(token)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    expect(await ended(person)).toEqual([null]);
  });

  it('is over at once for both tokens after signing out', async () => {
    const person = await aPerson(app);
    const session = await signIn(person);
    const holder = holding(person, session);

    expect(await app.data(holder, 'mutation { signOut }')).toEqual({ signOut: true });

    expect(await codeOf(holder)).toBe('UNAUTHENTICATED');
    expect((await refresh(session.refreshToken)).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect((await app.graphql(holder, 'mutation { signOut }')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('is over at once for somebody whose account is disabled, or whose session ran out', async () => {
    const disabled = await aPerson(app);
    const late = await aPerson(app);
    expect([await codeOf(disabled), await codeOf(late)]).toEqual([undefined, undefined]);

    await app.database.rows('update access.accounts set disabled_at = now() where id = $1', [
      disabled.accountId,
    ]);
    await app.database.rows('update access.sessions set expires_at = now() where account_id = $1', [
      late.accountId,
    ]);

    expect([await codeOf(disabled), await codeOf(late)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });

  it('gives no right that has ended since, under the same access token', async () => {
    const coalition = await aCoalition(app);
    const editor = await coalition.as(Role.EDITOR);
    const workspace = 'query ($id: ID!) { workspace(coalitionId: $id) { coalitionId } }';
    expect((await app.data(editor, workspace, { id: coalition.id })).workspace).not.toBeNull();

    await app.database.rows('delete from access.memberships where account_id = $1', [editor.accountId]);

    expect((await app.data(editor, workspace, { id: coalition.id })).workspace).toBeNull();
    expect((await app.data(editor, WHO)).viewer.memberships).toEqual([]);
  });
});
