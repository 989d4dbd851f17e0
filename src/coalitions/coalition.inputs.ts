import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { ForwardPage, Page } from '../platform/graphql/page.ts';
import { AlignmentIntent } from '../networks/goal.type.ts';
import { Clearable, ListOf, Text, Texts } from '../platform/graphql/rules.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';

export enum CoalitionOrder {
  NAME_ASC = 'NAME_ASC',
  NAME_DESC = 'NAME_DESC',
  UPDATED_DESC = 'UPDATED_DESC',
  VERIFIED_DESC = 'VERIFIED_DESC',
}

registerEnumType(CoalitionOrder, {
  name: 'CoalitionOrder',
  description:
    'How a list of coalitions is ordered. Equals come in a fixed order, so that pages neither skip nor repeat.',
  valuesMap: {
    NAME_ASC: { description: 'By name from A to Z, without regard to case and accents.' },
    NAME_DESC: { description: 'By name from Z to A.' },
    UPDATED_DESC: { description: 'Last published first.' },
    VERIFIED_DESC: { description: 'Last confirmed first; never confirmed ones last.' },
  },
});

const anyOf = (what: string): { nullable: true; description: string } => ({
  nullable: true,
  description: `Any of these ${what}, at most 500, each of at most 60 characters. An empty list finds nothing.`,
});

@InputType({ description: 'What is given must all hold; within a list, any of it.' })
export class CoalitionFilter {
  @Field(() => [String], anyOf('counties, by FIPS code'))
  @Clearable()
  @Texts(500, 60)
  countyFips?: string[] | null;

  @Field(
    () => [String],
    anyOf('goals, by code, with which the published strategy is aligned, itself or by a goal below'),
  )
  @Clearable()
  @Texts(500, 60)
  goalCodes?: string[] | null;

  @Field(() => [AlignmentIntent], {
    nullable: true,
    description:
      'How `goalCodes` are aligned: any of these; CONTRIBUTES and PARTLY when absent. Without effect of its own.',
  })
  @Clearable()
  @ListOf(4)
  intents?: AlignmentIntent[] | null;

  @Field(() => [String], anyOf('sectors, by code'))
  @Clearable()
  @Texts(500, 60)
  sectorCodes?: string[] | null;

  @Field(() => [String], anyOf('populations, by code'))
  @Clearable()
  @Texts(500, 60)
  populationCodes?: string[] | null;

  @Field(() => [String], anyOf('frameworks, by code'))
  @Clearable()
  @Texts(500, 60)
  frameworkCodes?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Confirmed on this day or later.' })
  @Clearable()
  verifiedSince?: string | null;
}

@ArgsType()
export class CoalitionListArgs extends Page {
  @Field(() => CoalitionFilter, {
    nullable: true,
    description: 'Only coalitions of which all of this holds.',
  })
  @Clearable()
  @ValidateNested()
  @Type(() => CoalitionFilter)
  filter?: CoalitionFilter | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of names, other names, summaries, counties and partners; forgives typing errors. 1 to 200 characters.',
  })
  @Clearable()
  @Text(200)
  search?: string | null;

  @Field(() => CoalitionOrder, {
    nullable: true,
    description: 'When absent: NAME_ASC, or within a search the best match first.',
  })
  orderBy?: CoalitionOrder | null;
}

@ArgsType()
export class CountyCoalitionsArgs extends ForwardPage {
  @Field(() => String, { nullable: true, description: 'Slug of a network; all networks when absent.' })
  network?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    nullable: true,
    description: 'Also those that list the county and work in the whole state.',
  })
  includeStatewide?: boolean | null;
}

@ArgsType()
export class GoalCoalitionsArgs extends ForwardPage {
  @Field(() => [AlignmentIntent], {
    nullable: true,
    description: 'How they are aligned: any of these; CONTRIBUTES and PARTLY when absent.',
  })
  @Clearable()
  @ListOf(4)
  intent?: AlignmentIntent[] | null;
}
