import pg from 'pg';
import { AccountOutbox } from '../src/identity/account-outbox.ts';
import { digestOf } from '../src/identity/tokens.ts';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { CREATE_KEY, keyInput } from './support/api-keys.ts';
import { isMissed } from './support/faults.ts';
import { aNetwork, aPerson, PASSWORD } from './support/fixtures.ts';
import { codeOf } from './support/invitations.ts';
import { untilWaiting } from './support/waiting.ts';

const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
const NEW = 'lampe tisch regen';
const BEGIN_RESET = `select email from access.begin_reset($1, $2, interval '30 minutes')`;

/** Two who are at one account at the same moment: one in a transaction of the test, the other over the API. */
describe('At an account that somebody is at work on', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    // Requests are claimed by the tests, and by nobody else.
    await app.nest.get(AccountOutbox).onModuleDestroy();
  });
  afterAll(() => app.stop());

  const beside = async <T>(
    work: (slow: pg.Client) => Promise<T>,
    meanwhile: () => Promise<Answer>,
    then: (slow: pg.Client) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<[T, Answer]> => {
    const slow = new pg.Client(app.database.serverUrl);
    await slow.connect();
    try {
      await slow.query('begin');
      const done = await work(slow);
      const answer = meanwhile();
      await Promise.race([untilWaiting(app), answer]);
      await then(slow);
      await slow.query('commit');
      return [done, await answer];
    } finally {
      await slow.end();
    }
  };
  const hold = async (slow: pg.Client, { accountId }: Person): Promise<void> => {
    const [row] = await app.database.rows<{ password_hash: string }>(
      'select password_hash from access.accounts where id = $1',
      [accountId],
    );
    await slow.query('select access.hold_password($1, $2)', [accountId, row!.password_hash]);
  };
  const resetTokenOf = async ({ email }: Person): Promise<string> => {
    const token = `a secret of ${email}`;
    await app.database.rows(BEGIN_RESET, [email, digestOf(token)]);
    return token;
  };
  const reset = (token: string, password = NEW): Promise<Answer> =>
    app.graphql(null, RESET, { input: { token, password } });
  const stillOpen = (sessionId: string): Promise<object[]> =>
    app.database.rows('select 1 from access.sessions where id = $1 and ended_at is null', [sessionId]);

  it('a reset waits for whoever signs in with the old password, and leaves them no session', async () => {
    const leavesNone = async (): Promise<void> => {
      const person = await aPerson(app);
      const token = await resetTokenOf(person);
      const [session, answer] = await beside(
        async (slow) => {
          await hold(slow, person);
          const { rows } = await slow.query<{ id: string }>(
            `select access.open_session($1, $2, interval '1 day', interval '1 day') as id`,
            [person.accountId, digestOf(person.email)],
          );
          return rows[0]!.id;
        },
        () => reset(token),
      );
      expect(codeOf(answer)).toBe('done');
      expect(await stillOpen(session)).toEqual([]);
    };
    await leavesNone();
    const held = 'perform from access.accounts a where a.id = owner for no key update;';
    expect(await isMissed(app, ['access.reset_password', held, ''], leavesNone)).toBe(true);
  });

  it('of two resets with one token at once the first works, and its password stays', async () => {
    const oneWorks = async (): Promise<void> => {
      const person = await aPerson(app);
      const token = await resetTokenOf(person);
      const [first, second] = await beside(
        async (slow) =>
          (
            await slow.query('select email from access.reset_password($1, $2)', [
              digestOf(token),
              'the first',
            ])
          ).rows,
        () => reset(token),
      );
      expect([first, codeOf(second)]).toEqual([[{ email: person.email }], 'NOT_FOUND']);
      const kept = 'select password_hash from access.accounts where id = $1';
      expect(await app.database.rows(kept, [person.accountId])).toEqual([{ password_hash: 'the first' }]);
    };
    await oneWorks();
    const once = 'exists (select from access.open_reset(token_digest)) and t.used_at is null';
    const twice = 'exists (select from access.open_reset(token_digest))';
    expect(await isMissed(app, ['access.reset_password', once, twice], oneWorks)).toBe(true);
  });

  it('a key is not made by a session that ended while it waited', async () => {
    const network = await aNetwork(app);
    const noneIsMade = async (): Promise<void> => {
      const person = await network.as(Role.RESEARCHER);
      const [, answer] = await beside(
        (slow) => hold(slow, person),
        () => app.graphql(person, CREATE_KEY, { input: keyInput(network) }),
        (slow) => slow.query('select access.end_session($1)', [person.sessionId]),
      );
      expect(codeOf(answer)).not.toBe('done');
      const keys = 'select 1 from access.api_keys where account_id = $1';
      expect(await app.database.rows(keys, [person.accountId])).toEqual([]);
    };
    await noneIsMade();
    const again = 'if access.account_of(session) is null then return; end if;';
    expect(await isMissed(app, ['access.create_api_key', again, ''], noneIsMade)).toBe(true);
  });

  it('a new password voids the token, too, into which a request is just being turned', async () => {
    const noneIsLeft = async (): Promise<void> => {
      const person = await aPerson(app);
      await app.database.rows('select access.request_reset($1, $1)', [person.email]);
      const [, answer] = await beside(
        async (slow) => {
          await slow.query('select * from access.claim_account_request()');
          await slow.query(BEGIN_RESET, [person.email, digestOf(person.email)]);
        },
        () => app.graphql(person, CHANGE, { input: { current: PASSWORD, new: NEW } }),
      );
      expect(codeOf(answer)).toBe('done');
      const tokens = 'select 1 from access.account_tokens where account_id = $1';
      expect(await app.database.rows(tokens, [person.accountId])).toEqual([]);
    };
    await noneIsLeft();
    const tokens = 'delete from access.account_tokens t where t.account_id = account and t.used_at is null;';
    const [{ body } = { body: '' }] = await app.database.rows<{ body: string }>(
      `select prosrc as body from pg_proc where oid = 'access.void_account_tokens'::regproc`,
    );
    expect(body.trim().endsWith(tokens)).toBe(true);
    expect(
      await isMissed(
        app,
        ['access.void_account_tokens', body, `${tokens}${body.replace(tokens, '')}`],
        noneIsLeft,
      ),
    ).toBe(true);
  });
});
