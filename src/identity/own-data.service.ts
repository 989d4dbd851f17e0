import { Injectable } from '@nestjs/common';
import { badInput, conflict, unauthenticated } from '../platform/errors.ts';
import { Role } from '../platform/graphql/allow.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import type { DeleteMyAccountInput } from './account.inputs.ts';
import { AccountsService } from './accounts.service.ts';
import { attemptSubject } from './attempts.ts';
import { emailKey } from './emails.ts';
import { SessionsService } from './sessions.service.ts';

interface Irreplaceable {
  role: Role;
  place: string | null;
  network_id: string | null;
}

/** What is stored of somebody, for themselves alone: to take with them, and to take away. */
@Injectable()
export class OwnDataService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly accounts: AccountsService,
  ) {}

  async everything(ctx: RequestContext): Promise<object> {
    const { account_id, email } = await this.sessions.current(ctx);
    const [row] = await ctx.lookup<{ data: object | null }>(
      'data_of',
      'select access.data_of($1, $2) as data',
      [ctx.viewer!.sessionId, subjects(account_id, emailKey(email))],
    );
    if (!row?.data) throw unauthenticated('Your session has ended. Sign in again.');
    return { about: ABOUT, exportedAt: new Date().toISOString(), ...row.data };
  }

  async deleteAccount(ctx: RequestContext, input: DeleteMyAccountInput): Promise<boolean> {
    const owner = await this.accounts.owner(ctx, input.password, 'input.password');
    if (emailKey(input.confirmation) !== owner.email_key) {
      throw badInput({ 'input.confirmation': 'Write the address of your account, to say that you mean it.' });
    }
    const session = ctx.viewer!.sessionId;
    await this.requireReplaced(ctx, session);
    const [row] = await ctx.lookup<{ deleted: boolean }>(
      'delete_account',
      'select access.delete_account($1, $2) as deleted',
      [session, subjects(owner.account_id, owner.email_key)],
    );
    if (!row?.deleted) throw unauthenticated('Your session has ended. Sign in again.');
    return true;
  }

  /** The function refuses too; here it is said which places these are. */
  private async requireReplaced(ctx: RequestContext, session: string): Promise<void> {
    const roles = await ctx.lookup<Irreplaceable>('irreplaceable', 'select * from access.irreplaceable($1)', [
      session,
    ]);
    if (roles.length === 0) return;
    const names = await ctx.sql<{ id: string; name: string }>(
      'names_of_networks',
      'select id, name from reference.networks where id = any ($1)',
      [roles.map(({ network_id }) => network_id)],
    );
    const nameOf = new Map(names.map(({ id, name }) => [id, name]));
    const sentences = roles.map(({ role, place, network_id }) =>
      WHAT_TO_DO[role]!(place ?? nameOf.get(network_id ?? '') ?? ''),
    );
    throw conflict(`${sentences.join(' ')} Then delete your account.`);
  }
}

const ABOUT =
  'Everything that the Coalition Landscape stores of you, but for secrets, of which only digests are kept, and the texts of mails, which are kept until they are sent. Suggestions for corrections are stored without the name of who made them. What others wrote is not in it, nor who they are, nor what a place keeps that you have left.';

const WHAT_TO_DO: Partial<Record<Role, (place: string) => string>> = {
  LEAD: (place) =>
    `You are the last lead of ${place}: make somebody else a lead there, or ask your network to archive it.`,
  BOARD_CHAIR: (place) => `You are the last chair of ${place}: make somebody else its chair.`,
  NETWORK_ADMIN: (place) =>
    `You are the last admin of ${place}: invite another one, and wait until they have accepted.`,
  PLATFORM_ADMIN: () =>
    'You are the last platform admin: invite another one, and wait until they have accepted.',
};

/** Under which attempts at the account are counted. */
const subjects = (accountId: string, key: string): string[] => [accountId, key].map(attemptSubject);
