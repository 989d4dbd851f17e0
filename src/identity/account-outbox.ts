import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ReadyConfig } from '../platform/config.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import type { Language } from '../platform/language.ts';
import type { Letter } from '../platform/mail/letter.ts';
import { Rounds } from '../platform/rounds.ts';
import { CONFIG, LOGGER } from '../platform/settings.module.ts';
import {
  addressTakenLetter,
  emailChangeLetter,
  emailChangeNotice,
  queueAccountLetter,
  resetLetter,
} from './account-letters.ts';
import { digestOf, EMAIL_CHANGE_HOURS, newSecret, RESET_MINUTES } from './tokens.ts';

interface AccountRequest {
  kind: 'PASSWORD_RESET' | 'EMAIL_CHANGE';
  email: string;
  email_key: string;
  account_id: string | null;
}

const PAUSE_MS = 1_000;

/**
 * Turns what was asked for into tokens and letters, after the requests were answered: whether an address has an account
 * can so be told neither from an answer nor from its time. Each is claimed, and its letter queued, in one transaction.
 */
@Injectable()
export class AccountOutbox implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds = new Rounds(
    () => this.writeAll(),
    PAUSE_MS,
    (reason) => this.logger.warn({ reason }, 'account letters wait'),
  );

  constructor(
    private readonly db: TenantDb,
    @Inject(CONFIG) private readonly config: ReadyConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
  }

  private async writeAll(): Promise<void> {
    while (
      !this.rounds.stopped &&
      (await this.db.run(null, 'write', 'account letter', (ctx) => this.writeOne(ctx)))
    );
  }

  /** False when none waits. */
  private async writeOne(ctx: RequestContext): Promise<boolean> {
    const [request] = await ctx.lookup<AccountRequest>(
      'claim_account_request',
      'select * from access.claim_account_request()',
    );
    if (request?.kind === 'PASSWORD_RESET') await this.reset(ctx, request);
    if (request?.kind === 'EMAIL_CHANGE') await this.changeEmail(ctx, request);
    return request !== undefined;
  }

  private async reset(ctx: RequestContext, { email_key }: AccountRequest): Promise<void> {
    const token = newSecret();
    const [owner] = await ctx.lookup<{ email: string; language: Language }>(
      'begin_reset',
      'select * from access.begin_reset($1, $2, make_interval(mins => $3))',
      [email_key, digestOf(token), RESET_MINUTES],
    );
    // To the address as its owner wrote it, not as whoever asked did: under one key there may be several mailboxes.
    if (owner) await queueAccountLetter(ctx, owner.email, resetLetter(owner.language, this.link(token)));
  }

  private async changeEmail(ctx: RequestContext, request: AccountRequest): Promise<void> {
    const token = newSecret();
    const letters = await ctx.lookup<{ recipient: string; letter: keyof typeof LETTERS; language: Language }>(
      'begin_email_change',
      'select * from access.begin_email_change($1, $2, $3, $4, make_interval(hours => $5))',
      [request.account_id, request.email, request.email_key, digestOf(token), EMAIL_CHANGE_HOURS],
    );
    for (const { recipient, letter, language } of letters) {
      await queueAccountLetter(ctx, recipient, LETTERS[letter](language, this.link(token)));
    }
  }

  private link(token: string): { publicUrl: string; token: string } {
    return { publicUrl: this.config.publicUrl, token };
  }
}

const LETTERS: Record<
  'CONFIRM' | 'TAKEN' | 'NOTICE',
  (...facts: Parameters<typeof emailChangeLetter>) => Letter
> = {
  CONFIRM: emailChangeLetter,
  TAKEN: addressTakenLetter,
  NOTICE: emailChangeNotice,
};
