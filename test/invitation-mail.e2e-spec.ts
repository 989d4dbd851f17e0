import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Role } from '../src/platform/graphql/allow.ts';
import { digestOf } from '../src/identity/tokens.ts';
import { TenantDb } from '../src/platform/database/tenant-db.ts';
import { type Person, TestApp } from './support/app.ts';
import { aCoalition, aNetwork, PASSWORD } from './support/fixtures.ts';
import { accept, anAddress, INVITE, invited } from './support/invitations.ts';
import { mailsTo, tokenFor } from './support/outbox.ts';

const WORKSPACE = `query ($id: ID!) { workspace(coalitionId: $id) {
  profile { name } members { displayName role } invitations { id email role } } }`;

interface Undelivered {
  attempts: number;
  body: string;
  html: string;
  failure: string;
}

describe('The mail of an invitation', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  /** Every table that holds a text anywhere, also as the bytes of it. */
  const tablesWith = async (text: string): Promise<string[]> => {
    const tables = await app.database.rows<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^(pg_|information_schema)'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await app.database.rows(
        `select from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`,
        [text],
      );
      if (rows.length > 0) found.push(name);
    }
    expect(tables.length).toBeGreaterThan(20);
    return found;
  };

  it('is delivered once the operation that wrote it is saved, and not when that was undone', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const db = app.nest.get(TenantDb);
    const deliver = db.mailWaits;
    let asked = 0;
    db.mailWaits = () => void (asked++, deliver());
    try {
      const input = { email: anAddress(), role: Role.EDITOR, coalitionId: coalition.id };
      await app.data(lead, INVITE, { input });
      expect(asked).toBe(1);

      const undone = `mutation ($input: InviteMemberInput!, $id: ID!) {
        inviteMember(input: $input) { id } revokeInvitation(id: $id) }`;
      const of = { input: { ...input, email: anAddress() }, id: coalition.id };
      expect((await app.graphql(lead, undone, of)).errors).toHaveLength(1);
      expect(asked).toBe(1);
    } finally {
      db.mailWaits = deliver;
    }
  });

  it('makes the lead of a new coalition out of an address', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const leadEmail = anAddress();
    const create =
      'mutation ($input: CreateCoalitionInput!) { createCoalition(input: $input) { coalitionId invitations { email role } } }';
    const input = { network: network.slug, name: 'Toe River Families', slug: 'toe-river', leadEmail };

    const { coalitionId, invitations } = (await app.data(admin, create, { input })).createCoalition;
    expect(invitations).toEqual([{ email: leadEmail, role: 'LEAD' }]);

    const token = await tokenFor(app, leadEmail);
    const [mail] = mailsTo(app, leadEmail);
    expect(mail!.mode).toBe(0o600);
    expect(statSync(join(app.config.dataDir, 'outbox')).mode & 0o777).toBe(0o700);
    expect(mail!.headers).toMatchObject({
      to: leadEmail,
      subject: 'Your invitation to the Coalition Landscape',
      date: expect.any(String),
    });
    expect(mail!.text).toContain('as lead of a coalition: Toe River Families');
    expect(mail!.text).toContain(`${app.config.publicUrl}/invitation?language=EN#${token}\n`);

    const session = (await accept(app, token, null, { displayName: 'Robin Lee', password: PASSWORD })).data!
      .acceptInvitation;
    expect(session.viewer).toEqual({
      email: leadEmail,
      displayName: 'Robin Lee',
      memberships: [{ role: 'LEAD', coalition: { id: coalitionId } }],
    });
    const robin = { token: session.accessToken } as Person;
    expect((await app.data(robin, WORKSPACE, { id: coalitionId })).workspace).toEqual({
      ...{
        profile: { name: 'Toe River Families' },
        members: [{ displayName: 'Robin Lee', role: 'LEAD' }],
        invitations: [],
      },
    });
    const history =
      'query ($id: ID!) { workspace(coalitionId: $id) { history { nodes { actor action subject after } } } }';
    const { nodes } = (await app.data(robin, history, { id: coalitionId })).workspace.history;
    expect(nodes.slice(0, 2)).toEqual([
      {
        actor: 'Robin Lee',
        action: 'acceptInvitation',
        subject: 'member Robin Lee',
        after: '{"role":"LEAD"}',
      },
      {
        actor: admin.displayName,
        action: 'createCoalition',
        subject: 'invitation',
        after: '{"role":"LEAD"}',
      },
    ]);
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { displayName } } }';
    expect(await app.data(null, signIn, { input: { email: leadEmail, password: PASSWORD } })).toEqual({
      signIn: { viewer: { displayName: 'Robin Lee' } },
    });
  });

  it('leaves its token nowhere in the database once the mail is sent', async () => {
    const coalition = await aCoalition(app);
    const { token, email } = await invited(app, await coalition.as(Role.LEAD), coalition);

    expect(await tablesWith(email)).toEqual(expect.arrayContaining(['access.mails', 'access.invitations']));
    expect(await tablesWith(token)).toEqual([]);
    const [kept] = await app.database.rows('select digest from access.invitations where email = $1', [email]);
    expect(kept).toEqual({ digest: digestOf(token) });
    await accept(app, token);
    expect(await tablesWith(token)).toEqual([]);
  });

  it('whose mail cannot be delivered keeps its text for another try, and as a dead letter for a week', async () => {
    const outbox = join(app.config.dataDir, 'outbox');
    rmSync(outbox, { recursive: true, force: true });
    writeFileSync(outbox, 'a file where the folder was');
    const mail = async (until: string): Promise<Undelivered> => {
      for (let tries = 0; tries < 400; tries++) {
        const [row] = await app.database.rows<Undelivered>(
          `select attempts, body, html, failure from access.mails where recipient = $1 and ${until}`,
          [email],
        );
        if (row) return row;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`Never ${until}`);
    };
    const coalition = await aCoalition(app);
    const email = anAddress();
    await app.data(await coalition.as(Role.LEAD), INVITE, {
      input: { email, role: 'EDITOR', coalitionId: coalition.id },
    });

    expect(await mail('failure is not null')).toMatchObject({
      attempts: 1,
      body: expect.stringMatching(/^ {4}[\w-]{43}$/m),
    });
    await app.database.rows(
      'update access.mails set attempts = 11, failure = null, next_attempt_at = now() where recipient = $1',
      [email],
    );
    expect(await mail('dead_at is not null')).toMatchObject({
      attempts: 12,
      body: expect.stringMatching(/^ {4}/m),
    });
    const age = async (days: number) => {
      await app.database.rows(
        'update access.mails set dead_at = now() - make_interval(days => $2) where recipient = $1',
        [...[email, days]],
      );
      await app.database.rows('select access.sweep_mails()');
    };
    await age(6);
    expect((await mail('true')).body).not.toBe('');
    await age(8);
    expect(await mail('true')).toMatchObject({ body: '', html: '' });

    rmSync(outbox);
    mkdirSync(outbox, { mode: 0o700 });
    await app.database.rows('delete from access.mails where recipient = $1', [email]);
  });
});
