import pg from 'pg';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { answered, lettersTo, tokenIn } from './support/account-letters.ts';
import { aCoalition, aPerson, aPlatformAdmin, aSession, grant, PASSWORD, save } from './support/fixtures.ts';
import { accept, anAddress, codeOf, invited } from './support/invitations.ts';
import { untilWaiting } from './support/waiting.ts';

const DELETE = 'mutation ($input: DeleteMyAccountInput!) { deleteMyAccount(input: $input) }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const ASK_EMAIL = 'mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) }';
const CONFIRM = 'mutation ($input: ConfirmEmailChangeInput!) { confirmEmailChange(input: $input) }';
const ASK_RESET = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';

describe('Deleting one’s account', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMITS: 'on' });
  });
  beforeEach(() => app.database.rows('delete from access.attempts'));
  afterAll(() => app.stop());

  const remove = (person: Person | null, confirmation: string, password = PASSWORD): Promise<Answer> =>
    app.graphql(person, DELETE, { input: { password, confirmation } });
  const signIn = async (email: string): Promise<string> =>
    codeOf(await app.graphql(null, SIGN_IN, { input: { email, password: PASSWORD } }));
  const invitedLead = async (
    email: string,
    coalition: Awaited<ReturnType<typeof aCoalition>>,
  ): Promise<Person> => {
    const { token } = await invited(app, await coalition.as(Role.LEAD), coalition, Role.LEAD, email);
    await accept(app, token, null, { displayName: 'Kim Doe', password: PASSWORD });
    const [account] = await app.database.rows<{ id: string }>(
      'select id from access.accounts where email_key = $1',
      [email.toLowerCase()],
    );
    return aSession(app, { accountId: account!.id, email, displayName: 'Kim Doe' });
  };

  /** Every column of every table that can hold text, and whether the words are in it, however they are written. */
  const placesOf = async (words: string): Promise<string[]> => {
    const columns = await app.database.rows<{ table: string; column: string }>(
      `select format('%I.%I', n.nspname, c.relname) as table, a.attname as column
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and n.nspname !~ '^(pg_|information_schema)'
         and format_type(a.atttypid, null) ~ '^(text|json|character|uuid|bytea)'`,
    );
    expect(columns.length).toBeGreaterThan(150);
    const found: string[] = [];
    for (const { table, column } of columns) {
      const rows = await app.database.rows(
        `select 1 from ${table} where position($1 in lower(${column}::text)) > 0 limit 1`,
        [words.toLowerCase()],
      );
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
    return found;
  };

  it('takes nothing from an address that was only asked for', async () => {
    const [coalition, person] = [await aCoalition(app), await aPerson(app)];
    const { token, email } = await invited(app, await coalition.as(Role.LEAD), coalition, Role.EDITOR);
    await app.data(person, ASK_EMAIL, { input: { email, password: PASSWORD } });
    await answered(app);
    expect(codeOf(await remove(person, person.email))).toBe('done');
    const accepted = await accept(app, token, null, { displayName: 'Sasha Roe', password: PASSWORD });
    expect(codeOf(accepted)).toBe('done');
  });

  it('takes the account, its sessions and roles, and leaves its address and name nowhere', async () => {
    const coalition = await aCoalition(app);
    const first = `Kim.${anAddress()}`;
    const person = await invitedLead(first, coalition);
    await save(app, person, coalition, { summary: 'What Kim wrote' });
    const guest = await invited(app, person, coalition, Role.VIEWER);
    const other = await aPerson(app);
    await app.data(other, ASK_EMAIL, { input: { email: anAddress(), password: PASSWORD } });
    const second = `Kim.${anAddress()}`;
    await app.data(person, ASK_EMAIL, { input: { email: second, password: PASSWORD } });
    await app.data(null, CONFIRM, { input: { token: tokenIn((await lettersTo(app, second)).at(-1)) } });
    await app.graphql(null, SIGN_IN, { input: { email: second, password: 'a wrong password' } });
    await app.data(null, ASK_RESET, { input: { email: second } });
    await app.data(person, ASK_EMAIL, { input: { email: anAddress(), password: PASSWORD } });
    await answered(app);
    expect(await placesOf(second)).toEqual(
      expect.arrayContaining([
        'access.accounts.email',
        'access.mails.recipient',
        'access.account_tokens.email_key',
      ]),
    );
    expect(await placesOf(first)).toEqual(
      expect.arrayContaining([
        'access.invitations.email',
        'access.mails.recipient',
        'access.account_tokens.previous_key',
      ]),
    );

    expect(await remove(person, second.toUpperCase())).toEqual({ data: { deleteMyAccount: true } });

    for (const address of [first, second]) expect([address, await placesOf(address)]).toEqual([address, []]);
    expect(await placesOf('Kim Doe')).toEqual([]);
    // An id of nobody: who reads a draft finds no name under it.
    expect(await placesOf(person.accountId)).toEqual(['private.profiles.changed_by']);
    expect([await signIn(second), codeOf(await app.graphql(person, '{ viewer { email } }'))]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    expect(codeOf(await accept(app, guest.token))).toBe('NOT_FOUND');
    const history = await app.database.rows<{ said: string }>(
      `select actor || ': ' || action || ' ' || subject as said from audit.events where coalition_id = $1 order by id`,
      [coalition.key],
    );
    expect(history.map(({ said }) => said)).toEqual(
      expect.arrayContaining([
        'a former member: acceptInvitation member a former member',
        expect.stringMatching(/^a former member: updateProfile profile/),
        'a former member: inviteMember invitation',
        'a former member: deleteMyAccount member a former member',
      ]),
    );
  });

  it('leaves alone who has an address now that the account had before', async () => {
    const person = await aPerson(app);
    const fresh = anAddress();
    await app.data(person, ASK_EMAIL, { input: { email: fresh, password: PASSWORD } });
    await app.data(null, CONFIRM, { input: { token: tokenIn((await lettersTo(app, fresh)).at(-1)) } });
    const heir = await invitedLead(person.email, await aCoalition(app));

    expect(codeOf(await remove(person, fresh))).toBe('done');

    expect(await signIn(heir.email)).toBe('done');
    const received = await app.database.rows('select 1 from access.invitations where email_key = $1', [
      heir.email,
    ]);
    expect(received).toHaveLength(1);
  });

  it('asks for the password and for the address, written out', async () => {
    const person = await aPerson(app);
    const fields = async (...given: [confirmation: string, password?: string]) =>
      (await remove(person, ...given)).errors![0]!.extensions.fields;
    expect(await fields(person.email, 'another password')).toHaveProperty(['input.password']);
    expect(await fields(anAddress())).toHaveProperty(['input.confirmation']);
    expect(codeOf(await remove(null, person.email))).toBe('UNAUTHENTICATED');
    expect(await signIn(person.email)).toBe('done');
  });

  it('is refused, with what to do, to the last lead, the last admin of a network and the last platform admin', async () => {
    await app.database.rows(`delete from access.memberships where role = 'PLATFORM_ADMIN'`);
    const coalition = await aCoalition(app);
    const { network } = coalition;
    const person = await aPlatformAdmin(app);
    await grant(app, person, Role.LEAD, { coalition: coalition.key });
    await grant(app, person, Role.NETWORK_ADMIN, { network: network.key });
    const refusal = async (): Promise<string> => (await remove(person, person.email)).errors![0]!.message;

    expect(codeOf(await remove(person, person.email))).toBe('CONFLICT');
    expect(await refusal()).toMatch(
      new RegExp(
        `^You are the last platform admin: .* You are the last lead of ${coalition.name}: make somebody else a lead there.* You are the last admin of Network ${network.slug}: invite another one`,
      ),
    );
    await aPlatformAdmin(app);
    expect(await refusal()).toMatch(/^You are the last lead/);
    const locked = await coalition.as(Role.LEAD);
    await app.database.rows('update access.accounts set disabled_at = now() where id = $1', [
      locked.accountId,
    ]);
    expect(await refusal()).toMatch(/^You are the last lead/);
    await coalition.as(Role.LEAD);
    expect(await refusal()).toMatch(/^You are the last admin of/);
    expect(await signIn(person.email)).toBe('done');
    await network.as(Role.NETWORK_ADMIN);
    const [board] = await app.database.rows<{ id: string }>(
      `insert into access.boards (network_id, slug, name) values ($1, 'a-board', 'A Board') returning id`,
      [network.key],
    );
    await app.database.rows(
      `insert into access.memberships (account_id, role, board_id) values ($1, 'BOARD_CHAIR', $2)`,
      [person.accountId, board!.id],
    );
    expect(await refusal()).toMatch(/^You are the last chair of A Board: make somebody else its chair/);
    await app.database.rows(`update access.boards set status = 'CLOSED', closed_at = now() where id = $1`, [
      board!.id,
    ]);
    expect(codeOf(await remove(person, person.email))).toBe('done');
  });

  it('is refused to one of two last leads who do it at once, and to nobody of a closed coalition', async () => {
    const coalition = await aCoalition(app);
    const [first, second] = [await coalition.as(Role.LEAD), await coalition.as(Role.LEAD)];
    const faster = new pg.Client(app.database.serverUrl);
    await faster.connect();
    try {
      await faster.query('begin');
      await faster.query(`select access.delete_account($1, '{}')`, [first.sessionId]);
      const slower = remove(second, second.email);
      await untilWaiting(app);
      await faster.query('commit');
      expect(codeOf(await slower)).toBe('CONFLICT');
    } finally {
      await faster.end();
    }
    expect([await signIn(first.email), await signIn(second.email)]).toEqual(['UNAUTHENTICATED', 'done']);

    const closed = await aCoalition(app);
    const lead = await closed.as(Role.LEAD);
    await app.database.rows(`update access.coalitions set status = 'ARCHIVED' where id = $1`, [closed.key]);
    expect(codeOf(await remove(lead, lead.email))).toBe('done');
  });
});
