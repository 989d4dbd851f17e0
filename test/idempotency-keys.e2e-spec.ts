import { randomUUID } from 'node:crypto';
import { TenantDb } from '../src/platform/database/tenant-db.ts';
import { Role } from '../src/platform/graphql/allow.ts';
import type { RequestContext } from '../src/platform/graphql/ctx.ts';
import { onceUnderKey, Repeated } from '../src/platform/graphql/idempotency.ts';
import { type Person, TestApp } from './support/app.ts';
import { aNetwork, aPerson, aPublishedCoalition, aSession, type TestNetwork } from './support/fixtures.ts';
import { codeOf } from './support/invitations.ts';

const CREATE =
  'mutation ($input: CreateBoardInput!) { createBoard(input: $input) { id name network { revision } } }';

describe('A key', () => {
  let app: TestApp;
  let network: TestNetwork;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
  });
  afterAll(() => app.stop());

  const board = (idempotencyKey: string, fields: object = {}) => ({
    input: {
      ...{ network: network.slug, slug: `board-${randomUUID().slice(0, 8)}`, name: 'Board' },
      ...{ idempotencyKey, ...fields },
    },
  });
  const boards = async (): Promise<number> =>
    (
      await app.database.rows<{ n: number }>(
        'select count(*)::int as n from access.boards where network_id = $1',
        [network.key],
      )
    )[0]!.n;
  const keys = () =>
    app.database.rows<{ key: string; answer: string | null }>(
      'select key, answer from access.idempotency_keys where account_id = $1 order by created_at',
      [admin.accountId],
    );

  it.each(['', ' ', 'two words', 'k'.repeat(256), 'clé', 'a\nb'])('is not %j', async (key) => {
    const refusal = await app.refusal(admin, CREATE, board(key));
    expect(refusal).toMatchObject({
      ...{ code: 'BAD_USER_INPUT' },
      fields: { 'input.idempotencyKey': expect.stringContaining('1 to 255 visible ASCII characters') },
    });
  });

  it.each(['k', 'k'.repeat(255), '!"#$%&/()=?{}[]~'])('may be %j', async (key) => {
    expect(codeOf(await app.graphql(admin, CREATE, board(key)))).toBe('done');
  });

  it('tells again what was answered then, whatever has changed since', async () => {
    const variables = board(randomUUID());
    const first = await app.data(admin, CREATE, variables);
    const update = 'mutation ($input: UpdateBoardInput!) { updateBoard(input: $input) { name } }';
    await app.data(admin, update, { input: { boardId: first['createBoard'].id, name: 'Renamed' } });

    expect(await app.data(admin, CREATE, variables)).toEqual(first);
  });

  it('tells it under the name that is asked for, however the call is written', async () => {
    const variables = board(randomUUID());
    const first = await app.data(admin, CREATE, variables);
    const written = `mutation Again { again: createBoard(input: { network: "${network.slug}", name: "Board",
      slug: "${variables.input.slug}", idempotencyKey: "${variables.input.idempotencyKey}" }) {
      id   name network { revision } } }`;
    expect(await app.data(admin, written)).toEqual({ again: first['createBoard'] });
  });

  it('is of one call: to ask for other fields is another', async () => {
    const variables = board(randomUUID());
    await app.data(admin, CREATE, variables);
    const less = 'mutation ($input: CreateBoardInput!) { createBoard(input: $input) { id } }';
    expect((await app.refusal(admin, less, variables)).code).toBe('IDEMPOTENCY_MISMATCH');
    const limit = `mutation ($input: CreateCoalitionInput!, $first: Int) { createCoalition(input: $input) { history(first: $first) { nodes { subject } } } }`;
    const input = { network: network.slug, name: 'Paged', idempotencyKey: randomUUID() };
    await app.data(admin, limit, { input, first: 1 });
    expect((await app.refusal(admin, limit, { input, first: 2 })).code).toBe('IDEMPOTENCY_MISMATCH');
    expect(codeOf(await app.graphql(admin, limit, { input, first: 1 }))).toBe('done');
  });

  it('is sent alone, so that what is told again is the whole answer', async () => {
    const two = `mutation ($a: CreateBoardInput!, $b: CreateBoardInput!) {
      a: createBoard(input: $a) { id } b: createBoard(input: $b) { id } }`;
    const before = await boards();
    const variables = { a: board(randomUUID()).input, b: board(randomUUID()).input };
    expect(await app.refusal(admin, two, variables)).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', fields: { 'input.idempotencyKey': expect.any(String) } },
    });
    expect(await boards()).toBe(before);
  });

  it('is free again after what was sent under it has failed', async () => {
    const taken = board(randomUUID());
    await app.data(admin, CREATE, taken);
    const { slug } = taken.input;
    const key = randomUUID();
    expect((await app.refusal(admin, CREATE, board(key, { slug }))).code).toBe('CONFLICT');
    expect((await keys()).map((row) => row.key)).not.toContain(key);
    expect(codeOf(await app.graphql(admin, CREATE, board(key)))).toBe('done');
  });

  it('is the same in every session of an account', async () => {
    const variables = board(randomUUID());
    const first = await app.data(admin, CREATE, variables);
    expect(await app.data(await aSession(app, admin), CREATE, variables)).toEqual(first);
  });

  it('tells nothing to who has lost the right', async () => {
    const former = await network.as(Role.NETWORK_ADMIN);
    const variables = board(randomUUID());
    await app.data(former, CREATE, variables);
    await app.database.rows(`update access.memberships set role = 'NETWORK_ANALYST' where account_id = $1`, [
      former.accountId,
    ]);
    expect((await app.refusal(former, CREATE, variables)).code).toBe('FORBIDDEN');
  });

  it('holds for a day, and is gone from the table with the next one that anybody sends', async () => {
    const variables = board(randomUUID());
    await app.data(admin, CREATE, variables);
    const age = (span: string) =>
      app.database.rows(
        'update access.idempotency_keys set created_at = now() - $2::interval where account_id = $1',
        [admin.accountId, span],
      );
    await age('23 hours 59 minutes');
    expect(codeOf(await app.graphql(admin, CREATE, variables))).toBe('done');
    await age('24 hours 1 minute');
    expect((await app.refusal(admin, CREATE, variables)).code).toBe('CONFLICT');

    const other = await network.as(Role.NETWORK_ADMIN);
    expect((await keys()).length).toBeGreaterThan(0);
    for (let i = 0; i < 3; i++) await app.data(other, CREATE, board(randomUUID()));
    expect(await keys()).toEqual([]);
  });

  it('of what holds a secret keeps no answer, and says so to who asks again', async () => {
    const key = randomUUID();
    const db = app.nest.get(TenantDb);
    const once = (selection: string) =>
      db.run(admin, 'write', 'test', async (ctx: RequestContext) => {
        ctx.call = { name: 'test', responseKey: 'test', alone: true, selection: () => selection };
        await onceUnderKey(ctx, key, {}, () => Promise.resolve(null), {
          secret: 'It was shown once. Revoke it.',
        });
        await ctx.answered({ test: { secret: 'shown once' } });
      });
    await once('the same');
    expect((await keys()).find((row) => row.key === key)).toEqual({ key, answer: null });
    const again = once('the same');
    await expect(again).rejects.toMatchObject({
      ...{ extensions: { code: 'CONFLICT' }, message: 'It was shown once. Revoke it.' },
    });
    await expect(again).rejects.not.toBeInstanceOf(Repeated);
  });

  it('keeps nothing of an invitation that lets anybody in', async () => {
    const invite =
      'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { id email role expiresAt } }';
    const email = `${randomUUID().slice(0, 8)}@example.org`;
    const input = { email, role: 'RESEARCHER', network: network.slug, idempotencyKey: randomUUID() };
    const first = await app.data(admin, invite, { input });
    const kept = (await keys()).find(({ key }) => key === input.idempotencyKey);
    expect(JSON.parse(kept!.answer!)).toEqual(first['inviteMember']);
  });
});

describe('A visitor', () => {
  const SUGGEST = 'mutation ($input: SuggestCorrectionInput!) { suggestCorrection(input: $input) }';
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('has keys too, and leaves neither account nor address with them', async () => {
    const coalition = await aPublishedCoalition(app);
    const input = { coalitionId: coalition.id, text: 'Wrong', idempotencyKey: randomUUID() };
    for (const person of [null, await aPerson(app)]) {
      for (let i = 0; i < 3; i++)
        expect(await app.data(person, SUGGEST, { input })).toEqual({ suggestCorrection: true });
      const other = { ...input, text: 'Otherwise' };
      expect((await app.refusal(person, SUGGEST, { input: other })).code).toBe('IDEMPOTENCY_MISMATCH');
    }
    const rows = await app.database.rows<{ holder: string; account_id: string | null }>(
      'select holder, account_id from access.idempotency_keys where key = $1',
      [input.idempotencyKey],
    );
    expect(rows).toHaveLength(2);
    for (const row of rows)
      expect(row).toEqual({ holder: expect.stringMatching(/^visitor [\w-]{43}$/), account_id: null });
    const [{ n }] = (await app.database.rows<{ n: number }>(
      'select count(*)::int as n from access.corrections where coalition_id = $1',
      [coalition.key],
    )) as [{ n: number }];
    expect(n).toBe(2);
  });
});
