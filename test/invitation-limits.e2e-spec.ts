import { Role } from '../src/platform/graphql/allow.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import { aCoalition, type TestCoalition } from './support/fixtures.ts';
import { anAddress, codeOf, INVITE } from './support/invitations.ts';

const CREATE = 'mutation ($input: CreateCoalitionInput!) { createCoalition(input: $input) { coalitionId } }';

describe('Invitations', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMITS: 'on' });
  });
  beforeEach(async () => {
    await app.database.rows('delete from access.attempts');
    await app.database.rows('delete from access.budgets');
  });
  afterAll(() => app.stop());

  const invite = (by: Person, coalition: TestCoalition, email = anAddress()): Promise<Answer> =>
    app.graphql(by, INVITE, { input: { email, role: Role.VIEWER, coalitionId: coalition.id } });
  const invitations = async (times: number, one: () => Promise<Answer>): Promise<string[]> => {
    const codes: string[] = [];
    for (let i = 0; i < times; i++) codes.push(codeOf(await one()));
    return codes;
  };
  const done = (times: number): string[] => Array<string>(times).fill('done');
  const later = (hours: number): Promise<unknown> =>
    app.database.rows('update access.attempts set window_start = window_start - make_interval(hours => $1)', [
      hours,
    ]);
  const sentTo = (email: string): Promise<object[]> =>
    app.database.rows('select 1 from access.invitations where email_key = $1', [email]);

  it('are fifty a day from one person, wherever they lead to, and say what to do then', async () => {
    const coalition = await aCoalition(app);
    const [lead, colleague] = [await coalition.as(Role.LEAD), await coalition.as(Role.LEAD)];
    expect(await invitations(50, () => invite(lead, coalition))).toEqual(done(50));

    const email = anAddress();
    const { errors } = await invite(lead, coalition, email);

    expect(errors![0]!.extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    expect(errors![0]!.extensions['retryAfterSeconds']).toBeGreaterThan(86_000);
    expect(errors![0]!.message).toBe(
      'You have sent 50 invitations in a day. Send more in 24 hours, or let somebody else do it who may invite there.',
    );
    expect(await sentTo(email)).toEqual([]);
    expect(codeOf(await invite(colleague, coalition, email))).toBe('done');
    await later(23);
    expect(codeOf(await invite(lead, coalition))).toBe('RATE_LIMITED');
    await later(2);
    expect(codeOf(await invite(lead, coalition))).toBe('done');
  });

  it('are five a day from one person to one address, also again to the same place', async () => {
    const [one, two] = [await aCoalition(app), await aCoalition(app)];
    const [ann, bo] = [await one.as(Role.LEAD), await two.as(Role.LEAD)];
    const email = anAddress();
    expect(await invitations(5, () => invite(ann, one, email))).toEqual(done(5));

    const { errors } = await invite(ann, one, email.toUpperCase());

    expect(errors![0]!.extensions.code).toBe('RATE_LIMITED');
    expect(errors![0]!.message).toMatch(
      /^You have sent this address 5 invitations in a day. Ask them to look for/,
    );
    expect(await sentTo(email)).toHaveLength(5);
    expect(codeOf(await invite(ann, one))).toBe('done');
    expect(codeOf(await invite(bo, two, email))).toBe('done');
    await later(25);
    expect(codeOf(await invite(ann, one, email))).toBe('done');
  });

  it('are twenty a day to one address from all together, so that four people must agree to shut it off', async () => {
    const [coalition, email] = [await aCoalition(app), anAddress()];
    const leads = await Promise.all(Array.from({ length: 5 }, () => coalition.as(Role.LEAD)));
    for (const lead of leads.slice(1)) {
      expect(await invitations(5, () => invite(lead, coalition, email))).toEqual(done(5));
    }

    const { errors } = await invite(leads[0]!, coalition, email);

    expect(errors![0]!.message).toMatch(/^This address was sent many invitations in a day. Ask them to look/);
    expect(await sentTo(email)).toHaveLength(20);
  });

  it('that are refused are not counted, and those of a new coalition are', async () => {
    const coalition = await aCoalition(app);
    const { network } = coalition;
    const [admin, member] = [await network.as(Role.NETWORK_ADMIN), await coalition.as(Role.EDITOR)];
    expect(await invitations(6, () => invite(admin, coalition, member.email))).toEqual(
      Array(6).fill('CONFLICT'),
    );
    expect(await app.database.rows('select 1 from access.attempts')).toEqual([]);

    const leadEmail = anAddress();
    const create = (name: string): Promise<Answer> =>
      app.graphql(admin, CREATE, { input: { network: network.slug, name, leadEmail } });
    for (let i = 0; i < 5; i++) expect(codeOf(await create(`Table ${i}`))).toBe('done');
    expect(codeOf(await create('One table too many'))).toBe('RATE_LIMITED');
    const made = await app.database.rows(`select 1 from access.coalitions where name = 'One table too many'`);
    expect(made).toEqual([]);
  });

  it('are counted under digests, which name nobody', async () => {
    const coalition = await aCoalition(app);
    const [lead, email] = [await coalition.as(Role.LEAD), anAddress()];
    await invite(lead, coalition, email);
    const kept = await app.database.rows<{ row: string }>('select a::text as row from access.attempts a');
    expect(kept).toHaveLength(3);
    expect(kept.some(({ row }) => row.includes(email) || row.includes(lead.accountId))).toBe(false);
  });
});
