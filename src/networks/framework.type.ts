import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Source } from './source.type.ts';

@ObjectType({ description: 'One item of a published framework: a strategy, a factor, a recommendation.' })
export class FrameworkItem {
  frameworkCode: string;

  @Field({ description: 'Unique in its framework.' })
  code: string;

  @Field(() => String, {
    nullable: true,
    description: 'As its source counts, such as 3 or 2.1; null where it does not.',
  })
  number: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Null for an empty slot: the source has such an item, and its wording is not known here.',
  })
  title: string | null;

  @Field(() => String, { nullable: true, description: 'What is meant, in a sentence or two.' })
  description: string | null;

  parentCode: string | null;
}

@ObjectType({
  description: 'A framework that somebody else has published, for the networks to compare their goals with.',
})
export class Framework {
  @Field({ description: 'Names it; the same for all networks.' })
  code: string;

  @Field({ description: 'As it calls itself.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Who has published it.' })
  owner: string | null;

  @Field(() => Int, { nullable: true, description: 'When it was published, or this edition of it.' })
  year: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'USPS code of the state that it is of, if it is of one.',
  })
  state: string | null;

  @Field(() => String, { nullable: true, description: 'What a reader should know, such as what is missing.' })
  note: string | null;

  @Field(() => [Source], { description: 'Where it was published.' })
  sources: Source[];

  @Field(() => Int, { description: 'Counts the saves; for `saveFramework`.' })
  revision: number;

  @Field(() => [FrameworkItem], { description: 'In tree order: each item before its parts.' })
  items: FrameworkItem[];
}
