import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ReadyConfig } from '../config.ts';
import { TenantDb } from '../database/tenant-db.ts';
import { Rounds } from '../rounds.ts';
import { CONFIG, LOGGER } from '../settings.module.ts';
import { type Carrier, carrierFor } from './carrier.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Mail } from './message.ts';

const PAUSE_MS = 1_000;
const SWEEP_MS = 3_600_000;

/**
 * Delivers what operations have queued, after they have committed. Each mail is claimed by one process; one that
 * fails comes again later, and one that was refused for good or failed too often is a dead letter.
 */
@Injectable()
export class MailOutbox implements OnApplicationBootstrap, OnModuleDestroy {
  /** `waiting` is of all processes, and undefined while it is not known. */
  readonly figures = { sent: 0, failed: 0, waiting: undefined as number | undefined };

  private readonly rounds = new Rounds(
    () => this.round(),
    PAUSE_MS,
    (reason) => {
      this.figures.waiting = undefined;
      this.logger.warn({ reason }, 'mail waits');
    },
  );
  private sweptAt = -Infinity;
  /** What became of mails while the database could not be told. */
  private readonly unsettled = new Map<string, Failure | null>();
  private readonly carrier: Carrier;

  constructor(
    private readonly db: TenantDb,
    @Inject(CONFIG) private readonly config: ReadyConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.carrier = carrierFor(config);
  }

  onApplicationBootstrap(): void {
    this.db.mailWaits = () => this.rounds.soon();
    this.rounds.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
    this.carrier.close();
  }

  private async round(): Promise<void> {
    for (const [mail, failure] of this.unsettled) await this.settle(mail, failure);
    const lanes = Array.from({ length: this.carrier.lanes }, () => this.deliverDue());
    const ended = await Promise.allSettled(lanes);
    for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
    await this.sweep();
    await this.countWaiting();
  }

  private async deliverDue(): Promise<void> {
    for (;;) {
      const [mail] = this.rounds.stopped
        ? []
        : await this.db.record<Mail>('claim_mail', 'select * from access.claim_mail()', []);
      if (!mail) return;
      const failure = await this.carrier.carry(mail).then(
        () => null,
        (error: unknown) => failureOf(error, mail, this.config.smtp),
      );
      this.unsettled.set(mail.id, failure);
      this.figures[failure ? 'failed' : 'sent']++;
      if (failure)
        this.logger.warn(
          { mail: mail.id, attempts: mail.attempts, final: failure.final, problem: failure.text },
          'a mail was not delivered',
        );
      await this.settle(mail.id, failure);
    }
  }

  private async settle(mail: string, failure: Failure | null): Promise<void> {
    await this.db.record('settle_mail', 'select access.settle_mail($1, $2, $3)', [
      ...[mail, failure?.text ?? null, failure?.final ?? false],
    ]);
    this.unsettled.delete(mail);
  }

  /** Any process does it, and each only now and then: what is gone already costs the others nothing. */
  private async sweep(): Promise<void> {
    if (this.rounds.stopped || performance.now() - this.sweptAt < SWEEP_MS) return;
    await this.db.record('sweep_mails', 'select access.sweep_mails()', []);
    this.sweptAt = performance.now();
  }

  /** Counted here and not when the figures are asked for, since they must not wait for a database that is away. */
  private async countWaiting(): Promise<void> {
    if (this.rounds.stopped || this.config.metricsPort === undefined) return;
    const [row] = await this.db.record<{ waiting: number }>(
      'mails_waiting',
      'select access.mails_waiting() as waiting',
      [],
    );
    this.figures.waiting = row?.waiting;
  }
}
