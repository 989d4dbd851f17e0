/** Written out rather than imported: a code that is added shall be a decision. */
export const CLOSED_CODES = [
  ...[
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'BAD_USER_INPUT',
    'CONFLICT',
    'RATE_LIMITED',
    'QUERY_TOO_COMPLEX',
  ],
  ...['IDEMPOTENCY_MISMATCH', 'OUTCOME_UNKNOWN', 'TIMEOUT', 'UNAVAILABLE', 'INTERNAL'],
  ...['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
];

/** What a client may be told of its own mistakes; the others of the list are somebody else's doing. */
export const REFUSALS = CLOSED_CODES.filter(
  (code) => !['INTERNAL', 'OUTCOME_UNKNOWN', 'UNAVAILABLE', 'TIMEOUT'].includes(code),
);
