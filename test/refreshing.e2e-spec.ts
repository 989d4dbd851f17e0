import pg from 'pg';
import { type Person, TestApp } from './support/app.ts';
import { aPerson } from './support/fixtures.ts';
import { listen } from './support/raw-http.ts';
import {
  endings,
  holding,
  letPass,
  liveTokens,
  refreshed,
  refreshing,
  signIn,
  type SignedIn,
} from './support/signing-in.ts';

const WHO = '{ viewer { email } }';

describe('A refresh token', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    await listen(app);
  });
  afterAll(() => app.stop());

  const codeOf = async (person: Person, session: SignedIn): Promise<string | undefined> =>
    (await app.graphql(holding(person, session), WHO)).errors?.[0]?.extensions.code;
  const refusal = async (token: string): Promise<string | undefined> =>
    (await refreshing(app, token)).errors?.[0]?.extensions.code;

  it('is changed for new tokens of the same session', async () => {
    const person = await aPerson(app);
    const first = await signIn(app, person);

    const second = await refreshed(app, first.refreshToken);
    const third = await refreshed(app, second.refreshToken);

    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect(third.refreshToken).toMatch(/^[\w-]{43}$/);
    expect(await codeOf(person, third)).toBeUndefined();
    expect(await endings(app, person)).toEqual([null]);
  });

  it('gives the same successor again to whoever has lost the answer, for 20 seconds', async () => {
    const person = await aPerson(app);
    const { refreshToken } = await signIn(app, person);
    const answered = await refreshed(app, refreshToken);

    await letPass(app, person, '15 seconds');
    const again = await refreshed(app, refreshToken);

    expect(again.refreshToken).toBe(answered.refreshToken);
    expect(await codeOf(person, again)).toBeUndefined();
    expect([await liveTokens(app, person), await endings(app, person)]).toEqual([1, [null]]);
  });

  it('is of no use to those who know the old token and all that is stored', async () => {
    const person = await aPerson(app);
    const { refreshToken } = await signIn(app, person);
    const { refreshToken: successor } = await refreshed(app, refreshToken);
    const rows = await app.database.rows<{ row: string }>(
      'select t::text as row from access.refresh_tokens t join access.sessions s on s.id = t.session_id where s.account_id = $1',
      [person.accountId],
    );
    expect(rows).toHaveLength(2);
    for (const secret of [refreshToken, successor]) {
      const forms = [
        secret,
        Buffer.from(secret).toString('hex'),
        Buffer.from(secret, 'base64url').toString('hex'),
      ];
      for (const form of forms) expect(rows.map(({ row }) => row).join()).not.toContain(form);
    }
  });

  it('ends the session when it is used again after the 20 seconds, and the ending outlives the refusal', async () => {
    const person = await aPerson(app);
    const other = await signIn(app, person);
    const first = await signIn(app, person);
    const second = await refreshed(app, first.refreshToken);
    await letPass(app, person, '21 seconds');

    const { data, errors } = await refreshing(app, first.refreshToken);

    expect([data, errors!.map(({ extensions }) => extensions.code)]).toEqual([null, ['UNAUTHENTICATED']]);
    expect(await endings(app, person)).toEqual([null, 'REFRESH_TOKEN_REUSED']);
    expect(await codeOf(person, second)).toBe('UNAUTHENTICATED');
    expect(await refusal(second.refreshToken)).toBe('UNAUTHENTICATED');
    expect(await codeOf(person, other)).toBeUndefined();
  });

  it('ends the session within the 20 seconds too, once its successor was used', async () => {
    const person = await aPerson(app);
    const first = await signIn(app, person);
    const second = await refreshed(app, first.refreshToken);
    const third = await refreshed(app, second.refreshToken);

    expect(await refusal(first.refreshToken)).toBe('UNAUTHENTICATED');

    expect(await endings(app, person)).toEqual(['REFRESH_TOKEN_REUSED']);
    expect(await codeOf(person, third)).toBe('UNAUTHENTICATED');
  });

  it('gives no successor again once the session has ended', async () => {
    const person = await aPerson(app);
    const first = await signIn(app, person);
    const second = await refreshed(app, first.refreshToken);
    await app.data(holding(person, second), 'mutation { signOut }');

    expect(await refusal(first.refreshToken)).toBe('UNAUTHENTICATED');
    expect(await endings(app, person)).toEqual(['SIGNED_OUT']);
  });

  it('has one successor, which all 200 get who ask for it at once', async () => {
    const person = await aPerson(app);
    const { refreshToken } = await signIn(app, person);

    const answers = await Promise.all(Array.from({ length: 200 }, () => refreshed(app, refreshToken)));

    const successors = new Set(answers.map((answer) => answer.refreshToken));
    console.log(`200 at once: ${successors.size} successor, ${await liveTokens(app, person)} live`);
    expect([successors.size, await liveTokens(app, person)]).toEqual([1, 1]);
    expect(await endings(app, person)).toEqual([null]);
    const [last] = answers;
    expect(await codeOf(person, last!)).toBeUndefined();
    expect((await refreshed(app, last!.refreshToken)).refreshToken).not.toBe(refreshToken);
  });

  it('makes whoever comes second wait for the first, and answers both alike', async () => {
    const person = await aPerson(app);
    const { refreshToken } = await signIn(app, person);
    const rotate = `select outcome from access.rotate_refresh_token(sha256($1), sha256($2), '1 day', '20 seconds')`;
    const tabs = [new pg.Client(app.database.serverUrl), new pg.Client(app.database.serverUrl)] as const;
    for (const tab of tabs) await tab.connect();
    try {
      await tabs[0].query('begin');
      const one = await tabs[0].query(rotate, [refreshToken, 'the successor']);
      const waiting = tabs[1].query(rotate, [refreshToken, 'the successor']);
      await untilSomebodyWaits();
      await tabs[0].query('commit');
      expect([one.rows, (await waiting).rows]).toEqual([[{ outcome: 'GRANTED' }], [{ outcome: 'GRANTED' }]]);
    } finally {
      for (const tab of tabs) await tab.end();
    }
    expect([await liveTokens(app, person), await endings(app, person)]).toEqual([1, [null]]);
  });

  const untilSomebodyWaits = async (): Promise<void> => {
    const waiting = `select 1 from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()`;
    for (let tries = 0; (await app.database.rows(waiting)).length === 0; tries++) {
      if (tries > 500) throw new Error('Nobody waits');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  it('used just before the server’s secret was changed is refused, and ends nothing', async () => {
    const person = await aPerson(app);
    const { refreshToken } = await signIn(app, person);
    const { refreshToken: successor } = await refreshed(app, refreshToken);
    const changed = await TestApp.start({}, app.database);
    try {
      expect((await refreshing(changed, refreshToken)).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
      expect(await endings(app, person)).toEqual([null]);
      const next = await refreshed(changed, successor);
      expect((await changed.data(holding(person, next), WHO)).viewer.email).toBe(person.email);
    } finally {
      await changed.stop();
    }
  });
});
