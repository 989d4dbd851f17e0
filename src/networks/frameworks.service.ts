import { Injectable } from '@nestjs/common';
import { badInput, conflict, type DomainError } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import type { SaveFrameworkInput } from './framework.inputs.ts';
import { Framework, FrameworkItem } from './framework.type.ts';
import { type FrameworkRefusal, FRAMEWORKS, SAVE_FRAMEWORK } from './frameworks.queries.ts';
import { NetworksService } from './networks.service.ts';
import { toSource } from './source.type.ts';
import { treeProblems } from './tree-problems.ts';

/** Frameworks that others have published. A change of one raises the revision of every network. */
@Injectable()
export class FrameworksService {
  constructor(private readonly networks: NetworksService) {}

  async all(ctx: RequestContext): Promise<Framework[]> {
    await this.networks.dependOnAll(ctx);
    return [...(await this.book(ctx)).values()];
  }

  async byCode(ctx: RequestContext, code: string): Promise<Framework | null> {
    await this.networks.dependOnAll(ctx);
    return (await this.book(ctx)).get(code) ?? null;
  }

  async of(ctx: RequestContext, { frameworkCode }: FrameworkItem): Promise<Framework> {
    return (await this.book(ctx)).get(frameworkCode)!;
  }

  async item(ctx: RequestContext, frameworkCode: string, code: string): Promise<FrameworkItem | null> {
    const framework = (await this.book(ctx)).get(frameworkCode);
    return framework?.items.find((item) => item.code === code) ?? null;
  }

  async save(ctx: RequestContext, { idempotencyKey, ...input }: SaveFrameworkInput): Promise<Framework> {
    const problems = treeProblems('input.items', input.items);
    if (Object.keys(problems).length > 0) throw badInput(problems);
    await ctx.enterPlatform();
    await onceUnderKey(ctx, idempotencyKey, input, () => this.put(ctx, input));
    this.networks.forget(ctx);
    ctx.forget(frameworkBook);
    return (await this.byCode(ctx, input.code))!;
  }

  private async put(ctx: RequestContext, { expectedRevision, ...input }: SaveFrameworkInput): Promise<void> {
    const refusals = await ctx.sql<FrameworkRefusal & object>('save_framework', SAVE_FRAMEWORK, [
      expectedRevision,
      JSON.stringify({ ...input, name: input.name.trim(), sources: input.sources ?? [] }),
    ]);
    const [first] = refusals;
    if (!first) return;
    if (first.current_revision !== null)
      throw savedSince('framework', first.current_revision, first.last_saved);
    const uses = refusals.map(({ itemCode, network, name }) => ({ itemCode, network, name }));
    const names = [...new Set(uses.map(({ name }) => name))];
    throw conflict(
      `The crosswalks of ${names.join(', ')} name items that would go. Keep these items, or ask the networks to take them out.`,
      { uses },
    );
  }

  private book(ctx: RequestContext): Promise<ReadonlyMap<string, Framework>> {
    return ctx.loader(frameworkBook).frameworks;
  }
}

/** Nothing that somebody else has saved meanwhile is lost. */
export const savedSince = (what: string, currentRevision: number, changedAt: Date | null): DomainError =>
  conflict(`The ${what} is at revision ${currentRevision}. Read it, and make your changes on it.`, {
    currentRevision,
    changedAt: changedAt?.toISOString() ?? null,
  });

const frameworkBook = (ctx: RequestContext): { frameworks: Promise<ReadonlyMap<string, Framework>> } => ({
  frameworks: ctx
    .sql<Framework>('frameworks', FRAMEWORKS)
    .then((rows) => new Map(rows.map((row) => [row.code, toFramework(row)]))),
});

const toFramework = (row: Framework): Framework =>
  Object.assign(new Framework(), row, {
    sources: row.sources.map(toSource),
    items: row.items.map((item) => Object.assign(new FrameworkItem(), item)),
  });
