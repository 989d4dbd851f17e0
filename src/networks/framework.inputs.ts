import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { Matches, ValidateNested } from 'class-validator';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Clearable, Code, ListOf, Slug, Text, WholeNumber } from '../platform/graphql/rules.ts';
import { SourceInput } from './source.inputs.ts';

@InputType({ description: 'An item of a published framework.' })
export class FrameworkItemInput {
  @Field({
    description:
      '1 to 40 letters, digits, dots, hyphens and underscores, the first of them a letter or a digit; once in the list.',
  })
  @Code()
  code: string;

  @Field(() => String, { nullable: true, description: 'As the source counts. At most 20 characters.' })
  @Clearable()
  @Text(20)
  number?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '1 to 300 characters; null for an empty slot, whose wording is not known.',
  })
  @Clearable()
  @Text(300)
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 2,000 characters.' })
  @Clearable()
  @Text(2_000)
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the item that it is a part of, which is in the list too; null at the top.',
  })
  @Clearable()
  @Code()
  parentCode?: string | null;
}

@InputType({ description: 'A framework that somebody else has published, whole.' })
export class SaveFrameworkInput {
  @Field({
    description:
      '1 to 60 lower-case letters and digits with single hyphens between them. A code that is known already replaces that framework.',
  })
  @Slug()
  code: string;

  @Field(() => Int, {
    description:
      'The revision that was read: 0 for a framework that is not there yet. CONFLICT when somebody has saved since.',
  })
  expectedRevision: number;

  @Field({ description: '1 to 200 characters.' })
  @Text(200)
  name: string;

  @Field(() => String, { nullable: true, description: 'Who has published it. At most 300 characters.' })
  @Clearable()
  @Text(300)
  owner?: string | null;

  @Field(() => Int, { nullable: true, description: '1800 to 2200.' })
  @Clearable()
  @WholeNumber(1800, 2200)
  year?: number | null;

  @Field(() => String, { nullable: true, description: 'USPS code, such as NC.' })
  @Clearable()
  @Matches(/^[A-Z]{2}$/, { message: 'Write a USPS code, such as NC' })
  state?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 2,000 characters.' })
  @Clearable()
  @Text(2_000)
  note?: string | null;

  @Field(() => [SourceInput], { nullable: true, description: 'Where it was published, at most 20.' })
  @Clearable()
  @ListOf(20)
  @ValidateNested({ each: true })
  @Type(() => SourceInput)
  sources?: SourceInput[] | null;

  @Field(() => [FrameworkItemInput], {
    description:
      'Every item, siblings in their order, at most 500 and 6 levels. An item that is left out goes. CONFLICT with `uses` (`itemCode`, `network`, `name`) while a crosswalk names it.',
  })
  @ListOf()
  @ValidateNested({ each: true })
  @Type(() => FrameworkItemInput)
  items: FrameworkItemInput[];

  @IdempotencyKey()
  idempotencyKey?: string | null;
}
