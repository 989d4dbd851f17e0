import { Field, InputType, Int } from '@nestjs/graphql';
import { Text, WholeNumber } from '../platform/graphql/rules.ts';

const LONGEST_AGREEMENT = 20_000;

@InputType({ description: 'A new version of the data-use agreement of a network.' })
export class SaveDataUseAgreementInput {
  @Field({ description: 'Slug of the network.' })
  @Text(60)
  network: string;

  @Field({ description: 'In English. 1 to 20,000 characters.' })
  @Text(LONGEST_AGREEMENT)
  textEn: string;

  @Field({ description: 'In Spanish. 1 to 20,000 characters.' })
  @Text(LONGEST_AGREEMENT)
  textEs: string;
}

@InputType({ description: 'Which agreement is accepted.' })
export class AcceptDataUseAgreementInput {
  @Field({ description: 'Slug of the network.' })
  @Text(60)
  network: string;

  @Field(() => Int, { description: 'The version that was read: the one in force.' })
  @WholeNumber(1, 1_000_000)
  version: number;
}
