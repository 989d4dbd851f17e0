import { getNamedType, type GraphQLSchema, isEnumType, isInputObjectType } from 'graphql';
import type pg from 'pg';
import { people } from '../people.ts';
import { columnsOf } from './canaries.ts';
import { fieldRows } from './fields.ts';
import { inputs } from './inputs.ts';
import { mutations } from './mutations.ts';
import { fieldsOf, objectTypes } from './paths.ts';
import { idKinds, idPlaces } from './positions.ts';
import { readArguments } from './read-arguments.ts';
import { watched } from './watched.ts';

/** What is handed out once and kept as a digest, and what takes it: one mutation, or the header of any call. */
export const tokenKinds: Record<string, string> = {
  'access.refresh_tokens': 'refreshSession',
  'access.invitations': 'acceptInvitation',
  'access.account_tokens': 'resetPassword',
  'access.api_keys': 'Authorization',
};

/** What is there and not declared, and what is declared and not there. */
export function differences(there: Iterable<string>, declared: Iterable<string>): string[] {
  const [real, said] = [new Set(there), new Set(declared)];
  return [
    ...[...real].filter((name) => !said.has(name)).map((name) => `${name} is not declared`),
    ...[...said].filter((name) => !real.has(name)).map((name) => `${name} is declared and not there`),
  ];
}

export const undeclaredFields = (schema: GraphQLSchema): string[] =>
  differences(
    objectTypes(schema).flatMap((type) => fieldsOf(type).map(({ name }) => `${type.name}.${name}`)),
    fieldRows.keys(),
  );

/** Booleans and enums are tried with all their values, unless they are said. */
export function undeclaredReadArguments(schema: GraphQLSchema): string[] {
  const tried = (type: unknown): boolean => isEnumType(type) || String(type) === 'Boolean';
  const filters = new Set<string>();
  const names = objectTypes(schema)
    .filter((type) => type !== schema.getMutationType())
    .flatMap((type) =>
      fieldsOf(type).flatMap(({ name, args }) =>
        args.flatMap((argument) => {
          const named = getNamedType(argument.type);
          if (!isInputObjectType(named)) return tried(named) ? [] : [`${type.name}.${name}.${argument.name}`];
          for (const field of Object.values(named.getFields()))
            if (!tried(getNamedType(field.type))) filters.add(`${named.name}.${field.name}`);
          return [];
        }),
      ),
    );
  return differences([...names, ...filters], Object.keys(readArguments));
}

export const undeclaredMutations = (schema: GraphQLSchema): string[] =>
  differences(Object.keys(schema.getMutationType()!.getFields()), Object.keys(mutations));

/** Scalars of inputs need a sample; what is an input itself has its own row. */
export function undeclaredInputs(schema: GraphQLSchema): string[] {
  const reads = Object.keys(readArguments).map((name) => name.split('.')[0]);
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isInputObjectType(type) || reads.includes(type.name)) return [];
    const row = inputs[type.name] ?? {};
    const fields = Object.values(type.getFields());
    const needed = fields.filter((field) => !isInputObjectType(getNamedType(field.type)));
    const missing = needed.filter(({ name }) => row[name] === undefined).map(({ name }) => name);
    const gone = Object.keys(row).filter((name) => !fields.some((field) => field.name === name));
    return [...missing, ...gone].map((name) => `${type.name}.${name}`);
  });
}

export const undeclaredIds = (schema: GraphQLSchema): string[] =>
  differences(
    fieldsOf(schema.getMutationType()!).flatMap((field) =>
      field.args.flatMap(({ name, type }) =>
        idPlaces(type, [], `${field.name}.${name}`).map(({ named }) => named),
      ),
    ),
    Object.keys(idKinds),
  );

export function undeclaredRoles(schema: GraphQLSchema): string[] {
  const role = schema.getType('Role');
  const known = isEnumType(role) ? role.getValues().map(({ name }) => name) : [];
  return differences(
    known,
    people.flatMap(({ roles }) => roles.map(([name]) => name)),
  );
}

export async function undeclaredTables(client: pg.ClientBase): Promise<string[]> {
  const columns = await columnsOf(client);
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('private', 'access', 'audit') and c.relkind in ('r', 'p')`,
  );
  const said = Object.entries(watched).flatMap(([table, { columns: treated = {}, except = {} }]) =>
    [...Object.keys(treated), ...Object.keys(except)].map((column) => `${table}.${column}`),
  );
  const there = columns.map(({ table, name }) => `${table}.${name}`);
  return [
    ...differences(
      rows.map(({ name }) => name),
      Object.keys(watched),
    ),
    ...said
      .filter((name) => !name.endsWith('.id') && !there.includes(name))
      .map((name) => `${name} is not there`),
  ];
}

export async function undeclaredTokens(client: pg.ClientBase): Promise<string[]> {
  const columns = (await columnsOf(client)).filter(({ name, type }) => type === 'bytea' && name === 'digest');
  return differences(
    columns.map(({ table }) => table),
    Object.keys(tokenKinds),
  );
}
