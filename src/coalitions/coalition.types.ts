import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Goal, Organization, Term } from '../networks/goal.type.ts';
import { County } from '../places/county.type.ts';
import { Node } from '../platform/graphql/node.ts';
import { PageInfo } from '../platform/graphql/page.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';
import type { CardContent, ProfileContent } from './profile.content.ts';

export enum Scope {
  LOCAL = 'LOCAL',
  REGIONAL = 'REGIONAL',
  STATEWIDE = 'STATEWIDE',
  UNSTATED = 'UNSTATED',
}

export enum CoverageBasis {
  STATED = 'STATED',
  INFERRED = 'INFERRED',
}

registerEnumType(Scope, {
  name: 'Scope',
  description: 'How far a coalition reaches.',
  valuesMap: {
    LOCAL: { description: 'One county or a part of one.' },
    REGIONAL: { description: 'Several counties.' },
    STATEWIDE: {
      description:
        'The whole state; such a coalition need not list counties, and does not count as covering each of them.',
    },
    UNSTATED: { description: 'The coalition has not said.' },
  },
});
registerEnumType(CoverageBasis, {
  name: 'CoverageBasis',
  description: 'How it is known that a coalition covers a county.',
  valuesMap: {
    STATED: { description: 'The coalition or its source says so.' },
    INFERRED: { description: 'Concluded by somebody else, such as from a name or an address.' },
  },
});

@ObjectType({
  description:
    'The ages that a coalition works for, in months from birth; before birth is below zero, so prenatal begins at -9.',
})
export class AgeFocus {
  @Field(() => Int, { nullable: true, description: '-9 to 216; null for no lower bound.' })
  minMonths: number | null;

  @Field(() => Int, { nullable: true, description: '-9 to 216; null for no upper bound.' })
  maxMonths: number | null;
}

@ObjectType({ description: 'A county that a coalition covers.' })
export class CoverageArea {
  @Field(() => County, { description: 'The county.' })
  county: County;

  @Field({ description: 'Only a part of the county, such as a city in it.' })
  partial: boolean;

  @Field(() => CoverageBasis, { description: 'How it is known that the coalition covers it.' })
  basis: CoverageBasis;

  @Field(() => String, { nullable: true, description: 'Which part, or how it is known.' })
  note: string | null;

  @Field(() => Int, {
    description:
      'The vintage of counties in which it was written, for `mapCounties`. The county may be retired since.',
  })
  vintage: number;
}

@ObjectType({
  implements: () => [Node],
  description: 'An organisation in its part as a partner of one coalition.',
})
export class Partner implements Node {
  @Field(() => ID, { description: 'Stays the same as long as the partner is kept.' })
  id: string;

  @Field(() => Organization, { description: 'The organisation that is the partner.' })
  organization: Organization;

  @Field(() => String, {
    nullable: true,
    description: "What it does in the coalition, in the coalition's words.",
  })
  role: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day of the partnership, where it is known.',
  })
  since: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Null while the partnership lasts.' })
  until: string | null;
}

@ObjectType({ implements: () => [Node], description: 'One effort of a coalition.' })
export class Initiative implements Node {
  @Field(() => ID, { description: 'Stays the same as long as the initiative is kept.' })
  id: string;

  @Field({ description: 'What the coalition calls it.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What is done, in a few sentences.' })
  summary: string | null;

  @Field(() => Term, { nullable: true, description: 'Of the taxonomy `initiative-kind`.' })
  kind: Term | null;

  @Field(() => [County], { description: 'Where it is done; empty when that is not said.' })
  counties: County[];

  @Field(() => [Goal], { description: 'The shared goals that it is meant for.' })
  goals: Goal[];

  @Field(() => Organization, { nullable: true, description: 'The organisation that leads it.' })
  leadOrganization: Organization | null;

  @Field(() => String, { nullable: true, description: 'Its own page.' })
  website: string | null;

  /** Where `coalition` is found; null in a draft. */
  published: { networkKey: string; coalitionKey: string } | null;
}

/** What both a published coalition and a draft show as they are. */
@ObjectType({ isAbstract: true })
export abstract class ProfileFields {
  networkKey: string;
  coalitionKey: string;
  card: CardContent;
  /** Absent until a field needs more than the card. */
  content?: ProfileContent;

  @Field({ description: 'Its own part of its public address.' })
  slug: string;

  @Field({ description: 'As the coalition calls itself.' })
  name: string;

  @Field(() => [String], { description: 'Other names that it is known by.' })
  aliases: string[];

  @Field(() => Scope, { description: 'How far it reaches.' })
  scope: Scope;

  @Field(() => String, { nullable: true, description: 'What it does, in a few sentences.' })
  summary: string | null;

  @Field(() => Int, { nullable: true, description: 'The year in which it began.' })
  foundedYear: number | null;

  @Field(() => String, { nullable: true, description: 'Its own page.' })
  website: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When somebody last confirmed that everything is still true. An update is no confirmation.',
  })
  verifiedOn: string | null;
}

@ObjectType({ implements: () => [Node], description: 'What a coalition has published.' })
export class Coalition extends ProfileFields implements Node {
  @Field(() => ID, { description: 'For `node` and for every input named coalitionId.' })
  id: string;

  @Field({ description: 'Its public page.' })
  url: string;

  @Field({ description: 'False for a catalogue entry that no lead has taken over yet.' })
  claimed: boolean;

  @Field({ description: 'Clearly fictional; left out of landscape and exports unless asked for.' })
  demo: boolean;

  @Field({ description: 'When this version became the public record.' })
  publishedAt: Date;

  @Field(() => Int, { description: 'How many partners it has: as many as `partners` lists.' })
  partnerCount: number;

  /** Of the strategy in force; null while none is published. */
  strategyNumber: number | null;
  goalCodes: string[];
}

@ObjectType({ description: 'A coalition with its cursor.' })
export class CoalitionEdge {
  @Field({ description: 'For `after` and `before` in the same list and order.' })
  cursor: string;

  @Field(() => Coalition, { description: 'The coalition.' })
  node: Coalition;
}

@ObjectType({ description: 'A page of coalitions.' })
export class CoalitionConnection {
  @Field(() => [CoalitionEdge], { description: 'The coalitions of this page, each with its cursor.' })
  edges: CoalitionEdge[];

  @Field(() => [Coalition], { description: 'The coalitions of this page.' })
  nodes: Coalition[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo: PageInfo;

  /** Counts the whole list; called only when the field is asked for. */
  count: () => Promise<number>;
}
