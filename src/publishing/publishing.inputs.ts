import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IDEMPOTENCY_KEY } from '../coalitions/workspace.inputs.ts';
import { Clearable, Text } from '../platform/graphql/rules.ts';

const REASON = { description: 'Kept in the history. 1 to 1,000 characters.' };

@InputType()
export class VerifyProfileInput {
  @Field(() => ID)
  @Text(200)
  coalitionId: string;

  @Field(() => Int, { description: 'The revision that was read and found true.' })
  expectedRevision: number;
}

@InputType()
export class PublishCoalitionInput {
  @Field(() => ID)
  @Text(200)
  coalitionId: string;

  @Field(() => Int, { description: 'The revision of the profile that shall become public.' })
  expectedProfileRevision: number;

  @Field(() => String, { nullable: true, description: 'Why, for the history. At most 1,000 characters.' })
  @Clearable()
  @Text(1_000)
  rationale?: string | null;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Clearable()
  @Text(100)
  idempotencyKey?: string | null;
}

@InputType()
export class UnpublishCoalitionInput {
  @Field(() => ID)
  @Text(200)
  coalitionId: string;

  @Field(REASON)
  @Text(1_000)
  reason: string;
}

@InputType()
export class ArchiveCoalitionInput {
  @Field(() => ID)
  @Text(200)
  coalitionId: string;

  @Field(REASON)
  @Text(1_000)
  reason: string;
}

@InputType()
export class MergeCoalitionsInput {
  @Field(() => ID, { description: 'The coalition that stays.' })
  @Text(200)
  keepId: string;

  @Field(() => ID, { description: 'The one that goes; its public address then leads to the other.' })
  @Text(200)
  mergeId: string;

  @Field(REASON)
  @Text(1_000)
  reason: string;
}
