import { ModulesContainer } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { AUDIENCE } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';

const CONTRACT = '../shared/product/api.graphql';

describe('The schema', () => {
  let app: TestApp;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    app = await TestApp.start();
    schema = app.nest.get(GraphQLSchemaHost).schema;
  });
  afterAll(() => app.stop());

  it('is the one that schema.graphql shows; `npm run schema` writes it', () => {
    const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
    if (process.env['WRITE_SCHEMA']) writeFileSync('schema.graphql', printed);
    expect(printed).toBe(readFileSync('schema.graphql', 'utf8'));
  });

  it('names an audience for every operation and every route', () => {
    const open = [...app.nest.get(ModulesContainer).values()].flatMap((module) =>
      [...module.providers.values(), ...module.controllers.values()].flatMap(({ metatype }) =>
        unguarded(metatype?.prototype as object | undefined),
      ),
    );
    expect(open).toEqual([]);
  });

  it('describes every type, field, argument and value to the reader of the API', () => {
    const known = (type: GraphQLNamedType) =>
      /^(__|String$|Int$|Boolean$|ID$|Query$|Mutation$)/.test(type.name);
    const silent = Object.values(schema.getTypeMap())
      .filter((type) => !known(type))
      .flatMap((type) => [...(type.description ? [] : [type.name]), ...silentMembers(type)]);
    const roots = [schema.getQueryType()!, schema.getMutationType()!].flatMap(silentMembers);
    // What every mutation takes is described where the input is.
    expect([...silent, ...roots].filter((name) => !name.endsWith('(input)'))).toEqual([]);
  });

  it('has everything of the public contract as the contract has it, or not yet', () => {
    if (!existsSync(CONTRACT))
      return console.log(`${CONTRACT} is not here, so the contract was not compared.`);
    const contract = buildSchema(readFileSync(CONTRACT, 'utf8'));
    const [missing, different] = compare(contract, schema);
    console.log(`Not yet of the contract (${missing.length}):\n${missing.join(', ')}`);
    expect(different).toEqual([]);
  });
});

function silentMembers(type: GraphQLNamedType): string[] {
  if (isEnumType(type))
    return type.getValues().flatMap(({ name, description }) => (description ? [] : [`${type.name}.${name}`]));
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    ...(field.description ? [] : [`${type.name}.${field.name}`]),
    ...('args' in field ? (field.args as readonly GraphQLArgument[]) : []).flatMap(({ name, description }) =>
      description ? [] : [`${type.name}.${field.name}(${name})`],
    ),
  ]);
}

/** Methods that a request can reach and that do not say for whom they are. */
function unguarded(prototype: object | undefined): string[] {
  const methods = Object.entries(Object.getOwnPropertyDescriptors(prototype ?? {}));
  return methods.flatMap(([name, { value }]) => {
    if (typeof value !== 'function') return [];
    const reached =
      ['Query', 'Mutation'].includes(Reflect.getMetadata('graphql:resolver_type', value) as string) ||
      Reflect.hasMetadata('method', value);
    return reached && !Reflect.hasMetadata(AUDIENCE, value) ? [`${prototype!.constructor.name}.${name}`] : [];
  });
}

/** A default that is null in one and absent in the other is the same to a client. */
const sameDefault = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

function compare(contract: GraphQLSchema, schema: GraphQLSchema): [missing: string[], different: string[]] {
  const missing: string[] = [];
  const different: string[] = [];
  for (const wanted of Object.values(contract.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    const found = schema.getType(wanted.name);
    if (!found) missing.push(wanted.name);
    else if (found.constructor !== wanted.constructor) different.push(`${wanted.name} is of another kind`);
    else compareMembers(wanted, found, missing, different);
  }
  return [missing, different];
}

function compareMembers(
  wanted: GraphQLNamedType,
  found: GraphQLNamedType,
  missing: string[],
  different: string[],
): void {
  if (isEnumType(wanted) && isEnumType(found)) {
    const values = new Set(found.getValues().map(({ name }) => name));
    missing.push(
      ...wanted
        .getValues()
        .filter(({ name }) => !values.has(name))
        .map(({ name }) => `${wanted.name}.${name}`),
    );
    return;
  }
  const fieldsOf = (type: GraphQLNamedType) =>
    isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? type.getFields() : {};
  const fields = fieldsOf(found);
  for (const field of Object.values(fieldsOf(wanted))) {
    const at = `${wanted.name}.${field.name}`;
    const match = fields[field.name];
    if (!match) {
      missing.push(at);
      continue;
    }
    if (String(match.type) !== String(field.type))
      different.push(`${at}: ${String(match.type)}, not ${String(field.type)}`);
    if (!('args' in field) || !('args' in match)) continue;
    const known = new Set((field.args as readonly GraphQLArgument[]).map(({ name }) => name));
    for (const argument of field.args) {
      const given = match.args.find(({ name }) => name === argument.name);
      if (!given) missing.push(`${at}(${argument.name})`);
      else if (
        String(given.type) !== String(argument.type) ||
        !sameDefault(given.defaultValue, argument.defaultValue)
      ) {
        different.push(`${at}(${argument.name}): ${String(given.type)}, not ${String(argument.type)}`);
      }
    }
    for (const argument of match.args) {
      if (
        String(argument.type).endsWith('!') &&
        argument.defaultValue === undefined &&
        !known.has(argument.name)
      ) {
        different.push(`${at}(${argument.name}) is required, which the contract does not know`);
      }
    }
  }
}
