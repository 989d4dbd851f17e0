import { Injectable } from '@nestjs/common';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { badInput, conflict, notFound, unauthenticated } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import type { Language } from '../platform/language.ts';
import type {
  ChangePasswordInput,
  ConfirmEmailChangeInput,
  RequestEmailChangeInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
} from './account.inputs.ts';
import { emailChangedLetter, passwordChangedLetter, queueAccountLetter } from './account-letters.ts';
import { Attempts } from './attempts.ts';
import { emailKey } from './emails.ts';
import { NewPasswordsService } from './new-passwords.service.ts';
import { passwordMatches } from './passwords.ts';
import { SessionsService } from './sessions.service.ts';
import { digestOf } from './tokens.ts';

/** Of whoever has just given their password again. */
export interface Owner {
  account_id: string;
  email: string;
  email_key: string;
  display_name: string;
  language: Language;
  password_hash: string;
}

interface Recipient {
  email: string;
  language: Language;
}

/** In a quarter of an hour. From one place as for signing in; at one account guesses, and letters, which people get. */
const ATTEMPTS = { address: 30, password: 10, letters: 3 };

/** What people do with their own account. Passwords are checked and hashed before the operation's transaction begins. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly db: TenantDb,
    private readonly sessions: SessionsService,
    private readonly attempts: Attempts,
    private readonly newPasswords: NewPasswordsService,
  ) {}

  /** Who has been signed in a while may have left the machine: the password says that it is still them. */
  async owner(ctx: RequestContext, password: string, path: string): Promise<Owner> {
    if (!ctx.viewer) throw unauthenticated();
    const [owner] = await this.db.record<Owner>(
      'own_credentials',
      'select * from access.own_credentials($1)',
      [ctx.viewer.sessionId],
    );
    if (!owner) throw this.sessions.ended(ctx);
    await this.attempts.count('password by account', owner.account_id, ATTEMPTS.password);
    if (!(await passwordMatches(owner.password_hash, password))) {
      throw badInput({ [path]: 'This is not the password of your account.' });
    }
    return owner;
  }

  async changePassword(ctx: RequestContext, input: ChangePasswordInput): Promise<boolean> {
    const owner = await this.owner(ctx, input.current, 'input.current');
    const hash = await this.newPasswords.hash(input.new, { accountId: owner.account_id }, 'input.new');
    const [row] = await ctx.lookup<{ changed: boolean }>(
      'change_password',
      'select access.change_password($1, $2, $3) as changed',
      [ctx.viewer!.sessionId, owner.password_hash, hash],
    );
    if (!row?.changed)
      throw conflict('The password was changed at the same moment. Sign in with the new one.');
    await queueAccountLetter(ctx, owner.email, passwordChangedLetter(owner.language));
    return true;
  }

  /** Whether there is such an account is looked up after the answer, and told to its owner alone. */
  async requestReset(ctx: RequestContext, { email }: RequestPasswordResetInput): Promise<boolean> {
    const key = emailKey(email);
    await this.attempts.count('reset by address', ctx.origin.address, ATTEMPTS.address);
    await this.attempts.countAt(ctx, 'reset by account', key, ATTEMPTS.letters);
    await ctx.lookup('request_reset', 'select access.request_reset($1, $2)', [email.trim(), key]);
    return true;
  }

  async resetPassword(ctx: RequestContext, input: ResetPasswordInput): Promise<boolean> {
    await this.attempts.count('reset token by address', ctx.origin.address, ATTEMPTS.address);
    const digest = digestOf(input.token);
    const [open] = await this.db.record<{ account_id: string; email_key: string }>(
      'open_reset',
      'select * from access.open_reset($1)',
      [digest],
    );
    if (!open) throw notFound('open reset of a password');
    const hash = await this.newPasswords.hash(
      input.password,
      { accountId: open.account_id },
      'input.password',
    );
    const [owner] = await ctx.lookup<Recipient>(
      'reset_password',
      'select * from access.reset_password($1, $2)',
      [digest, hash],
    );
    if (!owner) throw notFound('open reset of a password');
    await this.attempts.forgive(ctx, open.email_key);
    await queueAccountLetter(ctx, owner.email, passwordChangedLetter(owner.language));
    return true;
  }

  /** An address that somebody has is answered as one that is free; the letter to it says the rest. */
  async requestEmailChange(ctx: RequestContext, input: RequestEmailChangeInput): Promise<boolean> {
    const owner = await this.owner(ctx, input.password, 'input.password');
    const key = emailKey(input.email);
    if (key === owner.email_key) {
      throw badInput({ 'input.email': 'This is the address of your account already.' });
    }
    await this.attempts.count('new address by account', owner.account_id, ATTEMPTS.letters);
    await ctx.lookup('request_email_change', 'select access.request_email_change($1, $2, $3)', [
      ...[ctx.viewer!.sessionId, input.email.trim(), key],
    ]);
    return true;
  }

  /** In whichever browser the letter is opened: the token says whose account it is. */
  async confirmEmailChange(ctx: RequestContext, { token }: ConfirmEmailChangeInput): Promise<boolean> {
    await this.attempts.count('new address token by address', ctx.origin.address, ATTEMPTS.address);
    const [changed] = await ctx.lookup<Recipient>(
      'confirm_email_change',
      'select * from access.confirm_email_change($1)',
      [digestOf(token)],
    );
    if (!changed) throw notFound('open change of an address');
    await queueAccountLetter(ctx, changed.email, emailChangedLetter(changed.language));
    return true;
  }
}
