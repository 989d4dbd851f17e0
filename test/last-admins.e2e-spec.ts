import pg from 'pg';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { isMissed } from './support/faults.ts';
import { aBoard, aCoalition, aNetwork, aPlatformAdmin } from './support/fixtures.ts';
import { codeOf } from './support/invitations.ts';
import { untilWaiting } from './support/waiting.ts';

const CHANGE = 'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { role } }';
const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';
const MINE = '{ viewer { memberships { id } } }';

const { LEAD, EDITOR, BOARD_CHAIR, BOARD_MEMBER, NETWORK_ADMIN, NETWORK_ANALYST } = Role;

describe('The last who can care for a place', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const roleOf = async (person: Person): Promise<string> =>
    (await app.data(person, MINE)).viewer.memberships[0].id;
  const remove = async (by: Person, whom: Person): Promise<Answer> =>
    app.graphql(by, REMOVE, { input: { membershipId: await roleOf(whom) } });
  const change = async (by: Person, whom: Person, role: Role): Promise<Answer> =>
    app.graphql(by, CHANGE, { input: { membershipId: await roleOf(whom), role } });
  const lock = ({ accountId }: Person): Promise<unknown> =>
    app.database.rows('update access.accounts set disabled_at = now() where id = $1', [accountId]);

  /** Goes on the way: as far as the database, and no further until it is let. */
  const leavingSlowly = async (person: Person, meanwhile: () => Promise<Answer>): Promise<Answer> => {
    const slow = new pg.Client(app.database.serverUrl);
    const [{ id } = { id: '' }] = await app.database.rows<{ id: string }>(
      'select id from access.memberships where account_id = $1',
      [person.accountId],
    );
    await slow.connect();
    try {
      await slow.query('begin');
      await slow.query('select access.leave($1, $2)', [person.sessionId, id]);
      const answer = meanwhile();
      await Promise.race([untilWaiting(app), answer]);
      await slow.query('commit');
      return await answer;
    } finally {
      await slow.end();
    }
  };

  it('admin of a network stays, by their own word and that of others, until there is another one', async () => {
    const stays = async (): Promise<void> => {
      const network = await aNetwork(app);
      const [admin, other] = [await network.as(NETWORK_ADMIN), await network.as(NETWORK_ADMIN)];
      expect(codeOf(await change(admin, other, NETWORK_ANALYST))).toBe('done');
      const refused = await remove(admin, admin);
      expect(refused.errors).toMatchObject([
        {
          message: expect.stringMatching(/^This is the last admin .*Invite another one/),
          extensions: { code: 'CONFLICT' },
        },
      ]);
      expect(codeOf(await change(admin, admin, NETWORK_ANALYST))).toBe('CONFLICT');
      expect(codeOf(await change(admin, admin, NETWORK_ADMIN))).toBe('done');
      const third = await network.as(NETWORK_ADMIN);
      await lock(third);
      expect(codeOf(await remove(admin, admin))).toBe('CONFLICT');
      await network.as(NETWORK_ADMIN);
      expect(codeOf(await remove(admin, admin))).toBe('done');
    };
    await stays();
    for (const [name, from, to] of [
      ['access.keep_the_last', `when 'NETWORK_ADMIN', 'PLATFORM_ADMIN' then`, `when 'NOBODY' then`],
      ['access.keep_an_admin', 'and a.disabled_at is null', ''],
      ['access.keep_an_admin', 'm.network_id is not distinct from network', 'true'],
      ['access.change_role', 'perform access.keep_the_last(was);', ''],
      ['access.remove_member', 'perform access.keep_the_last(was);', ''],
    ] as const)
      expect([name, from, await isMissed(app, [name, from, to], stays)]).toEqual([name, from, true]);
  });

  it('admin of a network goes when a platform admin says so, who gives it another one', async () => {
    const goes = async (): Promise<void> => {
      const [network, platform] = [await aNetwork(app), await aPlatformAdmin(app)];
      expect(codeOf(await change(platform, await network.as(NETWORK_ADMIN), NETWORK_ANALYST))).toBe('done');
      expect(codeOf(await remove(platform, await network.as(NETWORK_ADMIN)))).toBe('done');
    };
    await goes();
    const asked = 'not access.is_platform_admin() and';
    expect(await isMissed(app, ['access.keep_an_admin', asked, ''], goes)).toBe(true);
  });

  it('admin of the platform stays', async () => {
    await app.database.rows(`delete from access.memberships where role = 'PLATFORM_ADMIN'`);
    const [admin, other] = [await aPlatformAdmin(app), await aPlatformAdmin(app)];
    expect(codeOf(await remove(other, other))).toBe('done');
    expect((await remove(admin, admin)).errors![0]!.message).toMatch(/^This is the last platform admin/);
  });

  it('of two admins who go at once is the one who comes second', async () => {
    const oneStays = async (): Promise<void> => {
      const network = await aNetwork(app);
      const [admin, other] = [await network.as(NETWORK_ADMIN), await network.as(NETWORK_ADMIN)];
      expect(codeOf(await leavingSlowly(admin, () => remove(other, other)))).toBe('CONFLICT');
    };
    await oneStays();
    const turn = `perform pg_advisory_xact_lock(hashtext(case when network is null then 'platform admins' else 'admins of ' || network end));`;
    expect(await isMissed(app, ['access.keep_an_admin', turn, ''], oneStays)).toBe(true);
  });

  it('lead or chair stays, also beside one whose account is locked', async () => {
    const stays = async (): Promise<void> => {
      const coalition = await aCoalition(app);
      const board = await aBoard(app, coalition.network);
      const admin = await coalition.network.as(NETWORK_ADMIN);
      for (const [place, role, lower] of [
        [coalition, LEAD, EDITOR],
        [board, BOARD_CHAIR, BOARD_MEMBER],
      ] as const) {
        const person = await place.as(role);
        await lock(await place.as(role));
        for (const by of [person, admin]) expect(codeOf(await remove(by, person))).toBe('CONFLICT');
        expect(codeOf(await change(admin, person, lower))).toBe('CONFLICT');
        await place.as(role);
        expect(codeOf(await change(admin, person, lower))).toBe('done');
      }
    };
    await stays();
    for (const name of ['access.keep_a_lead', 'access.keep_a_chair'])
      expect(await isMissed(app, [name, 'and a.disabled_at is null', ''], stays)).toBe(true);
  });
});
