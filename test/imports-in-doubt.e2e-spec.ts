import { randomUUID } from 'node:crypto';
import { Role } from '../src/platform/graphql/allow.ts';
import type { Person, TestApp } from './support/app.ts';
import type { CommitLine } from './support/commit-line.ts';
import { DoubtfulApp, LOSSES } from './support/doubtful-app.ts';
import { aNetwork, type TestNetwork } from './support/fixtures.ts';
import { confirmImport, HEAD, outcomes, type Report, sendFile } from './support/imports.ts';

const FILE = [
  HEAD,
  ...Array.from({ length: 12 }, (_, i) => `Coalition ${i},NC,Avery,Somebody,c${i}.example.org,2020,List`),
].join('\n');
const CREATED = Array.from({ length: 12 }, (_, i) => `${i + 2} CREATED`);

describe('An import whose commit is lost', () => {
  let doubtful: DoubtfulApp;
  let app: TestApp;
  let line: CommitLine;
  let network: TestNetwork;
  let admin: Person;

  beforeAll(async () => {
    doubtful = await DoubtfulApp.start();
    ({ app, line } = doubtful);
  });
  afterAll(() => doubtful.stop());
  beforeEach(async () => {
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
  });

  const tryOut = (key: string) => sendFile(app, admin, network, FILE).set('idempotency-key', key);
  const confirm = (report: string, key: string) =>
    confirmImport(app, admin, network, report).set('idempotency-key', key);
  const tried = async (): Promise<string> => ((await tryOut(randomUUID())).body as Report).report!;
  const count = async (table: string): Promise<number> =>
    (
      await app.database.rows<{ n: number }>(
        `select count(*)::int as n from ${table} where network_id = $1`,
        [network.key],
      )
    )[0]!.n;

  it.each(LOSSES)('%s, when a file was tried out, is sent again, and kept once', async (loss, done) => {
    const key = randomUUID();
    line.breakNext(loss, 'keep_import');
    const { status, body } = await tryOut(key);
    expect([status, body.code]).toEqual([503, 'OUTCOME_UNKNOWN']);
    expect(body.message).toContain('send the file again');
    expect(await count('access.imports')).toBe(done);

    const again = await tryOut(key);
    expect([again.status, await count('access.imports')]).toEqual([200, 1]);
    expect(outcomes((await confirm(again.body.report, randomUUID())).body as Report)).toEqual(CREATED);
  });

  it.each(LOSSES)('%s, when a batch was saved, goes on when it is confirmed again', async (loss, done) => {
    const [report, key] = [await tried(), randomUUID()];
    line.breakNext(loss, 'hold_import');
    const broken = (await confirm(report, key)).body as Report;
    expect(broken.failures[network.slug]).toMatch(/^0 of 12 .* confirm the same report again/);
    expect(broken.rows.map(({ outcome }) => outcome)).toEqual(Array(12).fill('REFUSED'));
    const said = broken.rows.map(({ remarks }) => remarks.at(-1)!.message);
    expect(said.filter((text) => text.includes('it is not known whether it was'))).toHaveLength(10);
    expect(said.filter((text) => text.startsWith('Not saved. '))).toHaveLength(2);

    const again = await confirm(report, key);
    expect(outcomes(again.body as Report)).toEqual(
      CREATED.map((text, i) => (i < 10 * done ? text.replace('CREATED', 'UNCHANGED') : text)),
    );
    expect((await confirm(report, key)).body).toEqual(again.body);
    expect(await count('access.coalitions')).toBe(12);
  });

  it.each(LOSSES)('%s, when all was noted down, is answered by one retry', async (loss, done) => {
    const [report, key] = [await tried(), randomUUID()];
    line.breakNext(loss, 'take_import');
    const { status, body } = await confirm(report, key);
    expect([status, body.code]).toEqual([503, 'OUTCOME_UNKNOWN']);
    expect(body.message).toContain('Confirm again, with the same Idempotency-Key');

    const again = await confirm(report, key);
    expect(again.status).toBe(200);
    const all = done ? CREATED : CREATED.map((text) => text.replace('CREATED', 'UNCHANGED'));
    expect(outcomes(again.body as Report)).toEqual(all);
    expect((await confirm(report, key)).body).toEqual(again.body);
    expect(await count('access.coalitions')).toBe(12);
    expect(await count('access.imports')).toBe(0);
  });

  it.each(LOSSES)('%s, when it was claimed, begins with a retry', async (loss, done) => {
    const [report, key] = [await tried(), randomUUID()];
    line.breakNext(loss, 'claim_import');
    expect((await confirm(report, key)).body.code).toBe('OUTCOME_UNKNOWN');
    expect(await count('access.coalitions')).toBe(0);

    // Nobody carries it out, and its claim runs out.
    const { rowCount } = await app.database.owner.query(
      'update access.imports set claimed_until = now() where network_id = $1 and claimed_until > now()',
      [network.key],
    );
    expect(rowCount).toBe(done);
    expect(outcomes((await confirm(report, key)).body as Report)).toEqual(CREATED);
  });
});
