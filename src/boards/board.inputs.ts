import { Field, ID, InputType } from '@nestjs/graphql';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Absent, Clearable, Slug, Text } from '../platform/graphql/rules.ts';

@InputType({ description: 'A new advisory board.' })
export class CreateBoardInput {
  @Field({ description: 'Slug of the network.' })
  @Text(60)
  network: string;

  @Field({ description: '1 to 200 characters.' })
  @Text(200)
  name: string;

  @Field({
    description:
      'What it is known by within its network: 1 to 60 lower-case letters and digits with single hyphens between them. It stays.',
  })
  @Slug()
  slug: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it is for, and how it is composed. At most 2,000 characters; everybody can read it.',
  })
  @Clearable()
  @Text(2_000)
  description?: string | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

@InputType({ description: 'Absent fields stay as they are, null clears.' })
export class UpdateBoardInput {
  @Field(() => ID, { description: 'The board.' })
  @Text(200)
  boardId: string;

  @Field(() => String, { nullable: true, description: '1 to 200 characters; cannot be cleared.' })
  @Absent()
  @Text(200)
  name?: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it is for, and how it is composed. At most 2,000 characters; everybody can read it.',
  })
  @Clearable()
  @Text(2_000)
  description?: string | null;
}

@InputType({ description: 'A board that ends.' })
export class CloseBoardInput {
  @Field(() => ID, { description: 'The board.' })
  @Text(200)
  boardId: string;

  @Field({ description: 'Why. 1 to 500 characters; everybody can read it.' })
  @Text(500)
  reason: string;
}
