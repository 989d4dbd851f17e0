import { createHash, randomUUID } from 'node:crypto';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { CREATE_KEY, inDays, keyInput, REVOKE_KEY, withKey } from './support/api-keys.ts';
import {
  aBoard,
  aCoalition,
  aNetwork,
  aPerson,
  aPublishedCoalition,
  type TestNetwork,
} from './support/fixtures.ts';

const READ = 'query ($slug: String!) { network(slug: $slug) { name coalitions { totalCount } } }';
const OWN = '{ viewer { apiKeys { id name prefix revokedAt lastUsedAt } } }';
const OF_NETWORK = 'query ($slug: String!) { network(slug: $slug) { apiKeys { id owner lastUsedAt } } }';

describe('An API key', () => {
  let app: TestApp;
  let network: TestNetwork;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
  });
  afterAll(() => app.stop());

  const read = (holder: Person) => app.graphql(holder, READ, { slug: network.slug });
  const codeOf = async (holder: Person): Promise<string | undefined> =>
    (await read(holder)).errors?.[0]?.extensions.code;

  it('is shown whole once, and kept as its digest and its beginning', async () => {
    const researcher = await network.as(Role.RESEARCHER);
    const { createApiKey } = await app.data(researcher, CREATE_KEY, { input: keyInput(network) });
    const secret = createApiKey.secret as string;

    expect(secret).toMatch(/^clk_[\w-]{43}$/);
    expect(createApiKey.apiKey).toMatchObject({
      ...{ name: 'A study', scope: 'READ_PUBLISHED', prefix: secret.slice(0, 10), lastUsedAt: null },
      ...{ owner: researcher.displayName, revokedAt: null, network: { slug: network.slug } },
      board: null,
    });
    const [row] = await app.database.rows<{ digest: Buffer; text: string }>(
      'select digest, k::text as text from access.api_keys k where account_id = $1',
      [researcher.accountId],
    );
    expect(row!.digest).toEqual(createHash('sha256').update(secret).digest());
    expect(row!.text).not.toContain(secret.slice(10));
    expect((await app.data(researcher, OWN)).viewer.apiKeys).toMatchObject([{ prefix: secret.slice(0, 10) }]);
  });

  it('reads the public record, by GraphQL and as a file, and what it brings is kept by nobody', async () => {
    const holder = await withKey(app, await network.as(Role.RESEARCHER), network);
    await aPublishedCoalition(app, {}, network);
    expect((await read(holder)).data!.network.coalitions.totalCount).toBe(1);
    for (const path of [
      `/exports/${network.slug}/now/coalitions.csv`,
      '/counties.geojson?network=' + network.slug,
    ]) {
      const { status, headers } = await app.http.get(path).set('authorization', `Bearer ${holder.token}`);
      expect([path, status, headers['cache-control']]).toEqual([path, 200, 'no-store']);
    }
    const answer = await app.http
      .post('/graphql')
      .set('authorization', `Bearer ${holder.token}`)
      .send({ query: READ, variables: { slug: network.slug } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is made by an admin for a member of the network, and for nobody else', async () => {
    const researcher = await network.as(Role.RESEARCHER);
    const stranger = await aPerson(app);
    const elsewhere = await (await aNetwork(app)).as(Role.RESEARCHER);
    const made = await withKey(app, admin, network, { forEmail: researcher.email.toUpperCase() });
    expect(await codeOf(made)).toBeUndefined();
    expect((await app.data(researcher, OWN)).viewer.apiKeys).toMatchObject([{ id: made.keyId }]);

    for (const { email } of [stranger, elsewhere]) {
      const { code, fields } = await app.refusal(admin, CREATE_KEY, {
        input: keyInput(network, { forEmail: email }),
      });
      expect([code, Object.keys(fields!)]).toEqual(['BAD_USER_INPUT', ['input.forEmail']]);
    }
    const analyst = await network.as(Role.NETWORK_ANALYST);
    const input = keyInput(network, { forEmail: researcher.email });
    expect((await app.refusal(analyst, CREATE_KEY, { input })).code).toBe('FORBIDDEN');
    expect((await app.refusal(researcher, CREATE_KEY, { input })).code).toBe('NOT_FOUND');
    expect((await app.refusal(elsewhere, CREATE_KEY, { input: keyInput(network) })).code).toBe('NOT_FOUND');
    expect((await app.refusal(stranger, CREATE_KEY, { input: keyInput(network) })).code).toBe('FORBIDDEN');
    expect((await app.refusal(null, CREATE_KEY, { input })).code).toBe('UNAUTHENTICATED');
  });

  it('is had by who sits on a board of the network, until the board is closed', async () => {
    const board = await aBoard(app, network);
    const holder = await withKey(app, await board.as(Role.BOARD_MEMBER), network);
    const chair = await board.as(Role.BOARD_CHAIR);
    const made = await withKey(app, admin, network, { forEmail: chair.email });
    expect([await codeOf(holder), await codeOf(made)]).toEqual([undefined, undefined]);

    const close = 'mutation ($input: CloseBoardInput!) { closeBoard(input: $input) { slug } }';
    await app.data(admin, close, { input: { boardId: board.id, reason: 'Its work is done' } });

    expect([await codeOf(holder), await codeOf(made)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect((await app.refusal(chair, CREATE_KEY, { input: keyInput(network) })).code).toBe('NOT_FOUND');
  });

  it('ends within a year', async () => {
    const researcher = await network.as(Role.RESEARCHER);
    for (const expiresAt of [inDays(-1), inDays(366), inDays(100_000)]) {
      const { code, fields } = await app.refusal(researcher, CREATE_KEY, {
        input: keyInput(network, { expiresAt }),
      });
      expect([code, Object.keys(fields!)]).toEqual(['BAD_USER_INPUT', ['input.expiresAt']]);
    }
    const { code } = await app.refusal(researcher, CREATE_KEY, {
      input: { ...keyInput(network), expiresAt: null },
    });
    expect(code).toBe('BAD_USER_INPUT');
    await expect(
      app.database.rows(`update access.api_keys set expires_at = now() + interval '400 days'`),
    ).rejects.toMatchObject({ constraint: 'api_key_ends_within_a_year' });
    await withKey(app, researcher, network, { expiresAt: inDays(364.9) });
  });

  it('is made once under one idempotency key, and not shown again', async () => {
    const researcher = await network.as(Role.RESEARCHER);
    const input = keyInput(network, { idempotencyKey: randomUUID() });
    const { createApiKey: first } = await app.data(researcher, CREATE_KEY, { input });
    const refusal = await app.refusal(researcher, CREATE_KEY, { input });
    expect(refusal.code).toBe('CONFLICT');
    expect(JSON.stringify(refusal)).not.toContain((first.secret as string).slice(10));
    const kept = await app.database.rows<{ answer: string | null }>(
      'select answer from access.idempotency_keys where account_id = $1',
      [researcher.accountId],
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]!.answer).toBeNull();
  });

  it('is one of at most 20 that hold', async () => {
    const researcher = await network.as(Role.RESEARCHER);
    const [first] = await Promise.all(Array.from({ length: 20 }, () => withKey(app, researcher, network)));
    expect((await app.refusal(researcher, CREATE_KEY, { input: keyInput(network) })).code).toBe('CONFLICT');
    await app.data(researcher, REVOKE_KEY, { id: first!.keyId });
    await withKey(app, researcher, network);
  });

  it('is listed for its owner and the admin of its network, and for nobody else', async () => {
    const researcher = await network.as(Role.RESEARCHER);
    const other = await network.as(Role.RESEARCHER);
    const { keyId } = await withKey(app, researcher, network);
    const ids = async (person: Person) =>
      ((await app.data(person, OWN)).viewer.apiKeys as { id: string }[]).map(({ id }) => id);
    expect([await ids(researcher), await ids(other)]).toEqual([[keyId], []]);

    const slug = { slug: network.slug };
    const { network: listed } = await app.data(admin, OF_NETWORK, slug);
    expect(listed.apiKeys).toContainEqual({ id: keyId, owner: researcher.displayName, lastUsedAt: null });
    const away = await (await aNetwork(app)).as(Role.NETWORK_ADMIN);
    const codes = [];
    for (const person of [researcher, away, await network.as(Role.NETWORK_ANALYST), null])
      codes.push((await app.refusal(person, OF_NETWORK, slug)).code);
    expect(codes).toEqual(['NOT_FOUND', 'NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED']);
  });

  it('tells when it was last used, to the minute, written once a minute', async () => {
    const researcher = await network.as(Role.RESEARCHER);
    const holder = await withKey(app, researcher, network);
    const lastUse = async (): Promise<string | null> =>
      (await app.data(researcher, OWN)).viewer.apiKeys[0].lastUsedAt as string | null;
    const untilNoted = async (): Promise<Date> => {
      for (let tries = 0; tries < 200; tries++) {
        const at = await lastUse();
        if (at !== null) return new Date(at);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error('The use was not noted');
    };
    expect(await lastUse()).toBeNull();
    await read(holder);
    const noted = await untilNoted();
    expect(noted.getTime() % 60_000).toBe(0);

    const version = () =>
      app.database.rows('select xmin::text from access.api_keys where account_id = $1', [
        researcher.accountId,
      ]);
    await app.database.rows(
      `update access.api_keys set last_used_at = date_trunc('minute', now()) where account_id = $1`,
      [researcher.accountId],
    );
    const before = await version();
    await app.database.rows('select access.note_key_use(id) from access.api_keys where account_id = $1', [
      researcher.accountId,
    ]);
    expect(await version()).toEqual(before);
  });

  it('has none of the rights of its owner, whatever these are', async () => {
    const holder = await withKey(app, admin, network);
    const coalition = await aCoalition(app, network);
    const ofNetwork = (fields: string): string => `{ network(slug: "${network.slug}") { ${fields} } }`;
    const workspaces = ofNetwork('workspaces(first: 1) { totalCount }');
    expect((await app.data(admin, workspaces)).network.workspaces.totalCount).toBeGreaterThan(0);
    for (const query of [
      workspaces,
      ...['apiKeys { id }', 'agreementAcceptances { version }', 'corrections { id }'].map(ofNetwork),
      `{ workspace(coalitionId: "${coalition.id}") { coalitionId } }`,
      '{ viewer { email } }',
      'mutation { signOut }',
      'mutation { endOtherSessions }',
    ]) {
      expect([query, (await app.refusal(holder, query)).code]).toEqual([query, 'FORBIDDEN']);
    }
    expect((await app.data(admin, '{ viewer { email } }')).viewer.email).toBe(admin.email);
  });
});
