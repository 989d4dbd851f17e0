import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { AlignmentIntent } from '../networks/goal.type.ts';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Clearable, ListOf, Text, WholeNumber } from '../platform/graphql/rules.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';
import { NodeKind } from './strategy-enums.ts';

/** What one strategy may hold. A page that people still read has a tenth of it. */
export const MOST = { nodes: 500, links: 1_000, alignments: 500 } as const;

const optional = (description: string): { nullable: true; description: string } => ({
  nullable: true,
  description,
});

@InputType({ description: 'A node. Its key decides whether it is the same one as before.' })
export class StrategyNodeInput {
  @Field({
    description:
      '1 to 40 letters, digits, - or _, beginning with a letter or digit; unique in the strategy. Keep it when the wording changes.',
  })
  @Text(40)
  key: string;

  @Field(() => NodeKind, { description: 'What it is.' })
  kind: NodeKind;

  @Field({ description: '1 to 500 characters, in your own words.' })
  @Text(500)
  text: string;

  @Field(() => String, optional('A code of the taxonomy `approach`.'))
  @Clearable()
  @Text(60)
  approachCode?: string | null;

  @Field(() => String, optional('At most 2,000 characters.'))
  @Clearable()
  @Text(2_000)
  note?: string | null;
}

@InputType({ description: 'What leads to what; one link at most from a node to another.' })
export class StrategyLinkInput {
  @Field({ description: 'Key of the node that comes first.' })
  @Text(40)
  from: string;

  @Field({ description: 'Key of the node that it leads to.' })
  @Text(40)
  to: string;

  @Field(() => String, optional('Why one should lead to the other. At most 2,000 characters.'))
  @Clearable()
  @Text(2_000)
  rationale?: string | null;

  @Field(() => Int, optional('How sure you are, 0 to 100.'))
  @Clearable()
  @WholeNumber(0, 100)
  confidence?: number | null;

  @Field(() => String, optional('What is known about it, and from where. At most 2,000 characters.'))
  @Clearable()
  @Text(2_000)
  evidence?: string | null;
}

@InputType({
  description:
    'LOCAL_ONLY needs a node and no goal, INTENTIONALLY_NOT_ADDRESSED a goal and no node, the others both. One at most for a node and a goal.',
})
export class AlignmentInput {
  @Field(() => String, optional('Key of the node.'))
  @Clearable()
  @Text(40)
  nodeKey?: string | null;

  @Field(() => String, optional('Code of the goal, of the framework in force.'))
  @Clearable()
  @Text(60)
  goalCode?: string | null;

  @Field(() => AlignmentIntent, { description: 'In which way.' })
  intent: AlignmentIntent;

  @Field(() => Int, optional('1 (little) to 3 (much).'))
  @Clearable()
  @WholeNumber(1, 3)
  strength?: number | null;

  @Field(() => String, optional('At most 2,000 characters.'))
  @Clearable()
  @Text(2_000)
  note?: string | null;
}

@InputType({ description: 'The whole strategy as it shall be: what is left out of a list goes.' })
export class SaveStrategyInput {
  @Field(() => ID, { description: 'The coalition whose strategy it is.' })
  @Text(200)
  coalitionId: string;

  @Field(() => Int, { description: 'The revision that was read: 0 before the first save.' })
  expectedRevision: number;

  @Field({ description: '1 to 200 characters.' })
  @Text(200)
  title: string;

  @Field(() => String, optional('What it is all for. At most 5,000 characters; absent or null for none.'))
  @Clearable()
  @Text(5_000)
  vision?: string | null;

  @Field(() => String, optional('Why it changes, for the next version. At most 2,000 characters.'))
  @Clearable()
  @Text(2_000)
  rationale?: string | null;

  @Field(() => DateScalar, optional('When you mean to look at it again.'))
  @Clearable()
  reviewOn?: string | null;

  @Field(() => [StrategyNodeInput], { description: `At most ${MOST.nodes}, in your order.` })
  @ListOf(MOST.nodes)
  @ValidateNested({ each: true })
  @Type(() => StrategyNodeInput)
  nodes: StrategyNodeInput[];

  @Field(() => [StrategyLinkInput], { description: `At most ${MOST.links.toLocaleString('en')}.` })
  @ListOf(MOST.links)
  @ValidateNested({ each: true })
  @Type(() => StrategyLinkInput)
  links: StrategyLinkInput[];

  @Field(() => [AlignmentInput], { description: `At most ${MOST.alignments}.` })
  @ListOf(MOST.alignments)
  @ValidateNested({ each: true })
  @Type(() => AlignmentInput)
  alignments: AlignmentInput[];
}

export enum StrategyTemplate {
  BLANK = 'BLANK',
  FRAMEWORK = 'FRAMEWORK',
}

registerEnumType(StrategyTemplate, {
  name: 'StrategyTemplate',
  description: 'What a strategy begins with.',
  valuesMap: {
    BLANK: { description: 'Nothing but a title.' },
    FRAMEWORK: {
      description:
        "The network's framework: a long-term outcome for each of its lowest goals, aligned with it, to be reworded and worked towards.",
    },
  },
});

@InputType({ description: 'What the draft shall begin anew with: a template, or a copy. What it held goes.' })
export class StartStrategyInput {
  @Field(() => ID, { description: 'The coalition whose strategy begins.' })
  @Text(200)
  coalitionId: string;

  @Field(() => Int, { description: 'The revision that was read: 0 before the first save.' })
  expectedRevision: number;

  @Field(() => StrategyTemplate, optional('A template; not together with `copyOf`.'))
  template?: StrategyTemplate | null;

  @Field(
    () => ID,
    optional(
      'Id of a published StrategyVersion of any coalition, which is named as its origin from then on. Of another network, alignments are left out, and so are approaches that this network has not.',
    ),
  )
  @Clearable()
  @Text(200)
  copyOf?: string | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}
