import { Field, InputType } from '@nestjs/graphql';
import { Absent, NotNull, Text } from '../platform/graphql/rules.ts';
import { Language } from '../platform/language.ts';

@InputType({ description: "One's own settings; what is absent stays as it is." })
export class UpdateViewerInput {
  @Field(() => String, { nullable: true, description: 'How others see you. 1 to 120 characters.' })
  @Absent()
  @Text(120)
  displayName?: string;

  @Field(() => Language, { nullable: true, description: 'In which mails to you are written from now on.' })
  @Absent()
  @NotNull()
  language?: Language;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether you want a mail about your coalitions and networks, at most once a week and only when there is something to tell.',
  })
  @Absent()
  @NotNull()
  weeklyDigest?: boolean;
}
