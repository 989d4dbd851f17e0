import { simpleParser, type ParsedMail } from 'mailparser';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Certificate } from './certificates.ts';

export interface ReceivedMail {
  /** Who the server was told it is for, whatever its headers say. */
  recipients: string[];
  sender: string;
  login: string | undefined;
  /** Came over TLS. */
  encrypted: boolean;
  raw: string;
  parsed: ParsedMail;
}

/** What the server says to a recipient, or at the end of a mail: nothing, or a refusal. */
export type Refusal = { responseCode: number; message: string } | undefined;

/** A mail server on the loopback address, which keeps what it is given. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** Who gave a user name and a password. */
  readonly logins: string[] = [];
  /** How often somebody was named as a recipient. */
  attempts = 0;
  onRecipient: (recipient: string) => Refusal | Promise<Refusal> = () => undefined;
  onMail: (raw: string) => Refusal | Promise<Refusal> = () => undefined;
  port = 0;
  private server: SMTPServer | undefined;

  /** Without a certificate it speaks no TLS; with one, from the first byte if `secure`, else by STARTTLS. */
  constructor(
    private readonly login?: { user: string; pass: string },
    private readonly tls?: Certificate & { secure: boolean },
  ) {}

  async listen(port = 0): Promise<void> {
    const { login, tls } = this;
    const server = new SMTPServer({
      ...{
        disabledCommands: tls ? [] : ['STARTTLS'],
        authOptional: !login,
        logger: false,
        closeTimeout: 100,
      },
      ...tls,
      onAuth: ({ username, password }, _, done) => {
        this.logins.push(`${username}`);
        if (username === login?.user && password === login?.pass) done(null, { user: username });
        else done(new Error(`No such login ${username} ${password}`));
      },
      onRcptTo: ({ address }, _, done) => {
        this.attempts++;
        void Promise.resolve(this.onRecipient(address)).then((refusal) => done(errorOf(refusal)));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void this.keep(Buffer.concat(chunks), session).then((refusal) => done(errorOf(refusal)));
        });
      },
    });
    server.on('error', () => undefined);
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  /** It is away: whoever connects is refused, until it listens again. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => (this.server ? this.server.close(resolve) : resolve()));
    this.server = undefined;
  }

  /** The mails to an address, once there are as many. */
  async to(address: string, count = 1): Promise<ReceivedMail[]> {
    for (let tries = 0; tries < 800; tries++) {
      const found = this.mails.filter(({ recipients }) => recipients.includes(address));
      if (found.length >= count) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`No ${count} mails came to ${address}`);
  }

  private async keep(
    content: Buffer,
    session: {
      envelope: { mailFrom: false | { address: string }; rcptTo: { address: string }[] };
      user?: unknown;
      secure: boolean;
    },
  ): Promise<Refusal> {
    const raw = content.toString();
    const refusal = await this.onMail(raw);
    if (refusal) return refusal;
    const { mailFrom, rcptTo } = session.envelope;
    this.mails.push({
      recipients: rcptTo.map(({ address }) => address),
      sender: mailFrom ? mailFrom.address : '',
      login: session.user as string | undefined,
      encrypted: session.secure,
      raw,
      parsed: await simpleParser(content),
    });
    return undefined;
  }
}

const errorOf = (refusal: Refusal): Error | null =>
  refusal ? Object.assign(new Error(refusal.message), { responseCode: refusal.responseCode }) : null;
