import { Field, ID, InputType } from '@nestjs/graphql';
import { Absent, Clearable, EmailAddress, Text } from '../platform/graphql/rules.ts';
import { NewPassword, Password } from './password-rules.ts';

const NEW_PASSWORD =
  '12 to 256 characters of any kind, none of the passwords that many people use, and not mostly your name, your address or a place.';

@InputType({ description: 'The password that is changed, and the one that takes its place.' })
export class ChangePasswordInput {
  @Field({ description: 'The password that holds now. At most 256 characters.' })
  @Password()
  current: string;

  @Field({ description: NEW_PASSWORD })
  @NewPassword()
  new: string;
}

@InputType({ description: 'Whose password was forgotten.' })
export class RequestPasswordResetInput {
  @Field({ description: 'The address of the account. At most 254 characters.' })
  @EmailAddress()
  email: string;
}

@InputType({ description: 'The token of a letter, and a password in place of the forgotten one.' })
export class ResetPasswordInput {
  @Field({ description: 'From the link in the letter.' })
  @Text(256)
  token: string;

  @Field({ description: NEW_PASSWORD })
  @NewPassword()
  password: string;
}

@InputType({ description: 'The address that the account is to have.' })
export class RequestEmailChangeInput {
  @Field({ description: 'The new address. At most 254 characters.' })
  @EmailAddress()
  email: string;

  @Field({ description: 'The password of the account.' })
  @Password()
  password: string;
}

@InputType({ description: 'The token of a letter to a new address.' })
export class ConfirmEmailChangeInput {
  @Field({ description: 'From the link in the letter.' })
  @Text(256)
  token: string;
}

@InputType({ description: 'Which account: by one of the two.' })
export class AccountInput {
  @Field(() => ID, { nullable: true, description: 'From `Member.userId` or `LockedAccount.userId`.' })
  @Absent()
  @Clearable()
  userId?: string | null;

  @Field(() => String, { nullable: true, description: 'The address of the account.' })
  @Clearable()
  @EmailAddress()
  email?: string | null;
}

@InputType({ description: 'Which account is locked, and why.' })
export class LockAccountInput extends AccountInput {
  @Field({ description: 'For other platform admins. 1 to 500 characters.' })
  @Text(500)
  reason: string;
}

@InputType({ description: 'That it is really meant.' })
export class DeleteMyAccountInput {
  @Field({ description: 'The password of the account.' })
  @Password()
  password: string;

  @Field({ description: 'The address of the account, written out once more.' })
  @EmailAddress()
  confirmation: string;
}
