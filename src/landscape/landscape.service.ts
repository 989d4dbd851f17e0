import { Injectable } from '@nestjs/common';
import type { Dictionary } from '../networks/dictionary.ts';
import { AlignmentIntent, type Goal } from '../networks/goal.type.ts';
import type { Network } from '../networks/network.type.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { CountiesService } from '../places/counties.service.ts';
import { badInput } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { freshnessOf } from './freshness.ts';
import { gapsOf } from './gaps.ts';
import type { CoverageArgs, DemoArgs, GapArgs } from './landscape.inputs.ts';
import {
  COVERAGE,
  type CoverageRow,
  type SectorRow,
  SECTORS,
  type VerificationRow,
  VERIFICATIONS,
} from './landscape.queries.ts';
import type { CoverageMatrix, FreshnessBand, Gap, SectorParticipation } from './landscape.types.ts';

const TOWARDS = [AlignmentIntent.CONTRIBUTES, AlignmentIntent.PARTLY];
const WHOLE_STATE = '*';

/** Figures across coalitions, read from counts that every publication keeps up. */
@Injectable()
export class LandscapeService {
  constructor(
    private readonly networks: NetworksService,
    private readonly counties: CountiesService,
  ) {}

  /** Once in an operation for the same question, under however many names it is asked. */
  coverage(ctx: RequestContext, network: Network, args: CoverageArgs): Promise<CoverageMatrix> {
    const matrices = ctx.loader(matricesOfOperation);
    const key = JSON.stringify([
      network.key,
      args.goalCodes,
      args.intent,
      args.includeDemo,
      args.includeStatewide,
    ]);
    const matrix = matrices.get(key) ?? this.matrix(ctx, network, args);
    matrices.set(key, matrix);
    return matrix;
  }

  private async matrix(ctx: RequestContext, network: Network, args: CoverageArgs): Promise<CoverageMatrix> {
    const dictionary = await this.networks.dictionaryOf(ctx, network.key);
    const goals = goalsAsked(dictionary, args.goalCodes);
    const counties = await this.counties.ofStates(ctx, network.states);
    const rows = await ctx.sql<CoverageRow>('coverage', COVERAGE, [
      ...[network.key, goals.map(({ code }) => code), args.intent ?? TOWARDS],
      ...[args.includeDemo ?? false, args.includeStatewide ?? false],
    ]);
    const found = new Map(
      rows.map(({ goal_code: goal, fips, coalitions }) => [`${goal} ${fips}`, coalitions]),
    );
    const counts = goals.map(({ code }) => {
      const everywhere = found.get(`${code} ${WHOLE_STATE}`) ?? 0;
      return counties.map(({ fips }) => everywhere + (found.get(`${code} ${fips}`) ?? 0));
    });
    return { goals, counties, counts };
  }

  async gaps(ctx: RequestContext, network: Network, args: GapArgs): Promise<Gap[]> {
    return gapsOf(await this.coverage(ctx, network, { ...args, intent: TOWARDS }));
  }

  /** In the order of the vocabulary, sectors without anybody too; a word that was dropped since comes by its code. */
  async sectors(ctx: RequestContext, network: Network, args: DemoArgs): Promise<SectorParticipation[]> {
    const dictionary = await this.networks.dictionaryOf(ctx, network.key);
    const rows = await ctx.sql<SectorRow>('sectors', SECTORS, [network.key, args.includeDemo ?? false]);
    const found = new Map(rows.map((row) => [row.sector_code, row]));
    const known = dictionary.terms.filter(({ taxonomy }) => taxonomy === 'sector');
    const dropped = rows
      .filter(({ sector_code: code }) => dictionary.term('sector', code) === null)
      .map(({ sector_code: code }) => ({ taxonomy: 'sector', code, label: code }));
    return [...known, ...dropped].map((sector) => ({
      sector,
      coalitionCount: found.get(sector.code)?.coalitions ?? 0,
      partnerCount: found.get(sector.code)?.partners ?? 0,
    }));
  }

  async freshness(ctx: RequestContext, network: Network, args: DemoArgs): Promise<FreshnessBand[]> {
    const rows = await ctx.sql<VerificationRow>('verifications', VERIFICATIONS, [
      ...[network.key, args.includeDemo ?? false],
    ]);
    return freshnessOf(
      rows.map((row) => ({ verifiedOn: row.verified_on, coalitions: row.coalitions })),
      ctx.today,
    );
  }
}

const matricesOfOperation = (): Map<string, Promise<CoverageMatrix>> => new Map();

function goalsAsked(dictionary: Dictionary, codes: string[] | null | undefined): Goal[] {
  const { goals } = dictionary.framework;
  if (codes == null) return [...goals];
  const known = new Set(goals.map(({ code }) => code));
  const problems = codes.flatMap((code, i) =>
    known.has(code) ? [] : [[`goalCodes.${i}`, `The framework in force has no goal ${code}.`] as const],
  );
  if (problems.length > 0) throw badInput(Object.fromEntries(problems));
  return goals.filter(({ code }) => codes.includes(code));
}
