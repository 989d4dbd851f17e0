import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A mail that was given up: refused for good, or not taken in twelve attempts.' })
export class DeadLetter {
  @Field(() => ID, { description: 'For `npm run registry -- mail retry`.' })
  id: string;

  @Field({ description: 'The address that it was for.' })
  recipient: string;

  @Field({ description: 'Its first line; what else was in it is shown to nobody.' })
  subject: string;

  @Field(() => Int, { description: 'How often it was tried, 1 to 12.' })
  attempts: number;

  @Field({ description: 'What the mail server said last, without anything that is secret.' })
  failure: string;

  @Field({ description: 'When it was given up. Its text is kept for seven days from then, its row for 90.' })
  since: Date;
}
