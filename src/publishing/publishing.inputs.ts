import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IDEMPOTENCY_KEY } from '../coalitions/workspace.inputs.ts';
import { Clearable, Text } from '../platform/graphql/rules.ts';

const REASON = { description: 'Kept in the history. 1 to 1,000 characters.' };

@InputType({ description: 'What was read and found true.' })
export class VerifyProfileInput {
  @Field(() => ID, { description: 'The coalition whose profile is confirmed.' })
  @Text(200)
  coalitionId: string;

  @Field(() => Int, { description: 'The revision that was read and found true.' })
  expectedRevision: number;
}

@InputType({ description: 'Which draft becomes public.' })
export class PublishCoalitionInput {
  @Field(() => ID, { description: 'The coalition whose draft becomes public.' })
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

@InputType({ description: 'What is taken back, and why.' })
export class UnpublishCoalitionInput {
  @Field(() => ID, { description: 'The coalition whose record is taken back.' })
  @Text(200)
  coalitionId: string;

  @Field(REASON)
  @Text(1_000)
  reason: string;
}

@InputType({ description: 'Which coalition is closed, and why.' })
export class ArchiveCoalitionInput {
  @Field(() => ID, { description: 'The coalition that is closed.' })
  @Text(200)
  coalitionId: string;

  @Field(REASON)
  @Text(1_000)
  reason: string;
}

@InputType({ description: 'Two coalitions that are one.' })
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
