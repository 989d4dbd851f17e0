import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aBoard, aCoalition, aNetwork, aPlatformAdmin } from './support/fixtures.ts';
import { codeOf } from './support/invitations.ts';
import { having } from './support/roles.ts';

const BOARD = 'id slug name description status closedAt closingReason network { slug }';
const CREATE = `mutation ($input: CreateBoardInput!) { createBoard(input: $input) { ${BOARD} } }`;
const UPDATE = `mutation ($input: UpdateBoardInput!) { updateBoard(input: $input) { ${BOARD} } }`;
const CLOSE = `mutation ($input: CloseBoardInput!) { closeBoard(input: $input) { ${BOARD} } }`;
const OF_NETWORK = `query ($slug: String!) { network(slug: $slug) { revision boards { ${BOARD} } } }`;
const NODE = `query ($id: ID!) { node(id: $id) { id ... on Board { ${BOARD} } } }`;

describe('A board', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const create = async (admin: Person, network: string, slug = 'parents') =>
    (await app.data(admin, CREATE, { input: { network, slug, name: 'Parents', description: 'Advises.' } }))
      .createBoard;

  it('is opened by its network’s admin, and everybody sees that it is there', async () => {
    const coalition = await aCoalition(app);
    const { network } = coalition;
    const before = (await app.data(null, OF_NETWORK, { slug: network.slug })).network;
    expect(before.boards).toEqual([]);

    const board = await create(await network.as(Role.NETWORK_ADMIN), network.slug);

    expect(board).toEqual({
      ...{ id: expect.any(String), slug: 'parents', name: 'Parents', description: 'Advises.' },
      ...{ status: 'ACTIVE', closedAt: null, closingReason: null, network: { slug: network.slug } },
    });
    const after = (await app.data(null, OF_NETWORK, { slug: network.slug })).network;
    expect(after).toEqual({ revision: before.revision + 1, boards: [board] });
    expect((await app.data(null, NODE, { id: board.id })).node).toEqual(board);
    const workspace = `query ($id: ID!) { workspace(coalitionId: $id) { boards { ${BOARD} } } }`;
    const seen = await app.data(await coalition.as(Role.VIEWER), workspace, { id: coalition.id });
    expect(seen.workspace.boards).toEqual([board]);
  });

  it.each(Object.values(Role))('is opened, changed and closed by no %s but the admin', async (role) => {
    const coalition = await aCoalition(app);
    const board = await aBoard(app, coalition.network);
    const person = await having(app, role, coalition, board);
    const wanted = role === Role.NETWORK_ADMIN ? 'done' : 'FORBIDDEN';
    const input = { network: coalition.network.slug, slug: 'other', name: 'Other' };

    expect(codeOf(await app.graphql(person, CREATE, { input }))).toBe(wanted);
    const change = { boardId: board.id, name: 'Changed' };
    expect(codeOf(await app.graphql(person, UPDATE, { input: change }))).toBe(wanted);
    const end = { boardId: board.id, reason: 'Done' };
    expect(codeOf(await app.graphql(person, CLOSE, { input: end }))).toBe(wanted);
  });

  it('of another network is as if it were not there', async () => {
    const [board, stranger] = [await aBoard(app), await aNetwork(app)];
    const admin = await stranger.as(Role.NETWORK_ADMIN);
    const absent = { boardId: 'no id at all', name: 'x', reason: 'x' };
    for (const [mutation, field] of [
      [UPDATE, 'name'],
      [CLOSE, 'reason'],
    ] as const) {
      const nothing = await app.graphql(admin, mutation, {
        input: { boardId: absent.boardId, [field]: 'x' },
      });
      expect(codeOf(nothing)).toBe('NOT_FOUND');
      const foreign = { boardId: board.id, [field]: 'x' };
      expect(await app.graphql(admin, mutation, { input: foreign })).toEqual(nothing);
    }
    const input = { network: board.network.slug, slug: 'mine', name: 'Mine' };
    expect(codeOf(await app.graphql(admin, CREATE, { input }))).toBe('NOT_FOUND');
    expect(codeOf(await app.graphql(await aPlatformAdmin(app), CREATE, { input }))).toBe('FORBIDDEN');
  });

  it('has its slug within its network alone', async () => {
    const [one, two] = [await aNetwork(app), await aNetwork(app)];
    const admin = await one.as(Role.NETWORK_ADMIN);
    await create(admin, one.slug);
    await create(await two.as(Role.NETWORK_ADMIN), two.slug);
    const input = { network: one.slug, slug: 'parents', name: 'Again' };
    expect((await app.refusal(admin, CREATE, { input })).code).toBe('CONFLICT');
  });

  it('keeps what is not given, and loses what is cleared', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const { id: boardId } = await create(admin, network.slug);

    const renamed = (await app.data(admin, UPDATE, { input: { boardId, name: 'Families' } })).updateBoard;
    expect(renamed).toMatchObject({ name: 'Families', description: 'Advises.', slug: 'parents' });
    const cleared = (await app.data(admin, UPDATE, { input: { boardId, description: null } })).updateBoard;
    expect(cleared).toMatchObject({ name: 'Families', description: null });
    const nameless = await app.refusal(admin, UPDATE, { input: { boardId, name: null } });
    expect(nameless).toMatchObject({ code: 'BAD_USER_INPUT', fields: { 'input.name': expect.any(String) } });
  });

  it('stays readable when it is closed, and changes no more', async () => {
    const board = await aBoard(app);
    const admin = await board.network.as(Role.NETWORK_ADMIN);
    const close = (reason: string) => app.data(admin, CLOSE, { input: { boardId: board.id, reason } });
    const closed = (await close('Its work is done.')).closeBoard;
    expect(closed).toMatchObject({
      ...{ status: 'CLOSED', closedAt: expect.any(String), closingReason: 'Its work is done.' },
    });

    expect((await close('Another reason')).closeBoard).toEqual(closed);
    expect((await app.data(null, NODE, { id: board.id })).node).toEqual(closed);
    const input = { boardId: board.id, name: 'x' };
    expect(codeOf(await app.graphql(admin, UPDATE, { input }))).toBe('FORBIDDEN');
  });
});
