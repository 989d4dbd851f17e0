import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { translatePgError } from '../database/pg-errors.ts';
import { DomainError, httpStatus } from '../errors.ts';
import { SOMETHING_WENT_WRONG } from '../http/bugs.ts';

/** Apollo's own words for what the closed list of codes calls otherwise. */
const APOLLO_CODES: Record<string, string> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
};

const SUGGESTION = / ?Did you mean .*\?$/s;
const LONGEST_MESSAGE = 500;
const GIVEN_VALUES: readonly string[] = [Kind.VARIABLE, Kind.OBJECT, Kind.LIST];

/** What the client wrote comes back in messages of graphql-js: not at any length, and without names it did not write. */
export function sentence(message: string): string {
  const plain = message.replace(SUGGESTION, '').trim().toWellFormed();
  const short = plain.length > LONGEST_MESSAGE ? `${plain.slice(0, LONGEST_MESSAGE).toWellFormed()}…` : plain;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}

/** A refusal of the whole request, before any field of it: HTTP says so too. */
export const refusedAsWhole = ({ message, extensions }: DomainError): DomainError =>
  new DomainError(extensions.code, message, { ...extensions, http: { status: httpStatus[extensions.code] } });

/** So refused, where it is a refusal at all. */
export const refuse = (error: unknown): never => {
  throw error instanceof DomainError ? refusedAsWhole(error) : error;
};

/** Under graphql-js's and Apollo's wrappings. */
export function causeOf(error: unknown): Error {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return translatePgError(cause);
}

/** What is neither a refusal nor the client's mistake. */
export const isBug = (error: unknown): boolean => answerTo(error) === undefined;

/** What the client reads. A DomainError passes with its code; a bug keeps its text to the log. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const answer = answerTo(error) ?? { message: SOMETHING_WENT_WRONG, extensions: { code: 'INTERNAL' } };
  const { locations, path } = formatted;
  return {
    message: answer.message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: answer.extensions,
  };
}

type Reply = Pick<GraphQLFormattedError, 'message' | 'extensions'>;

function answerTo(error: unknown): Reply | undefined {
  const cause = causeOf(error);
  if (cause instanceof DomainError) {
    const { http: _http, ...extensions } = cause.extensions;
    const lacksFields = extensions.code === 'BAD_USER_INPUT' && !extensions['fields'];
    return {
      message: cause.message,
      extensions: lacksFields ? { ...extensions, fields: { input: cause.message } } : extensions,
    };
  }
  if (!(error instanceof GraphQLError)) return undefined;
  const apollos = String(error.extensions['code']);
  const code = APOLLO_CODES[apollos];
  // graphql-js reads a document by recursion, and runs out of stack before it runs out of tokens.
  if (code && cause instanceof RangeError)
    return { message: 'A query may be nested less deeply.', extensions: { code: 'QUERY_TOO_COMPLEX' } };
  if (!(cause instanceof GraphQLError)) return undefined;
  const message = sentence(error.message);
  if (code === 'BAD_USER_INPUT')
    return { message, extensions: { code, fields: { [partOf(apollos, message)]: message } } };
  if (code) return { message, extensions: { code } };
  // An argument that takes its shape only with the variables, such as null where a default was counted on.
  if (!GIVEN_VALUES.includes(cause.nodes?.[0]?.kind ?? '')) return undefined;
  const argument = /^Argument "(\w+)"/.exec(message)?.[1] ?? 'variables';
  return { message, extensions: { code: 'BAD_USER_INPUT', fields: { [argument]: message } } };
}

/** Which part of the request an error of the protocol is about. */
function partOf(apollosCode: string, message: string): string {
  if (apollosCode === 'OPERATION_RESOLUTION_FAILURE') return 'operationName';
  return (
    /['"`]?\b(variables|extensions|operationName|query)\b['"`]? (?:search )?(?:parameter|in a POST body)/.exec(
      message,
    )?.[1] ?? 'request'
  );
}
