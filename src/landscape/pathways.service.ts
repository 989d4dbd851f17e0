import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { Network } from '../networks/network.type.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { badInput } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { DEFAULT_PAGE } from '../platform/graphql/page.ts';
import type { NodeKind } from '../strategies/strategy-enums.ts';
import type { PathwayArgs } from './landscape.inputs.ts';
import { type ExampleRow, EXAMPLES, type PathwayRow, PATHWAYS } from './landscape.queries.ts';
import { Pathway, PathwayExample, type PathwayStep } from './landscape.types.ts';

const FEW = 3;

/** How coalitions try to reach a goal: their strategies laid over each other. */
@Injectable()
export class PathwaysService {
  constructor(private readonly networks: NetworksService) {}

  async list(ctx: RequestContext, network: Network, args: PathwayArgs): Promise<Pathway[]> {
    const dictionary = await this.networks.dictionaryOf(ctx, network.key);
    const goal = dictionary.framework.goals.find(({ code }) => code === args.goalCode);
    if (!goal) throw badInput({ goalCode: 'The framework in force has no goal of this code.' });
    const includeDemo = args.includeDemo ?? false;
    const rows = await ctx.sql<PathwayRow>('pathways', PATHWAYS, [
      ...[network.key, goal.code, includeDemo, args.first ?? DEFAULT_PAGE],
    ]);
    return rows.map(({ steps, coalitions }) =>
      Object.assign(new Pathway(), {
        ...{ networkKey: network.key, goalCode: goal.code, includeDemo, written: steps },
        coalitionCount: coalitions,
        steps: steps.map((step, i): PathwayStep => {
          const [kind, code] = step.split(':') as [string, string?];
          const approach = code === undefined ? null : dictionary.term('approach', code);
          return {
            kind: kind as NodeKind,
            approach: code === undefined ? null : (approach ?? { taxonomy: 'approach', code, label: code }),
            goal: i === steps.length - 1 ? goal : null,
          };
        }),
      }),
    );
  }

  /** One statement for all pathways of an answer that ask for as many. */
  examples(ctx: RequestContext, pathway: Pathway, first?: number | null): Promise<PathwayExample[]> {
    const loaders = ctx.loader(exampleLoaders);
    const { networkKey, goalCode, includeDemo } = pathway;
    const key = JSON.stringify([networkKey, goalCode, includeDemo, first ?? FEW]);
    let loader = loaders.get(key);
    if (!loader) loaders.set(key, (loader = examplesLoader(ctx, pathway, first ?? FEW)));
    return loader.load(pathway.written);
  }
}

type ExamplesLoader = DataLoader<string[], PathwayExample[], string>;

const exampleLoaders = (): Map<string, ExamplesLoader> => new Map();

const examplesLoader = (ctx: RequestContext, of: Pathway, first: number): ExamplesLoader =>
  new DataLoader(
    async (wanted) => {
      const rows = await ctx.sql<ExampleRow>('pathway_examples', EXAMPLES, [
        ...[of.networkKey, of.goalCode, JSON.stringify(wanted), of.includeDemo, first],
      ]);
      return wanted.map((_, place) =>
        rows
          .filter((row) => row.place === place)
          .map(({ coalition_id: coalitionKey, texts }) =>
            Object.assign(new PathwayExample(), { networkKey: of.networkKey, coalitionKey, texts }),
          ),
      );
    },
    { cacheKeyFn: (steps) => JSON.stringify(steps) },
  );
