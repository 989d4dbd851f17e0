import { QueryFailedError } from 'typeorm';
import { badInput, busy, conflict, DomainError, forbidden, notFound } from '../errors.ts';

export interface PgFailure {
  code?: string;
  constraint?: string;
}

/** What a broken constraint means to the caller. The one place that knows; constraints are named for what they protect. */
const constraints: Record<string, () => DomainError> = {
  account_email_taken: () => conflict('This address has an account already. Sign in with it, then accept.'),
  coalition_slug_taken: () =>
    conflict('Another coalition of this network has this slug. Choose another one.'),
  network_slug_taken: () => conflict('Another network has this slug. Choose another one.'),
  membership_taken: () => conflict('This person is a member there already. Change their role instead.'),
  board_slug_taken: () => conflict('Another board of this network has this slug. Choose another one.'),
  last_chair_stays: () => conflict('This is the last chair. Make somebody else a chair first.'),
  last_lead_stays: () => conflict('This is the last lead. Make somebody else a lead first.'),
  last_admin_stays: () =>
    conflict('This is the last admin of the network. Invite another one, and wait until they have accepted.'),
  last_platform_admin_stays: () =>
    conflict('This is the last platform admin. Invite another one, and wait until they have accepted.'),
  own_account_stays_open: () => conflict('You cannot lock your own account. Ask another platform admin.'),
  account_is_locked: () => conflict('This account is locked already.'),
  account_is_open: () => conflict('This account is not locked.'),
  coalition_is_published: () => conflict('Nothing of this coalition is published.'),
  profile_is_published: () =>
    conflict(
      'Only a published coalition can publish a strategy. Publish the profile first, or both at once.',
    ),
  framework_is_current: () =>
    conflict(
      'The shared goals have changed since the strategy was checked. Look at its findings, then publish again.',
    ),
  api_keys_of_a_person: () =>
    conflict('This person has 20 keys that hold. Revoke one that is not used first.'),
  merge_of_two_coalitions: () => badInput({ 'input.mergeId': 'A coalition cannot be merged with itself.' }),
  organization_name_taken: () => conflict('Two organisations of this profile have the same name.'),
  crosswalk_item: () =>
    conflict('An item of a framework has just gone. Read the framework again, and save the list without it.'),
  partner_taken: () => conflict('An organisation can be named as a partner once only.'),
};

const byState: Record<string, (failure: PgFailure) => DomainError> = {
  '23505': ({ constraint }) => conflict('That exists already.', { constraint }),
  '23503': ({ constraint }) => conflict('Something that it refers to is missing.', { constraint }),
  '23514': ({ constraint }) =>
    new DomainError('BAD_USER_INPUT', 'A value is not of the allowed form.', { constraint }),
  '42501': () => forbidden(),
  P0002: () => notFound('thing'),
  '57014': () =>
    new DomainError(
      'TIMEOUT',
      'This took too long and was stopped. Nothing was changed; ask for less at once.',
    ),
  '55P03': () =>
    new DomainError('TIMEOUT', 'Somebody else is saving the same thing. Nothing was changed; try again.'),
  '40001': () => conflict('Somebody else saved at the same moment. Nothing was changed; try again.'),
  '40P01': () => conflict('Somebody else saved at the same moment. Nothing was changed; try again.'),
};

/** Turns what Postgres says into what the caller can act on. What it does not know stays as it is: a bug. */
export function translatePgError(error: unknown): Error {
  if (error instanceof DomainError) return error;
  const failure = (error instanceof QueryFailedError ? error.driverError : error) as PgFailure & Error;
  const known = constraints[failure.constraint ?? '']?.() ?? byState[failure.code ?? '']?.(failure);
  if (known) return known;
  return isConnectionFailure(failure) ? unavailable(failure) : (error as Error);
}

/** Nothing is wrong with the database: all connections to it are at work, ours or those that it allows. */
const isFull = (cause: unknown): boolean => {
  const { code, message } = (cause ?? {}) as Partial<PgFailure & Error>;
  return code === '53300' || /timeout exceeded when trying to connect/i.test(message ?? '');
};

/** `cause` is for us alone: the client never reads it. */
export const unavailable = (cause?: unknown): DomainError =>
  isFull(cause)
    ? busy(cause)
    : Object.assign(
        new DomainError(
          'UNAVAILABLE',
          'The database cannot be reached at the moment. Try again in 5 seconds.',
          { retryAfterSeconds: 5 },
        ),
        { cause },
      );

/** What the database or the network said, under the words for the caller. */
export const causeOfFailure = (error: unknown): PgFailure & Error =>
  ((error as Error).cause ?? error) as PgFailure & Error;

/** Classes 08 (connection), 57P (shut down), 53 (out of something), 25P (given up as idle), and what sockets and the pool say. */
export function isConnectionFailure(error: PgFailure & Error): boolean {
  return (
    /^(08|57P|53|25P03)/.test(error.code ?? '') ||
    /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)/.test(error.code ?? '') ||
    /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i.test(
      error.message,
    )
  );
}

/** The server is not there at all, as opposed to one that is full, or one for which the pool's queue is too long. */
export function isAbsent(error: unknown): boolean {
  const { code = '', message } = causeOfFailure(error);
  return (
    /^(08|57P|25P03|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/.test(code) ||
    /Connection terminated|connection error|not queryable|timeout expired|read timeout/i.test(message)
  );
}
