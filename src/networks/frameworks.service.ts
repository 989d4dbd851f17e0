import { Injectable } from '@nestjs/common';
import { badInput, conflict } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import type { SaveFrameworkInput } from './framework.inputs.ts';
import { Framework, FrameworkItem } from './framework.type.ts';
import { FRAMEWORKS, SAVE_FRAMEWORK } from './frameworks.queries.ts';
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

  async save(ctx: RequestContext, input: SaveFrameworkInput): Promise<Framework> {
    const problems = treeProblems('input.items', input.items);
    if (Object.keys(problems).length > 0) throw badInput(problems);
    await ctx.enterPlatform();
    const uses = await ctx.sql<{ itemCode: string; network: string; name: string }>(
      'save_framework',
      SAVE_FRAMEWORK,
      [JSON.stringify({ ...input, name: input.name.trim(), sources: input.sources ?? [] })],
    );
    if (uses.length > 0) {
      const names = [...new Set(uses.map(({ name }) => name))];
      throw conflict(
        `The crosswalks of ${names.join(', ')} name items that would go. Keep these items, or ask the networks to take them out.`,
        { uses },
      );
    }
    this.networks.forget(ctx);
    ctx.forget(frameworkBook);
    return (await this.byCode(ctx, input.code))!;
  }

  private book(ctx: RequestContext): Promise<ReadonlyMap<string, Framework>> {
    return ctx.loader(frameworkBook).frameworks;
  }
}

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
