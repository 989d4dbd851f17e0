import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Node } from '../platform/graphql/node.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';
import { Source } from './source.type.ts';

export enum GoalLevel {
  PRIORITY_AREA = 'PRIORITY_AREA',
  GOAL = 'GOAL',
  OUTCOME = 'OUTCOME',
}

export enum Horizon {
  SHORT_TERM = 'SHORT_TERM',
  INTERMEDIATE = 'INTERMEDIATE',
  LONG_TERM = 'LONG_TERM',
}

export enum AlignmentIntent {
  CONTRIBUTES = 'CONTRIBUTES',
  PARTLY = 'PARTLY',
  LOCAL_ONLY = 'LOCAL_ONLY',
  INTENTIONALLY_NOT_ADDRESSED = 'INTENTIONALLY_NOT_ADDRESSED',
}

registerEnumType(AlignmentIntent, {
  name: 'AlignmentIntent',
  description: 'How a part of a strategy stands to the shared goals.',
  valuesMap: {
    CONTRIBUTES: { description: 'A node works towards a goal. Needs both.' },
    PARTLY: { description: 'A node works towards a part of a goal, or for some of its people. Needs both.' },
    LOCAL_ONLY: {
      description: 'A node matters here and answers to no shared goal. Needs a node and no goal.',
    },
    INTENTIONALLY_NOT_ADDRESSED: {
      description: 'A goal that the coalition leaves to others on purpose. Needs a goal and no node.',
    },
  },
});
registerEnumType(GoalLevel, {
  name: 'GoalLevel',
  description: 'Where a goal stands in the framework, from the widest to the narrowest.',
  valuesMap: {
    PRIORITY_AREA: { description: 'A field of work that goals belong to.' },
    GOAL: { description: 'What shall be reached together.' },
    OUTCOME: { description: 'A change by which reaching it is seen.' },
  },
});
registerEnumType(Horizon, {
  name: 'Horizon',
  description: 'When an outcome is expected, as far as its source says.',
  valuesMap: {
    SHORT_TERM: { description: 'First, as a rule a change of what people know or do.' },
    INTERMEDIATE: { description: 'Next, as a rule a change of practice or policy.' },
    LONG_TERM: { description: 'Last, as a rule a change in the lives of children and families.' },
  },
});

@ObjectType({
  implements: () => [Node],
  description: 'A shared statewide goal. Coalitions work towards it in their own words.',
})
export class Goal implements Node {
  @Field(() => ID, { description: 'Stays the same for a code, whatever becomes of its wording.' })
  id: string;

  networkKey: string;

  /** The version that it is read in, whose parents and children it has; null in its present form. */
  frameworkVersion: number | null;

  @Field({ description: 'Names it in filters and inputs; unique in its network.' })
  code: string;

  @Field({ description: 'A short name of the goal.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'What is meant, in a sentence or two.' })
  description: string | null;

  @Field(() => GoalLevel, { description: 'Where it stands in the framework.' })
  level: GoalLevel;

  @Field(() => Horizon, { nullable: true, description: 'When it is expected, as far as its source says.' })
  horizon: Horizon | null;

  parentCode: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'By when it is to be reached; null when no day is set.',
  })
  targetDate: string | null;

  @Field({
    description:
      'No longer part of the framework in force, whichever version it is read in. Its id and code stay, for what once pointed at it.',
  })
  retired: boolean;

  replacedByCode: string | null;

  @Field(() => [Source], { description: 'Where it was published.' })
  sources: Source[];
}

@ObjectType({
  description:
    'One saving of the whole framework, which stays as it was: read it with `goals(frameworkVersion:)`.',
})
export class FrameworkVersion {
  @Field(() => Int, { description: 'Counts from 1 within the network.' })
  version: number;

  @Field(() => DateScalar, { description: 'The day on which it came into force.' })
  adoptedOn: string;

  @Field(() => String, { nullable: true, description: 'Why it was changed, as far as somebody said.' })
  reason: string | null;
}

@ObjectType({ description: 'A word of a shared vocabulary.' })
export class Term {
  @Field({ description: 'Names it in filters and inputs; unique in its taxonomy.' })
  code: string;

  @Field({ description: 'The word as it is shown.' })
  label: string;

  @Field({ description: 'The vocabulary that it belongs to, such as `sector` or `framework`.' })
  taxonomy: string;
}

@ObjectType({
  implements: () => [Node],
  description: 'An organisation, shared by the coalitions of a network that name it as partner or backbone.',
})
export class Organization implements Node {
  @Field(() => ID, { description: 'The same for every coalition of the network that names it.' })
  id: string;

  key: string;

  @Field({ description: 'As it was first published.' })
  name: string;

  @Field(() => [String], { description: 'Other names that it is known by.' })
  aliases: string[];

  @Field(() => String, { nullable: true, description: 'Its own page.' })
  url: string | null;

  @Field(() => Term, { nullable: true, description: 'Of the taxonomy `sector`.' })
  sector: Term | null;
}
