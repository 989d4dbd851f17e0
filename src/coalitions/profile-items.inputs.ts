import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { Clearable, HttpsUrl, ListOf, Text, WholeNumber } from '../platform/graphql/rules.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';
import { CoverageBasis } from './profile.types.ts';

/** A field that null clears. */
export const clearable = (description: string): { nullable: true; description: string } => ({
  nullable: true,
  description,
});

@InputType({ description: 'A county that the coalition covers.' })
export class CoverageInput {
  @Field({ description: 'FIPS code of a county in force: five digits.' })
  @Text(5, 5)
  fips: string;

  @Field(
    () => Boolean,
    clearable(
      'Only a part of the county. When absent: as it was saved before, or false for a county that is new.',
    ),
  )
  @Clearable()
  partial?: boolean | null;

  @Field(
    () => CoverageBasis,
    clearable('When absent: as it was saved before, or STATED for a county that is new.'),
  )
  @Clearable()
  basis?: CoverageBasis | null;

  @Field(() => String, clearable('At most 500 characters.'))
  @Clearable()
  @Text(500)
  note?: string | null;
}

@InputType({
  description:
    'An organisation by its id, or a new one by its name. A name that the network knows already means that organisation.',
})
export class OrganizationInput {
  @Field(() => ID, clearable('Of a published organisation, or of one in this profile.'))
  @Clearable()
  @Text(200)
  id?: string | null;

  @Field(
    () => String,
    clearable(
      '1 to 200 characters. Needed without an id. A published name is shared and is not changed here.',
    ),
  )
  @Clearable()
  @Text(200)
  name?: string | null;

  @Field(() => String, clearable('A code of the taxonomy `sector`.'))
  @Clearable()
  @Text(60)
  sectorCode?: string | null;

  @Field(() => String, clearable('https only, at most 500 characters.'))
  @Clearable()
  @HttpsUrl()
  url?: string | null;
}

@InputType({ description: 'The ages that a coalition works for, in months from birth.' })
export class AgeFocusInput {
  @Field(() => Int, clearable('-9 (conception) to 216 (eighteen years).'))
  @Clearable()
  @WholeNumber(-9, 216)
  minMonths?: number | null;

  @Field(() => Int, clearable('-9 to 216, not below minMonths.'))
  @Clearable()
  @WholeNumber(-9, 216)
  maxMonths?: number | null;
}

@InputType({ description: 'An organisation as a partner of the coalition.' })
export class PartnerInput {
  @Field(() => ID, clearable('Of a partner in this profile, which then keeps its id. Absent for a new one.'))
  @Clearable()
  @Text(200)
  id?: string | null;

  @Field(() => OrganizationInput, { description: 'The organisation: by id, or by name.' })
  @ValidateNested()
  @Type(() => OrganizationInput)
  organization: OrganizationInput;

  @Field(() => String, clearable('At most 200 characters.'))
  @Clearable()
  @Text(200)
  role?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day of the partnership.' })
  @Clearable()
  since?: string | null;

  @Field(() => DateScalar, clearable('Not before `since`.'))
  @Clearable()
  until?: string | null;
}

@InputType({ description: 'One effort of the coalition.' })
export class InitiativeInput {
  @Field(
    () => ID,
    clearable('Of an initiative in this profile, which then keeps its id. Absent for a new one.'),
  )
  @Clearable()
  @Text(200)
  id?: string | null;

  @Field({ description: '1 to 200 characters.' })
  @Text(200)
  name: string;

  @Field(() => String, clearable('At most 2,000 characters.'))
  @Clearable()
  @Text(2_000)
  summary?: string | null;

  @Field(() => String, clearable('A code of the taxonomy `initiative-kind`.'))
  @Clearable()
  @Text(60)
  kindCode?: string | null;

  @Field(() => [String], clearable('At most 500 FIPS codes.'))
  @Clearable()
  @ListOf()
  countyFips?: string[] | null;

  @Field(() => [String], clearable('Codes of shared goals, at most 100.'))
  @Clearable()
  @ListOf(100)
  goalCodes?: string[] | null;

  @Field(() => OrganizationInput, clearable('The organisation that leads it.'))
  @Clearable()
  @ValidateNested()
  @Type(() => OrganizationInput)
  leadOrganization?: OrganizationInput | null;

  @Field(() => String, clearable('https only, at most 500 characters.'))
  @Clearable()
  @HttpsUrl()
  website?: string | null;
}
