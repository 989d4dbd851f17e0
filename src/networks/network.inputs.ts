import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMinSize, Matches, ValidateNested } from 'class-validator';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Absent, Clearable, ListOf, Slug, Text } from '../platform/graphql/rules.ts';

const CODE = { message: 'Write lower-case letters and digits, with single hyphens between them' };

@InputType({ description: 'A new statewide initiative.' })
export class CreateNetworkInput {
  @Field({
    description:
      'Its part of every public address: 1 to 60 lower-case letters and digits with single hyphens between them. It stays.',
  })
  @Slug()
  slug: string;

  @Field({ description: '1 to 200 characters.' })
  @Text(200)
  name: string;

  @Field(() => [String], { description: 'USPS codes, 1 to 60.' })
  @ListOf(60)
  @ArrayMinSize(1, { message: 'Name at least one state' })
  @Matches(/^[A-Z]{2}$/, { each: true, message: 'Write USPS codes, such as NC' })
  states: string[];

  @Field(() => String, { nullable: true, description: 'At most 2,000 characters.' })
  @Clearable()
  @Text(2_000)
  description?: string | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

@InputType({ description: 'Absent fields stay as they are, null clears.' })
export class UpdateNetworkInput {
  @Field({ description: 'Slug of the network.' })
  @Text(60)
  network: string;

  @Field(() => String, { nullable: true, description: '1 to 200 characters; cannot be cleared.' })
  @Absent()
  @Text(200)
  name?: string;

  @Field(() => String, { nullable: true, description: 'At most 2,000 characters.' })
  @Clearable()
  @Text(2_000)
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A published address or page. At most 300 characters.',
  })
  @Clearable()
  @Text(300)
  contact?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of the published data, such as CC-BY-4.0. At most 100 characters.',
  })
  @Clearable()
  @Text(100)
  license?: string | null;
}

@InputType({ description: 'A word of the vocabulary.' })
export class TermInput {
  @Field({ description: '1 to 60 lower-case letters and digits with single hyphens between them.' })
  @Slug()
  code: string;

  @Field({ description: '1 to 120 characters.' })
  @Text(120)
  label: string;

  @Field({ description: 'The same as of the whole list.' })
  @Matches(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, CODE)
  @Text(60)
  taxonomy: string;
}

@InputType({ description: 'One vocabulary, whole.' })
export class SaveTermsInput {
  @Field({ description: 'Slug of the network.' })
  @Text(60)
  network: string;

  @Field({ description: 'Such as `sector`.' })
  @Matches(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, CODE)
  @Text(60)
  taxonomy: string;

  @Field(() => [TermInput], {
    description:
      'The whole list in its order, at most 500. A code that is left out goes; profiles that hold it no longer show it.',
  })
  @ListOf()
  @ValidateNested({ each: true })
  @Type(() => TermInput)
  terms: TermInput[];

  @IdempotencyKey()
  idempotencyKey?: string | null;
}
