import { globalId } from '../src/platform/graphql/ids.ts';
import { type Person, TestApp } from './support/app.ts';
import { aPerson, aSession } from './support/fixtures.ts';
import { endings, holding, refreshed, refreshing, signIn, SIGN_IN } from './support/signing-in.ts';
import { PASSWORD } from './support/fixtures.ts';

const SESSIONS =
  '{ viewer { sessions { id current createdAt lastUsedAt expiresAt openedWith openedFrom } } }';
const END = 'mutation ($id: ID!) { endSession(id: $id) }';
const END_OTHERS = 'mutation { endOtherSessions }';
const WHO = '{ viewer { email } }';
const NOWHERE = '00000000-0000-0000-0000-000000000000';

interface Listed {
  id: string;
  current: boolean;
  createdAt: string;
  lastUsedAt: string;
  expiresAt: string;
  openedWith: string | null;
  openedFrom: string | null;
}

describe('Own sessions', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const list = async (person: Person): Promise<Listed[]> =>
    (await app.data(person, SESSIONS)).viewer.sessions as Listed[];
  const codeOf = async (person: Person): Promise<string | undefined> =>
    (await app.graphql(person, WHO)).errors?.[0]?.extensions.code;
  const idOf = ({ sessionId }: Person): string => globalId('Session', NOWHERE, sessionId);

  it('are listed, last used first, each as its owner may recognise it', async () => {
    const person = await aPerson(app);
    const signedIn = await app.http
      .post('/graphql')
      .set('user-agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')
      .send({ query: SIGN_IN, variables: { input: { email: person.email, password: PASSWORD } } });
    const here = holding(person, signedIn.body.data.signIn);
    await app.database.rows(
      `update access.sessions set created_at = now() - interval '1 hour' where id = $1`,
      [person.sessionId],
    );

    const [first, second, ...rest] = await list(here);

    expect(rest).toEqual([]);
    expect(first).toMatchObject({ current: true, openedWith: 'Firefox on Linux', openedFrom: '127.0.x.x' });
    expect(Date.parse(first!.expiresAt) - Date.parse(first!.createdAt)).toBe(14 * 86_400_000);
    expect(second).toMatchObject({ id: idOf(person), current: false, openedWith: null, openedFrom: null });
    expect(await list(person)).toMatchObject([
      { id: first!.id, current: false },
      { id: second!.id, current: true },
    ]);
  });

  it('tell when they were last refreshed', async () => {
    const person = await aPerson(app);
    const session = await signIn(app, person);
    await app.database.rows(
      `update access.refresh_tokens t set issued_at = issued_at - interval '3 days' from access.sessions s where s.id = t.session_id and s.account_id = $1`,
      [person.accountId],
    );
    const lastUsed = async (): Promise<number> =>
      Date.parse((await list(person)).find(({ current }) => !current)!.lastUsedAt);
    const before = await lastUsed();

    await refreshed(app, session.refreshToken);

    expect(Math.round(((await lastUsed()) - before) / 86_400_000)).toBe(3);
  });

  it('are not listed once they have ended, ran out, or can be refreshed no more', async () => {
    const person = await aPerson(app);
    const [ended, late] = [await aSession(app, person), await aSession(app, person)];
    await signIn(app, person);
    await app.database.rows('update access.sessions set ended_at = now() where id = $1', [ended.sessionId]);
    await app.database.rows('update access.sessions set expires_at = now() where id = $1', [late.sessionId]);
    await app.database.rows(
      `update access.refresh_tokens t set expires_at = now() from access.sessions s where s.id = t.session_id and s.account_id = $1`,
      [person.accountId],
    );
    expect((await list(person)).map(({ id }) => id)).toEqual([idOf(person)]);
  });

  it('are at most 100 in the list', async () => {
    const person = await aPerson(app);
    await app.database.rows(
      `insert into access.sessions (account_id, expires_at) select $1, now() + interval '1 hour' from generate_series(1, 120)`,
      [person.accountId],
    );
    expect(await list(person)).toHaveLength(100);
    expect(await app.data(person, END_OTHERS)).toEqual({ endOtherSessions: 120 });
  });

  it('are ended from another one, at once for both of their tokens', async () => {
    const person = await aPerson(app);
    const lost = await signIn(app, person);
    const [{ id }] = (await list(person)).filter(({ current }) => !current) as [Listed];

    expect(await app.data(person, END, { id })).toEqual({ endSession: true });

    expect(await codeOf(holding(person, lost))).toBe('UNAUTHENTICATED');
    expect((await refreshing(app, lost.refreshToken)).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect(await endings(app, person)).toEqual(['ENDED_BY_OWNER']);
    expect(await codeOf(person)).toBeUndefined();
    expect((await app.refusal(person, END, { id })).code).toBe('NOT_FOUND');
  });

  it('are all ended but the one that asks, and nobody else’s', async () => {
    const person = await aPerson(app);
    const stranger = await aPerson(app);
    const others = [await aSession(app, person), await aSession(app, person), await aSession(app, person)];

    expect(await app.data(person, END_OTHERS)).toEqual({ endOtherSessions: 3 });

    expect(await Promise.all(others.map(codeOf))).toEqual(Array(3).fill('UNAUTHENTICATED'));
    expect([await codeOf(person), await codeOf(stranger)]).toEqual([undefined, undefined]);
    expect(await app.data(person, END_OTHERS)).toEqual({ endOtherSessions: 0 });
  });

  it('of others, of nobody and of no form are the same answer, and stay', async () => {
    const person = await aPerson(app);
    const stranger = await aPerson(app);
    const over = await aSession(app, person);
    await app.database.rows('update access.sessions set ended_at = now() where id = $1', [over.sessionId]);
    const answers = [];
    for (const id of [
      idOf(stranger),
      idOf(over),
      globalId('Session', NOWHERE, NOWHERE),
      globalId('Membership', NOWHERE, person.sessionId),
      person.sessionId,
      'x',
      '',
    ]) {
      const { status, text } = await app.http
        .post('/graphql')
        .set('authorization', `Bearer ${person.token}`)
        .send({ query: END, variables: { id } });
      answers.push(`${status} ${text}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('NOT_FOUND');
    expect([await codeOf(stranger), await codeOf(person)]).toEqual([undefined, undefined]);
  });

  it('are nobody’s business who is not signed in, or whose session has ended', async () => {
    const person = await aPerson(app);
    const ended = await aSession(app, person);
    await app.database.rows('update access.sessions set ended_at = now() where id = $1', [ended.sessionId]);
    for (const asking of [null, ended]) {
      expect((await app.refusal(asking, END, { id: idOf(person) })).code).toBe('UNAUTHENTICATED');
      expect((await app.refusal(asking, END_OTHERS)).code).toBe('UNAUTHENTICATED');
    }
    expect((await app.refusal(ended, SESSIONS)).code).toBe('UNAUTHENTICATED');
    expect(await codeOf(person)).toBeUndefined();
  });
});
