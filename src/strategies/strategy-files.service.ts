import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Coalition } from '../coalitions/coalition.types.ts';
import { CoalitionsService } from '../coalitions/coalitions.service.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { drawing } from './drawing/drawing.ts';
import { graphml } from './drawing/graphml.ts';
import { mermaid } from './drawing/mermaid.ts';
import { outline } from './drawing/outline.ts';
import type { ReadableStrategy } from './drawing/readable.ts';
import type { StrategyVersion } from './strategy-states.types.ts';
import { StrategyVersions } from './strategy-versions.service.ts';

/** The same strategy in other forms: for a screen reader, for documents, for network analysis, and as a picture. */
export const FORMATS: Record<string, { type: string; write: (strategy: ReadableStrategy) => string }> = {
  md: { type: 'text/markdown; charset=utf-8', write: outline },
  mmd: { type: 'text/plain; charset=utf-8', write: mermaid },
  graphml: { type: 'application/xml; charset=utf-8', write: graphml },
  svg: { type: 'image/svg+xml; charset=utf-8', write: drawing },
};

export interface StrategyFile {
  /** The same for the same bytes. */
  tag: string;
  name: string;
  write: () => string;
}

/** How many files are kept written: a picture of a large strategy takes a good part of a second. */
const KEPT = 200;

@Injectable()
export class StrategyFiles {
  private readonly written = new Map<string, string>();

  constructor(
    private readonly coalitions: CoalitionsService,
    private readonly networks: NetworksService,
    private readonly versions: StrategyVersions,
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
    const tag = createHash('sha256')
      .update(JSON.stringify([format, readable, wordsOf(readable)]))
      .digest('base64url');
    const name = `${coalition.slug}-strategy-version-${strategy.version}.${format}`;
    return { tag, name, write: () => this.once(tag, () => FORMATS[format]!.write(readable)) };
  }

  private once(tag: string, write: () => string): string {
    const text = this.written.get(tag) ?? write();
    this.written.delete(tag);
    this.written.set(tag, text);
    if (this.written.size > KEPT) this.written.delete(this.written.keys().next().value!);
    return text;
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
      approachLabel: (code) => dictionary.term('approach', code)?.label ?? code,
      goalTitle: (code) => dictionary.goal(code)?.title ?? code,
      basedOn: basedOn && {
        ...{ coalition: basedOn.coalitionName, version: basedOn.version, url: origin?.url ?? null },
      },
    };
  }
}

const wordsOf = ({ content, approachLabel, goalTitle }: ReadableStrategy): string[] => [
  ...content.nodes.flatMap(({ approachCode }) => (approachCode === null ? [] : approachLabel(approachCode))),
  ...content.alignments.flatMap(({ goalCode }) => (goalCode === null ? [] : goalTitle(goalCode))),
];
