import { Role } from '../src/platform/graphql/allow.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { lettersTo, subjectsTo, tokenIn } from './support/account-letters.ts';
import { aCoalition, aPerson, aSession, PASSWORD } from './support/fixtures.ts';
import { accept, codeOf, invited } from './support/invitations.ts';

const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
const ASK = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }';
const REFRESH = 'mutation ($input: RefreshInput!) { refreshSession(input: $input) { accessToken } }';
const NEW = 'lampe tisch regen';

describe('Passwords', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const signIn = (email: string, password: string): Promise<Answer> =>
    app.graphql(null, SIGN_IN, { input: { email, password } });
  const change = (person: Person | null, current: string, next: string): Promise<Answer> =>
    app.graphql(person, CHANGE, { input: { current, new: next } });
  const holds = async (person: Person): Promise<boolean> =>
    (await app.graphql(person, '{ viewer { email } }')).errors === undefined;
  const fieldsOf = ({ errors }: Answer): Record<string, string> | undefined => errors?.[0]?.extensions.fields;

  it('are changed by whoever knows the old one: this session goes on, all others end, and a letter says so', async () => {
    const here = await aPerson(app);
    const there = await aSession(app, here);
    const { refreshToken } = (await signIn(here.email, PASSWORD)).data!.signIn;
    const stranger = await aPerson(app);

    expect(await change(here, PASSWORD, NEW)).toEqual({ data: { changePassword: true } });

    expect([await holds(here), await holds(there), await holds(stranger)]).toEqual([true, false, true]);
    expect(codeOf(await app.graphql(null, REFRESH, { input: { refreshToken } }))).toBe('UNAUTHENTICATED');
    expect([codeOf(await signIn(here.email, PASSWORD)), codeOf(await signIn(here.email, NEW))]).toEqual([
      'UNAUTHENTICATED',
      'done',
    ]);
    expect(await subjectsTo(app, here.email)).toEqual([
      'Your password for the Coalition Landscape was changed',
    ]);
  });

  it('are changed by nobody who does not know the old one, or whose session has ended', async () => {
    const person = await aPerson(app);
    const gone = await aSession(app, person);
    await app.data(gone, 'mutation { signOut }');

    expect(fieldsOf(await change(person, 'another password', NEW))).toEqual({
      'input.current': 'This is not the password of your account.',
    });
    expect([codeOf(await change(null, PASSWORD, NEW)), codeOf(await change(gone, PASSWORD, NEW))]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    expect(codeOf(await signIn(person.email, PASSWORD))).toBe('done');
    expect(await subjectsTo(app, person.email)).toEqual([]);
  });

  it('are changed by one of two who do it at once', async () => {
    const person = await aPerson(app);
    const other = await aSession(app, person);
    const answers = await Promise.all([change(person, PASSWORD, NEW), change(other, PASSWORD, `${NEW} 2`)]);
    const done = answers.filter((answer) => codeOf(answer) === 'done');
    expect(done).toHaveLength(1);
    const [kept] = done[0] === answers[0] ? [NEW] : [`${NEW} 2`];
    expect(codeOf(await signIn(person.email, kept))).toBe('done');
  });

  it('follow one rule wherever they are set', async () => {
    const coalition = await aCoalition(app, undefined, 'Quillfeather Table');
    const person = await coalition.as(Role.EDITOR);
    const invitation = await invited(app, await coalition.as(Role.LEAD), coalition);
    await app.data(null, ASK, { input: { email: person.email } });
    const token = tokenIn((await lettersTo(app, person.email)).at(-1));
    const weak: [string, RegExp][] = [
      ['only eleven', /12 to 256/],
      ['leavemealone', /tried first/],
      ['Sunshine2026!', /tried first/],
      ['Quillfeather2026', /others can guess/],
      ['North Carolina fox', /others can guess/],
      ['Perquimans2026!', /others can guess/],
    ];
    for (const [password, because] of [...weak, [`${person.email}`, /others can guess/] as const]) {
      const answers = [
        await change(person, PASSWORD, password),
        await app.graphql(null, RESET, { input: { token, password } }),
      ];
      expect(answers.map(fieldsOf)).toEqual([
        { 'input.new': expect.stringMatching(because) },
        { 'input.password': expect.stringMatching(because) },
      ]);
    }
    for (const [password, because] of [...weak, ['Kim Oduyabirch', /others can guess/] as const]) {
      const refused = await accept(app, invitation.token, null, { displayName: 'Kim Oduyabirch', password });
      expect([password, fieldsOf(refused)]).toEqual([
        password,
        { 'input.password': expect.stringMatching(because) },
      ]);
    }
    // None of this has used the token or the invitation up.
    expect(await app.data(null, RESET, { input: { token, password: NEW } })).toEqual({ resetPassword: true });
    expect(codeOf(await accept(app, invitation.token, null, { displayName: 'Kim', password: NEW }))).toBe(
      'done',
    );
  });
});

describe('Guessing a password from within a session', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMITS: 'on' });
  });
  afterAll(() => app.stop());

  it('has ten attempts, from however many sessions, and leaves signing in alone', async () => {
    const person = await aPerson(app);
    const codes: string[] = [];
    for (let i = 0; i < 11; i++) {
      const input = { current: `a guess ${i}`, new: NEW };
      codes.push((await app.refusal(await aSession(app, person), CHANGE, { input })).code);
    }
    expect(codes).toEqual([...Array<string>(10).fill('BAD_USER_INPUT'), 'RATE_LIMITED']);
    expect(
      codeOf(await app.graphql(null, SIGN_IN, { input: { email: person.email, password: PASSWORD } })),
    ).toBe('done');
  });
});
