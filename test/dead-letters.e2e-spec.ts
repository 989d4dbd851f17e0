import { execFile } from 'node:child_process';
import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aNetwork, aPlatformAdmin } from './support/fixtures.ts';
import { anAddress } from './support/invitations.ts';
import { MailServer } from './support/mail-server.ts';
import { aMail, rowOf, until } from './support/mails.ts';

const DEAD = '{ deadLetters { id recipient subject attempts failure since } }';

describe('Dead letters', () => {
  let app: TestApp;
  const server = new MailServer();

  beforeAll(async () => {
    await server.listen();
    app = await TestApp.start({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
  });
  afterAll(async () => {
    await app.stop();
    await server.close();
  });

  const registry = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      const env = {
        PATH: process.env['PATH'],
        ...{ DATABASE_URL: app.database.serverUrl, DATABASE_MIGRATOR_URL: app.database.migratorUrl },
        DATA_DIR: app.config.dataDir,
      };
      const command = ['dist/src/commands/registry.js', 'mail', ...args];
      execFile(process.execPath, command, { env }, (error, out, err) =>
        done({ code: Number(error?.code ?? 0), out, err }),
      );
    });

  const aDeadLetter = async (subject = 'Your invitation') => {
    const recipient = anAddress();
    server.onRecipient = () => ({ responseCode: 550, message: '5.1.1 No such user' });
    const id = await aMail(app, { recipient, subject, body: 'A secret text' });
    await until(app, id, 'dead_at is not null');
    server.onRecipient = () => undefined;
    return { id, recipient };
  };

  it('are listed for platform admins, without what is in them, and for nobody else', async () => {
    const { id, recipient } = await aDeadLetter('Su invitación');
    const { deadLetters } = await app.data(await aPlatformAdmin(app), DEAD);
    expect(deadLetters).toContainEqual({
      ...{ id, recipient, subject: 'Su invitación', attempts: 1 },
      failure: expect.stringContaining('550 5.1.1 No such user'),
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(JSON.stringify(deadLetters)).not.toContain('secret');
    const network = await aNetwork(app);
    expect((await app.refusal(await network.as(Role.NETWORK_ADMIN), DEAD)).code).toBe('FORBIDDEN');
    expect((await app.refusal(null, DEAD)).code).toBe('UNAUTHENTICATED');
  });

  it('are listed by a command, which tries one again', async () => {
    const { id, recipient } = await aDeadLetter();
    const listed = await registry('dead-letters');
    expect([listed.code, listed.err]).toEqual([0, '']);
    expect(listed.out).toContain(`${id}  `);
    expect(listed.out).toMatch(new RegExp(`${recipient}\\n  Your invitation\\n  after 1 attempts: .*550`));
    expect(listed.out).not.toContain('secret');

    const tried = await registry('retry', id);
    expect([tried.code, tried.out]).toEqual([
      0,
      expect.stringContaining(`The mail to ${recipient} is tried again`),
    ]);
    expect((await server.to(recipient))[0]!.parsed.text).toContain('A secret text');
    await until(app, id, 'sent_at is not null');
    expect(await rowOf(app, id)).toMatchObject({ dead_at: null, body: '' });
  });

  it('whose text is gone are not tried again, nor is what is no dead letter', async () => {
    const { id } = await aDeadLetter();
    await app.database.rows(`update access.mails set dead_at = now() - interval '8 days' where id = $1`, [
      id,
    ]);
    await app.database.rows('select access.sweep_mails()');
    expect((await registry('dead-letters')).out).toContain('Your invitation (its text is gone)');
    const none = await registry('retry', id);
    expect([none.code, none.err]).toEqual([
      1,
      expect.stringContaining('have it sent again by whoever sent it'),
    ]);
    for (const args of [
      ['retry', 'x'],
      ['retry', id, id],
    ]) {
      const { code, err } = await registry(...args);
      expect([code, err]).toEqual([1, expect.stringMatching(/^Give (one of|the id of a dead letter)/)]);
    }
  });

  it('are forgotten after 90 days, as sent mails are, when a server starts', async () => {
    const sent = await aMail(app, { recipient: anAddress() });
    await until(app, sent, 'sent_at is not null');
    const kept = await aMail(app, { recipient: anAddress() });
    await until(app, kept, 'sent_at is not null');
    const { id: dead } = await aDeadLetter();
    const age = (id: string, days: number) =>
      app.database.rows(
        `update access.mails set sent_at = sent_at - make_interval(days => $2), dead_at = dead_at - make_interval(days => $2)
         where id = $1`,
        [id, days],
      );
    await Promise.all([age(sent, 91), age(dead, 91), age(kept, 89)]);
    const another = await TestApp.start({}, app.database);
    try {
      for (let tries = 0; (await rowOf(app, dead)) !== undefined; tries++) {
        if (tries > 400) throw new Error('Never forgotten');
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      expect(await rowOf(app, sent)).toBeUndefined();
      expect(await rowOf(app, kept)).toBeDefined();
    } finally {
      await another.stop();
    }
  });
});
