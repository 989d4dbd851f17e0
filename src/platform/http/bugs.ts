/** What the client reads of a bug; the log has it whole, under the id of the request. */
export const SOMETHING_WENT_WRONG =
  'Something went wrong on our side. It was logged; try again, and tell us if it stays.';

/** A failed statement carries its values, which may be anybody's text or secret; so does the message about what it cannot read. */
export function withoutValues(error: Error): Record<string, unknown> {
  const { code, table, constraint, routine } = error as unknown as Record<string, unknown>;
  const message = String(code).startsWith('22') ? error.message.replace(/: ".*$/s, ': …') : error.message;
  const stack = error.stack?.replace(error.message, () => message);
  return { name: error.name, message, stack, code, table, constraint, routine };
}
