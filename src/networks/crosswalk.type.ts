import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum CrosswalkMatch {
  EXACT = 'EXACT',
  CLOSE = 'CLOSE',
  BROADER = 'BROADER',
  NARROWER = 'NARROWER',
  RELATED = 'RELATED',
}

registerEnumType(CrosswalkMatch, {
  name: 'CrosswalkMatch',
  description: 'What the other end of a link is to the thing that the link is read at.',
  valuesMap: {
    EXACT: { description: 'The same, in other words.' },
    CLOSE: { description: 'So near that one may stand for the other in most uses.' },
    BROADER: { description: 'Wider: it holds this, and more.' },
    NARROWER: { description: 'A part of this.' },
    RELATED: { description: 'Neither holds the other; they have something to do with each other.' },
  },
});

/** Read from either end, the other one is what it leads to. */
export const fromTheOtherEnd = (match: CrosswalkMatch): CrosswalkMatch =>
  match === CrosswalkMatch.BROADER
    ? CrosswalkMatch.NARROWER
    : match === CrosswalkMatch.NARROWER
      ? CrosswalkMatch.BROADER
      : match;

/** What a link leads to: a goal of a network, or an item of a framework. */
export type LinkEnd = { networkKey: string; goalCode: string } | { frameworkCode: string; itemCode: string };

@ObjectType({
  description:
    'That a goal corresponds to another goal, or to an item of a published framework. It is shown at both ends; exactly one of `goal` and `item` is the other end.',
})
export class CrosswalkLink {
  @Field(() => CrosswalkMatch, { description: 'What the other end is to this one.' })
  match: CrosswalkMatch;

  @Field(() => String, { nullable: true, description: 'How the two correspond, in words.' })
  note: string | null;

  end: LinkEnd;

  statedByKey: string;
}
