import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import type { ReadyConfig } from '../config.ts';
import { TenantDb } from '../database/tenant-db.ts';
import { CONFIG, LOGGER } from '../settings.module.ts';

interface Mail {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  html: string;
  attempts: number;
}

const PAUSE_MS = 1_000;

/**
 * Delivers what operations have queued, after they have committed. Each mail is claimed by one process; one that
 * fails comes again later. Mails become .eml files in DATA_DIR/outbox, readable by the owner alone: they hold tokens.
 */
@Injectable()
export class MailOutbox implements OnApplicationBootstrap, OnModuleDestroy {
  /** `waiting` is of all processes, and undefined while it is not known. */
  readonly figures = { sent: 0, failed: 0, waiting: undefined as number | undefined };

  private timer: NodeJS.Timeout | undefined;
  private delivering: Promise<void> = Promise.resolve();
  private stopped = false;
  private readonly directory: string;
  private readonly composer: Transporter = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'unix',
  });

  constructor(
    private readonly db: TenantDb,
    @Inject(CONFIG) private readonly config: ReadyConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.directory = join(config.dataDir, 'outbox');
  }

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.delivering;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.delivering = this.deliverDue()
        .then(() => this.countWaiting())
        .catch((error: unknown) => {
          this.figures.waiting = undefined;
          this.logger.warn({ reason: (error as Error).message }, 'mail waits');
        })
        .finally(() => this.schedule());
    }, PAUSE_MS);
    this.timer.unref();
  }

  private async deliverDue(): Promise<void> {
    for (;;) {
      const [mail] = this.stopped
        ? []
        : await this.db.record<Mail>('claim_mail', 'select * from access.claim_mail()', []);
      if (!mail) return;
      const problem = await this.deliver(mail).then(
        () => null,
        (error: unknown) => (error as Error).message,
      );
      await this.db.record('settle_mail', 'select access.settle_mail($1, $2)', [mail.id, problem]);
      this.figures[problem ? 'failed' : 'sent']++;
      if (problem)
        this.logger.warn({ mail: mail.id, attempts: mail.attempts, problem }, 'a mail was not delivered');
    }
  }

  /** Counted here and not when the figures are asked for, since they must not wait for a database that is away. */
  private async countWaiting(): Promise<void> {
    if (this.stopped || this.config.metricsPort === undefined) return;
    const [row] = await this.db.record<{ waiting: number }>(
      'mails_waiting',
      'select access.mails_waiting() as waiting',
      [],
    );
    this.figures.waiting = row?.waiting;
  }

  /** Written whole under another name first: whoever watches the folder never sees half a mail. */
  private async deliver({ id, recipient, subject, body, html }: Mail): Promise<void> {
    const from = 'Coalition Landscape <noreply@localhost>';
    const { message } = (await this.composer.sendMail({
      from,
      to: recipient,
      subject,
      text: body,
      ...(html ? { html } : {}),
      messageId: `<${id}@coalition-landscape>`,
      textEncoding: 'quoted-printable',
    })) as { message: Buffer };
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const file = join(this.directory, `${id}.eml`);
    await writeFile(`${file}.part`, message, { mode: 0o600 });
    await rename(`${file}.part`, file);
  }
}
