import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Clearable, Code, ListOf, Text } from '../platform/graphql/rules.ts';
import { CrosswalkMatch } from './crosswalk.type.ts';

@InputType({
  description:
    'One link: from a goal of the network either to another goal, by `targetGoalCode`, or to an item of a framework, by `frameworkCode` and `itemCode`. Each pair once.',
})
export class CrosswalkEntryInput {
  @Field({ description: 'Code of a goal of the network that is in force.' })
  @Code()
  goalCode: string;

  @Field(() => String, {
    nullable: true,
    description: 'Slug of the network whose goal is linked to; the same network when absent.',
  })
  @Clearable()
  @Text(60)
  targetNetwork?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a goal of that network that is in force.' })
  @Clearable()
  @Code()
  targetGoalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of one of `frameworks`.' })
  @Clearable()
  @Text(60)
  frameworkCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of an item of that framework.' })
  @Clearable()
  @Code()
  itemCode?: string | null;

  @Field(() => CrosswalkMatch, { description: 'What the target is to the goal of `goalCode`.' })
  match: CrosswalkMatch;

  @Field(() => String, { nullable: true, description: 'At most 1,000 characters.' })
  @Clearable()
  @Text(1_000)
  note?: string | null;
}

@InputType({ description: 'What a network says of how its goals correspond to others, whole.' })
export class SaveCrosswalkInput {
  @Field({ description: 'Slug of the network.' })
  @Text(60)
  network: string;

  @Field(() => Int, {
    description:
      '`Network.crosswalkRevision` as it was read: 0 before the first save. CONFLICT when somebody has saved since.',
  })
  expectedRevision: number;

  @Field(() => [CrosswalkEntryInput], {
    description: 'The whole list in its order, at most 500. A link that is left out goes.',
  })
  @ListOf()
  @ValidateNested({ each: true })
  @Type(() => CrosswalkEntryInput)
  entries: CrosswalkEntryInput[];

  @IdempotencyKey()
  idempotencyKey?: string | null;
}
