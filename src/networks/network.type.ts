import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Node } from '../platform/graphql/node.ts';

@ObjectType({
  implements: () => [Node],
  description:
    'A statewide initiative: its shared goals and words, and the coalitions that work towards them.',
})
export class Network implements Node {
  @Field(() => ID, { description: 'For `node`.' })
  id: string;

  /** The row's own id: what other rows point at. */
  key: string;

  @Field({ description: 'Its part of every public address.' })
  slug: string;

  @Field({ description: 'As it calls itself.' })
  name: string;

  @Field({ description: 'Its public page.' })
  url: string;

  @Field(() => [String], { description: 'USPS codes of its states.' })
  states: string[];

  @Field(() => String, { nullable: true, description: 'What it is, in a few sentences.' })
  description: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Published contact address of the backbone organisation.',
  })
  contact: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Licence of the published data, an SPDX name where there is one.',
  })
  license: string | null;

  @Field(() => Int, { description: 'The version of the framework in force; 0 before the first is saved.' })
  frameworkVersion: number;

  @Field(() => Int, { description: 'Counts the saves of its crosswalk; for `saveCrosswalk`.' })
  crosswalkRevision: number;

  @Field(() => Int, { description: 'Grows with every change that a public answer can show.' })
  revision: number;

  @Field({ description: 'When the revision last grew.' })
  updatedAt: Date;
}
