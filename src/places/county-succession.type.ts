import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../platform/graphql/scalars.ts';
import { County } from './county.type.ts';

export enum CountyChangeKind {
  RENAMED = 'RENAMED',
  RECODED = 'RECODED',
  MERGED = 'MERGED',
  SPLIT = 'SPLIT',
  REPLACED = 'REPLACED',
}

registerEnumType(CountyChangeKind, {
  name: 'CountyChangeKind',
  description: 'How a county passed on to another.',
  valuesMap: {
    RENAMED: { description: 'The same county under another name, and therefore under another code.' },
    RECODED: { description: 'The same county under the same name, with another code.' },
    MERGED: { description: 'It, or a part of it, was added to a county that was there before.' },
    SPLIT: { description: 'A part of it became a new county, or a part of one.' },
    REPLACED: { description: 'Other counties, drawn anew, took the place of all that were there.' },
  },
});

@ObjectType({ description: 'A county that took over another one or a part of it; seen from either of them.' })
export class CountySuccession {
  @Field(() => County, { description: 'The other county.' })
  county: County;

  @Field(() => DateScalar, { description: 'The day on which it did.' })
  effectiveOn: string;

  @Field(() => CountyChangeKind, { description: 'How it did.' })
  kind: CountyChangeKind;

  @Field({ description: 'One county became one: the two are the same place.' })
  exact: boolean;
}

@ObjectType({ description: 'A code of one vintage, read in another.' })
export class CountyMapping {
  @Field({ description: 'The code as it was asked for.' })
  fips: string;

  @Field(() => [County], {
    description: 'The counties in which its area lies, by code; none where the code is unknown.',
  })
  counties: County[];

  @Field({
    description: 'One county stands for one county: figures can be taken over. False for an unknown code.',
  })
  exact: boolean;

  @Field(() => String, { nullable: true, description: 'What to mind, in words; null where nothing changed.' })
  note: string | null;
}
