import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ReadyConfig } from '../platform/config.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import type { Language } from '../platform/language.ts';
import { asHtml, asText, type Letter } from '../platform/mail/letter.ts';
import { Rounds } from '../platform/rounds.ts';
import { CONFIG, LOGGER } from '../platform/settings.module.ts';
import { DigestFactsService, isWorthAMail } from './digest-facts.service.ts';
import { digestLetter } from './digest-mail.ts';
import { unsubscribeToken, unsubscribeUrl } from './unsubscribe-token.ts';

interface Claim {
  account_id: string;
  session_id: string;
  email: string;
  language: Language;
  since: Date;
}

const PAUSE_MS = 10_000;

/** Writes to everybody who is due, once a week, when there is something to tell. Any number of processes may. */
@Injectable()
export class DigestsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds = new Rounds(
    () => this.writeDue(),
    PAUSE_MS,
    (reason) => this.logger.warn({ reason }, 'weekly mails wait'),
  );

  constructor(
    private readonly db: TenantDb,
    private readonly facts: DigestFactsService,
    @Inject(CONFIG) private readonly config: ReadyConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
  }

  /** To all who are due now. */
  async writeDue(): Promise<void> {
    for (;;) {
      const [claim] = this.rounds.stopped
        ? []
        : await this.db.record<Claim>('claim_digest', 'select * from access.claim_digest()', []);
      if (!claim) return;
      try {
        await this.write(claim);
      } catch (error) {
        this.logger.warn({ reason: (error as Error).message }, 'a weekly mail waits');
      }
    }
  }

  private async write(claim: Claim): Promise<void> {
    const link = this.linkFor(claim);
    const letter = await this.letterFor(claim, link);
    await this.db.record('settle_digest', 'select access.settle_digest($1, $2, $3, $4, $5)', [
      claim.session_id,
      ...(letter ? [letter.subject, asText(letter), asHtml(letter), link] : [null, null, null, null]),
    ]);
  }

  /** Null when there is nothing to tell. */
  private async letterFor(
    { account_id, session_id, language, since }: Claim,
    link: string,
  ): Promise<Letter | null> {
    const viewer = { accountId: account_id, sessionId: session_id };
    const facts = await this.db.run(viewer, 'read', 'digest', (ctx) =>
      this.facts.gather(ctx, since, new Date()),
    );
    const { publicUrl } = this.config;
    return isWorthAMail(facts) ? digestLetter(language, { ...facts, publicUrl, unsubscribeUrl: link }) : null;
  }

  private linkFor({ account_id, language }: Claim): string {
    const { publicUrl, tokenSecret } = this.config;
    return unsubscribeUrl(publicUrl, language, unsubscribeToken(tokenSecret, account_id));
  }
}
