import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { isMissed } from './support/faults.ts';
import {
  aBoard,
  aCoalition,
  aPerson,
  aPlatformAdmin,
  grant,
  save,
  type TestCoalition,
} from './support/fixtures.ts';
import { accept, anAddress, INVITE, invited } from './support/invitations.ts';

const LOCK = 'mutation ($input: LockAccountInput!) { lockAccount(input: $input) }';
const UNLOCK = 'mutation ($input: AccountInput!) { unlockAccount(input: $input) }';
const CHANGE = 'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { role } }';
const MEMBERS = 'query ($id: ID!) { workspace(coalitionId: $id) { members { membershipId displayName } } }';

interface Place {
  coalition: TestCoalition;
  person: Person;
  colleague: Person;
  invited: string;
}

describe('One’s own data', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const dataOf = async (person: Person): Promise<{ text: string; data: Record<string, any[]> }> => {
    const { text } = await app.http.get('/me/data.json').set('authorization', `Bearer ${person.token}`);
    return { text, data: JSON.parse(text) as Record<string, any[]> };
  };
  const row = (text: string, values: unknown[]): Promise<object[]> => app.database.rows(text, values);

  /** Somebody who has worked beside a colleague, in a coalition, on a board and in the network. */
  const atWork = async (): Promise<Place> => {
    const coalition = await aCoalition(app);
    const board = await aBoard(app, coalition.network);
    const [person, colleague] = [await coalition.as(Role.LEAD), await coalition.as(Role.LEAD)];
    await grant(app, person, Role.NETWORK_ADMIN, { network: coalition.network.key });
    await grant(app, person, Role.BOARD_CHAIR, { board: board.key });
    const guest = await coalition.as(Role.VIEWER);
    const { members } = (await app.data(person, MEMBERS, { id: coalition.id })).workspace;
    const { membershipId } = members.find(
      ({ displayName }: { displayName: string }) => displayName === guest.displayName,
    );
    await save(app, colleague, coalition, { summary: 'What the colleague wrote' });
    await save(app, person, coalition, { summary: 'What the person wrote' });
    await app.data(person, CHANGE, { input: { membershipId, role: 'EDITOR' } });
    const email = anAddress();
    await app.data(person, INVITE, { input: { email, role: 'VIEWER', coalitionId: coalition.id } });
    await app.data(person, INVITE, { input: { email, role: 'BOARD_MEMBER', boardId: board.id } });
    const inNetwork = { email, role: 'RESEARCHER', network: coalition.network.slug };
    await app.data(person, INVITE, { input: inNetwork });
    await row(
      `insert into access.imports (network_id, account_id, file, rows) values ($1, $2, 'list.csv', '["What was there"]')`,
      [coalition.network.key, person.accountId],
    );
    await row(
      `insert into access.corrections (coalition_id, about, content, source_url, status, settled_by, settled_at)
       values ($1, 'the summary', 'What a visitor wrote', 'https://example.org/visitor', 'TAKEN_UP', $2, now())`,
      [coalition.key, person.accountId],
    );
    return { coalition, person, colleague, invited: email };
  };
  const leave = ({ accountId }: Person): Promise<object[]> =>
    row('delete from access.memberships where account_id = $1', [accountId]);

  it('holds the inside of a place as long as one has a role there', async () => {
    const inside = async (): Promise<void> => {
      const { person, invited: email } = await atWork();
      const { text, data } = await dataOf(person);
      for (const words of ['What the person wrote', 'What was there']) expect(text).toContain(words);
      expect(data['invitationsSent']!.map((sent) => sent.email)).toEqual([email, email, email]);
    };
    const outside = async (): Promise<void> => {
      const { person, invited: email } = await atWork();
      await leave(person);
      const { text, data } = await dataOf(person);
      for (const words of ['What the person wrote', 'What the colleague wrote', 'What was there', email])
        expect([words, text.includes(words)]).toEqual([words, false]);
      expect(data['invitationsSent']!.map((sent) => sent.role)).toEqual([
        ...['VIEWER', 'BOARD_MEMBER', 'RESEARCHER'],
      ]);
      expect(data['imports']).toMatchObject([{ file: 'list.csv' }]);
      expect(data['history']!.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['updateProfile', 'changeRole', 'inviteMember']),
      );
    };
    await inside();
    await outside();
    for (const [from, to] of [
      ['exists (select from access.standings(session, p.id))', 'true'],
      ['x.board_id = any (inside.boards)', 'true'],
      ['x.network_id = any (inside.networks)', 'true'],
    ] as const)
      expect([from, await isMissed(app, ['access.data_of', from, to], outside)]).toEqual([from, true]);
    for (const from of ['inside.coalitions', 'inside.boards', 'inside.networks'])
      expect([from, await isMissed(app, ['access.data_of', from, `'{}'::uuid[]`], inside)]).toEqual([
        ...[from, true],
      ]);
  });

  it('names nobody else, by address, by name or by id', async () => {
    const nobodyElse = async (): Promise<void> => {
      const { person, colleague } = await atWork();
      const admin = await aPlatformAdmin(app);
      const { token } = await invited(
        app,
        colleague,
        await aCoalitionOf(colleague),
        Role.VIEWER,
        person.email,
      );
      await accept(app, token, person);
      const input = { email: person.email };
      await app.data(admin, LOCK, { input: { ...input, reason: 'Lost' } });
      await app.data(admin, UNLOCK, { input });
      await row('update access.sessions set ended_at = null, end_reason = null where id = $1', [
        person.sessionId,
      ]);
      await row(
        `insert into access.account_requests (kind, email, email_key, account_id, created_at)
         values ('EMAIL_CHANGE', $1, $1, $2, now() + interval '1 hour')`,
        [person.email, colleague.accountId],
      );
      const { text, data } = await dataOf(person);
      for (const other of [colleague, admin])
        for (const name of [other.accountId, other.displayName, other.email])
          expect([name, text.includes(name)]).toEqual([name, false]);
      const known = (
        await app.database.rows<{ id: string; name: string }>(
          'select id, display_name as name from access.accounts where id <> $1',
          [person.accountId],
        )
      ).filter(({ id, name }) => text.includes(id) || text.includes(`${name}"`));
      expect(known).toEqual([]);
      expect(data['locks']).toMatchObject([{ reason: 'Lost', locked_at: expect.any(String) }]);
      expect(data['invitationsReceived']).toHaveLength(1);
      for (const words of ['What a visitor wrote', 'https://example.org/visitor'])
        expect([words, text.includes(words)]).toEqual([words, false]);
    };
    const aCoalitionOf = async (lead: Person): Promise<TestCoalition> => {
      const coalition = await aCoalition(app);
      await grant(app, lead, Role.LEAD, { coalition: coalition.key });
      return coalition;
    };
    await nobodyElse();
    for (const [from, to] of [
      [`'{digest,invited_by}'`, `'{digest}'`],
      [`'{locked_by,unlocked_by}'`, `'{}'`],
      [`'{about,content,source_url}'`, `'{}'`],
      [`'{about,subject}'`, `'{}'`],
      [`(r.kind = 'PASSWORD_RESET' and r.email_key = a.email_key)`, 'r.email_key = a.email_key'],
    ] as const)
      expect([from, await isMissed(app, ['access.data_of', from, to], nobodyElse)]).toEqual([from, true]);
  });

  it('has of what was done to oneself neither who did it nor what else they did', async () => {
    const [coalition, admin] = [await aCoalition(app), await aPlatformAdmin(app)];
    const [lead, person] = [await coalition.as(Role.LEAD), await coalition.as(Role.VIEWER)];
    const anonymous = async (): Promise<void> => {
      const { members } = (await app.data(lead, MEMBERS, { id: coalition.id })).workspace;
      const { membershipId } = members.find(
        ({ displayName }: { displayName: string }) => displayName === person.displayName,
      );
      await app.data(lead, CHANGE, { input: { membershipId, role: 'EDITOR' } });
      await app.data(lead, CHANGE, { input: { membershipId, role: 'VIEWER' } });
      const { text, data } = await dataOf(person);
      expect(data['history']!.at(-1)).toMatchObject({
        ...{ about: person.accountId, action: 'changeRole', subject: `member ${person.displayName}` },
        ...{ before: { role: 'EDITOR' }, after: { role: 'VIEWER' } },
      });
      expect([text.includes(lead.displayName), text.includes(lead.accountId)]).toEqual([false, false]);
    };
    await anonymous();
    expect(await isMissed(app, ['access.data_of', `'{account_id,actor}'`, `'{}'`], anonymous)).toBe(true);
    expect((await dataOf(admin)).text).not.toContain(person.accountId);
  });

  it('has of the keys and the locks of others what one gave oneself', async () => {
    const coalition = await aCoalition(app);
    const [person, other, third] = [await aPerson(app), await aPerson(app), await aPerson(app)];
    const key = (maker: Person, revoker: Person, name: string): Promise<object[]> =>
      row(
        `insert into access.api_keys (account_id, network_id, name, scope, digest, prefix, created_by, revoked_by, revoked_at, last_used_at, expires_at)
         values ($1, $2, $3, 'READ_PUBLISHED', decode(md5(random()::text), 'hex'), 'clk_abc', $4, $5, now(), now(), now())`,
        [other.accountId, coalition.network.key, name, maker.accountId, revoker.accountId],
      );
    await key(person, third, 'A key that was made');
    await key(third, person, 'A key that was revoked');
    const lock = (by: Person, unlocked: Person, reason: string): Promise<object[]> =>
      row(
        `insert into access.account_locks (account_id, reason, locked_by, unlocked_by, unlocked_at) values ($1, $2, $3, $4, now())`,
        [other.accountId, reason, by.accountId, unlocked.accountId],
      );
    await lock(person, third, 'A lock of mine');
    await lock(third, person, 'A lock of another');
    const ofMine = async (): Promise<void> => {
      const { text, data } = await dataOf(person);
      for (const words of [other.accountId, third.accountId, 'A key that was revoked', 'A lock of another'])
        expect([words, text.includes(words)]).toEqual([words, false]);
      const columns = (list: string): string[][] => data[list]!.map((each) => Object.keys(each).sort());
      expect(columns('apiKeysOfOthers')).toEqual([
        ['board_id', 'created_at', 'created_by', 'expires_at', 'id', 'name', 'network_id', 'scope'],
        ['id', 'network_id', 'revoked_at', 'revoked_by'],
      ]);
      expect(columns('locksGiven')).toEqual([
        ['id', 'locked_at', 'locked_by', 'reason'],
        ['id', 'unlocked_at', 'unlocked_by'],
      ]);
    };
    await ofMine();
    for (const [from, to] of [
      [`'{digest,account_id,prefix,last_used_at}'`, `'{digest}'`],
      [`'{created_by,created_at,name,scope,board_id,expires_at}'`, `'{}'`],
      [`'{locked_by,reason,locked_at}'`, `'{}'`],
      [`- 'account_id'::text`, ''],
    ] as const)
      expect([from, await isMissed(app, ['access.data_of', from, to], ofMine)]).toEqual([from, true]);
  });

  it('holds neither the language in which others were invited nor an answer that was kept', async () => {
    const { person } = await atWork();
    await row(
      `insert into access.idempotency_keys (holder, account_id, key, request_digest, answer)
       values ('account ' || $1, $1::uuid, 'a key', '\\x01', '{"secret": "A kept answer"}')`,
      [person.accountId],
    );
    const neither = async (): Promise<void> => {
      const { text, data } = await dataOf(person);
      expect(text).not.toContain('A kept answer');
      expect(data['idempotencyKeys']).toMatchObject([{ key: 'a key' }]);
      for (const sent of data['invitationsSent']!) expect(Object.keys(sent)).not.toContain('language');
    };
    await neither();
    for (const [from, to] of [
      [`'{digest,language}'`, `'{digest}'`],
      [`to_jsonb(x) - 'answer'`, 'to_jsonb(x)'],
    ] as const)
      expect([from, await isMissed(app, ['access.data_of', from, to], neither)]).toEqual([from, true]);
  });
});
