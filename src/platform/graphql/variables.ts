import {
  coerceInputValue,
  getVariableValues,
  type GraphQLInputType,
  type GraphQLSchema,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { badInput } from '../errors.ts';
import { refusedAsWhole, sentence } from './format-error.ts';
import { limits } from './limits.ts';

const MOST_PROBLEMS = 50;
const DEEPEST_INPUT = 10;

type Values = Record<string, unknown>;

/** Only what the operation declares: what else a client sends cannot reach the cache, nor anything behind it. */
export function declaredVariables(operation: OperationDefinitionNode, given: Values = {}): Values {
  const names = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]),
  );
}

/** As the executor will read them, or refused with the path of each that the schema does not take. */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Values,
): Values {
  const definitions = operation.variableDefinitions ?? [];
  refuseLongLists(given);
  const { coerced } = getVariableValues(schema, definitions, given, { maxErrors: 1 });
  if (coerced) return coerced;
  const problems = new Problems();
  try {
    for (const definition of definitions) problems.of(schema, definition, given);
  } catch (error) {
    if (error !== problems.enough) throw error;
  }
  throw refusedAsWhole(badInput(problems.fields));
}

/** What no input takes is not read item by item first. Of lists in lists the schema has fewer levels than are looked at. */
function refuseLongLists(value: unknown, path = '', levels = 0): void {
  if (typeof value !== 'object' || value === null || levels > DEEPEST_INPUT) return;
  if (Array.isArray(value) && value.length > limits.longestList)
    throw refusedAsWhole(badInput({ [path]: `List at most ${limits.longestList}.` }));
  for (const [key, item] of Object.entries(value))
    refuseLongLists(item, path === '' ? key : `${path}.${key}`, levels + 1);
}

class Problems {
  readonly fields: Record<string, string> = {};
  readonly enough = new Error('more problems than anybody reads');

  of(schema: GraphQLSchema, definition: VariableDefinitionNode, given: Values): void {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type as never) as unknown as GraphQLInputType;
    const value = given[name];
    if (value === undefined) {
      if (isNonNullType(type) && !definition.defaultValue)
        this.note(name, `Give a value of type ${type.toString()}.`);
    } else if (value === null) {
      if (isNonNullType(type)) this.note(name, `Give a value: ${type.toString()} is never null.`);
    } else {
      coerceInputValue(value, type, (path, _, { message }) => {
        // What is missing or unknown is named in the message, under the path of what it should be in.
        const within = /^Field "(\w+)"/.exec(message)?.[1];
        this.note([name, ...path, ...(within ? [within] : [])].join('.'), sentence(message));
      });
    }
  }

  private note(path: string, problem: string): void {
    if (Object.keys(this.fields).length === MOST_PROBLEMS) throw this.enough;
    this.fields[path] ??= problem;
  }
}
