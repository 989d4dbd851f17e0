import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({
  description:
    'A session of the signed-in person that still holds. Only what it can be recognised by is kept of where it was opened.',
})
export class OwnSession {
  @Field(() => ID, { description: 'For `endSession`.' })
  id: string;

  @Field({ description: 'Whether it is the one that asks.' })
  current: boolean;

  @Field({ description: 'When somebody signed in.' })
  createdAt: Date;

  @Field({ description: 'When it was last refreshed, which one in use is every ten minutes.' })
  lastUsedAt: Date;

  @Field({
    description:
      'When it ends by itself: unused for 14 days, and 30 days after the signing in at the latest.',
  })
  expiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'The program that signed in, without its version, such as `Firefox on Windows`; null when it did not say.',
  })
  openedWith: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The network of the address that signed in, such as `198.51.x.x`; the rest of the address is not kept.',
  })
  openedFrom: string | null;
}
