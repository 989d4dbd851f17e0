import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({
  description:
    'What a network asks of those who read with an API key, in one version. No version is ever changed.',
})
export class DataUseAgreement {
  @Field(() => Int, { description: 'From 1 on; the highest is in force.' })
  version: number;

  @Field({ description: 'In English.' })
  textEn: string;

  @Field({ description: 'In Spanish.' })
  textEs: string;

  @Field({ description: 'When this version came into force.' })
  publishedAt: Date;
}

@ObjectType({
  description: 'That somebody accepted a version of the data-use agreement. It is kept for ever.',
})
export class AgreementAcceptance {
  @Field(() => Int, { description: 'Which version.' })
  version: number;

  @Field({ description: 'When it was accepted first.' })
  acceptedAt: Date;

  @Field({ description: 'Who accepted it, by the name of that day.' })
  acceptedAs: string;
}
