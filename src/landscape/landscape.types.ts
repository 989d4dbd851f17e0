import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Goal, Term } from '../networks/goal.type.ts';
import type { Network } from '../networks/network.type.ts';
import { County } from '../places/county.type.ts';
import { PageInfo } from '../platform/graphql/page.ts';
import { NodeKind } from '../strategies/strategy-enums.ts';
import { WHAT_MAKES_A_TIE } from './widely-shared.ts';

@ObjectType({
  description:
    'What is seen by looking across the published coalitions of a network: where much happens, and where the gaps are. Clearly fictional coalitions count only when asked for.',
})
export class Landscape {
  @Field({ description: 'When anything that it shows last changed.' })
  asOf: Date;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the frozen edition; null for the landscape of now.',
  })
  edition: number | null;

  of: Network;
}

@ObjectType({ description: 'How many coalitions work towards which goal in which county.' })
export class CoverageMatrix {
  @Field(() => [Goal], { description: 'The rows, in the order of the framework.' })
  goals: Goal[];

  @Field(() => [County], {
    description: 'The columns: the counties of the states of the network, by FIPS code.',
  })
  counties: County[];

  @Field(() => [[Int]], {
    description:
      'counts[goal][county], zeros included: coalitions that list the county and are aligned with the goal or with one below it, each once.',
  })
  counts: number[][];
}

@ObjectType({ description: 'Where nobody works towards a goal.' })
export class Gap {
  @Field(() => Goal, { description: 'The goal.' })
  goal: Goal;

  @Field(() => [County], {
    description: 'Counties in which no coalition contributes to it, wholly or partly; by FIPS code.',
  })
  uncoveredCounties: County[];

  @Field(() => Int, {
    nullable: true,
    description: 'People who live in them, as far as populations are known; null when none of them is.',
  })
  uncoveredPopulation: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Their share, 0 to 1, of the known population of all counties of the network; null when none is known.',
  })
  uncoveredPopulationShare: number | null;

  @Field(() => Int, {
    description: 'Uncovered counties whose population is not known, and so is not counted.',
  })
  countiesWithoutPopulation: number;
}

@ObjectType({ description: 'How far a sector takes part.' })
export class SectorParticipation {
  @Field(() => Term, { description: 'Of the taxonomy `sector`.' })
  sector: Term;

  @Field(() => Int, { description: 'Coalitions that name the sector as sitting at their table.' })
  coalitionCount: number;

  @Field(() => Int, {
    description: 'Organisations of the sector that are a partner of some coalition, each once.',
  })
  partnerCount: number;
}

@ObjectType({ description: 'One step of a pathway: what nodes of many strategies have in common.' })
export class PathwayStep {
  @Field(() => NodeKind, { description: 'What it is.' })
  kind: NodeKind;

  @Field(() => Term, {
    nullable: true,
    description:
      'The shared approach; null where coalitions have named none, which makes a group of its own.',
  })
  approach: Term | null;

  @Field(() => Goal, { nullable: true, description: 'The goal that is reached; at the last step only.' })
  goal: Goal | null;
}

@ObjectType({
  description:
    'A way in which coalitions hope to reach a goal: the same sequence of kinds and approaches, each worded locally.',
})
export class Pathway {
  @Field(() => [PathwayStep], {
    description: 'From the first step to the one that is aligned with the goal.',
  })
  steps: PathwayStep[];

  @Field(() => Int, { description: 'Coalitions whose strategy takes it.' })
  coalitionCount: number;

  written: string[];
  goalCode: string;
  networkKey: string;
  includeDemo: boolean;
}

@ObjectType({ description: 'How one coalition words a pathway.' })
export class PathwayExample {
  @Field(() => [String], { description: 'Its own words, step by step.' })
  texts: string[];

  networkKey: string;
  coalitionKey: string;
}

@ObjectType({ description: `What two coalitions have in common. ${WHAT_MAKES_A_TIE}` })
export class Tie {
  @Field(() => Int, {
    description:
      'Organisations that both name, as partner, backbone or lead of an initiative, however many others do.',
  })
  sharedPartners: number;

  @Field(() => Int, { description: 'Counties that both cover, wholly or in part, however many others do.' })
  sharedCounties: number;

  @Field(() => Int, {
    description: 'Goals with which both strategies are themselves aligned, however many others are.',
  })
  sharedGoals: number;

  networkKey: string;
  aKey: string;
  bKey: string;
}

@ObjectType({ description: `A page of ties, the strongest first. ${WHAT_MAKES_A_TIE}` })
export class TieConnection {
  @Field(() => [Tie], { description: 'The ties of this page.' })
  nodes: Tie[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo: PageInfo;

  count: () => Promise<number>;
}

@ObjectType({ description: 'Coalitions by the time since somebody last confirmed their profile.' })
export class FreshnessBand {
  @Field({ description: 'The time, in words.' })
  label: string;

  @Field(() => Int, { description: 'How many coalitions.' })
  coalitionCount: number;
}
