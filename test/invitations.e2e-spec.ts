import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Role } from '../src/platform/graphql/allow.ts';
import { digestOf } from '../src/identity/tokens.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { aCoalition, aNetwork, aPerson, aSession, PASSWORD, type TestCoalition } from './support/fixtures.ts';
import { delivered, mailsTo, tokenFor } from './support/outbox.ts';

const INVITE = 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { id email role expiresAt } }';
const REVOKE = 'mutation ($id: ID!) { revokeInvitation(id: $id) }';
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  accessToken refreshToken viewer { email displayName memberships { role coalition { id } } } } }`;
const WORKSPACE = `query ($id: ID!) { workspace(coalitionId: $id) {
  profile { name } members { displayName role } invitations { id email role } } }`;

const anAddress = (): string => `${randomBytes(4).toString('hex')}@example.org`;

describe('An invitation', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const invite = async (lead: Person, coalition: TestCoalition, role = Role.EDITOR, email = anAddress()) => {
    const { id } = (await app.data(lead, INVITE, { input: { email, role, coalitionId: coalition.id } })).inviteMember;
    return { id: id as string, email, token: await tokenFor(app, email) };
  };
  const accept = (token: string, person: Person | null = null, details: object = { displayName: 'New Person', password: PASSWORD }): Promise<Answer> =>
    app.graphql(person, ACCEPT, { input: { token, ...(person ? {} : details) } });
  const codeOf = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions.code;

  /** Every table that holds a text anywhere, also as the bytes of it. */
  const tablesWith = async (text: string): Promise<string[]> => {
    const tables = await app.database.rows<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^(pg_|information_schema)'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await app.database.rows(`select from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`, [text]);
      if (rows.length > 0) found.push(name);
    }
    expect(tables.length).toBeGreaterThan(20);
    return found;
  };

  it('makes the lead of a new coalition out of an address', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const leadEmail = anAddress();
    const create = 'mutation ($input: CreateCoalitionInput!) { createCoalition(input: $input) { coalitionId invitations { email role } } }';
    const input = { network: network.slug, name: 'Toe River Families', slug: 'toe-river', leadEmail };

    const { coalitionId, invitations } = (await app.data(admin, create, { input })).createCoalition;
    expect(invitations).toEqual([{ email: leadEmail, role: 'LEAD' }]);

    const token = await tokenFor(app, leadEmail);
    const [mail] = mailsTo(app, leadEmail);
    expect(mail!.mode).toBe(0o600);
    expect(statSync(join(app.config.dataDir, 'outbox')).mode & 0o777).toBe(0o700);
    expect(mail!.headers).toMatchObject({ to: leadEmail, subject: 'Your invitation to the Coalition Landscape', date: expect.any(String) });
    expect(mail!.text).toContain('as lead of a coalition');
    expect(mail!.text).toContain(`${app.config.publicUrl}/graphql`);

    const session = (await accept(token, null, { displayName: 'Robin Lee', password: PASSWORD })).data!.acceptInvitation;
    expect(session.viewer).toEqual({ email: leadEmail, displayName: 'Robin Lee', memberships: [{ role: 'LEAD', coalition: { id: coalitionId } }] });
    const robin = { token: session.accessToken } as Person;
    expect((await app.data(robin, WORKSPACE, { id: coalitionId })).workspace).toEqual({
      ...{ profile: { name: 'Toe River Families' }, members: [{ displayName: 'Robin Lee', role: 'LEAD' }], invitations: [] },
    });
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { displayName } } }';
    expect(await app.data(null, signIn, { input: { email: leadEmail, password: PASSWORD } })).toEqual({ signIn: { viewer: { displayName: 'Robin Lee' } } });
  });

  it('leaves its token nowhere in the database once the mail is sent', async () => {
    const coalition = await aCoalition(app);
    const { token, email } = await invite(await coalition.as(Role.LEAD), coalition);

    expect(await tablesWith(email)).toEqual(expect.arrayContaining(['access.mails', 'access.invitations']));
    expect(await tablesWith(token)).toEqual([]);
    const [kept] = await app.database.rows('select digest from access.invitations where email = $1', [email]);
    expect(kept).toEqual({ digest: digestOf(token) });
    await accept(token);
    expect(await tablesWith(token)).toEqual([]);
  });

  it('whose mail cannot be delivered keeps its text for another try, and loses it with the last', async () => {
    const outbox = join(app.config.dataDir, 'outbox');
    rmSync(outbox, { recursive: true, force: true });
    writeFileSync(outbox, 'a file where the folder was');
    const mail = async (until: string): Promise<{ attempts: number; body: string; failure: string }> => {
      for (let tries = 0; tries < 400; tries++) {
        const [row] = await app.database.rows<{ attempts: number; body: string; failure: string }>(
          `select attempts, body, failure from access.mails where recipient = $1 and ${until}`,
          [email],
        );
        if (row) return row;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`Never ${until}`);
    };
    const coalition = await aCoalition(app);
    const email = anAddress();
    await app.data(await coalition.as(Role.LEAD), INVITE, { input: { email, role: 'EDITOR', coalitionId: coalition.id } });

    expect(await mail('failure is not null')).toMatchObject({ attempts: 1, body: expect.stringMatching(/^ {4}[\w-]{43}$/m) });
    await app.database.rows('update access.mails set attempts = 11, failure = null, next_attempt_at = now() where recipient = $1', [email]);
    expect(await mail('failure is not null')).toMatchObject({ attempts: 12, body: '' });

    rmSync(outbox);
    mkdirSync(outbox, { mode: 0o700 });
    await app.database.rows('delete from access.mails where recipient = $1', [email]);
  });

  it('works once, for one of a hundred who accept it together', async () => {
    const coalition = await aCoalition(app);
    const { token, email } = await invite(await coalition.as(Role.LEAD), coalition, Role.VIEWER);

    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => accept(token, null, { displayName: `Guest ${i}`, password: PASSWORD })));

    const codes = answers.map((answer) => codeOf(answer) ?? 'accepted');
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
    // Beyond the queue of the password hashes nobody gets as far as the invitation.
    expect(new Set(codes)).toEqual(new Set(['accepted', 'NOT_FOUND', 'RATE_LIMITED']));
    const rows = await app.database.rows('select m.role from access.memberships m join access.accounts a on a.id = m.account_id where a.email = $1', [email]);
    expect(rows).toEqual([{ role: 'VIEWER' }]);
    expect(codeOf(await accept(token))).toBe('NOT_FOUND');
  });

  it('that ran out, was revoked, replaced or used is as if it had never been', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const unknown = await accept('a token of nobody');
    const late = await invite(lead, coalition);
    await app.database.rows(`update access.invitations set expires_at = now() where email = $1`, [late.email]);
    const revoked = await invite(lead, coalition);
    await app.data(lead, REVOKE, { id: revoked.id });
    const replaced = await invite(lead, coalition);
    const replacement = await invite(lead, coalition, Role.VIEWER, replaced.email);
    const used = await invite(lead, coalition);
    expect(codeOf(await accept(used.token))).toBeUndefined();

    expect(codeOf(unknown)).toBe('NOT_FOUND');
    for (const { token } of [late, revoked, replaced, used]) expect(await accept(token)).toEqual(unknown);
    expect((await accept(replacement.token)).data!.acceptInvitation.viewer.memberships).toMatchObject([{ role: 'VIEWER' }]);
    for (const { id } of [revoked, used]) expect(await app.refusal(lead, REVOKE, { id })).toEqual({ code: 'NOT_FOUND' });
  });

  it('asks a new person for a name and a password of twelve characters, and stays open meanwhile', async () => {
    const coalition = await aCoalition(app);
    const { token } = await invite(await coalition.as(Role.LEAD), coalition);
    const fields = async (details: object) => (await accept(token, null, details)).errors![0]!.extensions.fields;

    expect(Object.keys((await fields({}))!)).toEqual(['input.displayName', 'input.password']);
    expect(Object.keys((await fields({ displayName: 'Kim', password: 'only eleven' }))!)).toEqual(['input.password']);
    expect(Object.keys((await fields({ displayName: '  ', password: PASSWORD }))!)).toEqual(['input.displayName']);
    expect(codeOf(await accept(token, null, { displayName: 'Kim', password: 'twelve chars' }))).toBeUndefined();
  });

  it('to an address with an account is for that account alone, signed in', async () => {
    const coalition = await aCoalition(app);
    const [ann, bo] = [await aPerson(app), await aPerson(app)];
    const { token } = await invite(await coalition.as(Role.LEAD), coalition, Role.EDITOR, ann.email.toUpperCase());
    const gone = await aSession(app, ann);
    await app.data(gone, 'mutation { signOut }');

    expect(codeOf(await accept(token))).toBe('UNAUTHENTICATED');
    expect(codeOf(await accept(token, bo))).toBe('FORBIDDEN');
    expect(codeOf(await accept(token, gone))).toBe('UNAUTHENTICATED');
    expect((await accept(token, ann)).data!.acceptInvitation.viewer).toMatchObject({ email: ann.email, memberships: [{ role: 'EDITOR' }] });
    expect(codeOf(await accept(token, ann))).toBe('NOT_FOUND');
  });

  it('to a new address is for nobody who is signed in as somebody else', async () => {
    const coalition = await aCoalition(app);
    const { token } = await invite(await coalition.as(Role.LEAD), coalition);
    expect(codeOf(await accept(token, await aPerson(app)))).toBe('FORBIDDEN');
    expect(codeOf(await accept(token))).toBeUndefined();
  });

  it('opens no account that was made meanwhile, whatever password is chosen', async () => {
    const coalition = await aCoalition(app);
    const { token, email } = await invite(await coalition.as(Role.LEAD), coalition);
    await app.database.rows(`insert into access.accounts (email, email_key, display_name, password_hash) values ($1, $1, 'Ann', 'x')`, [email]);

    const late = app.database.rows(`select access.accept_invitation($1, 'Somebody', 'another hash')`, [digestOf(token)]);

    await expect(late).rejects.toMatchObject({ constraint: 'account_email_taken' });
    expect(codeOf(await accept(token))).toBe('UNAUTHENTICATED');
  });

  it('is sent to no member of the place', async () => {
    const coalition = await aCoalition(app);
    const [lead, editor] = [await coalition.as(Role.LEAD), await coalition.as(Role.EDITOR)];
    const again = { input: { email: editor.email.toUpperCase(), role: 'LEAD', coalitionId: coalition.id } };
    const sent = (): Promise<object[]> => app.database.rows('select id from access.mails where recipient ilike $1', [editor.email]);

    expect((await app.refusal(lead, INVITE, again)).code).toBe('CONFLICT');
    await delivered(app);
    expect(await sent()).toEqual([]);
  });

  it('is seen by leads and network admins alone', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const { id, email } = await invite(lead, coalition);
    const seen = async (person: Person): Promise<unknown> => (await app.data(person, WORKSPACE, { id: coalition.id })).workspace.invitations;

    for (const steward of [lead, await coalition.network.as(Role.NETWORK_ADMIN)]) expect(await seen(steward)).toEqual([{ id, email, role: 'EDITOR' }]);
    for (const role of [Role.EDITOR, Role.VIEWER]) expect(await seen(await coalition.as(role))).toEqual([]);
    expect(await seen(await coalition.network.as(Role.NETWORK_ANALYST))).toEqual([]);
  });
});
