import { Field, ID, InputType } from '@nestjs/graphql';
import { Role } from '../platform/graphql/allow.ts';
import { Clearable, EmailAddress, Text } from '../platform/graphql/rules.ts';
import { Language } from '../platform/language.ts';
import { NewPassword, Password } from './password-rules.ts';

@InputType({ description: 'Address and password of an account.' })
export class SignInInput {
  @Field({ description: 'At most 254 characters.' })
  @EmailAddress()
  email: string;

  @Field({ description: 'At most 256 characters.' })
  @Password()
  password: string;
}

@InputType({ description: 'The token that is changed for a new one.' })
export class RefreshInput {
  @Field({ description: 'The refresh token of the last `signIn`, `refreshSession` or `acceptInvitation`.' })
  @Text(256)
  refreshToken: string;
}

export const INVITATION_LANGUAGE = {
  nullable: true,
  description:
    'In which the invitation is written, and later mails to a new account. When absent: that of the account, where there is one, else your own.',
} as const;

@InputType({ description: 'Who is invited, where, and as what.' })
export class InviteMemberInput {
  @Field({ description: 'Where the invitation is sent. At most 254 characters.' })
  @EmailAddress()
  email: string;

  @Field(() => Role, {
    description:
      'Never above your own rights: a lead invites into the coalition, a network admin also into the network and its boards, a chair members of the board.',
  })
  role: Role;

  @Field(() => ID, { nullable: true, description: 'For LEAD, EDITOR and VIEWER: the coalition.' })
  @Clearable()
  @Text(200)
  coalitionId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For NETWORK_ADMIN, NETWORK_ANALYST and RESEARCHER: the slug of the network.',
  })
  @Clearable()
  @Text(60)
  network?: string | null;

  @Field(() => Language, INVITATION_LANGUAGE)
  @Clearable()
  language?: Language | null;

  @Field(() => ID, { nullable: true, description: 'For BOARD_CHAIR and BOARD_MEMBER: the board.' })
  @Clearable()
  @Text(200)
  boardId?: string | null;
}

@InputType({ description: 'An invitation, and for a new account its name and password.' })
export class AcceptInvitationInput {
  @Field({ description: 'From the link in the invitation.' })
  @Text(256)
  token: string;

  @Field(() => String, {
    nullable: true,
    description: 'For a new account: how others see you. 1 to 120 characters.',
  })
  @Clearable()
  @Text(120)
  displayName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'For a new account: 12 to 256 characters of any kind, none of those that many people use, and not mostly your name, your address or a place. An existing account accepts signed in, without a password.',
  })
  @Clearable()
  @NewPassword()
  password?: string | null;
}

@InputType({ description: 'A member and the role that they get.' })
export class ChangeRoleInput {
  @Field(() => ID, { description: 'From `Workspace.members` or `Viewer.memberships`.' })
  @Text(200)
  membershipId: string;

  @Field(() => Role, { description: "In the same place: a coalition's role stays one in the coalition." })
  role: Role;
}

@InputType({ description: 'A role that ends.' })
export class RemoveMemberInput {
  @Field(() => ID, { description: 'From `Workspace.members` or `Viewer.memberships`.' })
  @Text(200)
  membershipId: string;
}
