import { Role } from '../src/platform/graphql/allow.ts';
import { aCoalition } from './support/fixtures.ts';
import { anAddress, INVITE } from './support/invitations.ts';
import { MailServer } from './support/mail-server.ts';
import { SeveralServers } from './support/several-servers.ts';

const INVITATIONS = 150;
const QUEUED = 600;

describe('Three server processes with one mail server', () => {
  const server = new MailServer();
  let several: SeveralServers;

  beforeAll(async () => {
    await server.listen();
    several = await SeveralServers.start(3, { SMTP_URL: `smtp://127.0.0.1:${server.port}` });
  });
  afterAll(async () => {
    await several.stop();
    await server.close();
  });

  const allSent = async (): Promise<void> => {
    const waiting = 'select 1 from access.mails where sent_at is null limit 1';
    while ((await several.database.rows(waiting)).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 100));
  };

  const expectOnce = (count: number): void => {
    const received = server.mails.flatMap(({ recipients }) => recipients);
    const ids = server.mails.map(({ parsed }) => parsed.messageId);
    console.log(
      `${received.length} mails received, of ${new Set(received).size} recipients, ${count} queued`,
    );
    expect([received.length, new Set(received).size, new Set(ids).size]).toEqual([count, count, count]);
  };

  it('send each mail once, while all of them queue them', async () => {
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
    await allSent();
    expectOnce(INVITATIONS);
  });

  it('send each mail once, when hundreds are due at the same moment', async () => {
    await several.database.rows(
      `insert into access.mails (recipient, subject, body)
       select 'r' || n || '@example.org', 'Title', 'Text' from generate_series(1, $1::int) n`,
      [QUEUED],
    );
    await allSent();
    expectOnce(INVITATIONS + QUEUED);
    expect(await several.database.rows('select 1 from access.mails where attempts <> 1')).toEqual([]);
  });
});
