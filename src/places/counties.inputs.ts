import { ArgsType, Field, Int } from '@nestjs/graphql';
import { Texts } from '../platform/graphql/rules.ts';

const year = (which: string): string =>
  `${which}: a year from 1990 to this one. A year in which nothing changed means the vintage before it.`;

@ArgsType()
export class MapCountiesArgs {
  @Field(() => [String], { description: 'FIPS codes, at most 500; answered one by one and in this order.' })
  @Texts(500, 60)
  fips: string[];

  @Field(() => Int, { description: year('The vintage that the codes were written in') })
  from: number;

  @Field(() => Int, { description: year('The vintage to read them in') })
  to: number;
}
