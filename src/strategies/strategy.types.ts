import { Field, Int, InterfaceType, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Dictionary } from '../networks/dictionary.ts';
import { AlignmentIntent, Goal, Term } from '../networks/goal.type.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';
import { ChangeKind, FindingSeverity, NodeKind } from './strategy-enums.ts';
import type { StrategyContent } from './strategy.content.ts';

registerEnumType(NodeKind, {
  name: 'NodeKind',
  description: 'What a node is in the theory of change. The first seven follow each other in time.',
  valuesMap: {
    INPUT: { description: 'What is put in: people, money, places.' },
    ACTIVITY: { description: 'What is done with it.' },
    OUTPUT: { description: 'What that yields at once, and can be counted.' },
    SHORT_TERM_OUTCOME: { description: 'The first change, as a rule of what people know or can do.' },
    INTERMEDIATE_OUTCOME: { description: 'The next, as a rule of what people or organisations do.' },
    LONG_TERM_OUTCOME: { description: 'The last, as a rule in the lives of children and families.' },
    IMPACT: { description: 'The lasting state that all of it is for.' },
    CONDITION: { description: 'What must be in place for a step to work.' },
    ASSUMPTION: { description: 'What is taken to be true, and should be looked at again.' },
    RISK: { description: 'What may go wrong.' },
    EXTERNAL_FACTOR: { description: 'What others decide, and bears on it.' },
  },
});
registerEnumType(FindingSeverity, {
  name: 'FindingSeverity',
  description: 'Whether a finding stands in the way of publishing.',
  valuesMap: {
    ERROR: { description: 'The strategy cannot be published until it is mended; the profile can.' },
    WARNING: { description: 'Worth a look; nothing is refused for it.' },
  },
});
registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: 'What a change means. Order and place are no change.',
  valuesMap: {
    ADDED: { description: 'A node that was not there.' },
    REMOVED: { description: 'A node that is gone.' },
    REWORDED: {
      description: 'Another wording of the same: a text, a note, the title, the vision, the review date.',
    },
    RECLASSIFIED: { description: 'Another kind or another shared approach of the same node.' },
    REALIGNED: { description: 'An alignment with a goal that came, went or changed.' },
    RELINKED: { description: 'A link that came, went or changed.' },
  },
});

@ObjectType({ description: 'One thing in a theory of change, in the words of the coalition.' })
export class StrategyNode {
  @Field({
    description: 'Names the node for good, whatever becomes of its wording: 1 to 40 letters, digits, - or _.',
  })
  key: string;

  @Field(() => NodeKind, { description: 'What it is.' })
  kind: NodeKind;

  @Field({ description: 'In the words of the coalition.' })
  text: string;

  @Field(() => Term, {
    nullable: true,
    description: 'Of the taxonomy `approach`: the shared word by which pathways of many coalitions compare.',
  })
  approach: Term | null;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  note: string | null;
}

@ObjectType({ description: 'What leads to what.' })
export class StrategyLink {
  @Field({ description: 'Key of the node that comes first.' })
  from: string;

  @Field({ description: 'Key of the node that it leads to.' })
  to: string;

  @Field(() => String, { nullable: true, description: 'Why one should lead to the other.' })
  rationale: string | null;

  @Field(() => Int, { nullable: true, description: 'How sure the coalition is, 0 to 100.' })
  confidence: number | null;

  @Field(() => String, { nullable: true, description: 'What is known about it, and from where.' })
  evidence: string | null;
}

@ObjectType({ description: 'How a part of a strategy stands to the shared goals.' })
export class Alignment {
  @Field(() => String, { nullable: true, description: 'Null for INTENTIONALLY_NOT_ADDRESSED.' })
  nodeKey: string | null;

  @Field(() => Goal, { nullable: true, description: 'Null for LOCAL_ONLY.' })
  goal: Goal | null;

  @Field(() => AlignmentIntent, { description: 'In which way.' })
  intent: AlignmentIntent;

  @Field(() => Int, { nullable: true, description: '1 (little) to 3 (much); null when not said.' })
  strength: number | null;

  @Field(() => String, { nullable: true, description: 'In the words of the coalition.' })
  note: string | null;
}

@ObjectType({ description: 'Something in a strategy that deserves a look.' })
export class StrategyFinding {
  @Field(() => FindingSeverity, { description: 'Whether it stands in the way of publishing.' })
  severity: FindingSeverity;

  @Field({ description: 'Name of the rule, such as `cycle` or `goal-not-declared`.' })
  rule: string;

  @Field({ description: 'What was found, and what to do about it.' })
  message: string;

  @Field(() => [String], { description: 'The nodes that it is about; empty when it is about the whole.' })
  nodeKeys: string[];
}

@ObjectType({ description: 'One change between two states of a strategy.' })
export class StrategyChange {
  @Field(() => ChangeKind, { description: 'What it means.' })
  change: ChangeKind;

  @Field({
    description: 'Where: such as `nodes.home-visits.text`, `links.a>b` or `alignments.home-visits>NC-G1`.',
  })
  path: string;

  @Field(() => String, {
    nullable: true,
    description: 'Before it, a whole item as JSON; null when it is new.',
  })
  before: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'After it, a whole item as JSON; null when it is gone.',
  })
  after: string | null;
}

@ObjectType({
  description: 'Whose published strategy this one began as a copy of. It stays with every version.',
})
export class StrategyAttribution {
  @Field({ description: 'Name of that coalition when it was copied.' })
  coalitionName: string;

  @Field(() => Int, { description: 'The version that was copied.' })
  version: number;

  networkKey: string;
  coalitionKey: string;
}

@InterfaceType({
  resolveType: (value: object) => value.constructor.name,
  description:
    'A theory of change: what a coalition puts in and does, what that leads to, and how it stands to the shared goals.',
})
export abstract class Strategy {
  content: StrategyContent;
  dictionary: Dictionary;

  @Field({ description: 'What the coalition calls it.' })
  get title(): string {
    return this.content.title;
  }

  @Field(() => String, { nullable: true, description: 'What it is all for, in a few sentences.' })
  get vision(): string | null {
    return this.content.vision;
  }

  @Field(() => DateScalar, { nullable: true, description: 'When the coalition means to look at it again.' })
  get reviewOn(): string | null {
    return this.content.reviewOn;
  }

  @Field(() => [StrategyNode], { description: 'Its things, in the order of the coalition; at most 500.' })
  get nodes(): StrategyNode[] {
    return this.content.nodes.map(({ approachCode, ...node }) => ({
      ...node,
      kind: node.kind as NodeKind,
      approach:
        approachCode === null
          ? null
          : // A word that the network has dropped since is shown by its code.
            (this.dictionary.term('approach', approachCode) ?? {
              ...{ taxonomy: 'approach', code: approachCode, label: approachCode },
            }),
    }));
  }

  @Field(() => [StrategyLink], { description: 'What leads to what; at most 1,000.' })
  get links(): StrategyLink[] {
    return this.content.links;
  }

  @Field(() => [Alignment], { description: 'How it stands to the shared goals; at most 500.' })
  get alignments(): Alignment[] {
    return this.content.alignments.map(({ goalCode, ...alignment }) => ({
      ...alignment,
      intent: alignment.intent as AlignmentIntent,
      goal: goalCode === null ? null : this.dictionary.goal(goalCode),
    }));
  }

  @Field(() => [StrategyFinding], {
    description:
      'What deserves a look: circles, steps that lead nowhere, goals that are neither addressed nor declared not to be. Of a version, as it was when it was published.',
  })
  findings: StrategyFinding[];

  @Field(() => StrategyAttribution, {
    nullable: true,
    description: 'Whose strategy it began as a copy of; null when it began on its own.',
  })
  get basedOn(): StrategyAttribution | null {
    const from = this.content.basedOn;
    return (
      from &&
      Object.assign(new StrategyAttribution(), {
        ...{ coalitionName: from.coalitionName, version: from.version },
        ...{ networkKey: from.networkId, coalitionKey: from.coalitionId },
      })
    );
  }
}
