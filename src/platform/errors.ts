import { IntrinsicException } from '@nestjs/common';

/** Every code that a client may meet. Clients switch on the code, never on the message. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'IDEMPOTENCY_MISMATCH'
  | 'OUTCOME_UNKNOWN'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/** The status of a REST answer, and of a GraphQL request that is refused as a whole. */
export const httpStatus: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  QUERY_TOO_COMPLEX: 400,
  IDEMPOTENCY_MISMATCH: 409,
  OUTCOME_UNKNOWN: 503,
  TIMEOUT: 504,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/**
 * An error that the caller may read and act on. Anything else that is thrown is a bug: it is logged whole and
 * reaches the client as INTERNAL. graphql-js copies `extensions` into the answer; as an IntrinsicException it is
 * not logged by Nest as a fault.
 */
export class DomainError extends IntrinsicException {
  readonly extensions: { code: ErrorCode; [detail: string]: unknown };

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.extensions = { ...details, code };
  }
}

export const unauthenticated = (message = 'Sign in first.'): DomainError =>
  new DomainError('UNAUTHENTICATED', message);

export const forbidden = (message = 'Your role does not allow this.'): DomainError =>
  new DomainError('FORBIDDEN', message);

/** Also the answer for what exists elsewhere: "not yours" and "not there" must look the same. */
export const notFound = (what: string): DomainError =>
  new DomainError('NOT_FOUND', `There is no such ${what}, or it is not yours to see.`);

export const conflict = (message: string, details: Record<string, unknown> = {}): DomainError =>
  new DomainError('CONFLICT', message, details);

/** `fields` maps the path of each bad value, such as `input.counties.2.fips`, to what is wrong with it. */
export const badInput = (fields: Record<string, string>): DomainError =>
  new DomainError('BAD_USER_INPUT', Object.values(fields).join(' '), { fields });

/** `cause` is for us alone: the client never reads it. */
export const busy = (cause?: unknown): DomainError =>
  Object.assign(
    new DomainError('UNAVAILABLE', 'The server is busy: too many ask at once. Try again in 2 seconds.', {
      retryAfterSeconds: 2,
    }),
    { cause },
  );

export const rateLimited = (
  seconds: number,
  message = `Too many attempts. Try again in ${seconds} seconds.`,
): DomainError => new DomainError('RATE_LIMITED', message, { retryAfterSeconds: seconds });
