import { createHash } from 'node:crypto';
import { DomainError } from '../errors.ts';
import type { RequestContext } from './ctx.ts';

/**
 * Does `work` once for a key and answers a repetition with what was answered then. The key is reserved in the
 * operation's own transaction: a call that fails reserves nothing, and two at once wait for each other.
 */
export async function onceUnderKey(
  ctx: RequestContext,
  key: string | null | undefined,
  request: object,
  work: () => Promise<string>,
): Promise<string> {
  if (key == null) return work();
  const session = ctx.viewer!.sessionId;
  const digest = createHash('sha256').update(JSON.stringify(request)).digest();
  const [earlier] = await ctx.lookup<{ state: string; answer: string }>(
    'claim_idempotency_key',
    'select * from access.claim_idempotency_key($1, $2, $3)',
    [session, key, digest],
  );
  if (earlier?.state === 'REPEATED') return earlier.answer;
  if (earlier) {
    throw new DomainError(
      'IDEMPOTENCY_MISMATCH',
      'Another call was made under this idempotency key. Use a new key for a new intent.',
    );
  }
  const answer = await work();
  await ctx.lookup('answer_idempotency_key', 'select access.answer_idempotency_key($1, $2, $3)', [
    session,
    key,
    answer,
  ]);
  return answer;
}
