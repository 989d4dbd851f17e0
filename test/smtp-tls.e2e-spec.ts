import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestApp } from './support/app.ts';
import { ownCertificate } from './support/certificates.ts';
import { TestDatabase } from './support/database.ts';
import { anAddress } from './support/invitations.ts';
import { MailServer } from './support/mail-server.ts';
import { aMail, rowOf, until } from './support/mails.ts';
import { ServerProcess } from './support/server-process.ts';

const LOGIN = { user: 'registry', pass: 'wh1te-heron-over-water' };

describe.each(['smtps', 'smtp'])('A mail server with TLS at an address of %s:', (protocol) => {
  const certificate = ownCertificate();
  const server = new MailServer(LOGIN, { ...certificate, secure: protocol === 'smtps' });
  const directory = mkdtempSync(join(tmpdir(), 'registry-smtp-'));
  let database: TestDatabase;

  beforeAll(async () => {
    database = await TestDatabase.create();
    await server.listen();
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  const address = (): string => `${protocol}://${LOGIN.user}:${LOGIN.pass}@localhost:${server.port}`;

  it('is given neither a login nor a mail as long as nobody vouches for its certificate', async () => {
    const app = await TestApp.start({ SMTP_URL: address() }, database);
    try {
      const mail = await aMail(app, { recipient: anAddress() });
      await until(app, mail, 'failure is not null or sent_at is not null');
      const { failure, sent_at, dead_at } = await rowOf(app, mail);
      expect({ sent_at, dead_at }).toEqual({ sent_at: null, dead_at: null });
      expect(failure).toMatch(/self-signed certificate/);
      expect([server.logins, server.mails]).toEqual([[], []]);
    } finally {
      await app.stop();
    }
  });

  it('is given both, over TLS, once an authority that Node.js is told of vouches for it', async () => {
    const authorities = join(directory, 'authorities.pem');
    writeFileSync(authorities, certificate.cert);
    const process = await ServerProcess.run({
      ...{ DATABASE_URL: database.serverUrl, DATA_DIR: directory, SMTP_URL: address() },
      ...{ NODE_EXTRA_CA_CERTS: authorities },
    });
    try {
      const recipient = anAddress();
      const mail = await aMail({ database }, { recipient });
      const [received] = await server.to(recipient);
      expect(received).toMatchObject({ login: LOGIN.user, encrypted: true });
      await until({ database }, mail, 'sent_at is not null');
    } finally {
      await process.ended('SIGTERM');
    }
  });
});
