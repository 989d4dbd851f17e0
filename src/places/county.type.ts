import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../platform/graphql/scalars.ts';

@ObjectType({ description: 'A county or county equivalent of the United States, in force or retired.' })
export class County {
  @Field({ description: 'Five digits: two of the state, three of the county.' })
  fips: string;

  @Field({ description: 'Unique within its state, without the word County.' })
  name: string;

  @Field({ description: 'USPS code of its state.' })
  state: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Residents by the estimate of the U.S. Census Bureau; null where none is known.',
  })
  population: number | null;

  @Field(() => Int, { nullable: true, description: 'The year that the population is of.' })
  populationYear: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day of its code; null where that was before 1990.',
  })
  validFrom: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which its code was no longer in force; null while it is.',
  })
  validTo: string | null;
}
