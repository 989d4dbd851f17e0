import { Injectable } from '@nestjs/common';
import { badInput } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId, parseIdOf } from '../platform/graphql/ids.ts';
import type { AccountInput, LockAccountInput } from './account.inputs.ts';
import type { LockedAccount } from './account.types.ts';
import { emailKey } from './emails.ts';
import { PLATFORM } from './sessions.service.ts';

interface LockRow {
  account_id: string;
  email: string;
  display_name: string;
  locked_at: Date;
  reason: string | null;
  locked_by: string | null;
}

/** For platform admins, as the functions ask again. */
@Injectable()
export class AccountLocksService {
  async lock(ctx: RequestContext, input: LockAccountInput): Promise<boolean> {
    const which = accountOf(input);
    await ctx.enterPlatform();
    await ctx.sql('lock_account', 'select access.lock_account($1, $2, $3)', [...which, input.reason.trim()]);
    return true;
  }

  async unlock(ctx: RequestContext, input: AccountInput): Promise<boolean> {
    const which = accountOf(input);
    await ctx.enterPlatform();
    await ctx.sql('unlock_account', 'select access.unlock_account($1, $2)', which);
    return true;
  }

  async locked(ctx: RequestContext): Promise<LockedAccount[]> {
    await ctx.enterPlatform();
    const rows = await ctx.sql<LockRow>('locked_accounts', 'select * from access.locked_accounts()');
    return rows.map(toLockedAccount);
  }
}

/** Its id and its key, one of which is null. An id that is none finds nothing. */
function accountOf({ userId, email }: AccountInput): [id: string | null, key: string | null] {
  if ((userId == null) === (email == null)) {
    throw badInput({ 'input.userId': 'Name the account by its id or by its address: give one of the two.' });
  }
  return [
    userId == null ? null : (parseIdOf('Viewer', userId)?.id ?? null),
    email == null ? null : emailKey(email),
  ];
}

const toLockedAccount = (row: LockRow): LockedAccount => ({
  userId: globalId('Viewer', PLATFORM, row.account_id),
  email: row.email,
  displayName: row.display_name,
  lockedAt: row.locked_at,
  reason: row.reason,
  lockedBy: row.locked_by,
});
