import type { GraphQLRequest } from '@apollo/server';
import { Inject, Injectable } from '@nestjs/common';
import type { FormattedExecutionResult } from 'graphql';
import { createHash } from 'node:crypto';
import type { ReadyConfig } from '../config.ts';
import { CONFIG } from '../settings.module.ts';
import { type RequestContext, today } from './ctx.ts';

/** Tells the revision of something that answers depend on; undefined while that is not known for certain. */
export interface Revisions {
  of(key: string): number | undefined;
  /** Something was changed by this process: ask again before anything kept is given out. */
  forget(): void;
  /** When they were last read, in milliseconds of performance.now(). */
  readonly readAt: number;
  /** How often a change was told. */
  readonly notifications: number;
}

/** A question that nobody in particular asks. */
export type Asked = Pick<GraphQLRequest, 'query' | 'operationName' | 'variables'>;

const OPENING = '{"data":';
const CLOSING = '}\n';

/** Stands for the data of an answer that is text already. */
class Written {
  private answer?: string;

  constructor(private readonly data: string) {}

  /** Once for all that read it, since long text is put together only when it is read. */
  get whole(): string {
    return (this.answer ??= `${OPENING}${this.data}${CLOSING}`);
  }

  beside(errors: readonly unknown[]): string {
    return `{"errors":${JSON.stringify(errors)},"data":${this.data}${CLOSING}`;
  }
}

/** An answer whose data is text. */
export const written = (data: string): FormattedExecutionResult => ({ data: new Written(data) as never });

/** For Apollo: an answer as the client reads it. */
export const textOf = (answer: FormattedExecutionResult): string => {
  const data: unknown = answer.data;
  if (!(data instanceof Written)) return `${JSON.stringify(answer)}\n`;
  return answer.errors?.length ? data.beside(answer.errors) : data.whole;
};

interface Entry {
  /** As it is sent. */
  body: Buffer;
  /** Of the operation that was answered. */
  name: string | undefined;
  revisions: ReadonlyMap<string, number>;
}

/** Characters of the JSON of one answer. */
const LARGEST_ANSWER = 256 * 1024;

/**
 * Answers to people who are not signed in, kept until one of the revisions that they were read at has passed, or the day
 * on which they were asked for. What a revision was is read in the transaction of the answer, so a late answer is never
 * taken for a new one.
 */
@Injectable()
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();
  private kept = 0;
  private revisions: Revisions = {
    ...{ of: () => undefined, forget: () => undefined },
    ...{ readAt: -Infinity, notifications: 0 },
  };
  private hits = 0;
  private misses = 0;
  /** Bytes of the answers that are kept and of the questions to them. */
  private readonly most: number;

  constructor(@Inject(CONFIG) { answerCacheMegabytes }: ReadyConfig) {
    this.most = answerCacheMegabytes * 1024 * 1024;
  }

  get figures(): { hits: number; misses: number; entries: number; bytes: number } {
    return { hits: this.hits, misses: this.misses, entries: this.entries.size, bytes: this.kept };
  }

  get followed(): Pick<Revisions, 'readAt' | 'notifications'> {
    return this.revisions;
  }

  follow(revisions: Revisions): void {
    this.revisions = revisions;
  }

  changed(): void {
    this.revisions.forget();
  }

  /** Undefined also for an answer that was not kept: Apollo then looks again, which is when it counts as missed. */
  given(asked: Asked): Pick<Entry, 'body' | 'name'> | undefined {
    const entry = this.standing(today(), asked);
    if (entry) this.hits++;
    return entry;
  }

  find(ctx: RequestContext, request: GraphQLRequest): FormattedExecutionResult | undefined {
    if (ctx.viewer) return undefined;
    const entry = this.standing(ctx.today, request);
    if (entry) this.hits++;
    else this.misses++;
    return entry && written(entry.body.toString('utf8', OPENING.length, entry.body.length - CLOSING.length));
  }

  private standing(day: string, asked: Asked): Entry | undefined {
    if (this.entries.size === 0) return undefined;
    const key = keyOf(day, asked);
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    for (const [name, revision] of entry.revisions) {
      if (this.revisions.of(name) !== revision) {
        this.drop(key);
        return undefined;
      }
    }
    // Moved to the end: the front of the map is what was not asked for longest.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  keep(
    ctx: RequestContext,
    request: GraphQLRequest,
    answer: FormattedExecutionResult,
    name: string | undefined,
  ): void {
    if (this.most === 0 || ctx.viewer || ctx.readRevisions.size === 0 || answer.errors) return;
    const text = textOf(answer);
    if (text.length > LARGEST_ANSWER) return;
    const key = keyOf(ctx.today, request);
    this.drop(key);
    // Of its own: a small one cut from Node's common pool would hold a whole piece of that.
    const body = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    body.write(text);
    const entry = { body, name, revisions: new Map(ctx.readRevisions) };
    this.entries.set(key, entry);
    this.kept += bytesOf(key, entry);
    // The front of the map is what was not asked for longest.
    for (const oldest of this.entries.keys()) {
      if (this.kept <= this.most) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (entry) this.kept -= bytesOf(key, entry);
    this.entries.delete(key);
  }
}

/** A letter beyond Latin-1 makes a text take two bytes for each. */
const bytesOf = (key: string, { body }: Entry): number => 2 * key.length + body.length;

/** V8 tells longer texts apart by their length alone when it looks for a place for them. */
const LONGEST_KEY = 8 * 1024;

/** The question itself where it is short, since that costs less than a digest of it. */
function keyOf(day: string, { query, operationName, variables }: Asked): string {
  const question = JSON.stringify([day, query, operationName ?? null, variables ?? {}]);
  return question.length <= LONGEST_KEY ? question : createHash('sha256').update(question).digest('base64');
}
