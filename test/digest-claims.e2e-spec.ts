import { DigestsService } from '../src/digests/digests.service.ts';
import { type Person, TestApp } from './support/app.ts';
import { aReader, weekLater } from './support/digests.ts';
import { aPublishedCoalition, type TestCoalition } from './support/fixtures.ts';

describe('Several processes that write weekly mails', () => {
  let app: TestApp;
  let others: TestApp[];
  let coalition: TestCoalition;

  beforeAll(async () => {
    app = await TestApp.start();
    const settings = { TOKEN_SECRET: app.config.tokenSecret };
    others = [await TestApp.start(settings, app.database), await TestApp.start(settings, app.database)];
    coalition = await aPublishedCoalition(app);
  });
  afterAll(async () => {
    for (const other of others) await other.stop();
    await app.stop();
  });

  interface Claim {
    account_id: string;
    session_id: string;
  }
  const claim = async (): Promise<Claim | undefined> =>
    (await app.database.rows<Claim>('select * from access.claim_digest()'))[0];
  const settle = async ({ session_id }: Claim): Promise<boolean> => {
    const [row] = await app.database.rows<{ done: boolean }>(
      `select access.settle_digest($1, 'Title', 'Text', '', 'https://example.org') as done`,
      [session_id],
    );
    return row!.done;
  };
  const mailsOf = async (...people: Person[]): Promise<number> =>
    (
      await app.database.rows('select 1 from access.mails where recipient = any ($1)', [
        people.map(({ email }) => email),
      ])
    ).length;
  const sessionsOf = async (...people: Person[]): Promise<number> =>
    (
      await app.database.rows('select 1 from access.sessions where account_id = any ($1)', [
        people.map(({ accountId }) => accountId),
      ])
    ).length;

  it('write to each person once', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, () => aReader(coalition)));
    await weekLater(app, ...people);
    const writers = [app, ...others].flatMap(({ nest }) => [
      nest.get(DigestsService),
      nest.get(DigestsService),
    ]);
    await Promise.all(writers.map((writer) => writer.writeDue()));
    const rows = await app.database.rows<{ recipient: string }>(
      'select recipient from access.mails where recipient = any ($1)',
      [people.map(({ email }) => email)],
    );
    expect(rows.map(({ recipient }) => recipient).sort()).toEqual(people.map(({ email }) => email).sort());
    expect(await sessionsOf(...people)).toBe(people.length);
  });

  it('claim each person once, whoever asks at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => aReader(coalition)));
    await weekLater(app, ...people);
    const claims = (await Promise.all(Array.from({ length: 60 }, claim))).filter(
      (each) => each !== undefined,
    );
    expect(new Set(claims.map(({ account_id }) => account_id)).size).toBe(claims.length);
    expect(claims.length).toBeGreaterThan(0);
    while (await claim());
  });

  it('leave what one of them did not finish to the others, ten minutes later', async () => {
    const person = await aReader(coalition);
    await weekLater(app, person);
    expect((await claim())!.account_id).toBe(person.accountId);
    expect(await claim()).toBeUndefined();
    await app.database.rows(
      `update access.accounts set digest_due_at = digest_due_at - interval '10 minutes' where id = $1`,
      [person.accountId],
    );
    expect((await claim())!.account_id).toBe(person.accountId);
  });

  it('queue nothing for a claim that took too long, that is used twice, or whose person wants no more', async () => {
    const people = [await aReader(coalition), await aReader(coalition), await aReader(coalition)] as const;
    const [slow, twice, unwilling] = people;
    const claimFor = async (person: Person): Promise<Claim> => {
      await weekLater(app, person);
      const claimed = (await claim())!;
      expect(claimed.account_id).toBe(person.accountId);
      return claimed;
    };
    const late = await claimFor(slow);
    await app.database.rows('update access.sessions set expires_at = now() where id = $1', [late.session_id]);
    expect(await settle(late)).toBe(false);
    const used = await claimFor(twice);
    expect([await settle(used), await settle(used)]).toEqual([true, false]);
    const unwanted = await claimFor(unwilling);
    await app.database.rows('update access.accounts set weekly_digest = false where id = $1', [
      unwilling.accountId,
    ]);
    expect(await settle(unwanted)).toBe(false);
    expect([await mailsOf(slow), await mailsOf(twice), await mailsOf(unwilling)]).toEqual([0, 1, 0]);
    expect(await sessionsOf(...people)).toBe(people.length);
  });

  it('need not be told to: each looks by itself who is due', async () => {
    const person = await aReader(coalition);
    await weekLater(app, person);
    for (let tries = 0; (await mailsOf(person)) === 0; tries++) {
      if (tries > 400) throw new Error('Nobody wrote');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await mailsOf(person)).toBe(1);
  });
});
