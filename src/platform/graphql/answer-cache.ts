import type { GraphQLRequest } from '@apollo/server';
import { Injectable } from '@nestjs/common';
import type { FormattedExecutionResult } from 'graphql';
import { createHash } from 'node:crypto';
import type { RequestContext } from './ctx.ts';

/** Tells the revision of something that answers depend on; undefined while that is not known for certain. */
export interface Revisions {
  of(key: string): number | undefined;
  /** Something was changed by this process: ask again before anything kept is given out. */
  forget(): void;
}

interface Entry {
  answer: FormattedExecutionResult;
  revisions: ReadonlyMap<string, number>;
}

const ENTRIES = 2_000;

/**
 * Answers to people who are not signed in, kept until one of the revisions that they were read at has passed. What a
 * revision was is read in the transaction of the answer, so a late answer is never taken for a new one.
 */
@Injectable()
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();
  private revisions: Revisions = { of: () => undefined, forget: () => undefined };

  follow(revisions: Revisions): void {
    this.revisions = revisions;
  }

  changed(): void {
    this.revisions.forget();
  }

  find(ctx: RequestContext, request: GraphQLRequest): FormattedExecutionResult | undefined {
    if (ctx.viewer) return undefined;
    const key = keyOf(request);
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    for (const [name, revision] of entry.revisions) {
      if (this.revisions.of(name) !== revision) {
        this.entries.delete(key);
        return undefined;
      }
    }
    // Moved to the end: the front of the map is what was not asked for longest.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.answer;
  }

  keep(ctx: RequestContext, request: GraphQLRequest, answer: FormattedExecutionResult): void {
    if (ctx.viewer || ctx.readRevisions.size === 0 || answer.errors) return;
    this.entries.set(keyOf(request), { answer, revisions: new Map(ctx.readRevisions) });
    const oldest = this.entries.size > ENTRIES ? this.entries.keys().next().value : undefined;
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}

const keyOf = ({ query, operationName, variables }: GraphQLRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([query, operationName ?? null, variables ?? {}]))
    .digest('base64');
