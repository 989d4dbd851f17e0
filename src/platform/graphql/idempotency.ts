import { createHash } from 'node:crypto';
import { badInput, conflict, DomainError } from '../errors.ts';
import type { RequestContext } from './ctx.ts';

/** Longer answers are not kept. */
const LONGEST_ANSWER = 1_000_000;

const NOT_KEPT =
  'This was done under this key before, and its answer was not kept, since it is too long. Read what it made; use a new key to make another.';

/** Under whose name a key stands: the account of the session, or for anybody a text that tells nothing of them. */
export interface KeyHolder {
  session: string | null;
  visitor: string | null;
}

interface KeyOptions {
  /** For what needs no account. */
  visitor?: string;
  /** The answer holds what is shown once, and is not kept. What a repetition is told instead: what to do without it. */
  secret?: string;
}

interface EarlierCall {
  state: 'REPEATED' | 'OTHER_REQUEST';
  answer: string | null;
}

/** Thrown instead of doing something once more. The operation's plugin turns it into the answer that was given then. */
export class Repeated extends DomainError {
  constructor(readonly answer: unknown) {
    super('CONFLICT', 'This was done before, under the same idempotency key.');
  }
}

/**
 * Does `work` once for a key; a repetition is answered with what was answered then, word for word. The key is reserved,
 * and the answer kept, in the operation's own transaction: a call that fails reserves nothing, two at once wait for each
 * other, and where a commit is in doubt the two stand or fall together. Call it once the right to do it has been shown.
 */
export async function onceUnderKey<T>(
  ctx: RequestContext,
  key: string | null | undefined,
  request: object,
  work: () => Promise<T>,
  { visitor, secret }: KeyOptions = {},
): Promise<T> {
  if (key == null) return work();
  const { call } = ctx;
  if (!call?.alone) {
    throw badInput({
      'input.idempotencyKey': 'What is sent under a key is sent alone. Send a request for each field.',
    });
  }
  const holder = holderOf(ctx, visitor);
  const earlier = await claim(ctx, holder, key, [call.name, request, call.selection()]);
  if (earlier) throw new Repeated({ [call.responseKey]: answerOf(earlier, secret) });
  const done = await work();
  ctx.keepAnswer((data) =>
    settle(ctx, holder, key, secret !== undefined ? null : JSON.stringify(data[call.responseKey] ?? null)),
  );
  return done;
}

/** As onceUnderKey, for a route: what `work` gives is the answer. */
export async function onceInRoute<T>(
  ctx: RequestContext,
  key: string | undefined,
  request: object,
  work: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return work();
  const holder = holderOf(ctx);
  const earlier = await claim(ctx, holder, key, request);
  if (earlier) return answerOf(earlier) as T;
  const answer = await work();
  await settle(ctx, holder, key, JSON.stringify(answer));
  return answer;
}

/**
 * For a route whose work takes transactions of its own: the key is this request's from now on. It may have been before,
 * where an earlier one was stopped before it could answer.
 */
export async function reserveInRoute(
  ctx: RequestContext,
  key: string | undefined,
  request: object,
): Promise<void> {
  const earlier = key === undefined ? undefined : await claim(ctx, holderOf(ctx), key, request);
  if (earlier?.state === 'OTHER_REQUEST') throw mismatch();
}

export async function answerInRoute(
  ctx: RequestContext,
  key: string | undefined,
  answer: unknown,
): Promise<void> {
  if (key !== undefined) await settle(ctx, holderOf(ctx), key, JSON.stringify(answer));
}

/** What a route answered under the key before, without reserving it. `untold` is what to do where that was not kept. */
export async function earlierAnswer<T>(
  ctx: RequestContext,
  key: string | undefined,
  request: object,
  untold: string,
): Promise<T | undefined> {
  if (key === undefined) return undefined;
  const [earlier] = await ctx.lookup<EarlierCall & Record<string, unknown>>(
    'earlier_call',
    'select * from access.earlier_call($1, $2, $3, $4)',
    [...argumentsOf(holderOf(ctx), key), digestOf(request)],
  );
  return earlier && (answerOf(earlier, untold) as T);
}

async function claim(
  ctx: RequestContext,
  holder: KeyHolder,
  key: string,
  request: object,
): Promise<EarlierCall | undefined> {
  const [earlier] = await ctx.lookup<EarlierCall & Record<string, unknown>>(
    'claim_idempotency_key',
    'select * from access.claim_idempotency_key($1, $2, $3, $4)',
    [...argumentsOf(holder, key), digestOf(request)],
  );
  return earlier;
}

async function settle(
  ctx: RequestContext,
  holder: KeyHolder,
  key: string,
  answer: string | null,
): Promise<void> {
  const kept = answer !== null && answer.length > LONGEST_ANSWER ? null : answer;
  await ctx.lookup('answer_idempotency_key', 'select access.answer_idempotency_key($1, $2, $3, $4)', [
    ...[...argumentsOf(holder, key), kept],
  ]);
}

function answerOf({ state, answer }: EarlierCall, untold = NOT_KEPT): unknown {
  if (state === 'OTHER_REQUEST') throw mismatch();
  if (answer === null) throw conflict(untold);
  return JSON.parse(answer);
}

const mismatch = (): DomainError =>
  new DomainError(
    'IDEMPOTENCY_MISMATCH',
    'Another call was made under this idempotency key: another field, input or selection. Use a new key for a new intent.',
  );

const holderOf = ({ viewer }: RequestContext, visitor?: string): KeyHolder =>
  visitor === undefined ? { session: viewer!.sessionId, visitor: null } : { session: null, visitor };
const argumentsOf = ({ session, visitor }: KeyHolder, key: string): unknown[] => [session, visitor, key];
const digestOf = (request: object): Buffer => createHash('sha256').update(JSON.stringify(request)).digest();
