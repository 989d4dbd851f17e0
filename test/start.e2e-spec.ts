import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examplesOf } from './support/examples.ts';
import { freePort, ServerProcess } from './support/server-process.ts';

describe('The built server', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'registry-start-'));
  chmodSync(dataDir, 0o711); // under root, another user runs Postgres
  let settings: Record<string, string>;
  let first: ServerProcess;
  let address: string;

  beforeAll(async () => {
    const port = await freePort();
    settings = { PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'info' };
    address = `http://127.0.0.1:${port}`;
    first = await ServerProcess.run(settings);
  });
  afterAll(async () => {
    await first.ended('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  });

  const graphql = async (query: string, variables: object = {}, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { data: any; errors?: unknown[] };
  };
  const signIn =
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { memberships { role coalition { id } network { slug } } } } }';
  const accounts = () =>
    JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as {
      email: string;
      password: string;
      role: string;
      network: string;
      coalitionId: string;
      boardId: string;
    }[];

  it('says where it listens, where the accounts are, and what to try; and what it says to try works', async () => {
    expect(first.output).toContain(`${address}/graphql`);
    expect(first.output).toContain(join(dataDir, 'demo-accounts.json'));
    const queries = first.output
      .split(/^# .*$/m)
      .slice(1)
      .map((part) => part.split('\n{"level"')[0]!);
    expect(queries).toHaveLength(3);
    for (const query of queries) {
      const { data, errors } = await graphql(query);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toContain('name');
    }
  });

  it.each(['README.md', 'docs/queries.md'])('gives the answers that %s shows', async (page) => {
    const examples = examplesOf(page);
    expect(examples).toHaveLength(5);
    for (const { query, answer } of examples) expect((await graphql(query)).data).toEqual(answer);
  });

  it('shows an explorer that asks nothing of the internet', async () => {
    const pageText = await (await fetch(`${address}/graphql`, { headers: { accept: 'text/html' } })).text();
    const assets = [...pageText.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
    expect(assets.length).toBeGreaterThanOrEqual(4);
    for (const asset of assets) {
      expect(asset).toMatch(/^\//);
      expect((await fetch(address + asset)).status).toBe(200);
    }
  });

  it('has an account for each role, coalition and board of the demonstration, kept for the owner of the folder', async () => {
    expect(statSync(join(dataDir, 'demo-accounts.json')).mode & 0o777).toBe(0o600);
    const roles = accounts().map(({ role, network }) => `${role} ${network}`);
    for (const network of ['north-carolina', 'colorado', 'oregon']) {
      for (const role of ['NETWORK_ADMIN', 'NETWORK_ANALYST', 'RESEARCHER', 'BOARD_CHAIR', 'BOARD_MEMBER'])
        expect(roles.filter((r) => r === `${role} ${network}`)).toHaveLength(1);
      for (const role of ['LEAD', 'EDITOR', 'VIEWER'])
        expect(roles.filter((r) => r === `${role} ${network}`)).toHaveLength(2);
    }
    const { email, password, coalitionId } = accounts().find(({ role }) => role === 'LEAD')!;
    const { data } = await graphql(signIn, { input: { email, password } });
    expect(data.signIn.viewer.memberships[0]).toMatchObject({ role: 'LEAD', coalition: { id: coalitionId } });
    const workspace = await graphql(
      'query ($id: ID!) { workspace(coalitionId: $id) { completeness { percent } profile { publishedVersion hasUnpublishedChanges } } }',
      { id: coalitionId },
      data.signIn.accessToken as string,
    );
    expect(workspace.data.workspace).toMatchObject({
      profile: { publishedVersion: 1, hasUnpublishedChanges: false },
    });
  });

  it('shows the chair of a board who else sits on it', async () => {
    const { email, password, boardId } = accounts().find(({ role }) => role === 'BOARD_CHAIR')!;
    const { data } = await graphql(signIn, { input: { email, password } });
    const { node } = (
      await graphql(
        'query ($id: ID!) { node(id: $id) { ... on Board { status members { role } } } }',
        { id: boardId },
        data.signIn.accessToken as string,
      )
    ).data;
    expect(node.status).toBe('ACTIVE');
    expect(node.members.map(({ role }: { role: string }) => role).sort()).toEqual([
      'BOARD_CHAIR',
      'BOARD_MEMBER',
    ]);
  });

  it('logs requests as JSON lines, without a password or a token', async () => {
    const { email, password } = accounts()[0]!;
    const { data } = await graphql(signIn, { input: { email, password } });
    await graphql(signIn, { input: { email, password: 'not the secret one' } });
    const lines = first.output
      .split('\n')
      .filter((line) => line.startsWith('{"level"'))
      .map((line) => JSON.parse(line) as { requestId: string });
    expect(lines.at(-1)!.requestId).toMatch(/^[0-9a-f-]{36}$/);
    for (const secret of [password, data.signIn.accessToken as string, 'not the secret one'])
      expect(first.output).not.toContain(secret);
  });

  it('is one: a second start on the same data says so and leaves the first alone', async () => {
    const second = await ServerProcess.run({ ...settings, PORT: String(await freePort()) });
    expect(await second.ended()).toBe(1);
    expect(second.output).toContain(address);
    expect((await graphql('{ networks { slug } }')).data.networks).toHaveLength(3);
  });

  it('answers what is under way when it is told to stop, and keeps its data', async () => {
    const before = (await graphql('{ networks { slug revision } }')).data;
    const underWay = fetch(`${address}/exports/oregon/now/coalitions.csv?includeDemo=true`);
    expect(await first.ended('SIGTERM')).toBe(0);
    expect((await (await underWay).text()).trim().split('\n').length).toBeGreaterThanOrEqual(3);

    const passwords = accounts();
    first = await ServerProcess.run(settings);
    expect((await graphql('{ networks { slug revision } }')).data).toEqual(before);
    expect(accounts()).toEqual(passwords);
  });
});
