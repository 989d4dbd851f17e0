import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Goal, type Organization } from '../networks/goal.type.ts';
import { Node } from '../platform/graphql/node.ts';
import { PageInfo } from '../platform/graphql/page.ts';
import { ProfileFields } from './profile.types.ts';

@ObjectType({ implements: () => [Node], description: 'What a coalition has published.' })
export class Coalition extends ProfileFields implements Node {
  @Field(() => ID, { description: 'For `node` and for every input named coalitionId.' })
  id: string;

  @Field(() => String, { description: 'Its public page.' })
  get url(): string {
    return `${this.pages}/${this.slug}`;
  }

  @Field({ description: 'False for a catalogue entry that no lead has taken over yet.' })
  claimed: boolean;

  @Field({ description: 'Clearly fictional; left out of landscape and exports unless asked for.' })
  demo: boolean;

  @Field({ description: 'When this version became the public record.' })
  publishedAt: Date;

  @Field(() => Int, { description: 'How many partners it has: as many as `partners` lists.' })
  get partnerCount(): number {
    return this.card.partnerCount;
  }

  @Field(() => [Goal], {
    description:
      'Goals of the framework in force, in its order, towards which its published strategy works, wholly or in part (CONTRIBUTES or PARTLY). Goals above them are not listed. Empty while no strategy is published.',
  })
  get goals(): Goal[] {
    return this.dictionary.goalsInOrder(this.goalCodes);
  }

  /** Where the public pages of its network are. */
  pages: string;
  /** The mark of its row: as long as that stays, so does all of this. */
  state: string;
  /** Of one that was read with its page: all organisations that it names, by key, and their rows as they were read. */
  organizations?: ReadonlyMap<string, Organization>;
  organizationRows?: string;
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
