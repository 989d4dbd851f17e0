import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { INVITATION_LANGUAGE } from '../identity/identity.inputs.ts';
import { IdempotencyKey } from '../platform/graphql/idempotency-key.ts';
import { Clearable, EmailAddress, Slug, Text } from '../platform/graphql/rules.ts';
import { Language } from '../platform/language.ts';

@InputType({ description: 'A new coalition and its first lead.' })
export class CreateCoalitionInput {
  @Field({ description: 'Slug of the network.' })
  @Text(60)
  network: string;

  @Field({ description: '1 to 200 characters.' })
  @Text(200)
  name: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Its part of the public address, which stays: 1 to 60 lower-case letters and digits with single hyphens between them. Made from the name when absent.',
  })
  @Clearable()
  @Slug()
  slug?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A code of the taxonomy `coalition-kind`; `local-coalition` when absent.',
  })
  @Clearable()
  @Text(60)
  kindCode?: string | null;

  @Field(() => String, { nullable: true, description: 'The first lead, who is invited by mail.' })
  @Clearable()
  @EmailAddress()
  leadEmail?: string | null;

  @Field(() => Language, INVITATION_LANGUAGE)
  @Clearable()
  language?: Language | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

@InputType({ description: 'Which draft is given up.' })
export class DiscardDraftInput {
  @Field(() => ID, { description: 'The coalition whose draft is given up.' })
  @Text(200)
  coalitionId: string;

  @Field(() => Int, {
    description: 'The revision that is given up: of the profile, or with `strategyVersion` of the strategy.',
  })
  expectedRevision: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'The strategy goes back to this published version, and the profile stays. When absent, the profile goes back to what is public, and the strategy stays.',
  })
  strategyVersion?: number | null;
}
