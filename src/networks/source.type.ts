import { Field, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../platform/graphql/scalars.ts';

@ObjectType({ description: 'Where a fact was published.' })
export class Source {
  @Field({ description: 'Its address.' })
  url: string;

  @Field(() => String, { nullable: true, description: 'What the source calls itself.' })
  title: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When it was read; null when that is not recorded.',
  })
  retrievedOn: string | null;
}

/** As it is kept: what is null may be left out. */
export interface KeptSource {
  url: string;
  title?: string | null;
  retrievedOn?: string | null;
}

export const toSource = ({ url, title, retrievedOn }: KeptSource): Source => ({
  url,
  title: title ?? null,
  retrievedOn: retrievedOn ?? null,
});
