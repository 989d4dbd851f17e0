import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { Clearable } from './rules.ts';

/** ASCII, so that a header can carry it as well as an input. */
export const KEY_FORM = /^[\x21-\x7e]{1,255}$/;

/** The field of an input that creates something. */
export const IdempotencyKey = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, {
      nullable: true,
      description:
        '1 to 255 visible ASCII characters, new for each intent: the same call sent again under it is answered again, not done again, and after OUTCOME_UNKNOWN it is the way to find out. Kept for a day. IDEMPOTENCY_MISMATCH when another call was made under it.',
    }),
    Clearable(),
    Matches(KEY_FORM, { message: 'Write 1 to 255 visible ASCII characters, without spaces' }),
  );
