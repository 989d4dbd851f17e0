import { Role } from '../src/platform/graphql/allow.ts';
import { digestOf } from '../src/identity/tokens.ts';
import { type Answer, TestApp } from './support/app.ts';
import { lettersTo, subjectsTo, tokenIn } from './support/account-letters.ts';
import { aCoalition, aPerson, aSession, PASSWORD } from './support/fixtures.ts';
import { accept, anAddress, codeOf, invited } from './support/invitations.ts';
import { OpenedPage } from './support/token-page.ts';

const ASK = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const NEW = 'lampe tisch regen';

let app: TestApp;

const ask = (email: string): Promise<Answer> => app.graphql(null, ASK, { input: { email } });
const reset = (token: string, password = NEW): Promise<Answer> =>
  app.graphql(null, RESET, { input: { token, password } });
const signIn = (email: string, password: string): Promise<Answer> =>
  app.graphql(null, SIGN_IN, { input: { email, password } });
const tokenOf = async (email: string): Promise<string> => {
  await ask(email);
  return tokenIn((await lettersTo(app, email)).at(-1));
};

describe('A forgotten password', () => {
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('is replaced by the token of a letter, once, and every session ends', async () => {
    const person = await aPerson(app);
    const other = await aSession(app, person);
    const token = await tokenOf(person.email.toUpperCase());

    expect(await reset(token)).toEqual({ data: { resetPassword: true } });

    for (const session of [person, other])
      expect(codeOf(await app.graphql(session, '{ viewer { email } }'))).toBe('UNAUTHENTICATED');
    expect([codeOf(await signIn(person.email, PASSWORD)), codeOf(await signIn(person.email, NEW))]).toEqual([
      'UNAUTHENTICATED',
      'done',
    ]);
    expect(codeOf(await reset(token, 'another lamp table'))).toBe('NOT_FOUND');
    expect(await subjectsTo(app, person.email)).toEqual([
      'Choose a new password for the Coalition Landscape',
      'Your password for the Coalition Landscape was changed',
    ]);
  });

  it('takes back what whoever had the account invited', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const { token } = await invited(app, lead, coalition, Role.LEAD);
    await reset(await tokenOf(lead.email));
    const accepting = await accept(app, token, null, { displayName: 'Sasha Roe', password: PASSWORD });
    expect(codeOf(accepting)).toBe('NOT_FOUND');
  });

  it('is replaced by one of twenty who use the token at once', async () => {
    const person = await aPerson(app);
    const token = await tokenOf(person.email);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => reset(token, `${NEW} number ${i}`)),
    );
    expect(answers.map(codeOf).sort()).toEqual([...Array<string>(19).fill('NOT_FOUND'), 'done']);
    const winner = answers.findIndex((answer) => codeOf(answer) === 'done');
    expect(codeOf(await signIn(person.email, `${NEW} number ${winner}`))).toBe('done');
  });

  it('cannot be replaced by a token that ran out, was replaced, or is of another kind; nor when the account is locked', async () => {
    const unknown = await reset('a token of nobody');
    const [late, renewed, locked] = [await aPerson(app), await aPerson(app), await aPerson(app)];
    const tokens = [await tokenOf(late.email), await tokenOf(renewed.email), await tokenOf(locked.email)];
    const newest = await tokenOf(renewed.email);
    await app.database.rows(
      `update access.account_tokens set expires_at = expires_at - interval '30 minutes' where digest = $1`,
      [digestOf(tokens[0]!)],
    );
    await app.database.rows('update access.accounts set disabled_at = now() where id = $1', [
      locked.accountId,
    ]);
    const coalition = await aCoalition(app);
    const invitation = await invited(app, await coalition.as(Role.LEAD), coalition);

    expect(codeOf(unknown)).toBe('NOT_FOUND');
    for (const token of [...tokens, invitation.token]) expect(await reset(token)).toEqual(unknown);
    expect(codeOf(await reset(newest))).toBe('done');
  });

  it('opens no account to whoever is only invited, and its token accepts no invitation', async () => {
    const coalition = await aCoalition(app);
    const { email, token } = await invited(app, await coalition.as(Role.LEAD), coalition);
    const person = await aPerson(app);

    await ask(email);
    expect(await subjectsTo(app, email)).toEqual(['Your invitation to the Coalition Landscape']);
    expect(codeOf(await accept(app, await tokenOf(person.email)))).toBe('NOT_FOUND');
    expect(codeOf(await accept(app, token))).toBe('done');
  });

  it('is asked for by a letter in the language of the account, to the address as its owner wrote it', async () => {
    const person = await aPerson(app);
    await app.database.rows(`update access.accounts set language = 'ES' where id = $1`, [person.accountId]);
    await ask(` ${person.email.toUpperCase()} `.trim());
    const [letter] = await lettersTo(app, person.email);
    expect(letter!.headers['to']).toBe(person.email);
    expect(letter!.text).toContain('Elegir una nueva contraseña');
    expect(letter!.text).toContain(`/reset?language=ES#${tokenIn(letter)}`);
  });

  it('keeps the token as its digest alone, once the letter is sent', async () => {
    const token = await tokenOf((await aPerson(app)).email);
    expect(token).toMatch(/^[\w-]{43}$/);
    const rows = await app.database.rows<{ row: string }>(
      `select t::text as row from access.account_tokens t union all select m::text from access.mails m
       union all select r::text from access.account_requests r`,
    );
    for (const { row } of rows) {
      expect(row).not.toContain(token);
      expect(row).not.toContain(Buffer.from(token).toString('hex'));
    }
  });

  it('frees the owner whose account others have guessed at', async () => {
    const limited = await TestApp.start({ RATE_LIMITS: 'on' }, app.database);
    try {
      const person = await aPerson(app);
      const attempt = (password: string): Promise<Answer> =>
        limited.graphql(null, SIGN_IN, { input: { email: person.email, password } });
      for (let i = 0; i < 10; i++) await attempt('a wrong password');
      expect(codeOf(await attempt(PASSWORD))).toBe('RATE_LIMITED');
      await ask(person.email);
      // Either server may be the one that delivers it.
      const letters = [...(await lettersTo(app, person.email)), ...(await lettersTo(limited, person.email))];
      await reset(tokenIn(letters[0]));
      expect(codeOf(await attempt(NEW))).toBe('done');
    } finally {
      await limited.stop();
    }
  });

  it('is set on the page behind the link, in either language', async () => {
    const person = await aPerson(app);
    const page = await OpenedPage.open(app, '/reset?language=ES', await tokenOf(person.email));

    await page.submit(0, { password: 'leavemealone' });
    expect(page.byId('problem').textContent).toContain('una de las que usa mucha gente');
    await page.submit(0, { password: NEW });

    expect([page.main.hidden, page.byId('done').hidden]).toEqual([true, false]);
    expect(page.byId('done').textContent).toContain('Su cuenta tiene la nueva contraseña');
    expect(codeOf(await signIn(person.email, NEW))).toBe('done');
    expect((await app.http.get('/reset')).text).toContain('<h1>A new password</h1>');
  });
});

describe('Letters about passwords', () => {
  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMITS: 'on' });
  });
  afterAll(() => app.stop());

  it('are three in a quarter of an hour for an address, whether it has an account or not, and thirty from one place', async () => {
    const person = await aPerson(app);
    const codes: Record<string, string[]> = {};
    for (const email of [person.email, anAddress()]) {
      codes[email] = [];
      for (let i = 0; i < 4; i++) codes[email].push(codeOf(await ask(email)));
    }
    expect(Object.values(codes)).toEqual(Array(2).fill(['done', 'done', 'done', 'RATE_LIMITED']));
    expect(await subjectsTo(app, person.email)).toHaveLength(3);
    const others: string[] = [];
    for (let i = 0; i < 23; i++) others.push(codeOf(await ask(anAddress())));
    expect(others).toEqual([...Array<string>(22).fill('done'), 'RATE_LIMITED']);
  });

  it('cannot be guessed: thirty tokens from one place', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 31; i++) codes.push(codeOf(await reset(`a guess ${i}`)));
    expect(codes).toEqual([...Array<string>(30).fill('NOT_FOUND'), 'RATE_LIMITED']);
  });
});
