import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { KeyScope } from '../platform/graphql/allow.ts';

registerEnumType(KeyScope, {
  name: 'KeyScope',
  description:
    'What an API key may read. No key changes anything, or reads anything private but its one board.',
  valuesMap: {
    READ_PUBLISHED: { description: 'The public record, by GraphQL and as files.' },
    READ_RELEASED: {
      description:
        'What is released under the data-use agreement, and the counties and frameworks whose codes it is written in.',
    },
    READ_BOARD: {
      description:
        'The public record, and of one board what its members read: `Board.members` and `Board.invitations`, as somebody sees them who may not invite. Every other board is NOT_FOUND.',
    },
  },
});

@ObjectType({
  description:
    'A key with which a program reads, as `Authorization: Bearer clk_…`. It stops with the next request once it is revoked, ran out, or its owner has no role in its network any more, or on a board of it. One that reads a board stops when its owner has no role over that board; a closed board is still read.',
})
export class ApiKey {
  @Field(() => ID, { description: 'For `revokeApiKey`.' })
  id: string;

  @Field({ description: 'As whoever made it called it.' })
  name: string;

  @Field(() => KeyScope, { description: 'What it may read.' })
  scope: KeyScope;

  @Field({ description: 'How it begins; the rest is kept nowhere.' })
  prefix: string;

  @Field({ description: 'Whose it is, as others see the person.' })
  owner: string;

  @Field({ description: 'When it was made.' })
  createdAt: Date;

  @Field({ description: 'When it stops by itself.' })
  expiresAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was taken back; null while it was not.' })
  revokedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'Its last use, to the minute; null before the first.' })
  lastUsedAt: Date | null;

  /** The network that it is of, and the board that it reads. */
  networkId: string;
  boardKey: string | null;
}

@ObjectType({ description: 'A key that was just made.' })
export class NewApiKey {
  @Field({ description: 'The whole key, this once: `clk_` and 43 letters, digits, hyphens and underscores.' })
  secret: string;

  @Field(() => ApiKey, { description: 'What is kept of it.' })
  apiKey: ApiKey;
}
