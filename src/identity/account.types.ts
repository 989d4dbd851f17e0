import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'An account that nobody can sign in with, and why. For platform admins.' })
export class LockedAccount {
  @Field(() => ID, { description: 'For `unlockAccount`. The same person as `Member.userId`.' })
  userId: string;

  @Field({ description: 'The address of the account.' })
  email: string;

  @Field({ description: 'As others see the person.' })
  displayName: string;

  @Field({ description: 'Since when.' })
  lockedAt: Date;

  @Field(() => String, {
    nullable: true,
    description: 'As the platform admin wrote it; null when it was locked in the database.',
  })
  reason: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the platform admin; null when their account is gone.',
  })
  lockedBy: string | null;
}
