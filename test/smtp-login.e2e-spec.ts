import pino, { type Logger } from 'pino';
import { LOGGER } from '../src/platform/settings.module.ts';
import { TestApp } from './support/app.ts';
import { anAddress } from './support/invitations.ts';
import { MailServer } from './support/mail-server.ts';
import { aMail, rowOf, until } from './support/mails.ts';

const PASSWORD = 'Wh1te-heron over&water';

describe('A mail server that asks for a login', () => {
  const server = new MailServer({ user: 'registry', pass: PASSWORD });

  beforeAll(() => server.listen());
  afterAll(() => server.close());

  const address = (password: string) =>
    `smtp://registry:${encodeURIComponent(password)}@127.0.0.1:${server.port}`;

  it('is given it', async () => {
    const app = await TestApp.start({ SMTP_URL: address(PASSWORD) });
    try {
      const recipient = anAddress();
      const mail = await aMail(app, { recipient });
      expect((await server.to(recipient))[0]!.login).toBe('registry');
      expect(server.logins).toEqual(['registry']);
      await until(app, mail, 'sent_at is not null');
    } finally {
      await app.stop();
    }
  });

  it('and is on another machine is not given it without TLS, nor a mail', async () => {
    // The same server, under an address that is no loopback address to whoever does not look twice.
    const elsewhere = `[::ffff:127.0.0.1]:${server.port}`;
    const app = await TestApp.start({
      SMTP_URL: `smtp://registry:${encodeURIComponent(PASSWORD)}@${elsewhere}`,
    });
    const before = server.logins.length;
    try {
      const mail = await aMail(app, { recipient: anAddress() });
      await until(app, mail, 'failure is not null or sent_at is not null');
      const { failure, sent_at, dead_at } = await rowOf(app, mail);
      expect({ sent_at, dead_at }).toEqual({ sent_at: null, dead_at: null });
      expect(failure).toMatch(/STARTTLS/);
      expect(server.logins.slice(before)).toEqual([]);
    } finally {
      await app.stop();
    }
  });

  it('and is given a wrong one keeps the mails waiting; no log and no list tells the password', async () => {
    const lines: string[] = [];
    const wrong = 'Gr3y-heron over&water';
    const app = await TestApp.start({ SMTP_URL: address(wrong) });
    const logger = app.nest.get<Logger & Record<symbol, unknown>>(LOGGER);
    logger.level = 'trace';
    logger[pino.symbols.streamSym] = { write: (line: string) => lines.push(line) };
    try {
      const mail = await aMail(app, { recipient: anAddress() });
      await until(app, mail, 'failure is not null');
      const { failure, dead_at, body } = await rowOf(app, mail);
      expect({ dead_at, body }).toEqual({ dead_at: null, body: 'Text' });
      expect(failure).toMatch(/^Invalid login: 535 /);
      const warned = lines.filter((line) => line.includes('a mail was not delivered'));
      expect(warned).toHaveLength(1);
      for (const form of [
        wrong,
        Buffer.from(wrong).toString('base64'),
        encodeURIComponent(wrong),
        'Gr3y-heron',
      ])
        expect(`${failure}${lines.join('')}`).not.toContain(form);
    } finally {
      await app.stop();
    }
  });
});
