import { Role } from '../src/platform/graphql/allow.ts';
import { PLATFORM } from '../src/identity/sessions.service.ts';
import { globalId } from '../src/platform/graphql/ids.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { subjectsTo } from './support/account-letters.ts';
import { withKey } from './support/api-keys.ts';
import { isMissed } from './support/faults.ts';
import { aCoalition, aPerson, aPlatformAdmin, aSession, grant, PASSWORD } from './support/fixtures.ts';
import { accept, codeOf, invited } from './support/invitations.ts';

const LOCK = 'mutation ($input: LockAccountInput!) { lockAccount(input: $input) }';
const UNLOCK = 'mutation ($input: AccountInput!) { unlockAccount(input: $input) }';
const LOCKED = '{ lockedAccounts { userId email displayName lockedAt reason lockedBy } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { refreshToken } }';
const REFRESH = 'mutation ($input: RefreshInput!) { refreshSession(input: $input) { accessToken } }';
const ASK = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const REASON = 'Her laptop was stolen';

describe('A locked account', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    await app.database.rows(`delete from access.memberships where role = 'PLATFORM_ADMIN'`);
    admin = await aPlatformAdmin(app);
  });
  afterAll(() => app.stop());

  const userId = ({ accountId }: Person): string => globalId('Viewer', PLATFORM, accountId);
  const lock = (by: Person, whom: object): Promise<Answer> =>
    app.graphql(by, LOCK, { input: { ...whom, reason: REASON } });
  const signIn = async (email: string, password = PASSWORD) => {
    const answer = await app.http
      .post('/graphql')
      .send({ query: SIGN_IN, variables: { input: { email, password } } });
    const { date: _date, 'x-request-id': _id, ...headers } = answer.headers;
    return { status: answer.status, text: answer.text, headers };
  };
  const holds = async (person: Person): Promise<boolean> =>
    (await app.graphql(person, '{ viewer { email } }')).errors === undefined;

  it('has no session any more, signs in as with a wrong password, and is otherwise as it was', async () => {
    const coalition = await aCoalition(app);
    const person = await coalition.as(Role.EDITOR);
    const other = await aSession(app, person);
    const { refreshToken } = JSON.parse((await signIn(person.email)).text).data.signIn;
    const wrong = await signIn(person.email, 'a wrong password');

    expect(await lock(admin, { email: person.email.toUpperCase() })).toEqual({ data: { lockAccount: true } });

    expect([await holds(person), await holds(other)]).toEqual([false, false]);
    expect(codeOf(await app.graphql(null, REFRESH, { input: { refreshToken } }))).toBe('UNAUTHENTICATED');
    expect(await signIn(person.email)).toEqual(wrong);
    const reasons = await app.database.rows(
      'select distinct end_reason from access.sessions where account_id = $1',
      [person.accountId],
    );
    expect(reasons).toEqual([{ end_reason: 'ACCOUNT_DISABLED' }]);
    for (const { email } of [person, admin]) await app.data(null, ASK, { input: { email } });
    const letters = [await subjectsTo(app, person.email), await subjectsTo(app, admin.email)];
    expect(letters).toEqual([[], ['Choose a new password for the Coalition Landscape']]);

    expect(await app.graphql(admin, UNLOCK, { input: { userId: userId(person) } })).toEqual({
      data: { unlockAccount: true },
    });
    expect([await holds(person), (await signIn(person.email)).status]).toEqual([false, 200]);
    const { viewer } = await app.data(await aSession(app, person), '{ viewer { memberships { role } } }');
    expect(viewer.memberships).toEqual([{ role: 'EDITOR' }]);
  });

  it('has no key and no open invitation any more, also when it is unlocked', async () => {
    const takenBack = async (): Promise<void> => {
      const coalition = await aCoalition(app);
      const [person, colleague] = [await coalition.as(Role.LEAD), await coalition.as(Role.LEAD)];
      await grant(app, person, Role.NETWORK_ADMIN, { network: coalition.network.key });
      const researcher = await coalition.network.as(Role.RESEARCHER);
      const keys = [
        await withKey(app, person, coalition.network),
        await withKey(app, { ...person, ...{ email: researcher.email } }, coalition.network, {
          forEmail: researcher.email,
        }),
      ];
      const kept = await withKey(app, researcher, coalition.network);
      const [theirs, other] = [
        await invited(app, person, coalition),
        await invited(app, colleague, coalition),
      ];

      await app.data(admin, LOCK, { input: { email: person.email, reason: REASON } });
      await app.data(admin, UNLOCK, { input: { email: person.email } });

      const revoked = await app.database.rows<{ id: string }>(
        'select id from access.api_keys where revoked_at is not null and revoked_by = $1 and created_by = $2',
        [admin.accountId, person.accountId],
      );
      expect(revoked).toHaveLength(2);
      for (const key of keys) expect(await holds(key)).toBe(false);
      const untouched = 'select 1 from access.api_keys where created_by = $1 and revoked_at is null';
      expect(await app.database.rows(untouched, [kept.accountId])).toHaveLength(1);
      const codes = [codeOf(await accept(app, theirs.token)), codeOf(await accept(app, other.token))];
      expect(codes).toEqual(['NOT_FOUND', 'done']);
    };
    await takenBack();
    for (const [from, to] of [
      ['target.id in (k.account_id, k.created_by)', 'target.id = k.account_id'],
      ['where k.revoked_at is null and target.id in (k.account_id, k.created_by)', 'where false'],
      ['where i.invited_by = target.id and', 'where false and'],
    ] as const)
      expect([from, await isMissed(app, ['access.lock_account', from, to], takenBack)]).toEqual([from, true]);
  });

  it('is listed with who locked it, when and why, which is kept when it is unlocked', async () => {
    const person = await aPerson(app);
    await lock(admin, { userId: userId(person) });
    const { lockedAccounts } = await app.data(admin, LOCKED);
    expect(lockedAccounts).toContainEqual({
      ...{ userId: userId(person), email: person.email, displayName: person.displayName },
      ...{ lockedAt: expect.stringMatching(/^20/), reason: REASON, lockedBy: admin.displayName },
    });

    await app.data(admin, UNLOCK, { input: { email: person.email } });

    const after = (await app.data(admin, LOCKED)).lockedAccounts as { email: string }[];
    expect(after.map(({ email }) => email)).not.toContain(person.email);
    const kept = await app.database.rows(
      `select reason, locked_by, locked_at is not null as locked, unlocked_by, unlocked_at is not null as unlocked
       from access.account_locks where account_id = $1`,
      [person.accountId],
    );
    const by = { locked_by: admin.accountId, unlocked_by: admin.accountId };
    expect(kept).toEqual([{ reason: REASON, ...by, locked: true, unlocked: true }]);
  });

  it('is never one’s own, so that a platform admin is always left', async () => {
    expect(codeOf(await lock(admin, { email: admin.email }))).toBe('CONFLICT');
    expect(await holds(admin)).toBe(true);
    const other = await aPlatformAdmin(app);

    const codes = await Promise.all([
      lock(admin, { email: other.email }),
      lock(other, { email: admin.email }),
    ]).then((answers) => answers.map(codeOf));

    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect([await holds(admin), await holds(other)].filter(Boolean)).toHaveLength(1);
  });

  it('is locked and unlocked once, and only by a platform admin', async () => {
    const person = await aPerson(app);
    const coalition = await aCoalition(app);
    const others = [await coalition.as(Role.LEAD), await coalition.network.as(Role.NETWORK_ADMIN)];
    for (const other of others) {
      expect(codeOf(await lock(other, { email: person.email }))).toBe('FORBIDDEN');
      expect(codeOf(await app.graphql(other, LOCKED))).toBe('FORBIDDEN');
    }
    const unlock = () => app.graphql(admin, UNLOCK, { input: { email: person.email } });
    expect(codeOf(await unlock())).toBe('CONFLICT');
    expect(codeOf(await lock(admin, { email: person.email }))).toBe('done');
    expect(codeOf(await lock(admin, { email: person.email }))).toBe('CONFLICT');
    for (const other of others)
      expect(codeOf(await app.graphql(other, UNLOCK, { input: { email: person.email } }))).toBe('FORBIDDEN');
    expect([codeOf(await unlock()), codeOf(await unlock())]).toEqual(['done', 'CONFLICT']);
  });

  it('is named by one of id and address', async () => {
    for (const whom of [{}, { email: null }, { userId: userId(admin), email: admin.email }])
      expect((await lock(admin, whom)).errors![0]!.extensions.fields).toHaveProperty(['input.userId']);
    for (const whom of [
      { email: 'nobody@example.org' },
      { userId: 'no-id' },
      { userId: globalId('Coalition', PLATFORM, PLATFORM) },
    ])
      expect(codeOf(await lock(admin, whom))).toBe('NOT_FOUND');
  });
});
