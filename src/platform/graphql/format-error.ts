import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { translatePgError } from '../database/pg-errors.ts';
import { DomainError } from '../errors.ts';

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

export type LogBug = (error: unknown) => void;

/** What the client reads. A DomainError passes with its code; a bug keeps its text to the log. */
export function errorFormatter(logBug: LogBug) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const place = { locations: formatted.locations, path: formatted.path };
    const cause = translatePgError(unwrapResolverError(error));
    if (cause instanceof DomainError) {
      const { http: _http, ...extensions } = cause.extensions;
      return { message: cause.message, ...place, extensions };
    }
    const code = APOLLO_CODES[String(formatted.extensions?.['code'])];
    if (code && cause instanceof GraphQLError) {
      return { message: formatted.message, ...place, extensions: withFields(code, formatted) };
    }
    logBug(cause);
    return {
      message: 'Something went wrong on our side. It was logged; try again, and tell us if it stays.',
      ...place,
      extensions: { code: 'INTERNAL' },
    };
  };
}

/** A variable or argument that the schema refuses gets the same `fields` as one that a rule refuses. */
function withFields(code: string, { message }: GraphQLFormattedError): Record<string, unknown> {
  if (code !== 'BAD_USER_INPUT') return { code };
  const [, variable, within] = /^Variable "\$(\w+)" got invalid value .*?(?: at "\w+\.([^"]+)")?; /s.exec(message) ?? [];
  if (!variable) return { code, fields: {} };
  const path = [variable, within?.replace(/\[(\d+)\]/g, '.$1')].filter(Boolean).join('.');
  return { code, fields: { [path]: message.slice(message.indexOf('; ') + 2) } };
}
