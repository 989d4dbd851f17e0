import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Clearable, ListOf, Text } from '../platform/graphql/rules.ts';

const REASON = { description: 'Kept in the history. 1 to 1,000 characters.' };

export enum PublicationPart {
  PROFILE = 'PROFILE',
  STRATEGY = 'STRATEGY',
}

registerEnumType(PublicationPart, {
  name: 'PublicationPart',
  description: 'What of a draft becomes public.',
  valuesMap: {
    PROFILE: { description: 'The profile. Without a published one there is no public record.' },
    STRATEGY: {
      description: 'The theory of change, as a new version. ERROR findings refuse this part only.',
    },
  },
});

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

  @Field(() => Int, {
    description:
      'The revision of the profile that shall become public; looked at when `parts` names PROFILE.',
  })
  expectedProfileRevision: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'The revision of the strategy that shall become public. When absent, whatever is saved; together with a profile, a strategy that has ERROR findings then stays a draft.',
  })
  expectedStrategyRevision?: number | null;

  @Field(() => [PublicationPart], {
    nullable: true,
    defaultValue: [PublicationPart.PROFILE, PublicationPart.STRATEGY],
    description:
      'What becomes public. A strategy that nobody has begun, or that is in force already, is passed over.',
  })
  @Clearable()
  @ListOf(2)
  parts?: PublicationPart[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why, for the history and for the version of the strategy, which otherwise keeps the one it was saved with. At most 1,000 characters.',
  })
  @Clearable()
  @Text(1_000)
  rationale?: string | null;

  @IdempotencyKey()
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
