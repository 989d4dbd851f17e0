import { Role } from '../src/platform/graphql/allow.ts';
import { digestOf } from '../src/identity/tokens.ts';
import { type Person, TestApp } from './support/app.ts';
import { aCoalition, aPerson, aSession, PASSWORD } from './support/fixtures.ts';
import { accept, codeOf, INVITE, invited, type Invited, REVOKE } from './support/invitations.ts';
import { delivered } from './support/outbox.ts';

const WORKSPACE = `query ($id: ID!) { workspace(coalitionId: $id) {
  profile { name } members { displayName role } invitations { id email role } } }`;

describe('An invitation', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('works once, for one of a hundred who accept it together', async () => {
    const coalition = await aCoalition(app);
    const { token, email } = await invited(app, await coalition.as(Role.LEAD), coalition, Role.VIEWER);

    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        accept(app, token, null, { displayName: `Guest ${i}`, password: PASSWORD }),
      ),
    );

    const codes = answers.map((answer) => codeOf(answer));
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    // Beyond the queues of the password hashes and of the pool nobody gets as far as the invitation.
    const refused = ['NOT_FOUND', 'RATE_LIMITED', 'UNAVAILABLE'];
    expect(codes.filter((code) => ![...refused, 'done'].includes(code))).toEqual([]);
    const rows = await app.database.rows(
      'select m.role from access.memberships m join access.accounts a on a.id = m.account_id where a.email = $1',
      [email],
    );
    expect(rows).toEqual([{ role: 'VIEWER' }]);
    expect(codeOf(await accept(app, token))).toBe('NOT_FOUND');
  });

  it('that ran out, was revoked, replaced or used is as if it had never been', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const unknown = await accept(app, 'a token of nobody');
    const four = await Promise.all(Array.from({ length: 4 }, () => invited(app, lead, coalition)));
    const [late, revoked, replaced, used] = four as [Invited, Invited, Invited, Invited];
    await app.database.rows(`update access.invitations set expires_at = now() where email = $1`, [
      late.email,
    ]);
    await app.data(lead, REVOKE, { id: revoked.id });
    const replacement = await invited(app, lead, coalition, Role.VIEWER, replaced.email);
    expect(codeOf(await accept(app, used.token))).toBe('done');

    expect(codeOf(unknown)).toBe('NOT_FOUND');
    for (const { token } of four) expect(await accept(app, token)).toEqual(unknown);
    expect((await accept(app, replacement.token)).data!.acceptInvitation.viewer.memberships).toMatchObject([
      { role: 'VIEWER' },
    ]);
    for (const { id } of [revoked, used])
      expect(await app.refusal(lead, REVOKE, { id })).toEqual({ code: 'NOT_FOUND' });
  });

  it('asks a new person for a name and a password of twelve characters, and stays open meanwhile', async () => {
    const coalition = await aCoalition(app);
    const { token } = await invited(app, await coalition.as(Role.LEAD), coalition);
    const fields = async (details: object) =>
      (await accept(app, token, null, details)).errors![0]!.extensions.fields;

    expect(Object.keys((await fields({}))!)).toEqual(['input.displayName', 'input.password']);
    expect(Object.keys((await fields({ displayName: 'Kim', password: 'only eleven' }))!)).toEqual([
      'input.password',
    ]);
    expect(Object.keys((await fields({ displayName: '  ', password: PASSWORD }))!)).toEqual([
      'input.displayName',
    ]);
    expect(codeOf(await accept(app, token, null, { displayName: 'Kim', password: 'twelve chars' }))).toBe(
      'done',
    );
  });

  it('to an address with an account is for that account alone, signed in', async () => {
    const coalition = await aCoalition(app);
    const [ann, bo] = [await aPerson(app), await aPerson(app)];
    const { token } = await invited(
      app,
      await coalition.as(Role.LEAD),
      coalition,
      Role.EDITOR,
      ann.email.toUpperCase(),
    );
    const gone = await aSession(app, ann);
    await app.data(gone, 'mutation { signOut }');

    expect(codeOf(await accept(app, token))).toBe('UNAUTHENTICATED');
    expect(codeOf(await accept(app, token, bo))).toBe('FORBIDDEN');
    expect(codeOf(await accept(app, token, gone))).toBe('UNAUTHENTICATED');
    expect((await accept(app, token, ann)).data!.acceptInvitation.viewer).toMatchObject({
      email: ann.email,
      memberships: [{ role: 'EDITOR' }],
    });
    expect(codeOf(await accept(app, token, ann))).toBe('NOT_FOUND');
  });

  it('to a new address is for nobody who is signed in as somebody else', async () => {
    const coalition = await aCoalition(app);
    const { token } = await invited(app, await coalition.as(Role.LEAD), coalition);
    expect(codeOf(await accept(app, token, await aPerson(app)))).toBe('FORBIDDEN');
    expect(codeOf(await accept(app, token))).toBe('done');
  });

  it('opens no account that was made meanwhile, whatever password is chosen', async () => {
    const coalition = await aCoalition(app);
    const { token, email } = await invited(app, await coalition.as(Role.LEAD), coalition);
    await app.database.rows(
      `insert into access.accounts (email, email_key, display_name, password_hash) values ($1, $1, 'Ann', 'x')`,
      [email],
    );

    const late = app.database.rows(`select access.accept_invitation($1, 'Somebody', 'another hash')`, [
      digestOf(token),
    ]);

    await expect(late).rejects.toMatchObject({ constraint: 'account_email_taken' });
    expect(codeOf(await accept(app, token))).toBe('UNAUTHENTICATED');
  });

  it('is sent to no member of the place', async () => {
    const coalition = await aCoalition(app);
    const [lead, editor] = [await coalition.as(Role.LEAD), await coalition.as(Role.EDITOR)];
    const again = { input: { email: editor.email.toUpperCase(), role: 'LEAD', coalitionId: coalition.id } };
    const sent = (): Promise<object[]> =>
      app.database.rows('select id from access.mails where recipient ilike $1', [editor.email]);

    expect((await app.refusal(lead, INVITE, again)).code).toBe('CONFLICT');
    await delivered(app);
    expect(await sent()).toEqual([]);
  });

  it('ends with the role of whoever sent it', async () => {
    const coalition = await aCoalition(app);
    const [stays, goes, sinks] = [
      await coalition.as(Role.LEAD),
      await coalition.as(Role.LEAD),
      await coalition.as(Role.LEAD),
    ];
    const sent = await Promise.all([stays, goes, sinks].map((lead) => invited(app, lead, coalition)));
    const [kept, gone, sunk] = sent as [Invited, Invited, Invited];
    const own = '{ viewer { memberships { id } } }';
    const membershipOf = async (person: Person) =>
      (await app.data(person, own)).viewer.memberships[0].id as string;
    const remove = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';
    const change = 'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { role } }';
    await app.data(stays, remove, { input: { membershipId: await membershipOf(goes) } });
    await app.data(stays, change, { input: { membershipId: await membershipOf(sinks), role: 'EDITOR' } });

    for (const { token } of [gone, sunk]) expect(codeOf(await accept(app, token))).toBe('NOT_FOUND');
    expect(codeOf(await accept(app, kept.token))).toBe('done');
  });

  it('is seen by leads and network admins alone', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const { id, email } = await invited(app, lead, coalition);
    const seen = async (person: Person): Promise<unknown> =>
      (await app.data(person, WORKSPACE, { id: coalition.id })).workspace.invitations;

    for (const steward of [lead, await coalition.network.as(Role.NETWORK_ADMIN)])
      expect(await seen(steward)).toEqual([{ id, email, role: 'EDITOR' }]);
    for (const role of [Role.EDITOR, Role.VIEWER]) expect(await seen(await coalition.as(role))).toEqual([]);
    expect(await seen(await coalition.network.as(Role.NETWORK_ANALYST))).toEqual([]);
  });
});
