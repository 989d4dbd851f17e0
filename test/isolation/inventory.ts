import type pg from 'pg';
import { DENIED, grantedVerbs } from './cells.ts';
import { functions } from './functions.ts';
import { tablesOf } from './landscape.ts';
import { matrix, roles, verbs } from './matrix.ts';

/**
 * Where the catalog and what is said by hand differ: tables, roles and functions that one has and the other has not,
 * and privileges, of whole tables or of any of their columns, that are granted and not meant or meant and not granted.
 */
export async function inventory(client: pg.ClientBase): Promise<{ cells: number; mismatches: string[] }> {
  const mismatches: string[] = [];
  const compare = (what: string, there: string[], said: string[]): void => {
    mismatches.push(
      ...there.filter((each) => !said.includes(each)).map((each) => `${what} ${each} is not declared`),
    );
    mismatches.push(
      ...said.filter((each) => !there.includes(each)).map((each) => `${what} ${each} is not there`),
    );
    const twice = there.filter((each, index) => there.indexOf(each) !== index);
    mismatches.push(...twice.map((each) => `${what} ${each} is there twice`));
  };
  const rowsOf = async <Row extends object>(sql: string): Promise<Row[]> =>
    (await client.query<Row>(sql)).rows;

  const servingRoles = await rowsOf<{ name: string }>(
    `select rolname::text as name from pg_roles where pg_has_role('registry_server', oid, 'member')`,
  );
  compare(
    'role',
    servingRoles.map(({ name }) => name),
    [...roles],
  );
  const tables = (await tablesOf(client)).map(({ name }) => name);
  compare('table', tables, Object.keys(matrix));
  const callables = await rowsOf<{ name: string; callers: string[] }>(FUNCTIONS);
  compare(
    'function',
    callables.map(({ name }) => name),
    Object.keys(functions),
  );

  const said = tables.flatMap((table) =>
    roles.flatMap((role) => verbs.map((verb) => ({ table, role, verb }))),
  );
  const granted = new Set((await rowsOf<{ grant: string }>(GRANTS)).map((row) => row.grant));
  for (const { table, role, verb } of said) {
    const is = granted.has(`${role} ${verb} ${table}`);
    const meant = grantedVerbs(table, role).includes(verb);
    if (is !== meant) mismatches.push(`${verb} on ${table} is ${is ? 'granted' : DENIED} to ${role}`);
  }
  for (const { name, callers } of callables) {
    for (const role of roles) {
      const is = callers.includes(role);
      const meant = functions[name]?.includes(role) ?? false;
      if (is !== meant) mismatches.push(`${name} is ${is ? 'granted' : DENIED} to ${role}`);
    }
  }
  return { cells: said.length + callables.length * roles.length, mismatches };
}

const ROLES = `(values ${roles.map((role) => `('${role}')`).join(', ')}) r (role)`;

/** Extensions bring functions of their own, which are for everybody and reach no table. */
const FUNCTIONS = `
  select n.nspname || '.' || p.proname as name,
    array(select role from ${ROLES} where has_function_privilege(role, p.oid, 'execute')) as callers
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname !~ '^(pg_|information_schema|witness)'
    and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`;

const GRANTS = `
  select role || ' ' || verb || ' ' || n.nspname || '.' || c.relname as grant
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join ${ROLES} cross join unnest(array['select', 'insert', 'update', 'delete']) verb
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^(pg_|information_schema)'
    and case when verb = 'delete' then has_table_privilege(role, c.oid, verb) else has_any_column_privilege(role, c.oid, verb) end`;
