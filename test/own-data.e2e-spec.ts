import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { answered } from './support/account-letters.ts';
import {
  aCoalition,
  aPerson,
  aSession,
  grant,
  PASSWORD,
  save,
  type TestCoalition,
} from './support/fixtures.ts';
import { accept, anAddress, invited } from './support/invitations.ts';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { id } } }';
const CHANGE_EMAIL = 'mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) }';

/** Where a row of a table says whose it is, and where the file has it. A column that is not here fails the test. */
const WHERE: Record<string, string> = {
  'access.memberships.account_id': 'memberships',
  'access.sessions.account_id': 'sessions',
  'access.invitations.invited_by': 'invitationsSent',
  'access.idempotency_keys.account_id': 'idempotencyKeys',
  'access.api_keys.account_id': 'apiKeys',
  'access.api_keys.created_by': 'apiKeysOfOthers',
  'access.api_keys.revoked_by': 'apiKeysOfOthers',
  'access.agreement_acceptances.account_id': 'agreementsAccepted',
  'access.imports.account_id': 'imports',
  'access.corrections.settled_by': 'correctionsSettled',
  'access.account_requests.account_id': 'accountRequests',
  'access.account_tokens.account_id': 'accountTokens',
  'access.account_locks.account_id': 'locks',
  'access.account_locks.locked_by': 'locksGiven',
  'access.account_locks.unlocked_by': 'locksGiven',
  'audit.events.account_id': 'history',
};
// Two servers in one process take the same tokens.
const LIMITED = { RATE_LIMITS: 'on', TOKEN_SECRET: 'a'.repeat(43) };
const SECRETS = ['password_hash', 'digest', 'body', 'html', 'unsubscribe'];

describe('What is stored of somebody', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start(LIMITED);
  });
  afterAll(() => app.stop());

  const dataOf = (person: Person) =>
    app.http.get('/me/data.json').set('authorization', `Bearer ${person.token}`);

  /** Somebody who was invited, edited, invited others, signed in and asked for another address. */
  const aBusyPerson = async (): Promise<{ person: Person; coalition: TestCoalition }> => {
    const coalition = await aCoalition(app);
    const { token, email } = await invited(app, await coalition.as(Role.LEAD), coalition, Role.LEAD);
    await accept(app, token, null, { displayName: 'Kim Doe', password: PASSWORD });
    const [account] = await app.database.rows<{ id: string }>(
      'select id from access.accounts where email = $1',
      [email],
    );
    const person = await aSession(app, { accountId: account!.id, email, displayName: 'Kim Doe' });
    await save(app, person, coalition, { summary: 'What Kim wrote' });
    await invited(app, person, coalition, Role.VIEWER);
    await app.data(null, SIGN_IN, { input: { email, password: PASSWORD } });
    await app.graphql(null, SIGN_IN, { input: { email, password: 'a wrong password' } });
    await app.data(person, CHANGE_EMAIL, { input: { email: anAddress(), password: PASSWORD } });
    await app.database.rows(
      `insert into access.imports (network_id, account_id, file, rows) values ($1, $2, 'list.csv', '[]')`,
      [coalition.network.key, person.accountId],
    );
    await app.database.rows(
      `insert into access.corrections (coalition_id, content, status, settled_by, settled_at)
       values ($1, 'Wrong', 'TAKEN_UP', $2, now())`,
      [coalition.key, person.accountId],
    );
    await app.database.rows(
      `insert into access.idempotency_keys (holder, account_id, key, request_digest) values ('account ' || $1, $1::uuid, 'a key', '\\x01')`,
      [person.accountId],
    );
    for (const [owner, maker] of [
      [person.accountId, person.accountId],
      [(await aPerson(app)).accountId, person.accountId],
    ]) {
      await app.database.rows(
        `insert into access.api_keys (account_id, network_id, name, scope, digest, prefix, created_by, revoked_by, expires_at)
         values ($1, $2, 'A study', 'READ_PUBLISHED', decode(md5(random()::text), 'hex'), 'clk_abc', $3, $3, now())`,
        [owner, coalition.network.key, maker],
      );
    }
    await app.database.rows(
      `with agreed as (insert into reference.data_use_agreements (network_id, version, text_en, text_es)
         values ($1, 1, 'Cite it', 'Cítelo') returning network_id, version)
       insert into access.agreement_acceptances (network_id, version, account_id, accepted_as)
       select network_id, version, $2, 'Kim Doe' from agreed`,
      [coalition.network.key, person.accountId],
    );
    await app.database.rows(
      `insert into access.account_locks (account_id, reason, locked_by, unlocked_by, unlocked_at)
       values ($1, 'Lost', $1, $1, now())`,
      [person.accountId],
    );
    await answered(app);
    await app.database.rows(
      `insert into access.account_requests (kind, email, email_key, account_id, created_at)
       values ('PASSWORD_RESET', $1, $1, $2, now() + interval '1 hour')`,
      [email, person.accountId],
    );
    return { person, coalition };
  };

  it('comes as a file, of every table that holds something of them, without secrets', async () => {
    const { person } = await aBusyPerson();
    const { status, headers, text } = await dataOf(person);
    const data = JSON.parse(text) as Record<string, any>;

    expect([status, headers['content-disposition'], headers['cache-control']]).toEqual([
      200,
      'attachment; filename="my-data.json"',
      'no-store',
    ]);
    expect(data['account']).toMatchObject({
      id: person.accountId,
      email: person.email,
      display_name: 'Kim Doe',
    });
    const { about: _about, exportedAt: _at, account: _account, ...lists } = data;
    for (const [name, rows] of Object.entries(lists)) {
      const least = name === 'accountRequests' ? 0 : 1;
      expect([name, (rows as unknown[]).length >= least]).toEqual([name, true]);
    }
    expect(data['memberships']).toMatchObject([{ role: 'LEAD', coalition: expect.any(String) }]);
    expect(data['invitationsReceived']).toMatchObject([{ email: person.email }]);
    expect(data['mails'].map(({ subject }: { subject: string }) => subject)).toContain(
      'Your invitation to the Coalition Landscape',
    );
    expect(data['history'].map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['acceptInvitation', 'updateProfile', 'inviteMember']),
    );
    const keys = [...text.matchAll(/"(\w+)":/g)].map(([, key]) => key!);
    expect(keys.filter((key) => SECRETS.includes(key))).toEqual([]);
    expect(text).not.toContain('$argon2id');
  });

  it('has a place in the file for every column that says whose a row is', async () => {
    const { person } = await aBusyPerson();
    const data = JSON.parse((await dataOf(person)).text) as Record<string, unknown[]>;
    const columns = await app.database.rows<{ name: string }>(
      `select n.nspname || '.' || c.relname || '.' || a.attname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and a.attnum > 0 and (a.attname = 'account_id' or exists (
         select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any (f.conkey)
           and f.confrelid = 'access.accounts'::regclass))`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(WHERE).sort());
    expect(Object.values(WHERE).filter((list) => !(list in data))).toEqual([]);
  });

  it('is paid for by whoever asks, as what is looked up in all tables is', async () => {
    const slowly = await TestApp.start({ ...LIMITED, RATE_LIMIT_ACCOUNT: '1000+1' }, app.database);
    try {
      const person = await aSession(slowly, await aPerson(app));
      const left = async (): Promise<number> => {
        const file = slowly.http.get('/me/data.json').set('authorization', `Bearer ${person.token}`);
        return Number(/r=(\d+)/.exec(String((await file).headers['ratelimit']))?.[1]);
      };
      const [first, second] = [await left(), await left()];
      // A point comes back each second.
      expect(first - second).toBeGreaterThan(150);
      expect(first - second).toBeLessThanOrEqual(200);
    } finally {
      await slowly.stop();
    }
  });

  it('is for themselves alone', async () => {
    const { person } = await aBusyPerson();
    const other = await aPerson(app);
    const gone = await aSession(app, other);
    await app.data(gone, 'mutation { signOut }');

    expect((await app.http.get('/me/data.json')).status).toBe(401);
    expect((await dataOf(gone)).status).toBe(401);
    const { status, text } = await dataOf(other);
    expect(status).toBe(200);
    expect(text).not.toContain(person.email);
    expect(text).not.toContain(person.accountId);
  });

  it('does not have what a colleague did in the same place', async () => {
    const { person, coalition } = await aBusyPerson();
    const colleague = await aPerson(app);
    await grant(app, colleague, Role.EDITOR, { coalition: coalition.key });
    await save(app, colleague, coalition, { summary: 'What the colleague wrote' });
    const [mine, theirs] = [(await dataOf(person)).text, (await dataOf(colleague)).text];
    expect([mine.includes('What Kim wrote'), mine.includes('What the colleague wrote')]).toEqual([
      true,
      false,
    ]);
    expect(theirs).toContain('What the colleague wrote');
  });
});
