import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { Clearable, ListOf } from '../platform/graphql/rules.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';

export enum CoalitionOrder {
  NAME_ASC = 'NAME_ASC',
  NAME_DESC = 'NAME_DESC',
  UPDATED_DESC = 'UPDATED_DESC',
  VERIFIED_DESC = 'VERIFIED_DESC',
}

registerEnumType(CoalitionOrder, {
  name: 'CoalitionOrder',
  valuesMap: {
    UPDATED_DESC: { description: 'Last published first.' },
    VERIFIED_DESC: { description: 'Last confirmed first; never confirmed ones last.' },
  },
});

const anyOf = (what: string): { nullable: true; description: string } => ({
  nullable: true,
  description: `Any of these ${what}, at most 500. An empty list finds nothing.`,
});

@InputType({ description: 'What is given must all hold; within a list, any of it.' })
export class CoalitionFilter {
  @Field(() => [String], anyOf('counties, by FIPS code'))
  @Clearable()
  @ListOf()
  countyFips?: string[] | null;

  @Field(() => [String], anyOf('goals, by code, as an initiative or the strategy names them'))
  @Clearable()
  @ListOf()
  goalCodes?: string[] | null;

  @Field(() => [String], anyOf('sectors, by code'))
  @Clearable()
  @ListOf()
  sectorCodes?: string[] | null;

  @Field(() => [String], anyOf('populations, by code'))
  @Clearable()
  @ListOf()
  populationCodes?: string[] | null;

  @Field(() => [String], anyOf('frameworks, by code'))
  @Clearable()
  @ListOf()
  frameworkCodes?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Confirmed on this day or later.' })
  @Clearable()
  verifiedSince?: string | null;
}
