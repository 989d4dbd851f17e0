import { digestOf } from '../src/identity/tokens.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { lettersTo, subjectsTo, tokenIn } from './support/account-letters.ts';
import { aPerson, aSession, PASSWORD } from './support/fixtures.ts';
import { anAddress, codeOf } from './support/invitations.ts';
import { OpenedPage } from './support/token-page.ts';

const ASK = 'mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) }';
const CONFIRM = 'mutation ($input: ConfirmEmailChangeInput!) { confirmEmailChange(input: $input) }';
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
const ASK_RESET = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const NEW = 'lampe tisch regen';

let app: TestApp;

const ask = (person: Person | null, email: string, password = PASSWORD): Promise<Answer> =>
  app.graphql(person, ASK, { input: { email, password } });
const confirm = (token: string): Promise<Answer> => app.graphql(null, CONFIRM, { input: { token } });
const signIn = async (email: string): Promise<string> =>
  codeOf(await app.graphql(null, SIGN_IN, { input: { email, password: PASSWORD } }));
const tokenOf = async (person: Person, email: string): Promise<string> => {
  await ask(person, email);
  return tokenIn((await lettersTo(app, email)).at(-1));
};

describe('The address of an account', () => {
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('changes when the letter to the new one is answered; the old one is told, and sessions go on', async () => {
    const person = await aPerson(app);
    const fresh = `New.${anAddress()}`;

    expect(await ask(person, fresh)).toEqual({ data: { requestEmailChange: true } });

    const letters = await lettersTo(app, fresh);
    expect(letters.map(({ headers }) => headers['subject'])).toEqual([
      'Confirm your new address for the Coalition Landscape',
    ]);
    const [notice, ...more] = await lettersTo(app, person.email);
    expect([notice!.headers['subject'], more]).toEqual([
      'Another address for your account in the Coalition Landscape',
      [],
    ]);
    expect(notice!.text.toLowerCase()).not.toContain(fresh.toLowerCase());
    expect([await signIn(person.email), await signIn(fresh)]).toEqual(['done', 'UNAUTHENTICATED']);

    const token = tokenIn(letters[0]);
    expect(await confirm(token)).toEqual({ data: { confirmEmailChange: true } });
    expect([await signIn(person.email), await signIn(fresh.toUpperCase())]).toEqual([
      'UNAUTHENTICATED',
      'done',
    ]);
    expect((await app.data(person, '{ viewer { email } }')).viewer.email).toBe(fresh);
    expect(codeOf(await confirm(token))).toBe('NOT_FOUND');
    expect((await subjectsTo(app, fresh)).at(-1)).toBe('This is now your address in the Coalition Landscape');
  });

  it('that somebody has is answered as a free one, byte for byte; its owner alone gets a letter, without a token', async () => {
    const [person, holder] = [await aPerson(app), await aPerson(app)];
    const raw = async (email: string) => {
      const input = { email, password: PASSWORD };
      const call = app.http.post('/graphql').set('authorization', `Bearer ${person.token}`);
      const { status, text, headers } = await call.send({ query: ASK, variables: { input } });
      const { date: _date, 'x-request-id': _id, ...rest } = headers;
      return { status, text, rest };
    };

    expect(await raw(holder.email.toUpperCase())).toEqual(await raw(anAddress()));

    const [letter, ...more] = await lettersTo(app, holder.email);
    expect([letter!.headers['subject'], more]).toEqual([
      'You have an account in the Coalition Landscape already',
      [],
    ]);
    expect(() => tokenIn(letter)).toThrow('no token');
    expect(await subjectsTo(app, person.email)).toHaveLength(2);
    await ask(person, holder.email);
    expect(await subjectsTo(app, holder.email)).toHaveLength(2);
  });

  it('that somebody else has taken meanwhile is refused as a token that is not good', async () => {
    const [person, faster] = [await aPerson(app), await aPerson(app)];
    const wanted = anAddress();
    const [slow, fast] = [await tokenOf(person, wanted), await tokenOf(faster, wanted)];
    const unknown = await confirm('a token of nobody');

    expect(codeOf(await confirm(fast))).toBe('done');

    expect(codeOf(unknown)).toBe('NOT_FOUND');
    expect(await confirm(slow)).toEqual(unknown);
    expect((await app.data(person, '{ viewer { email } }')).viewer.email).toBe(person.email);
  });

  it('does not change by a token that ran out, was replaced, or is of another kind', async () => {
    const [late, renewed] = [await aPerson(app), await aPerson(app)];
    const tokens = [await tokenOf(late, anAddress()), await tokenOf(renewed, anAddress())];
    const newest = await tokenOf(renewed, anAddress());
    await app.database.rows(
      `update access.account_tokens set expires_at = expires_at - interval '24 hours' where digest = $1`,
      [digestOf(tokens[0]!)],
    );
    await app.data(null, ASK_RESET, { input: { email: late.email } });
    const reset = tokenIn((await lettersTo(app, late.email)).at(-1));

    for (const token of [...tokens, reset]) expect(codeOf(await confirm(token))).toBe('NOT_FOUND');
    const input = { token: newest, password: NEW };
    expect((await app.refusal(null, RESET, { input })).code).toBe('NOT_FOUND');
    expect(codeOf(await confirm(newest))).toBe('done');
  });

  it('does not change for whoever does not know the password, or once its owner has changed that', async () => {
    const person = await aPerson(app);
    const gone = await aSession(app, person);
    await app.data(gone, 'mutation { signOut }');
    const fresh = anAddress();

    const refused = await ask(person, fresh, 'another password');
    expect(refused.errors![0]!.extensions.fields).toHaveProperty(['input.password']);
    expect([codeOf(await ask(null, fresh)), codeOf(await ask(gone, fresh))]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    expect((await ask(person, person.email.toUpperCase())).errors![0]!.extensions.fields).toHaveProperty([
      'input.email',
    ]);
    expect(await subjectsTo(app, fresh)).toEqual([]);

    const token = await tokenOf(person, fresh);
    await app.data(person, CHANGE, { input: { current: PASSWORD, new: NEW } });
    expect(codeOf(await confirm(token))).toBe('NOT_FOUND');
  });

  it('that changed leaves no token in the old mailbox that would open the account', async () => {
    const person = await aPerson(app);
    const fresh = anAddress();
    await app.data(null, ASK_RESET, { input: { email: person.email } });
    const reset = tokenIn((await lettersTo(app, person.email)).at(-1));
    await confirm(await tokenOf(person, fresh));
    expect((await app.refusal(null, RESET, { input: { token: reset, password: NEW } })).code).toBe(
      'NOT_FOUND',
    );
  });

  it('is confirmed on the page behind the link, by a button', async () => {
    const person = await aPerson(app);
    const fresh = anAddress();
    const token = await tokenOf(person, fresh);
    const page = await OpenedPage.open(app, '/confirm-email?language=ES', token);
    expect((await app.data(person, '{ viewer { email } }')).viewer.email).toBe(person.email);
    await page.submit(0, {});
    expect(page.byId('done').textContent).toContain('Su cuenta tiene la nueva dirección');
    expect((await app.data(person, '{ viewer { email } }')).viewer.email).toBe(fresh);
  });
});
