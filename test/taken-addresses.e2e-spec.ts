import { digestOf } from '../src/identity/tokens.ts';
import { type Person, TestApp } from './support/app.ts';
import { answered } from './support/account-letters.ts';
import { isMissed } from './support/faults.ts';
import { aPerson, aSession, PASSWORD } from './support/fixtures.ts';
import { anAddress, codeOf } from './support/invitations.ts';

const ASK = 'mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) }';
const CONFIRM = 'mutation ($input: ConfirmEmailChangeInput!) { confirmEmailChange(input: $input) }';
const DELETE = 'mutation ($input: DeleteMyAccountInput!) { deleteMyAccount(input: $input) }';
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';

/** What an address that somebody has looks like to whoever asked for it. */
describe('An address that somebody has', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const ask = async (person: Person, email: string): Promise<void> => {
    await app.data(person, ASK, { input: { email, password: PASSWORD } });
    await answered(app);
  };

  /** Everything of the file, without ids, hours and the addresses themselves. */
  const dataOf = async (person: Person, wanted: string): Promise<unknown> => {
    const { text } = await app.http.get('/me/data.json').set('authorization', `Bearer ${person.token}`);
    const plain = text
      .replaceAll(wanted, 'WANTED')
      .replaceAll(person.email, 'OWN')
      .replaceAll(person.displayName, 'NAME')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replace(/20\d\d-\d\d-\d\dT[^"]+/g, 'HOUR');
    return JSON.parse(plain);
  };
  const asked = async (wanted: string): Promise<{ person: Person; data: unknown }> => {
    const person = await aPerson(app);
    await ask(person, wanted);
    return { person, data: await dataOf(person, wanted) };
  };

  it('is in one’s data as a free one is, also once its owner has gone or set another password', async () => {
    const [holder, free] = [await aPerson(app), anAddress()];
    const alike = async (): Promise<void> => {
      const [taken, open] = [await asked(holder.email), await asked(free)];
      expect(open.data).toMatchObject({ accountTokens: [{ kind: 'EMAIL_CHANGE', email: 'WANTED' }] });
      expect(taken.data).toEqual(open.data);
    };
    await alike();
    const before = `'EMAIL_CHANGE', account, address, key, now() + span);`;
    const onlyFree = `'EMAIL_CHANGE', account, address, key, now() + span);
      delete from access.account_tokens t where holder.id is not null and t.account_id = account;`;
    expect(await isMissed(app, ['access.begin_email_change', before, onlyFree], alike)).toBe(true);

    const { person, data } = await asked(holder.email);
    await app.data(holder, CHANGE, { input: { current: PASSWORD, new: 'lampe tisch regen' } });
    expect(await dataOf(person, holder.email)).toEqual(data);
    const input = { password: 'lampe tisch regen', confirmation: holder.email };
    await app.data(holder, DELETE, { input });
    expect(await dataOf(person, holder.email)).toEqual(data);
  });

  it('is confirmed by nobody, though its owner has gone since', async () => {
    const begin = `select letter from access.begin_email_change($1, $2, $2, $3, interval '1 day')`;
    const confirmable = async (): Promise<void> => {
      const [person, holder] = [await aPerson(app), await aPerson(app)];
      const secret = `a secret of ${person.email}`;
      const letters = await app.database.rows(begin, [person.accountId, holder.email, digestOf(secret)]);
      expect(letters).toEqual([{ letter: 'TAKEN' }, { letter: 'NOTICE' }]);
      const again = await aSession(app, holder);
      await app.data(again, DELETE, { input: { password: PASSWORD, confirmation: holder.email } });
      expect(codeOf(await app.graphql(null, CONFIRM, { input: { token: secret } }))).toBe('NOT_FOUND');
    };
    await confirmable();
    const drawn = 'sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))';
    expect(await isMissed(app, ['access.begin_email_change', drawn, 'token_digest'], confirmable)).toBe(true);
  });

  it('is forgotten a day after the token ran out, and not before', async () => {
    const [{ person }, { person: later }] = [await asked(anAddress()), await asked(anAddress())];
    const move = `update access.account_tokens set expires_at = now() - $2::interval where account_id = $1`;
    await app.database.rows(move, [person.accountId, '25 hours']);
    await app.database.rows(move, [later.accountId, '23 hours']);
    await asked(anAddress());
    const left = await app.database.rows(
      'select account_id from access.account_tokens where account_id = any ($1)',
      [[person.accountId, later.accountId]],
    );
    expect(left).toEqual([{ account_id: later.accountId }]);
  });
});
