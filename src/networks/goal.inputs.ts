import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Clearable, Code, Codes, ListOf, Text } from '../platform/graphql/rules.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';
import { GoalLevel, Horizon } from './goal.type.ts';
import { SourceInput } from './source.inputs.ts';

@InputType({
  description:
    'A goal of the whole framework. A priority area stands at the top; a goal belongs to a priority area or to nothing; an outcome belongs to a priority area, a goal or another outcome, or to nothing. At most 6 levels.',
})
export class GoalInput {
  @Field({
    description:
      '1 to 40 letters, digits, dots, hyphens and underscores, the first of them a letter or a digit; once in the list. A goal keeps its id as long as it keeps its code, also when a retired code comes back.',
  })
  @Code()
  code: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Codes, at most 100, that the network has had and that are not in this list: what worked towards them is pointed to this goal. One goal at most replaces a code.',
  })
  @Clearable()
  @Codes(100)
  replaces?: string[] | null;

  @Field({ description: '1 to 200 characters.' })
  @Text(200)
  title: string;

  @Field(() => String, { nullable: true, description: 'At most 2,000 characters.' })
  @Clearable()
  @Text(2_000)
  description?: string | null;

  @Field(() => GoalLevel, { description: 'Where it stands, which also says what it may belong to.' })
  level: GoalLevel;

  @Field(() => Horizon, { nullable: true, description: 'When it is expected; of an outcome only.' })
  @Clearable()
  horizon?: Horizon | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the goal that it is a part of, which is in the list too; null at the top.',
  })
  @Clearable()
  @Code()
  parentCode?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'By when it is to be reached.' })
  @Clearable()
  targetDate?: string | null;

  @Field(() => [SourceInput], { nullable: true, description: 'Where it was published, at most 20.' })
  @Clearable()
  @ListOf(20)
  @ValidateNested({ each: true })
  @Type(() => SourceInput)
  sources?: SourceInput[] | null;
}

@InputType({ description: 'The shared statewide framework, whole: it becomes a new version.' })
export class SaveGoalsInput {
  @Field({ description: 'Slug of the network.' })
  @Text(60)
  network: string;

  @Field(() => Int, {
    description:
      'The version that the changes were made on: `frameworkVersion` of the network, 0 before the first. CONFLICT with `currentFrameworkVersion` when somebody has saved since.',
  })
  expectedFrameworkVersion: number;

  @Field(() => [GoalInput], {
    description:
      'Every goal, siblings in their order, at most 500. A code that is left out is retired. CONFLICT with `uses` (`goalCode`, `coalition`, `name`; the first 500, and `useCount`) while published coalitions work towards it and no goal `replaces` it.',
  })
  @ListOf()
  @ValidateNested({ each: true })
  @Type(() => GoalInput)
  goals: GoalInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Why the framework changes, for everybody to read. At most 2,000 characters.',
  })
  @Clearable()
  @Text(2_000)
  reason?: string | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}
