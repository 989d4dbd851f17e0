import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Clearable, HttpsUrl, Text } from '../platform/graphql/rules.ts';

export enum CorrectionStatus {
  OPEN = 'OPEN',
  TAKEN_UP = 'TAKEN_UP',
  DISMISSED = 'DISMISSED',
}

registerEnumType(CorrectionStatus, {
  name: 'CorrectionStatus',
  description: 'What became of a suggested correction.',
  valuesMap: {
    OPEN: { description: 'Nobody has seen to it yet.' },
    TAKEN_UP: { description: 'The profile was, or will be, changed.' },
    DISMISSED: { description: 'The profile stays as it is.' },
  },
});

@ObjectType({ description: 'What somebody says is wrong in a public record. Who it was is not kept.' })
export class Correction {
  @Field(() => ID, { description: 'For `settleCorrection`.' })
  id: string;

  @Field({ description: 'When it was suggested.' })
  at: Date;

  @Field(() => String, { nullable: true, description: 'What it is about, such as `counties` or `website`.' })
  about: string | null;

  @Field({ description: 'In the words of whoever suggested it.' })
  text: string;

  @Field(() => String, { nullable: true, description: 'Where the right thing can be read.' })
  sourceUrl: string | null;

  @Field(() => CorrectionStatus, { description: 'What became of it.' })
  status: CorrectionStatus;

  networkKey: string;
  coalitionKey: string;
}

@InputType({ description: 'What is wrong in a public record. No account is needed, and none is noted.' })
export class SuggestCorrectionInput {
  @Field(() => ID, { description: 'A published coalition.' })
  @Text(200)
  coalitionId: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it is about, such as `counties` or `website`. At most 60 characters.',
  })
  @Clearable()
  @Text(60)
  about?: string | null;

  @Field({
    description: 'What is wrong and what would be right. 1 to 2,000 characters; no private data, please.',
  })
  @Text(2_000)
  text: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where the right thing can be read: https, at most 500 characters.',
  })
  @Clearable()
  @HttpsUrl()
  sourceUrl?: string | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

@InputType({ description: 'What became of a suggested correction.' })
export class SettleCorrectionInput {
  @Field(() => ID, { description: 'The coalition that it is about.' })
  @Text(200)
  coalitionId: string;

  @Field(() => ID, { description: 'From `Workspace.corrections` or `Network.corrections`.' })
  @Text(200)
  correctionId: string;

  @Field(() => CorrectionStatus, { description: 'What shall stand there.' })
  status: CorrectionStatus;
}
