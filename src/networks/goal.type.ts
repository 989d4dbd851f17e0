import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Node } from '../platform/graphql/node.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';

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

registerEnumType(GoalLevel, {
  name: 'GoalLevel',
  description: 'Where a goal stands in the framework, from the widest to the narrowest.',
});
registerEnumType(Horizon, {
  name: 'Horizon',
  description: 'When an outcome is expected, as far as its source says.',
});

@ObjectType({ description: 'Where a fact was published.' })
export class Source {
  @Field()
  url: string;

  @Field(() => String, { nullable: true })
  title: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When it was read; null when that is not recorded.',
  })
  retrievedOn: string | null;
}

@ObjectType({
  implements: () => [Node],
  description: 'A shared statewide goal. Coalitions work towards it in their own words.',
})
export class Goal implements Node {
  @Field(() => ID)
  id: string;

  networkKey: string;

  @Field({ description: 'Names it in filters and inputs; unique in its network.' })
  code: string;

  @Field()
  title: string;

  @Field(() => String, { nullable: true })
  description: string | null;

  @Field(() => GoalLevel)
  level: GoalLevel;

  @Field(() => Horizon, { nullable: true })
  horizon: Horizon | null;

  parentCode: string | null;

  @Field(() => DateScalar, { nullable: true })
  targetDate: string | null;

  @Field({
    description: 'No longer part of the framework. Its id and code stay, for what once pointed at it.',
  })
  retired: boolean;

  @Field(() => [Source])
  sources: Source[];
}

@ObjectType({ description: 'A word of a shared vocabulary.' })
export class Term {
  @Field({ description: 'Names it in filters and inputs; unique in its taxonomy.' })
  code: string;

  @Field()
  label: string;

  @Field({ description: 'The vocabulary that it belongs to, such as `sector` or `framework`.' })
  taxonomy: string;
}

@ObjectType({
  implements: () => [Node],
  description: 'An organisation, shared by the coalitions of a network that name it as partner or backbone.',
})
export class Organization implements Node {
  @Field(() => ID)
  id: string;

  key: string;

  @Field()
  name: string;

  @Field(() => [String], { description: 'Other names that it is known by.' })
  aliases: string[];

  @Field(() => String, { nullable: true })
  url: string | null;

  @Field(() => Term, { nullable: true })
  sector: Term | null;
}
