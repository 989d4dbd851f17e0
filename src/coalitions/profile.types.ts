import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Dictionary } from '../networks/dictionary.ts';
import { Goal, Organization, Term } from '../networks/goal.type.ts';
import { County } from '../places/county.type.ts';
import { Node } from '../platform/graphql/node.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';
import { type CardContent, type ProfileContent, VINTAGE_AT_FIRST } from './profile.content.ts';

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

/**
 * What a published coalition and a draft show alike. All that the card says stands here as plain properties: a list asks
 * for it fifty times over.
 */
@ObjectType({ isAbstract: true })
export abstract class ProfileFields {
  networkKey: string;
  coalitionKey: string;
  card: CardContent;
  /** Absent until a field needs more than the card. */
  content?: ProfileContent;
  dictionary: Dictionary;
  /** By FIPS code, retired ones too. */
  knownCounties: ReadonlyMap<string, County>;

  @Field({ description: 'Its own part of its public address.' })
  slug: string;

  @Field(() => String, { description: 'As the coalition calls itself.' })
  get name(): string {
    return this.card.name;
  }

  @Field(() => [String], { description: 'Other names that it is known by.' })
  get aliases(): string[] {
    return this.card.aliases;
  }

  @Field(() => Scope, { description: 'How far it reaches.' })
  get scope(): Scope {
    return this.card.scope as Scope;
  }

  @Field(() => String, { nullable: true, description: 'What it does, in a few sentences.' })
  get summary(): string | null {
    return this.card.summary;
  }

  @Field(() => Int, { nullable: true, description: 'The year in which it began.' })
  get foundedYear(): number | null {
    return this.card.foundedYear;
  }

  @Field(() => String, { nullable: true, description: 'Its own page.' })
  get website(): string | null {
    return this.card.website;
  }

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When somebody last confirmed that everything is still true. An update is no confirmation.',
  })
  verifiedOn: string | null;

  @Field(() => Term, { description: 'Of the taxonomy `coalition-kind`.' })
  get kind(): Term {
    const { kindCode: code } = this.card;
    // A word that the network has dropped since is shown by its code.
    return this.dictionary.term('coalition-kind', code) ?? { taxonomy: 'coalition-kind', code, label: code };
  }

  @Field(() => AgeFocus, {
    nullable: true,
    description: 'The ages that it works for; null when it has not said.',
  })
  get ageFocus(): AgeFocus | null {
    const { minMonths, maxMonths } = this.card;
    return minMonths === null && maxMonths === null ? null : { minMonths, maxMonths };
  }

  @Field(() => [CoverageArea], { description: 'The counties that it covers, wholly or in part.' })
  get counties(): CoverageArea[] {
    const areas: CoverageArea[] = [];
    for (const { fips, partial, basis, note, vintage = VINTAGE_AT_FIRST } of this.card.counties) {
      const county = this.knownCounties.get(fips);
      if (county) areas.push({ county, partial, basis: basis as CoverageBasis, note, vintage });
    }
    return areas;
  }

  @Field(() => [Term], { description: 'The sectors at its table: of the taxonomy `sector`.' })
  get sectors(): Term[] {
    return this.dictionary.termsOf('sector', this.card.sectorCodes);
  }

  @Field(() => [Term], { description: 'Whom it works for: of the taxonomy `population`.' })
  get populations(): Term[] {
    return this.dictionary.termsOf('population', this.card.populationCodes);
  }

  @Field(() => [Term], { description: 'What it builds on: of the taxonomy `framework`.' })
  get frameworks(): Term[] {
    return this.dictionary.termsOf('framework', this.card.frameworkCodes);
  }
}
