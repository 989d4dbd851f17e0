import { ArgsType, Field, Int } from '@nestjs/graphql';
import { AlignmentIntent } from '../networks/goal.type.ts';
import { ForwardPage } from '../platform/graphql/page.ts';
import { Clearable, ListOf, Texts, WholeNumber } from '../platform/graphql/rules.ts';
import { WIDELY_SHARED } from './widely-shared.ts';

const GOAL_CODES = {
  nullable: true,
  description:
    'Only these goals of the framework in force, in its order, at most 500; all of it when absent. BAD_USER_INPUT for a code that it has not.',
} as const;
const INCLUDE_STATEWIDE = {
  nullable: true,
  defaultValue: false,
  description: 'Whether coalitions of statewide scope count, then for every county.',
} as const;
const INCLUDE_DEMO = {
  nullable: true,
  defaultValue: false,
  description: 'Whether clearly fictional coalitions count.',
} as const;

@ArgsType()
export class DemoArgs {
  @Field(() => Boolean, INCLUDE_DEMO)
  includeDemo?: boolean | null;
}

@ArgsType()
export class GapArgs extends DemoArgs {
  @Field(() => [String], GOAL_CODES)
  @Clearable()
  @Texts(500, 60)
  goalCodes?: string[] | null;

  @Field(() => Boolean, INCLUDE_STATEWIDE)
  includeStatewide?: boolean | null;
}

@ArgsType()
export class CoverageArgs extends GapArgs {
  @Field(() => [AlignmentIntent], {
    nullable: true,
    defaultValue: [AlignmentIntent.CONTRIBUTES, AlignmentIntent.PARTLY],
    description: 'A coalition counts when it is aligned with the goal in any of these ways.',
  })
  @Clearable()
  @ListOf(4)
  intent?: AlignmentIntent[] | null;
}

@ArgsType()
export class PathwayArgs extends DemoArgs {
  @Field({ description: 'Code of a goal of the framework in force.' })
  goalCode: string;

  @Field(() => Int, { nullable: true, description: 'How many, 1 to 100; 25 when absent.' })
  @Clearable()
  @WholeNumber(1, 100)
  first?: number | null;
}

@ArgsType()
export class ExampleArgs {
  @Field(() => Int, { nullable: true, description: 'How many, 1 to 25; 3 when absent.' })
  @Clearable()
  @WholeNumber(1, 25)
  first?: number | null;
}

@ArgsType()
export class TieArgs extends ForwardPage {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 1,
    description: `How many things two coalitions that have a tie must have in common, of whatever sort and however widely shared; at least 1. What more than ${WIDELY_SHARED} coalitions share makes no tie by itself.`,
  })
  @Clearable()
  @WholeNumber(1, 1_000_000)
  minShared?: number | null;

  @Field(() => Boolean, INCLUDE_DEMO)
  includeDemo?: boolean | null;
}
