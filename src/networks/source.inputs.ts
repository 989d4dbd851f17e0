import { Field, InputType } from '@nestjs/graphql';
import { Clearable, HttpsUrl, Text } from '../platform/graphql/rules.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';

@InputType({ description: 'Where a fact was published.' })
export class SourceInput {
  @Field({ description: 'https only, at most 500 characters.' })
  @HttpsUrl()
  url: string;

  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  @Clearable()
  @Text(200)
  title?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it was read.' })
  @Clearable()
  retrievedOn?: string | null;
}
