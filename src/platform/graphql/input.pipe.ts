import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { badInput } from '../errors.ts';
import { limits } from './limits.ts';
import { isWholeText } from './rules.ts';

const LONGEST_ARGUMENT = 200;

/**
 * Every argument of every operation: first that its text can be kept as it is and that its lists have an end, which no
 * input type can then forget, and after that the rules of its class.
 */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      forbidUnknownValues: false,
      exceptionFactory: (failures) => new Refused(failures),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return value;
    const problems: Record<string, string> = {};
    refuseUnkeepable(value, metadata.data ?? '', problems);
    // A slug, a code or an id, which needs no more; what may be longer is a field of a class with a rule of its own.
    if (typeof value === 'string' && value.length > LONGEST_ARGUMENT) {
      problems[metadata.data ?? ''] = `Write at most ${LONGEST_ARGUMENT} characters.`;
    }
    if (Object.keys(problems).length > 0) throw badInput(problems);
    try {
      return (await super.transform(value, metadata)) as unknown;
    } catch (error) {
      if (error instanceof Refused) throw badInput(fieldsOf(error.failures, metadata.data ?? ''));
      throw error;
    }
  }
}

class Refused extends Error {
  constructor(readonly failures: ValidationError[]) {
    super('refused');
  }
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function refuseUnkeepable(value: unknown, path: string, problems: Record<string, string>): void {
  if (typeof value === 'string') {
    if (!isWholeText(value))
      problems[path] = 'This text holds a character that cannot be kept: NUL, or half of a character.';
  } else if (Array.isArray(value) && value.length > limits.longestList) {
    problems[path] = `List at most ${limits.longestList}.`;
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) refuseUnkeepable(item, join(path, key), problems);
  }
}

/** One message a path, nested inputs and list items included. */
function fieldsOf(failures: ValidationError[], root: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const collect = (failure: ValidationError, path: string): void => {
    const [message] = Object.values(failure.constraints ?? {});
    if (message) fields[path] = /[.!]$/.test(message) ? message : `${message}.`;
    for (const child of failure.children ?? []) collect(child, join(path, child.property));
  };
  for (const failure of failures) collect(failure, join(root, failure.property));
  return fields;
}
