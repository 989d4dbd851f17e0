import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Node } from '../platform/graphql/node.ts';

export enum BoardStatus {
  ACTIVE = 'ACTIVE',
  CLOSED = 'CLOSED',
}

registerEnumType(BoardStatus, {
  name: 'BoardStatus',
  description: 'Whether a board is at work.',
  valuesMap: {
    ACTIVE: { description: 'It is at work.' },
    CLOSED: { description: 'It has ended: it can be read, and nobody joins it any more.' },
  },
});

@ObjectType({
  implements: () => [Node],
  description: 'An advisory board of a network. That it is there is public; who sits on it is not.',
})
export class Board implements Node {
  @Field(() => ID, { description: 'For `node` and for every input named boardId.' })
  id: string;

  /** The row's own id, and that of its network. */
  key: string;
  networkKey: string;

  @Field({ description: 'What it is known by within its network. It stays.' })
  slug: string;

  @Field({ description: 'As it calls itself.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What it is for, and how it is composed.' })
  description: string | null;

  @Field(() => BoardStatus, { description: 'Whether it is at work.' })
  status: BoardStatus;

  @Field({ description: 'When it was entered here.' })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was closed; null while it is at work.' })
  closedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was closed; null while it is at work.' })
  closingReason: string | null;
}
