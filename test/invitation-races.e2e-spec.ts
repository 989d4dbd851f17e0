import pg from 'pg';
import { Role } from '../src/platform/graphql/allow.ts';
import { PLATFORM } from '../src/identity/sessions.service.ts';
import { globalId } from '../src/platform/graphql/ids.ts';
import { digestOf } from '../src/identity/tokens.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { isMissed } from './support/faults.ts';
import {
  aBoard,
  aCoalition,
  aPlatformAdmin,
  aPublishedCoalition,
  type TestBoard,
  type TestCoalition,
} from './support/fixtures.ts';
import { accept, anAddress, codeOf, INVITE, invited } from './support/invitations.ts';
import { untilWaiting } from './support/waiting.ts';

const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';
const CHANGE = 'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { role } }';
const LOCK = 'mutation ($input: LockAccountInput!) { lockAccount(input: $input) }';
const ARCHIVE =
  'mutation ($input: ArchiveCoalitionInput!) { archiveCoalition(input: $input) { coalitionId } }';
const CLOSE = 'mutation ($input: CloseBoardInput!) { closeBoard(input: $input) { id } }';

interface World {
  coalition: TestCoalition;
  board: TestBoard;
  lead: Person;
  other: Person;
  chair: Person;
  admin: Person;
  boss: Person;
}
type Inviter = 'lead' | 'chair' | 'boss';
type Place = 'coalition' | 'board';

describe('An invitation under way', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const aWorld = async (): Promise<World> => {
    const coalition = await aCoalition(app);
    const board = await aBoard(app, coalition.network);
    const [lead, other] = [await coalition.as(Role.LEAD), await coalition.as(Role.LEAD)];
    await board.as(Role.BOARD_CHAIR);
    const [chair, admin, boss] = [
      await board.as(Role.BOARD_CHAIR),
      await coalition.network.as(Role.NETWORK_ADMIN),
      await coalition.network.as(Role.NETWORK_ADMIN),
    ];
    return { coalition, board, lead, other, chair, admin, boss };
  };
  const roleOf = async ({ accountId }: Person): Promise<string> => {
    const [row] = await app.database.rows<{ id: string }>(
      'select id from access.memberships where account_id = $1',
      [accountId],
    );
    return row!.id;
  };
  const membership = async (person: Person): Promise<string> =>
    globalId('Membership', PLATFORM, await roleOf(person));

  /** A transaction of its own, in which somebody works in a place and has not finished. */
  const slowly = async <T>(work: (slow: pg.Client) => Promise<T>): Promise<T> => {
    const slow = new pg.Client(app.database.serverUrl);
    await slow.connect();
    try {
      await slow.query('begin');
      return await work(slow);
    } finally {
      await slow.end();
    }
  };
  const enter = async (slow: pg.Client, by: Person, { coalition, board }: World, place: Place) => {
    await slow.query(
      `select set_config('app.session_id', $1, true), set_config('app.network_id', $2, true),
        set_config(case when $3 then 'app.coalition_id' else 'app.board_id' end, $4, true)`,
      [
        by.sessionId,
        coalition.network.key,
        ...(place === 'coalition' ? [true, coalition.key] : [false, board.key]),
      ],
    );
  };
  const AS = { lead: 'registry_member', chair: 'registry_board', boss: 'registry_network' };
  const inviting = async (slow: pg.Client, world: World, by: Inviter, token: string): Promise<void> => {
    const { coalition, board } = world;
    const onBoard = by === 'chair';
    await enter(slow, world[by], world, onBoard ? 'board' : 'coalition');
    await slow.query(`set local role ${AS[by]}`);
    await slow.query(`select access.invite($1, $1, $2, $3, null, $4, interval '1 day', null, $5)`, [
      ...[anAddress(), onBoard ? 'BOARD_MEMBER' : 'VIEWER', onBoard ? null : coalition.key],
      ...[digestOf(token), onBoard ? board.key : null],
    ]);
  };

  type Act = (world: World) => Promise<Answer>;
  const acts: [what: string, by: Inviter, act: Act, lock: string][] = [
    [
      ...(['its inviter is removed', 'lead'] as const),
      async ({ lead, other }) =>
        app.graphql(other, REMOVE, { input: { membershipId: await membership(lead) } }),
      'perform from access.memberships m where m.account_id = inviter order by m.id for share;',
    ],
    [
      ...(['its inviter gets a lower role', 'boss'] as const),
      async ({ boss, admin }) =>
        app.graphql(admin, CHANGE, {
          input: { membershipId: await membership(boss), role: 'NETWORK_ANALYST' },
        }),
      'perform from access.memberships m where m.account_id = inviter order by m.id for share;',
    ],
    [
      ...(['the account of its inviter is locked', 'lead'] as const),
      async ({ lead }) =>
        app.graphql(await aPlatformAdmin(app), LOCK, { input: { email: lead.email, reason: 'Lost' } }),
      'perform from access.accounts a where a.id = inviter for share;',
    ],
    [
      ...(['the coalition is archived', 'lead'] as const),
      ({ coalition, admin }) =>
        app.graphql(admin, ARCHIVE, { input: { coalitionId: coalition.id, reason: 'Over' } }),
      'perform from access.coalitions c where c.id = coalition for share;',
    ],
    [
      ...(['the board is closed', 'chair'] as const),
      ({ board, admin }) => app.graphql(admin, CLOSE, { input: { boardId: board.id, reason: 'Over' } }),
      'perform from access.boards b where b.id = board for share;',
    ],
  ];

  const openAfter = async (by: Inviter, act: Act): Promise<object[]> => {
    const world = await aWorld();
    const token = `a token of ${world.lead.email}`;
    await slowly(async (slow) => {
      await inviting(slow, world, by, token);
      const acting = act(world);
      await Promise.race([untilWaiting(app), acting]);
      await slow.query('commit');
      expect(codeOf(await acting)).toBe('done');
    });
    return app.database.rows(
      'select 1 from access.invitations where digest = $1 and revoked_at is null and accepted_at is null',
      [digestOf(token)],
    );
  };

  it.each(acts)('is taken back when %s meanwhile', async (_, by, act, held) => {
    const takenBack = async (): Promise<void> => {
      expect(await openAfter(by, act)).toEqual([]);
    };
    await takenBack();
    expect(await isMissed(app, ['access.hold_inviter', held, ''], takenBack)).toBe(true);
  });

  it.each<
    [what: string, place: Place, held: string, act: (slow: pg.Client, world: World) => Promise<unknown>]
  >([
    [
      ...(['its inviter is being removed', 'coalition'] as const),
      'perform from access.memberships m where m.account_id = inviter order by m.id for share;',
      async (slow, world) => {
        await enter(slow, world.admin, world, 'coalition');
        await slow.query('set local role registry_network');
        await slow.query('select access.remove_member($1)', [await roleOf(world.boss)]);
      },
    ],
    [
      ...(['the board is being closed', 'board'] as const),
      'perform from access.boards b where b.id = board for share;',
      async (slow, world) => {
        await enter(slow, world.admin, world, 'board');
        await slow.query('set local role registry_network');
        await slow.query(`select access.close_board('Over')`);
      },
    ],
  ])('is refused when %s', async (_, place, held, act) => {
    const refused = async (): Promise<void> => {
      const world = await aWorld();
      const where =
        place === 'board'
          ? { boardId: world.board.id, role: 'BOARD_MEMBER' }
          : { coalitionId: world.coalition.id, role: 'VIEWER' };
      await slowly(async (slow) => {
        await act(slow, world);
        const by = place === 'board' ? world.chair : world.boss;
        const answer = app.graphql(by, INVITE, { input: { email: anAddress(), ...where } });
        await Promise.race([untilWaiting(app), answer]);
        await slow.query('commit');
        expect(codeOf(await answer)).toBe('FORBIDDEN');
      });
    };
    await refused();
    expect(await isMissed(app, ['access.hold_inviter', held, ''], refused)).toBe(true);
  });

  it('is accepted by a lead while the coalition is being published, and neither stops the other', async () => {
    const both = async (): Promise<void> => {
      const coalition = await aPublishedCoalition(app);
      const { token } = await invited(app, coalition.lead, coalition, Role.LEAD);
      const publishing = new pg.Client(app.database.migratorUrl);
      await publishing.connect();
      try {
        await publishing.query('begin');
        await publishing.query('select published.take_turn($1)', [coalition.network.key]);
        const accepting = accept(app, token);
        await untilWaiting(app);
        const counted = 'update access.coalitions set publications = publications + 1 where id = $1';
        await publishing.query(counted, [coalition.key]);
        await publishing.query('commit');
        expect(codeOf(await accepting)).toBe('done');
      } finally {
        await publishing.end();
      }
    };
    await both();
    const turn = `if taken.role = 'LEAD' then perform published.mark_claimed(taken.coalition_id); end if;`;
    expect(await isMissed(app, ['access.accept_invitation', turn, ''], both)).toBe(true);
  });
});
