import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { SourceInput } from '../networks/source.inputs.ts';
import { Absent, Clearable, HttpsUrl, ListOf, Text, Texts, WholeNumber } from '../platform/graphql/rules.ts';
import { Scope } from './profile.types.ts';
import {
  AgeFocusInput,
  clearable,
  CoverageInput,
  InitiativeInput,
  OrganizationInput,
  PartnerInput,
} from './profile-items.inputs.ts';

@InputType({ description: 'Absent fields stay as they are, null clears, an empty list empties.' })
export class UpdateProfileInput {
  @Field(() => ID, { description: 'The coalition whose draft is changed.' })
  @Text(200)
  coalitionId: string;

  @Field(() => Int, {
    description: 'The revision that the changes were made on. CONFLICT when somebody has saved since.',
  })
  expectedRevision: number;

  @Field(() => String, clearable('1 to 200 characters; cannot be cleared.'))
  @Absent()
  @Text(200)
  name?: string;

  @Field(() => [String], clearable('At most 20, each of 1 to 200 characters.'))
  @Clearable()
  @Texts(20, 200)
  aliases?: string[] | null;

  @Field(() => String, clearable('A code of the taxonomy `coalition-kind`; cannot be cleared.'))
  @Absent()
  @Text(60)
  kindCode?: string;

  @Field(() => Scope, clearable('UNSTATED when cleared.'))
  @Clearable()
  scope?: Scope | null;

  @Field(() => String, clearable('At most 2,000 characters.'))
  @Clearable()
  @Text(2_000)
  summary?: string | null;

  @Field(() => String, clearable('At most 5,000 characters.'))
  @Clearable()
  @Text(5_000)
  mission?: string | null;

  @Field(() => Int, clearable('1800 to this year.'))
  @Clearable()
  @WholeNumber(1800, new Date().getUTCFullYear())
  foundedYear?: number | null;

  @Field(() => String, clearable('https only, at most 500 characters.'))
  @Clearable()
  @HttpsUrl()
  website?: string | null;

  @Field(() => String, clearable('A page or form, https only; never a private address.'))
  @Clearable()
  @HttpsUrl()
  contactUrl?: string | null;

  @Field(() => OrganizationInput, clearable('The organisation that hosts the coalition.'))
  @Clearable()
  @ValidateNested()
  @Type(() => OrganizationInput)
  backbone?: OrganizationInput | null;

  @Field(() => AgeFocusInput, { nullable: true, description: 'The ages that it works for; null for none.' })
  @Clearable()
  @ValidateNested()
  @Type(() => AgeFocusInput)
  ageFocus?: AgeFocusInput | null;

  @Field(
    () => String,
    clearable('How families with lived experience share in leadership. At most 5,000 characters.'),
  )
  @Clearable()
  @Text(5_000)
  familyVoice?: string | null;

  @Field(() => [SourceInput], clearable('Where the facts were published, at most 50.'))
  @Clearable()
  @ListOf(50)
  @ValidateNested({ each: true })
  @Type(() => SourceInput)
  sources?: SourceInput[] | null;

  @Field(() => [CoverageInput], clearable('The whole list of counties, at most 500.'))
  @Clearable()
  @ListOf()
  @ValidateNested({ each: true })
  @Type(() => CoverageInput)
  counties?: CoverageInput[] | null;

  @Field(() => [String], clearable('Codes of the taxonomy `sector`, at most 100.'))
  @Clearable()
  @ListOf(100)
  sectorCodes?: string[] | null;

  @Field(() => [String], clearable('Codes of the taxonomy `population`, at most 100.'))
  @Clearable()
  @ListOf(100)
  populationCodes?: string[] | null;

  @Field(() => [String], clearable('Codes of the taxonomy `framework`, at most 100.'))
  @Clearable()
  @ListOf(100)
  frameworkCodes?: string[] | null;

  @Field(() => [PartnerInput], clearable('The whole list of partners, at most 500, each organisation once.'))
  @Clearable()
  @ListOf()
  @ValidateNested({ each: true })
  @Type(() => PartnerInput)
  partners?: PartnerInput[] | null;

  @Field(() => [InitiativeInput], clearable('The whole list of initiatives, at most 200.'))
  @Clearable()
  @ListOf(200)
  @ValidateNested({ each: true })
  @Type(() => InitiativeInput)
  initiatives?: InitiativeInput[] | null;
}
