import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TestApp } from './support/app.ts';
import { anAddress } from './support/invitations.ts';
import { MailServer, type Refusal } from './support/mail-server.ts';
import { aMail, rowOf, until } from './support/mails.ts';

describe('A mail server', () => {
  let app: TestApp;
  const server = new MailServer();

  beforeAll(async () => {
    await server.listen();
    app = await TestApp.start({
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      MAIL_FROM: 'Red de Coaliciones Ñandú <hola@registry.example.org>',
    });
  });
  afterAll(async () => {
    await app.stop();
    await server.close();
  });
  afterEach(() => {
    server.onRecipient = () => undefined;
    server.onMail = () => undefined;
  });

  const due = (recipient: string) =>
    app.database.rows('update access.mails set next_attempt_at = now() where recipient = $1', [recipient]);

  it('is given both forms of a mail, with names as they are written', async () => {
    const recipient = anAddress();
    const subject = 'Su invitación: Coalición Ñandú 家族';
    const mail = await aMail(app, {
      recipient,
      subject,
      body: 'Únase a «Niñez».\n',
      html: '<p>Niñez 家族</p>',
    });

    const [received] = await server.to(recipient);
    const { parsed, recipients, sender, raw } = received!;
    expect(recipients).toEqual([recipient]);
    expect(sender).toBe('hola@registry.example.org');
    expect(parsed.from?.value).toEqual([
      { name: 'Red de Coaliciones Ñandú', address: 'hola@registry.example.org' },
    ]);
    expect(parsed.subject).toBe(subject);
    expect(parsed.text).toBe('Únase a «Niñez».\n');
    expect(parsed.html).toBe('<p>Niñez 家族</p>');
    expect(parsed.messageId).toBe(`<${mail}@registry.example.org>`);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect([...parsed.headers.keys()].filter((name) => name.startsWith('list'))).toEqual([]);
    expect(raw.split('\r\n\r\n')[0]).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    await until(app, mail, 'sent_at is not null');
    expect(await rowOf(app, mail)).toMatchObject({ body: '', html: '', attempts: 1, failure: null });
    expect(existsSync(join(app.config.dataDir, 'outbox'))).toBe(false);
  });

  it('is told the address to unsubscribe at, by mails that have one', async () => {
    const recipient = anAddress();
    const unsubscribe = 'https://registry.example.org/unsubscribe?token=abc';
    const mail = await aMail(app, { recipient, unsubscribe });
    const { raw } = (await server.to(recipient))[0]!;
    const head = raw.split('\r\n\r\n')[0]!.replace(/\r\n\s+/g, ' ');
    expect(head).toMatch(/^List-Unsubscribe: <https:\/\/registry\.example\.org\/unsubscribe\?token=abc>$/im);
    expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im);
    await until(app, mail, 'sent_at is not null');
    expect((await rowOf(app, mail)).unsubscribe).toBeNull();
  });

  it('is sent no header and no recipient that a name brings along', async () => {
    const recipient = anAddress();
    const injected = '\r\nBcc: victim@example.org\r\nX-Evil: 1\r\n\r\n<b>Body</b>';
    await aMail(app, { recipient, subject: `A coalition${injected}`, body: `Text${injected}` });
    const { raw, parsed, recipients } = (await server.to(recipient))[0]!;
    expect(recipients).toEqual([recipient]);
    expect([parsed.headers.has('bcc'), parsed.headers.has('x-evil')]).toEqual([false, false]);
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^(bcc|x-evil):/im);
    expect(server.mails.flatMap((mail) => mail.recipients)).not.toContain('victim@example.org');
  });

  it('that is busy is asked again later, with the same mail', async () => {
    const recipient = anAddress();
    server.onRecipient = () => ({ responseCode: 450, message: 'Greylisted, try again' });
    const mail = await aMail(app, { recipient });
    await until(app, mail, 'failure is not null');
    const waiting = await rowOf(app, mail);
    expect(waiting).toMatchObject({ attempts: 1, dead_at: null, body: 'Text' });
    expect(waiting.failure).toContain('450 Greylisted, try again');
    expect(Number(waiting.wait)).toBeGreaterThan(50);
    server.onRecipient = () => undefined;
    await due(recipient);
    const [received] = await server.to(recipient);
    expect(received!.parsed.messageId).toContain(mail);
    await until(app, mail, 'sent_at is not null');
    expect(await rowOf(app, mail)).toMatchObject({ attempts: 2, failure: null, body: '' });
  });

  it.each([
    ['the recipient', 'onRecipient', '550 5.1.1 No such user here'],
    ['the mail', 'onMail', '554 5.7.1 Not wanted here'],
  ] as const)('that refuses %s for good is not asked again', async (_, when, said) => {
    const recipient = anAddress();
    const [code, ...words] = said.split(' ');
    const refusal: Refusal = { responseCode: Number(code), message: words.join(' ') };
    server[when] = () => refusal;
    const mail = await aMail(app, { recipient });
    await until(app, mail, 'dead_at is not null');
    expect(await rowOf(app, mail)).toMatchObject({ attempts: 1, failure: expect.stringContaining(said) });
    const attempts = server.attempts;
    await due(recipient);
    await aMail(app, { recipient: 'next@example.org' });
    await until(
      app,
      mail,
      `exists (select from access.mails n where n.recipient = 'next@example.org' and (n.failure is not null or n.sent_at is not null))`,
    );
    expect(server.mails.filter((each) => each.recipients.includes(recipient))).toEqual([]);
    expect(server.attempts).toBe(attempts + 1);
    await app.database.rows(`delete from access.mails where recipient = 'next@example.org'`);
  });

  it('that cannot be reached in twelve attempts is given up', async () => {
    const recipient = anAddress();
    server.onRecipient = () => ({ responseCode: 451, message: 'Not now' });
    const mail = await aMail(app, { recipient, attempts: 11 });
    await until(app, mail, 'dead_at is not null');
    expect(await rowOf(app, mail)).toMatchObject({ attempts: 12, body: 'Text' });
  });

  it('that is away gets its mails when it is back', async () => {
    const { port } = server;
    const recipient = anAddress();
    await server.close();
    const mail = await aMail(app, { recipient });
    await until(app, mail, 'failure is not null');
    expect(await rowOf(app, mail)).toMatchObject({
      dead_at: null,
      failure: expect.stringContaining('ECONNREFUSED'),
    });
    await server.listen(port);
    await due(recipient);
    await server.to(recipient);
    await until(app, mail, 'sent_at is not null');
  });

  it('has taken a mail although the database could not be told: it is told later, and the mail not sent again', async () => {
    const recipient = anAddress();
    const rename = (from: string, to: string) =>
      app.database.rows(`alter function access.${from} rename to ${to}`);
    server.onMail = async () => {
      await rename('settle_mail', 'settle_mail_of_old');
      return undefined;
    };
    const mail = await aMail(app, { recipient });
    await server.to(recipient);
    server.onMail = () => undefined;
    expect(await rowOf(app, mail)).toMatchObject({ sent_at: null, attempts: 1 });
    await due(recipient);
    await rename('settle_mail_of_old', 'settle_mail');
    await until(app, mail, 'sent_at is not null');
    expect(await rowOf(app, mail)).toMatchObject({ attempts: 1 });
    expect(await server.to(recipient)).toHaveLength(1);
  });

  it('that repeats what it was sent puts no token into the list of failures', async () => {
    const recipient = anAddress();
    const token = 'Zq8-kT3vLx0_mN5bRy7wPc2dHf4jUe6aSg9iOo1lKvQ';
    server.onMail = () => ({
      responseCode: 554,
      message: `Bad link https://x.test/invitation#${token} and piece ${token.slice(5, 19)} of it`,
    });
    const mail = await aMail(app, { recipient, body: `Token:\n\n    ${token}\n` });
    await until(app, mail, 'dead_at is not null');
    const { failure } = await rowOf(app, mail);
    expect(failure).toContain('554 Bad link https://x.test/invitation#');
    expect(failure).toContain('and piece … of it');
    for (let at = 0; at + 8 <= token.length; at++) expect(failure).not.toContain(token.slice(at, at + 8));
  });
});
