import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aBoard, aCoalition, aNetwork, aPlatformAdmin, type TestBoard } from './support/fixtures.ts';
import { accept, anAddress, codeOf, INVITE, REVOKE } from './support/invitations.ts';
import { tokenFor } from './support/outbox.ts';

const MEMBERS = `query ($id: ID!) { node(id: $id) { ... on Board {
  members { membershipId displayName role } invitations { id email role } } } }`;
const MINE = '{ viewer { memberships { id role coalition { id } network { slug } board { id name } } } }';
const CHANGE = 'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { role board { id } } }';
const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';
const CLOSE = 'mutation ($input: CloseBoardInput!) { closeBoard(input: $input) { status } }';
const { BOARD_CHAIR, BOARD_MEMBER, NETWORK_ADMIN, NETWORK_ANALYST, RESEARCHER, LEAD } = Role;

describe('Who sits on a board', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const seen = async (person: Person, { id }: TestBoard) => (await app.data(person, MEMBERS, { id })).node;
  const membershipOf = async (person: Person): Promise<string> =>
    (await app.data(person, MINE)).viewer.memberships[0].id;
  const invite = (by: Person, board: TestBoard, role = BOARD_MEMBER, email = anAddress()) =>
    app.graphql(by, INVITE, { input: { email, role, boardId: board.id } });
  const remove = async (by: Person, who: Person) =>
    codeOf(await app.graphql(by, REMOVE, { input: { membershipId: await membershipOf(who) } }));

  it('is known by name to the others on it and to the network’s staff', async () => {
    const board = await aBoard(app);
    const [chair, member] = [await board.as(BOARD_CHAIR), await board.as(BOARD_MEMBER)];
    const staff = [await board.network.as(NETWORK_ADMIN), await board.network.as(NETWORK_ANALYST)];
    for (const person of [chair, member, ...staff]) {
      expect((await seen(person, board)).members).toEqual([
        { membershipId: expect.any(String), displayName: chair.displayName, role: 'BOARD_CHAIR' },
        { membershipId: expect.any(String), displayName: member.displayName, role: 'BOARD_MEMBER' },
      ]);
    }
  });

  it('is nobody else’s business', async () => {
    const board = await aBoard(app);
    await board.as(BOARD_CHAIR);
    const elsewhere = await aBoard(app, board.network);
    const coalition = await aCoalition(app, board.network);
    const others = [
      ...[await elsewhere.as(BOARD_CHAIR), await coalition.as(LEAD), await aPlatformAdmin(app)],
      ...[await board.network.as(RESEARCHER), await (await aNetwork(app)).as(NETWORK_ADMIN)],
    ];
    for (const person of others) {
      const { data, errors } = await app.graphql(person, MEMBERS, { id: board.id });
      expect([data!.node, new Set(errors!.map(({ extensions }) => extensions.code))]).toEqual([
        null,
        new Set(['NOT_FOUND']),
      ]);
    }
    const { errors } = await app.graphql(null, MEMBERS, { id: board.id });
    expect(new Set(errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(['UNAUTHENTICATED']));
  });

  it('comes by an invitation, of the admin or of the chair, and finds the board among their roles', async () => {
    const board = await aBoard(app);
    const email = anAddress();
    await invite(await board.network.as(NETWORK_ADMIN), board, BOARD_CHAIR, email);
    const accepted = await accept(app, await tokenFor(app, email));
    const chair = { token: accepted.data!.acceptInvitation.accessToken } as Person;
    expect((await app.data(chair, MINE)).viewer.memberships).toEqual([
      {
        ...{ id: expect.any(String), role: 'BOARD_CHAIR', coalition: null },
        ...{ network: { slug: board.network.slug }, board: { id: board.id, name: board.name } },
      },
    ]);

    expect(codeOf(await invite(chair, board))).toBe('done');
    expect(codeOf(await invite(chair, board, BOARD_CHAIR))).toBe('FORBIDDEN');
    expect(codeOf(await invite(await board.as(BOARD_MEMBER), board))).toBe('FORBIDDEN');
    expect(codeOf(await invite(chair, await aBoard(app, board.network)))).toBe('NOT_FOUND');
  });

  it('is invited under an address that only those see who may invite, and take it back', async () => {
    const board = await aBoard(app);
    const [chair, member] = [await board.as(BOARD_CHAIR), await board.as(BOARD_MEMBER)];
    const admin = await board.network.as(NETWORK_ADMIN);
    await invite(admin, board, BOARD_MEMBER, 'asked@example.org');
    await invite(admin, board, BOARD_CHAIR, 'another-chair@example.org');

    for (const person of [member, await board.network.as(NETWORK_ANALYST)]) {
      expect((await seen(person, board)).invitations).toEqual([]);
    }
    const { invitations } = await seen(chair, board);
    expect(invitations.map(({ email, role }: Record<string, string>) => [email, role])).toEqual([
      ['asked@example.org', 'BOARD_MEMBER'],
      ['another-chair@example.org', 'BOARD_CHAIR'],
    ]);
    const revoke = (index: number) => app.graphql(chair, REVOKE, { id: invitations[index].id });
    expect(codeOf(await revoke(0))).toBe('done');
    expect(codeOf(await revoke(1))).toBe('NOT_FOUND');
  });

  it('gets another role by the word of the admin alone, and goes by that of the chair too', async () => {
    const board = await aBoard(app);
    const [chair, other] = [await board.as(BOARD_CHAIR), await board.as(BOARD_CHAIR)];
    const [member, admin] = [await board.as(BOARD_MEMBER), await board.network.as(NETWORK_ADMIN)];
    const change = async (by: Person, who: Person, role: Role) =>
      codeOf(await app.graphql(by, CHANGE, { input: { membershipId: await membershipOf(who), role } }));

    for (const by of [chair, member]) expect(await change(by, member, BOARD_CHAIR)).toBe('FORBIDDEN');
    expect(await change(admin, other, BOARD_MEMBER)).toBe('done');
    expect(await change(admin, other, LEAD)).toBe('BAD_USER_INPUT');
    expect(await remove(member, other)).toBe('FORBIDDEN');
    expect(await remove(chair, other)).toBe('done');
    expect(await remove(member, member)).toBe('done');
  });

  it('stays while being the last chair, whoever asks, and leaves no invitation behind later', async () => {
    const board = await aBoard(app);
    const [chair, admin] = [await board.as(BOARD_CHAIR), await board.network.as(NETWORK_ADMIN)];
    const input = { membershipId: await membershipOf(chair), role: BOARD_MEMBER };
    expect(await remove(chair, chair)).toBe('CONFLICT');
    expect(await remove(admin, chair)).toBe('CONFLICT');
    expect(codeOf(await app.graphql(admin, CHANGE, { input }))).toBe('CONFLICT');

    const email = anAddress();
    await invite(chair, board, BOARD_MEMBER, email);
    const other = await board.as(BOARD_CHAIR);
    expect(await remove(other, chair)).toBe('FORBIDDEN');
    expect(await remove(chair, chair)).toBe('done');
    expect(codeOf(await accept(app, await tokenFor(app, email)))).toBe('NOT_FOUND');
  });

  it('one of two chairs alone can go when both go at once', async () => {
    const board = await aBoard(app);
    const chairs = [await board.as(BOARD_CHAIR), await board.as(BOARD_CHAIR)];
    const ids = await Promise.all(chairs.map(membershipOf));
    const codes = await Promise.all(
      chairs.map(async (chair, i) =>
        codeOf(await app.graphql(chair, REMOVE, { input: { membershipId: ids[i] } })),
      ),
    );
    expect(codes.sort()).toEqual(['CONFLICT', 'done']);
  });

  it('only reads once it is closed: nobody is invited or joins, and all may go', async () => {
    const board = await aBoard(app);
    const [chair, member] = [await board.as(BOARD_CHAIR), await board.as(BOARD_MEMBER)];
    const admin = await board.network.as(NETWORK_ADMIN);
    const email = anAddress();
    await invite(chair, board, BOARD_MEMBER, email);
    const token = await tokenFor(app, email);
    await app.data(admin, CLOSE, { input: { boardId: board.id, reason: 'Its work is done.' } });

    expect(codeOf(await accept(app, token))).toBe('NOT_FOUND');
    for (const by of [chair, admin]) expect(codeOf(await invite(by, board))).toBe('FORBIDDEN');
    expect((await seen(member, board)).members).toHaveLength(2);
    expect(await remove(admin, member)).toBe('done');
    expect(await remove(chair, chair)).toBe('done');
  });

  it('is shown for one board in a request', async () => {
    const board = await aBoard(app);
    await aBoard(app, board.network);
    const query = `query ($slug: String!) { network(slug: $slug) { boards { members { displayName } } } }`;
    const admin = await board.network.as(NETWORK_ADMIN);
    expect(codeOf(await app.graphql(admin, query, { slug: board.network.slug }))).toBe('BAD_USER_INPUT');
  });
});
