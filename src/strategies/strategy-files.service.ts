import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Coalition } from '../coalitions/coalition.types.ts';
import { CoalitionsService } from '../coalitions/coalitions.service.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { graphml } from './drawing/graphml.ts';
import { mermaid } from './drawing/mermaid.ts';
import { outline } from './drawing/outline.ts';
import type { ReadableStrategy } from './drawing/readable.ts';
import { Drawings } from './drawings.service.ts';
import type { StrategyVersion } from './strategy-states.types.ts';
import { StrategyVersions } from './strategy-versions.service.ts';

/**
 * The same strategy in other forms: for a screen reader, for documents, for network analysis, and as a picture. Text is
 * written in the time that it takes to read the strategy; a picture is drawn by a thread.
 */
export const FORMATS: Record<string, { type: string; write?: (strategy: ReadableStrategy) => string }> = {
  md: { type: 'text/markdown; charset=utf-8', write: outline },
  mmd: { type: 'text/plain; charset=utf-8', write: mermaid },
  graphml: { type: 'application/xml; charset=utf-8', write: graphml },
  svg: { type: 'image/svg+xml; charset=utf-8' },
};

export interface StrategyFile {
  /** The same for the same bytes. */
  tag: string;
  name: string;
  write: () => string | Promise<string>;
}

@Injectable()
export class StrategyFiles {
  constructor(
    private readonly coalitions: CoalitionsService,
    private readonly networks: NetworksService,
    private readonly versions: StrategyVersions,
    private readonly drawings: Drawings,
  ) {}

  async file(
    ctx: RequestContext,
    coalition: Coalition,
    format: string,
    version: number | null,
  ): Promise<StrategyFile> {
    const strategy = await (version === null
      ? this.versions.inForce(ctx, coalition)
      : this.versions.byVersion(ctx, coalition, version));
    if (!strategy) throw notFound('published strategy');
    const readable = await this.readable(ctx, coalition, strategy);
    // The strategy itself never changes; the words that it names by code may.
    const words = [...readable.approachLabels, ...readable.goalTitles];
    const tag = createHash('sha256')
      .update(JSON.stringify([format, readable, words]))
      .digest('base64url');
    const name = `${coalition.slug}-strategy-version-${strategy.version}.${format}`;
    const write = FORMATS[format]!.write ?? ((each) => this.drawings.draw(tag, each));
    return { tag, name, write: () => write(readable) };
  }

  private async readable(
    ctx: RequestContext,
    coalition: Coalition,
    { content, dictionary, version, publishedAt, frameworkVersion, basedOn }: StrategyVersion,
  ): Promise<ReadableStrategy> {
    const network = (await this.networks.byKey(ctx, coalition.networkKey))!;
    const origin = basedOn && (await this.coalitions.byId(ctx, basedOn.networkKey, basedOn.coalitionKey));
    return {
      ...{ coalition: coalition.name, network: network.name, url: coalition.url },
      ...{ version, frameworkVersion, content, publishedAt: publishedAt.toISOString() },
      approachLabels: words(content.nodes, ({ approachCode: code }) => [
        code,
        dictionary.term('approach', code)?.label,
      ]),
      goalTitles: words(content.alignments, ({ goalCode: code }) => [
        code,
        code === null ? undefined : dictionary.goal(code)?.title,
      ]),
      basedOn: basedOn && {
        ...{ coalition: basedOn.coalitionName, version: basedOn.version, url: origin?.url ?? null },
      },
    };
  }
}

/** Without those that have none. */
const words = <Item>(
  items: Item[],
  wordOf: (item: Item) => [code: string | null, word: string | undefined],
): Map<string, string> =>
  new Map(
    items.map(wordOf).filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== undefined),
  );
