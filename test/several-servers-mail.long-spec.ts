import { setTimeout as sleep } from 'node:timers/promises';
import { Role } from '../src/platform/graphql/allow.ts';
import { aCoalition } from './support/fixtures.ts';
import { anAddress, INVITE } from './support/invitations.ts';
import { type OneServer, SeveralServers } from './support/several-servers.ts';

const INVITATIONS = 300;
const AT_ONCE = 600;

describe('Mail of three server processes', () => {
  let several: SeveralServers;

  beforeAll(async () => {
    several = await SeveralServers.start(3);
  });
  afterAll(() => several.stop());

  const waiting = async (): Promise<number> => {
    const statement = 'select count(*)::int as found from access.mails where sent_at is null';
    return (await several.database.rows<{ found: number }>(statement))[0]!.found;
  };

  const delivered = async (): Promise<void> => {
    while ((await waiting()) > 0) await sleep(100);
  };

  const outboxes = (): string[][] => several.servers.map((server) => server.mails());

  const queued = async (): Promise<string[]> =>
    (await several.database.rows<{ name: string }>(`select id || '.eml' as name from access.mails`)).map(
      ({ name }) => name,
    );

  it('is delivered once each, while it is being queued by all of them', async () => {
    const coalition = await aCoalition(several);
    // Fifty invitations are what one person sends in a day.
    const invite = async (): Promise<void> => {
      const lead = await coalition.as(Role.LEAD);
      for (let i = 0; i < INVITATIONS / 6; i++) {
        const input = { email: anAddress(), role: Role.VIEWER, coalitionId: coalition.id };
        await several.data(lead, INVITE, { input });
      }
    };
    await Promise.all(Array.from({ length: 6 }, invite));
    await delivered();
    const found = outboxes();
    console.log(
      `${INVITATIONS} invitations, delivered by each: ${found.map(({ length }) => length).join(', ')}`,
    );
    expect(found.flat()).toHaveLength(INVITATIONS);
    expect(new Set(found.flat())).toEqual(new Set(await queued()));
    const attempts = await several.database.rows('select 1 from access.mails where attempts <> 1');
    expect(attempts).toEqual([]);
  });

  it('is all delivered although one of them is killed; only what that one had in hand may come twice', async () => {
    await several.database.rows(
      `insert into access.mails (recipient, subject, body)
       select n || '@example.org', 'Title ' || n, 'Text' from generate_series(1, $1::int) n`,
      [AT_ONCE],
    );
    const [victim] = several.servers as [OneServer];
    const had = victim.mails().length;
    while (victim.mails().length < had + 20) await sleep(2);
    await victim.process.ended('SIGKILL');
    const left = await waiting();
    const killedAt = Date.now();
    await delivered();

    const found = outboxes();
    const twice = found.flat().length - new Set(found.flat()).size;
    console.log(
      `killed with ${left} of ${AT_ONCE} mails left; all delivered ${((Date.now() - killedAt) / 1_000).toFixed(1)} s later, ${twice} of them twice`,
    );
    expect(left).toBeGreaterThan(0);
    expect(new Set(found.flat())).toEqual(new Set(await queued()));
    expect(twice).toBeLessThanOrEqual(1);
    const claimed = await several.database.rows<{ attempts: number }>(
      'select attempts from access.mails where attempts > 1',
    );
    expect(claimed.length).toBeLessThanOrEqual(1);
    for (const { attempts } of claimed) expect(attempts).toBe(2);
  });
});
