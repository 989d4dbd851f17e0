import { randomUUID } from 'node:crypto';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aNetwork, type TestNetwork } from './support/fixtures.ts';
import { confirmImport, HEAD, type Report, sendFile } from './support/imports.ts';

describe('An import under a key', () => {
  let app: TestApp;
  let network: TestNetwork;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
  });

  const FILE = `${HEAD}\nKeyed Coalition,NC,Avery,Somebody,https://example.org,2020,List\n`;
  const tryOut = (key: string, file = FILE) =>
    sendFile(app, admin, network, file).set('idempotency-key', key);
  const confirm = (key: string, report: string) =>
    confirmImport(app, admin, network, report).set('idempotency-key', key);
  const count = async (from: string): Promise<number> =>
    (await app.database.rows<{ n: number }>(`select count(*)::int as n from ${from}`, [network.key]))[0]!.n;

  it('keeps one file, however often it is sent', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => tryOut(key)));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
    expect(await count('access.imports where network_id = $1')).toBe(1);

    const other = await tryOut(key, FILE.replace('Keyed', 'Other'));
    expect([other.status, other.body.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH']);
  });

  it('answers again what a confirmation has done', async () => {
    const { report } = (await tryOut(randomUUID())).body as Report;
    const key = randomUUID();
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => confirm(key, report!)));
    expect(atOnce.map(({ status }) => status)).toEqual(Array(5).fill(200));
    const again = await confirm(key, report!);
    expect(again.body).toEqual(atOnce[0]!.body);
    for (const { body } of atOnce) expect(body).toEqual(atOnce[0]!.body);
    expect(await count('access.coalitions where network_id = $1')).toBe(1);
    expect((await confirm(randomUUID(), report!)).status).toBe(404);
  });

  it('is refused under a key of another form', async () => {
    const { status, body } = await tryOut('two words');
    expect([status, body.code, Object.keys(body.fields)]).toEqual([
      400,
      'BAD_USER_INPUT',
      ['Idempotency-Key'],
    ]);
  });
});
