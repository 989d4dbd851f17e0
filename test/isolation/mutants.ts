import type pg from 'pg';
import { type Cell, grantedVerbs, tableCells } from './cells.ts';
import { doorCells } from './doors.ts';
import type { Landscape } from './landscape.ts';
import { matrix, roles, type Role, verbs } from './matrix.ts';
import { people, places } from './people.ts';
import { type Standpoint, standpoints } from './matrix-runner.ts';

/** A fault that somebody could make, and the part of the matrix that is to notice it. */
export interface Mutant {
  name: string;
  sql: string;
  /** Where the database is the same after it, the next mutant need not have another copy. */
  undo?: string;
  /** The function that is faulty, as its own doors are called. */
  subject?: string;
  at: readonly Standpoint[];
  cells: (at: Standpoint) => Cell[];
}

interface Policy {
  schema: string;
  name: string;
  policy: string;
  roles: string[];
  verb: string;
  reads: string | null;
  writes: string | null;
}

const POLICIES = `
  select schemaname as schema, schemaname || '.' || tablename as name, policyname as policy, roles::text[], cmd as verb,
    qual as reads, with_check as writes
  from pg_policies where schemaname !~ '^pg_' order by 2, 3`;

/** Tables of the look-up functions, and what to watch when they see nothing any more. */
const LOOKED_UP = [
  'access.accounts',
  'access.sessions',
  'access.coalitions',
  'access.memberships',
  'audit.events',
];

/** Of every policy of a role that serves: gone, always true, a lower need, the network rather than the coalition. */
export async function policyMutants(client: pg.ClientBase, { census }: Landscape): Promise<Mutant[]> {
  const { rows } = await client.query<Policy>(POLICIES);
  return rows.flatMap((policy) => {
    const serving = roles.filter((role) => policy.roles.includes(role));
    if (serving.length > 0) {
      const at = standpoints(({ role }) => serving.includes(role));
      return faultsOf(policy).map(([name, sql]) => ({
        name,
        sql,
        at,
        cells: tableCells(census, [policy.name]),
      }));
    }
    // registry_owner's, and those on tables that only sign-in and mail use, are watched by the tests of these.
    if (!policy.roles.includes('registry_authz') || !LOOKED_UP.includes(policy.name)) return [];
    const at = standpoints(({ role }) => role === 'registry_member');
    return [{ ...dropped(policy), at, cells: tableCells(census, ['private.initiatives']) }];
  });
}

const dropped = ({ name, policy }: Policy): { name: string; sql: string } => ({
  name: `${policy} on ${name} dropped`,
  sql: `drop policy ${policy} on ${name}`,
});

function faultsOf(policy: Policy): [name: string, sql: string][] {
  const { name, policy: named, reads, writes } = policy;
  const altered = (what: string, using: string | null, check: string | null): [string, string] => {
    const clauses = [
      using === null ? '' : ` using (${using})`,
      check === null ? '' : ` with check (${check})`,
    ];
    return [`${named} on ${name} ${what}`, `alter policy ${named} on ${name}${clauses.join('')}`];
  };
  const { name: gone, sql } = dropped(policy);
  if (reads === 'true') return [[gone, sql], altered('never true', 'false', null)];
  const each = (change: (expression: string) => string): [string | null, string | null] => [
    reads && change(reads),
    writes && change(writes),
  ];
  const faults = [[gone, sql] as [string, string]];
  if (reads) faults.push(altered('reaches all rows', 'true', null));
  if (writes) faults.push(altered('takes all rows', null, 'true'));
  if (reads && writes) faults.push(altered('reaches and takes all rows', 'true', 'true'));
  const lower = (expression: string): string => expression.replace(/'(write|admin)'/, `'read'`);
  const weakened = each(lower);
  // The check alone would be no fault: who may write may read the same one coalition, and the rows reached are its.
  if (weakened[0] !== reads || weakened[1] !== writes)
    faults.push(altered('needs no more than reading', ...weakened));
  if (reads && writes) faults.push(altered('reaches rows for no more than reading', weakened[0], null));
  const wider = (): string => `network_id = (select access.network('read'))`;
  if (!/network_id/.test(reads ?? writes!)) faults.push(altered('is for the network', ...each(wider)));
  const narrower = (): string => `coalition_id = (select access.coalition('read'))`;
  if (/network_id/.test(reads ?? writes!)) faults.push(altered('is for the coalition', ...each(narrower)));
  return faults;
}

/** Every grant that is not meant; where a role could not even look into the schema, that too. */
export async function grantMutants(client: pg.ClientBase, { census }: Landscape): Promise<Mutant[]> {
  const { rows } = await client.query<{ role: string; schema: string }>(
    `select rolname as role, nspname as schema from pg_roles r, pg_namespace n
     where rolname like 'registry\\_%' and has_schema_privilege(r.oid, n.oid, 'usage')`,
  );
  const looks = (role: Role, schema: string): boolean =>
    rows.some((row) => row.role === role && row.schema === schema);
  return Object.keys(matrix).flatMap((table) => {
    const schema = table.split('.')[0]!;
    return roles.flatMap((role) =>
      verbs
        .filter((verb) => !grantedVerbs(table, role).includes(verb))
        .map((verb): Mutant => ({
          name: `${verb} on ${table} granted to ${role}`,
          sql: `${looks(role, schema) ? '' : `grant usage on schema ${schema} to ${role};`} grant ${verb} on ${table} to ${role}`,
          undo: `${looks(role, schema) ? '' : `revoke usage on schema ${schema} from ${role};`} revoke ${verb} on ${table} from ${role}`,
          at: [{ person: people[0]!, place: places[0]!, role }],
          cells: tableCells(census, [table]),
        })),
    );
  });
}

/** Says the same in other words. */
export const harmlessChange = ({ census }: Landscape): Mutant => ({
  name: 'a policy written anew as it was',
  sql: `drop policy member_reads on private.partners;
    create policy member_reads on private.partners for select to registry_member
    using (coalition_id = (select access.coalition('read')))`,
  at: standpoints(({ place }) => place.network === 'A'),
  cells: (at) => [...tableCells(census)(at), ...doorCells(at)],
});

/** What no statement of the matrix can show, as the serving roles own nothing: the gates and the inventory are asked. */
export function tableMutants({ census }: Landscape): Mutant[] {
  return [...census.keys()].flatMap((table) => {
    const mutant = (name: string, sql: string, undo: string, role: Role): Mutant => ({
      ...{ name: `${table}: ${name}`, sql, undo },
      at: standpoints((at) => at.role === role),
      cells: tableCells(census, [table]),
    });
    if (!/^(private|audit|access|published|reference)\./.test(table)) return [];
    const alter = (change: string): string => `alter table ${table} ${change} row level security`;
    const column = census.get(table)!.column;
    return [
      mutant('row security not forced', alter('no force'), alter('force'), 'registry_public'),
      mutant('row security disabled', alter('disable'), alter('enable'), 'registry_member'),
      ...['truncate', 'references', 'trigger'].map((verb) =>
        mutant(
          `${verb} granted`,
          `grant ${verb} on ${table} to registry_member`,
          `revoke ${verb} on ${table} from registry_member`,
          'registry_member',
        ),
      ),
      mutant(
        'a column granted',
        `grant update (${column}) on ${table} to registry_board`,
        `revoke update (${column}) on ${table} from registry_board`,
        'registry_public',
      ),
      mutant(
        'seen through a view',
        `create view published.everything as select * from ${table}; grant select on published.everything to registry_public`,
        'drop view published.everything',
        'registry_public',
      ),
    ];
  });
}
