import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { TestDatabase } from './support/database.ts';
import { aNetwork, type TestNetwork } from './support/fixtures.ts';
import { confirmImport, HEAD, outcomes, type Report, sendFile } from './support/imports.ts';
import { ServerProcess } from './support/server-process.ts';
import { untilWaiting } from './support/waiting.ts';

const COUNT = 24;
const FILE = [
  HEAD,
  ...Array.from({ length: COUNT }, (_, i) => `Coalition ${i},NC,Avery,Somebody,c${i}.example.org,2020,List`),
].join('\n');
const all = (outcome: string): string[] => Array.from({ length: COUNT }, (_, i) => `${i + 2} ${outcome}`);

describe('A report that is confirmed', () => {
  let database: TestDatabase;
  let app: TestApp;
  let network: TestNetwork;
  let admin: Person;
  let report: string;
  let other: pg.Client;

  beforeAll(async () => {
    database = await TestDatabase.create();
    app = await TestApp.start({}, database);
  });
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });
  beforeEach(async () => {
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
    report = await tried(network);
    other = new pg.Client({ connectionString: database.adminUrl });
    await other.connect();
  });
  afterEach(() => other.end());

  const tried = async (of: TestNetwork, file = FILE): Promise<string> =>
    ((await sendFile(app, admin, of, file)).body as Report).report!;
  const confirm = (key?: string, id = report, of = network) => {
    const call = confirmImport(app, admin, of, id);
    return key === undefined ? call : call.set('idempotency-key', key);
  };
  const created = async (): Promise<number> =>
    (
      await database.rows<{ n: number }>(
        'select count(*)::int as n from published.coalitions where network_id = $1',
        [network.key],
      )
    )[0]!.n;
  const kept = () => database.rows('select from access.imports where network_id = $1', [network.key]);
  /** Whoever publishes in the network waits, until `commit`. */
  const holdTurn = () =>
    other.query(`begin; select from reference.networks where id = '${network.key}' for no key update`);
  const letGo = () => other.query('commit');
  /** As time does to a claim that nobody holds any more. */
  const runOut = async (): Promise<void> => {
    const ended = await database.rows(
      'update access.imports set claimed_until = now() where network_id = $1 returning id',
      [network.key],
    );
    expect(ended).toHaveLength(1);
  };
  const asOwner = (statement: string) => database.rows(`set role registry_owner; ${statement}; reset role`);
  /** What happens with each coalition that is published, as a trigger. */
  const onPublishing = async (name: string, when: string, body: string): Promise<() => Promise<unknown>> => {
    await database.rows(
      `create or replace function public.${name}() returns trigger language plpgsql as $$ begin ${body} end $$`,
    );
    await asOwner(
      `create trigger ${name} before insert on published.coalitions for each row ${when} execute function public.${name}()`,
    );
    return () => asOwner(`drop trigger ${name} on published.coalitions`);
  };
  /** The answer, of a confirmation that waits for the turn by now. */
  const begun = async (key?: string) => {
    const answer = confirm(key).then((response) => response);
    await untilWaiting(app);
    return { answer };
  };

  it.each([
    ['one key', 'k', 'k'],
    ['two keys', 'k', 'l'],
    ['no key', undefined, undefined],
  ])('twice at once under %s is carried out by one', async (_, first, second) => {
    await holdTurn();
    const { answer } = await begun(first);
    const beside = confirm(second).then((response) => response);
    const sameKey = first !== undefined && first === second;
    if (!sameKey) {
      const { status, headers, body } = await beside;
      expect([status, body.code]).toEqual([409, 'CONFLICT']);
      expect(body.message).toMatch(/Wait for that answer; .* same Idempotency-Key .* in \d+ seconds/);
      expect(body.retryAfterSeconds).toBeGreaterThan(0);
      expect(body.retryAfterSeconds).toBeLessThanOrEqual(30);
      expect(headers['retry-after']).toBe(String(body.retryAfterSeconds));
    }
    await letGo();

    const done = await answer;
    expect(outcomes(done.body as Report)).toEqual(all('CREATED'));
    if (sameKey) expect((await beside).body).toEqual(done.body);
    expect([await created(), await kept()]).toEqual([COUNT, []]);
    const afterwards = await confirm(second);
    if (sameKey) return expect(afterwards.body).toEqual(done.body);
    expect([afterwards.status, afterwards.body.code]).toEqual([404, 'NOT_FOUND']);
    expect(afterwards.body.message).toContain('Send the file again');
  });

  it('is carried out to its end for who has gone away, and answered when they ask again', async () => {
    await holdTurn();
    const gone = confirm('k');
    gone.end(() => undefined);
    await untilWaiting(app);
    gone.abort();
    const again = confirm('k').then((response) => response);
    await letGo();

    expect(outcomes((await again).body as Report)).toEqual(all('CREATED'));
    expect(await created()).toBe(COUNT);
  });

  it('goes on by another server when the one that carried it out was killed', async () => {
    const server = await ServerProcess.run({
      ...{ DATABASE_URL: database.serverUrl, TOKEN_SECRET: app.config.tokenSecret },
      ...{ DATA_DIR: `${app.config.dataDir}/killed`, LOG_LEVEL: 'silent', RATE_LIMITS: 'off' },
    });
    const hurry = await onPublishing('slow', '', 'perform pg_sleep(0.05); return new;');
    const confirming = fetch(
      `${server.address}/imports/coalitions/${report}/confirm?network=${network.slug}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${admin.token}`, 'idempotency-key': 'k' },
      },
    ).catch(() => 'cut off');
    while ((await created()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.ended('SIGKILL');
    expect(await confirming).toBe('cut off');
    await hurry();
    const before = await created();
    expect(before).toBeLessThan(COUNT);

    expect((await confirm('l')).status).toBe(409);
    const again = confirm('k').then((response) => response);
    await runOut();
    const lines = outcomes((await again).body as Report);
    expect(lines).toEqual(all('CREATED').map((text, i) => (i < before ? `${i + 2} UNCHANGED` : text)));
    expect([await created(), await kept()]).toEqual([COUNT, []]);
  });

  it('is not gone on with by who has lost it to another', async () => {
    await holdTurn();
    const { answer } = await begun('k');
    await runOut();
    const second = confirm('l').then((response) => response);
    await untilWaiting(app, 2);
    await letGo();

    const [former, now] = [(await answer).body as Report, (await second).body as Report];
    expect(former.failures[network.slug]).toContain('Another confirmation of this report has taken over');
    expect(outcomes(former)).toEqual(all('REFUSED'));
    expect(outcomes(now)).toEqual(all('CREATED'));
    expect([await created(), await kept()]).toEqual([COUNT, []]);
  });

  it('stays while it is carried out, also when another file is sent', async () => {
    await holdTurn();
    const { answer } = await begun();
    const next = await tried(network, FILE.replace('2020', '2021'));
    await letGo();

    const done = (await answer).body as Report;
    expect([done.failures, outcomes(done)]).toEqual([{}, all('CREATED')]);
    expect(outcomes((await confirm(undefined, next)).body as Report)[0]).toBe('2 UPDATED');
  });

  it('may be confirmed again at once when it was stopped, under the same key and under another', async () => {
    const elsewhere = randomUUID();
    const goOn = await onPublishing(
      'stop',
      `when (new.slug = 'coalition-15')`,
      `raise exception using errcode = '57P01';`,
    );
    const stopped = (await confirm('k')).body as Report;
    expect(stopped.failures[network.slug]).toMatch(/^10 of 24 coalitions were saved, then it stopped/);
    const still = (await confirm('k')).body as Report;
    expect(still.failures[network.slug]).toMatch(/^Nothing was changed/);
    await goOn();

    const done = await confirm(elsewhere);
    expect(outcomes(done.body as Report)).toEqual(
      all('CREATED').map((text, i) => (i < 10 ? `${i + 2} UNCHANGED` : text)),
    );
    expect((await confirm(elsewhere)).body).toEqual(done.body);
    const late = await confirm('k');
    expect([late.status, late.body.code]).toEqual([409, 'CONFLICT']);
    expect(late.body.message).toContain('Send the file again');
  });

  it('takes a key that is of nothing else, also of nothing that is under way', async () => {
    await holdTurn();
    const { answer } = await begun('k');
    const second = await aNetwork(app);
    await database.rows(
      `insert into access.memberships (account_id, role, network_id) values ($1, 'NETWORK_ADMIN', $2)`,
      [admin.accountId, second.key],
    );
    const another = await tried(second);
    const mismatch = await confirm('k', another, second);
    expect([mismatch.status, mismatch.body.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH']);
    await letGo();
    expect((await answer).status).toBe(200);
    expect(outcomes((await confirm('l', another, second)).body as Report)).toEqual(all('CREATED'));
  });
});
