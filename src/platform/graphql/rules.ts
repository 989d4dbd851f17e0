import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  IsDefined,
  IsOptional,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  registerDecorator,
  ValidateIf,
} from 'class-validator';
import { limits } from './limits.ts';

/**
 * Text that Postgres, JSON and a spreadsheet all carry unchanged: no NUL and no half of a surrogate pair. The global
 * pipe asks this of every string of every input, so that no input type can forget it.
 */
export const isWholeText = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed();

/** Absent is "unchanged": the rules that follow do not look at it. Null is refused. */
export const Absent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** Absent is "unchanged" and null is "cleared". */
export const Clearable = (): PropertyDecorator => IsOptional();

/** For what the schema lets be absent: an enum or a Boolean can be left out, but has no empty value. */
export const NotNull = (): PropertyDecorator => IsDefined({ message: 'Give a value, or leave it out' });

export const Text = (longest: number, shortest = 1): PropertyDecorator =>
  shortest > 0
    ? applyDecorators(
        Length(shortest, longest, { message: `Write ${shortest} to ${longest} characters` }),
        Matches(/\S/, { message: 'Write more than spaces' }),
      )
    : MaxLength(longest, { message: `Write at most ${longest} characters` });

export const Texts = (most: number, longest: number): PropertyDecorator =>
  applyDecorators(
    ArrayMaxSize(most, { message: `List at most ${most}` }),
    Length(1, longest, { each: true, message: `Write 1 to ${longest} characters in each` }),
    Matches(/\S/, { each: true, message: 'Write more than spaces in each' }),
  );

export const ListOf = (most: number = limits.listArgument): PropertyDecorator =>
  ArrayMaxSize(most, { message: `List at most ${most}` });

export const WholeNumber = (least: number, most: number): PropertyDecorator =>
  applyDecorators(
    Min(least, { message: `Give a whole number from ${least} to ${most}` }),
    Max(most, { message: `Give a whole number from ${least} to ${most}` }),
  );

/** A rule of text, and what to tell whoever breaks it. */
export const rule =
  (name: string, message: string, holds: (value: string) => boolean) =>
  (): PropertyDecorator =>
  (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: property as string,
      options: { message },
      validator: { validate: (value: unknown) => typeof value === 'string' && holds(value) },
    });

/** An https address that a browser opens: no password in it, a host with a dot, at most 500 characters. */
export const HttpsUrl = rule(
  'httpsUrl',
  'Give a web address that begins with https://, at most 500 characters',
  (value) => {
    if (value.length > 500 || !/^https:\/\/[^\s\\\p{Cc}]+$/u.test(value) || !URL.canParse(value))
      return false;
    const { protocol, hostname, username, password } = new URL(value);
    return protocol === 'https:' && hostname.includes('.') && username === '' && password === '';
  },
);

export const Slug = rule(
  'slug',
  'Write 1 to 60 lower-case letters and digits, with single hyphens between them',
  (value) => value.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value),
);

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
const CODE_FORM =
  '1 to 40 letters, digits, dots, hyphens and underscores, the first of them a letter or a digit';

/** Of a thing that people cite, such as NC-G1. */
export const Code = rule('code', `Write ${CODE_FORM}`, (value) => CODE.test(value));

export const Codes = (most: number): PropertyDecorator =>
  applyDecorators(
    ArrayMaxSize(most, { message: `List at most ${most}` }),
    Matches(CODE, { each: true, message: `Write ${CODE_FORM} in each` }),
  );

export const EmailAddress = rule(
  'emailAddress',
  'Give one e-mail address, at most 254 characters',
  (value) => value.length <= 254 && /^[^\s@<>()",;:\\[\]]+@[^\s@]+\.[^\s@.]+$/.test(value),
);
