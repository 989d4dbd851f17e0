import { KeyScope, Role } from '../src/platform/graphql/allow.ts';
import { globalId } from '../src/platform/graphql/ids.ts';
import { randomUUID } from 'node:crypto';
import { type Person, TestApp } from './support/app.ts';
import {
  ACCEPT_AGREEMENT,
  CREATE_KEY,
  type KeyHolder,
  keyInput,
  REVOKE_KEY,
  SAVE_AGREEMENT,
  withBoardKey,
  withKey,
} from './support/api-keys.ts';
import { aBoard, aNetwork, aPublishedCoalition, type TestBoard } from './support/fixtures.ts';
import { anAddress, INVITE } from './support/invitations.ts';

const MEMBERS = `query ($id: ID!) { node(id: $id) { ... on Board {
  name members { displayName role } invitations { email } } } }`;
const RECORD = 'query ($slug: String!) { network(slug: $slug) { coalitions { totalCount } } }';
const OWN = '{ viewer { apiKeys { scope board { id name } } } }';
const CLOSE = 'mutation ($input: CloseBoardInput!) { closeBoard(input: $input) { status } }';
const { BOARD_CHAIR, BOARD_MEMBER, NETWORK_ADMIN, NETWORK_ANALYST, RESEARCHER } = Role;
const scope = KeyScope.READ_BOARD;

describe('An API key that reads a board', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const asked = (who: Person, id: string) => app.graphql(who, MEMBERS, { id });
  const codesOf = async (who: Person, id: string): Promise<string[]> => [
    ...new Set(((await asked(who, id)).errors ?? []).map(({ extensions }) => extensions.code)),
  ];
  const make = (by: Person, { id, network }: TestBoard, wishes: object = {}) =>
    app.refusal(by, CREATE_KEY, { input: keyInput(network, { scope, boardId: id, ...wishes }) });

  it('reads who sits on it, and the public record, and is told nothing that a member is not', async () => {
    const board = await aBoard(app);
    const chair = await board.as(BOARD_CHAIR);
    await aPublishedCoalition(app, {}, board.network);
    await app.data(chair, INVITE, {
      input: { email: anAddress(), role: BOARD_MEMBER, boardId: board.id },
    });
    const holder = await withKey(app, chair, board.network, { scope, boardId: board.id });

    expect((await asked(holder, board.id)).data!.node).toEqual({
      ...{ name: board.name, invitations: [] },
      members: [{ displayName: chair.displayName, role: 'BOARD_CHAIR' }],
    });
    expect((await asked(chair, board.id)).data!.node.invitations).toHaveLength(1);
    const { network } = await app.data(holder, RECORD, { slug: board.network.slug });
    expect(network.coalitions.totalCount).toBe(1);
    expect((await app.data(chair, OWN)).viewer.apiKeys).toEqual([
      { scope: 'READ_BOARD', board: { id: board.id, name: board.name } },
    ]);
  });

  it('reads no other board, whether it is there or not', async () => {
    const board = await aBoard(app);
    const chair = await board.as(BOARD_CHAIR);
    const beside = await aBoard(app, board.network);
    await app.database.rows(
      `insert into access.memberships (account_id, role, board_id) values ($1, 'BOARD_CHAIR', $2)`,
      [chair.accountId, beside.key],
    );
    const holder = await withKey(app, chair, board.network, { scope, boardId: board.id });
    const published = await withKey(app, chair, board.network);
    expect((await asked(chair, beside.id)).errors).toBeUndefined();
    for (const foreign of [beside, await aBoard(app)]) {
      expect(await codesOf(holder, foreign.id)).toEqual(['NOT_FOUND']);
      expect(await codesOf(published, foreign.id)).toEqual(['NOT_FOUND']);
    }
    expect(await codesOf(published, board.id)).toEqual(['NOT_FOUND']);
    const missing = await asked(holder, globalId('Board', board.network.key, randomUUID()));
    expect(missing).toEqual({ data: { node: null } });
    expect(await codesOf(holder, board.id)).toEqual([]);
  });

  it('opens nothing else that is private, whatever its owner may do', async () => {
    const board = await aBoard(app);
    const admin = await board.network.as(NETWORK_ADMIN);
    const holder = await withKey(app, admin, board.network, { scope, boardId: board.id });
    expect(await codesOf(holder, board.id)).toEqual([]);
    const ofNetwork = (fields: string) => `{ network(slug: "${board.network.slug}") { ${fields} } }`;
    for (const query of [
      ...['workspaces(first: 1) { totalCount }', 'members { displayName }', 'apiKeys { id }'].map(ofNetwork),
      ...['{ viewer { email } }', 'mutation { signOut }', 'mutation { endOtherSessions }'],
      `mutation { updateBoard(input: { boardId: "${board.id}", name: "x" }) { name } }`,
    ])
      expect([query, (await app.refusal(holder, query)).code]).toEqual([query, 'FORBIDDEN']);
  });

  it('is made by whoever sits on the board, and by the admin for them', async () => {
    const board = await aBoard(app);
    const { network } = board;
    const [admin, member] = [await network.as(NETWORK_ADMIN), await board.as(BOARD_MEMBER)];
    const made = await withKey(app, admin, network, { scope, boardId: board.id, forEmail: member.email });
    expect(await codesOf(made, board.id)).toEqual([]);
    expect((await app.data(member, OWN)).viewer.apiKeys).toMatchObject([{ board: { id: board.id } }]);

    const elsewhere = await aBoard(app, network);
    const others = [await network.as(RESEARCHER), await elsewhere.as(BOARD_CHAIR)];
    for (const person of others) {
      expect((await make(person, board)).code).toBe('NOT_FOUND');
      const { code, fields } = await make(admin, board, { forEmail: person.email });
      expect([code, Object.keys(fields!)]).toEqual(['BAD_USER_INPUT', ['input.forEmail']]);
    }
    expect((await make(await board.as(BOARD_CHAIR), board, { forEmail: member.email })).code).toBe(
      'NOT_FOUND',
    );
    const away = await (await aNetwork(app)).as(NETWORK_ADMIN);
    expect((await make(away, board)).code).toBe('NOT_FOUND');
  });

  it('names a board of its network, and no other scope names one', async () => {
    const board = await aBoard(app);
    const member = await board.as(BOARD_MEMBER);
    const wrong = [
      { boardId: null },
      { boardId: undefined },
      ...[KeyScope.READ_PUBLISHED, KeyScope.READ_RELEASED].map((other) => ({ scope: other })),
    ];
    for (const wishes of wrong) {
      const { code, fields } = await make(member, board, wishes);
      expect([code, Object.keys(fields!)]).toEqual(['BAD_USER_INPUT', ['input.boardId']]);
    }
    const foreign = await aBoard(app);
    const ids = [
      ...[foreign.id, globalId('Board', board.network.key, foreign.key), board.network.slug],
      ...[
        globalId('Board', board.network.key, randomUUID()),
        globalId('Board', foreign.network.key, board.key),
      ],
    ];
    for (const boardId of ids)
      expect([boardId, (await make(member, board, { boardId })).code]).toEqual([boardId, 'NOT_FOUND']);
    for (const [of, key] of [
      ['READ_BOARD', null],
      ['READ_PUBLISHED', board.key],
    ])
      await expect(
        app.database.rows(
          `insert into access.api_keys (account_id, network_id, name, scope, board_id, digest, prefix, expires_at)
           values ($1, $2, 'x', $3, $4, '\\x01', 'clk_x', now() + interval '1 day')`,
          [member.accountId, board.network.key, of, key],
        ),
      ).rejects.toMatchObject({ constraint: 'api_key_names_the_board_it_reads' });
  });

  const setNow = (table: string, column: string, where: string) => (holder: KeyHolder) =>
    app.database.rows(`update access.${table} set ${column} = now() where ${where} = $1`, [holder.accountId]);

  it.each<[string, (holder: KeyHolder) => Promise<unknown>]>([
    ['it is revoked', ({ owner, keyId }) => app.data(owner, REVOKE_KEY, { id: keyId })],
    ['it ran out', setNow('api_keys', 'expires_at', 'account_id')],
    ['its owner is disabled', setNow('accounts', 'disabled_at', 'id')],
    ['its owner leaves the board', (holder) => leave(holder)],
  ])('is refused to the very next request once %s', async (_, end) => {
    const board = await aBoard(app);
    const holder = await withBoardKey(app, board);
    expect(await codesOf(holder, board.id)).toEqual([]);
    await end(holder);
    expect(await codesOf(holder, board.id)).toEqual(['UNAUTHENTICATED']);
    expect((await app.refusal(holder, RECORD, { slug: board.network.slug })).code).toBe('UNAUTHENTICATED');
  });

  /** Another role in the network is no role on the board. */
  const leave = ({ accountId }: KeyHolder) =>
    app.database.rows(
      `update access.memberships m set role = 'RESEARCHER', board_id = null,
         network_id = (select b.network_id from access.boards b where b.id = m.board_id) where account_id = $1`,
      [accountId],
    );

  it('is held up by a role of the staff, as long as it lasts', async () => {
    const board = await aBoard(app);
    const analyst = await board.network.as(NETWORK_ANALYST);
    const holder = await withKey(app, analyst, board.network, { scope, boardId: board.id });
    expect(await codesOf(holder, board.id)).toEqual([]);
    await app.database.rows(`update access.memberships set role = 'RESEARCHER' where account_id = $1`, [
      analyst.accountId,
    ]);
    expect(await codesOf(holder, board.id)).toEqual(['UNAUTHENTICATED']);
  });

  it('reads on when the board is closed, and after the next agreement once its owner has accepted that', async () => {
    const board = await aBoard(app);
    const { slug } = board.network;
    const admin = await board.network.as(NETWORK_ADMIN);
    const holder = await withBoardKey(app, board);
    await app.data(admin, CLOSE, { input: { boardId: board.id, reason: 'Its work is done' } });
    expect(await codesOf(holder, board.id)).toEqual([]);
    const later = await withKey(app, holder.owner, board.network, { scope, boardId: board.id });
    expect(await codesOf(later, board.id)).toEqual([]);

    await app.data(admin, SAVE_AGREEMENT, {
      input: { network: slug, textEn: 'Cite us.', textEs: 'Cítenos.' },
    });
    expect(await codesOf(holder, board.id)).toEqual(['FORBIDDEN']);
    await app.data(holder.owner, ACCEPT_AGREEMENT, { input: { network: slug, version: 1 } });
    expect(await codesOf(holder, board.id)).toEqual([]);
  });
});
