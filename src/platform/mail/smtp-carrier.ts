import { createTransport } from 'nodemailer';
import { isLoopback } from '../config.ts';
import type { Carrier } from './carrier.ts';
import type { Sender, SmtpServer } from './mail-settings.ts';
import { type Mail, messageOf } from './message.ts';

const LANES = 3;

/** Of one mail, from the first byte to the last. Well below what a claim lasts, or another process would send it too. */
const LONGEST_MS = 60_000;

/** Hands mails to a mail server, over connections that stay open for a while. */
export class SmtpCarrier implements Carrier {
  readonly lanes = LANES;
  private readonly transport: ReturnType<typeof createTransport>;

  constructor(
    { host, port, secure, login }: SmtpServer,
    private readonly from: Sender,
  ) {
    this.transport = createTransport({
      ...{ pool: true, maxConnections: LANES, maxMessages: 100, idleTimeout: 30_000 },
      ...{ host, port, secure, name: from.address.split('@')[1]! },
      // Neither a password nor a token crosses a network in the clear, whatever somebody on the way makes of STARTTLS.
      ...{ requireTLS: !secure && !isLoopback(host), ...(login && { auth: login }) },
      ...{ dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
  }

  async carry(mail: Mail): Promise<void> {
    await this.transport.sendMail({
      ...messageOf(mail, this.from),
      signal: AbortSignal.timeout(LONGEST_MS),
    });
  }

  close(): void {
    this.transport.close();
  }
}
