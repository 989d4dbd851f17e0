import { Field, ID, InputType } from '@nestjs/graphql';
import { KeyScope } from '../platform/graphql/allow.ts';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Absent, Clearable, EmailAddress, Text } from '../platform/graphql/rules.ts';

@InputType({ description: 'A key to be made, and for whom.' })
export class CreateApiKeyInput {
  @Field({ description: 'What it is for, such as the name of the study. 1 to 100 characters.' })
  @Text(100)
  name: string;

  @Field(() => KeyScope, { description: 'What it may read.' })
  scope: KeyScope;

  @Field({
    description:
      'Slug of the network whose agreement it is under; its owner has a role there, or on a board of it.',
  })
  @Text(60)
  network: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'With READ_BOARD, and with no other scope: the board of this network that it reads. Its owner sits on it, or is staff of the network.',
  })
  @Clearable()
  @Text(200)
  boardId?: string | null;

  @Field({ description: 'When it stops: later than now, and at most a year from now.' })
  expiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'For a network admin: the address of whoever the key shall belong to, a member of the network or, with READ_BOARD, of the board. Absent, it is your own.',
  })
  @Absent()
  @Clearable()
  @EmailAddress()
  forEmail?: string | null;

  /** A repetition is a CONFLICT: the key that was made is not shown again. */
  @IdempotencyKey()
  idempotencyKey?: string | null;
}
