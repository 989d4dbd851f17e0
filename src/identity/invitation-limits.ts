import { Inject, Injectable } from '@nestjs/common';
import type { ReadyConfig } from '../platform/config.ts';
import { rateLimited } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { attemptSubject } from './attempts.ts';
import { emailKey } from './emails.ts';

/**
 * In a day. Fifty letters are a coalition with all its partners, or the leads of a network's first fifty; whoever has
 * more to invite has others who may. Five from one person to one address leave room for a word that was lost and a role
 * that was wrong. To one address from everybody there are more, so that nobody alone can keep others from inviting it, or
 * learns that they have.
 */
const ALLOWED = { inviter: 50, pair: 5, address: 20 };

/** How many invitations are sent. People send them over the API; imports and the command line are not asked. */
@Injectable()
export class InvitationLimits {
  constructor(@Inject(CONFIG) private readonly config: ReadyConfig) {}

  /**
   * In the operation's own transaction: what is counted is letters, and one that is refused is not sent. The inviter
   * before the address, so that of two who invite each other's guests none waits for the other.
   */
  async count(ctx: RequestContext, email: string): Promise<void> {
    if (!this.config.rateLimits || !ctx.call || !ctx.viewer) return;
    const [inviter, address] = [ctx.viewer.accountId, emailKey(email)];
    const byInviter = await this.wait(ctx, 'invitations by inviter', inviter, ALLOWED.inviter);
    const byPair = await this.wait(ctx, 'invitations from one to one', `${inviter} ${address}`, ALLOWED.pair);
    const byAddress = await this.wait(ctx, 'invitations by address', address, ALLOWED.address);
    if (byInviter !== null) {
      throw rateLimited(
        byInviter,
        `You have sent ${ALLOWED.inviter} invitations in a day. Send more in ${inWords(byInviter)}, or let somebody else do it who may invite there.`,
      );
    }
    if (byPair === null && byAddress === null) return;
    const sent =
      byPair === null ? 'This address was sent many' : `You have sent this address ${ALLOWED.pair}`;
    const wait = Math.max(byPair ?? 0, byAddress ?? 0);
    throw rateLimited(
      wait,
      `${sent} invitations in a day. Ask them to look for the last one, also among their unwanted mail; send another in ${inWords(wait)}.`,
    );
  }

  private async wait(
    ctx: RequestContext,
    kind: string,
    subject: string,
    allowed: number,
  ): Promise<number | null> {
    const [row] = await ctx.lookup<{ wait: number | null }>(
      'count_invitation',
      `select access.count_attempt($1, $2, $3, interval '1 day') as wait`,
      [kind, attemptSubject(subject), allowed],
    );
    return row?.wait ?? null;
  }
}

const inWords = (seconds: number): string =>
  seconds > 5_400 ? `${Math.ceil(seconds / 3_600)} hours` : `${Math.ceil(seconds / 60)} minutes`;
