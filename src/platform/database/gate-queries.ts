/** What the catalog must not hold. Each query names, as `object`, everything that breaks its gate. */
export interface Gate {
  name: string;
  sql: string;
}

const SCHEMAS = `('private', 'published', 'released', 'restricted', 'reference', 'access', 'audit')`;
const SERVING = `('registry_server', 'registry_public', 'registry_member', 'registry_network', 'registry_board',
  'registry_researcher', 'registry_coder', 'registry_admin')`;

const TABLES = `
  tables as (
    select c.oid, n.nspname as schema, c.relname as name, c.relacl, c.relowner, c.relrowsecurity, c.relforcerowsecurity
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname in ${SCHEMAS}
  )`;

/** Of tables and of single columns; information_schema would hide other roles' grants from the login. */
const GRANTS = `${TABLES},
  grants as (
    select t.oid, t.schema, t.name, a.grantee, a.privilege_type as verb
    from tables t cross join lateral aclexplode(t.relacl) a
    union
    select t.oid, t.schema, t.name, a.grantee, a.privilege_type
    from tables t join pg_attribute c on c.attrelid = t.oid cross join lateral aclexplode(c.attacl) a
  ),
  serving as (select oid, rolname from pg_roles where rolname in ${SERVING})`;

const COLUMN = `(select attnum from pg_attribute a where a.attrelid = %t and a.attname = '%c' and not a.attisdropped)`;
const column = (table: string, name: string): string => COLUMN.replace('%t', table).replace('%c', name);

export const gates: Gate[] = [
  {
    name: 'every table has row security, enabled and forced',
    sql: `with ${TABLES} select schema || '.' || name as object from tables
      where relrowsecurity is not true or relforcerowsecurity is not true`,
  },
  {
    name: 'a granted verb has a policy for its role',
    sql: `with ${GRANTS}
      select g.schema || '.' || g.name || ': ' || g.verb || ' to ' || s.rolname as object
      from grants g join serving s on s.oid = g.grantee
      where g.verb in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') and not exists (
        select from pg_policy p where p.polrelid = g.oid and g.grantee = any (p.polroles) and (p.polcmd = '*'
          or (p.polcmd, g.verb) in (('r', 'SELECT'), ('a', 'INSERT'), ('w', 'UPDATE'), ('d', 'DELETE'))))`,
  },
  {
    name: 'no serving role may pass row security by',
    sql: `with ${GRANTS}
      select g.schema || '.' || g.name || ': ' || g.verb || ' to ' || s.rolname as object
      from grants g join serving s on s.oid = g.grantee where g.verb in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,
  },
  {
    name: 'nothing is granted to everybody',
    sql: `with ${GRANTS} select schema || '.' || name || ': ' || verb as object from grants where grantee = 0`,
  },
  {
    name: 'no policy is for everybody',
    sql: `with ${TABLES} select t.schema || '.' || t.name || ': ' || p.polname as object
      from pg_policy p join tables t on t.oid = p.polrelid where 0 = any (p.polroles)`,
  },
  {
    name: 'a private policy is one comparison with what the session may do, and a public one none',
    sql: `with ${TABLES}, expressions as (
        select t.schema, t.schema || '.' || t.name || ': ' || p.polname as object,
          pg_get_expr(p.polqual, p.polrelid) as reads, pg_get_expr(p.polwithcheck, p.polrelid) as writes
        from pg_policy p join tables t on t.oid = p.polrelid)
      select object from expressions where case
        when schema in ('published', 'released', 'reference') then coalesce(reads, 'true') <> 'true' or writes is not null
        when schema in ('private', 'restricted') then exists (
          select from unnest(array[reads, writes]) as e(expression)
          where expression !~ '^\\((coalition_id|network_id|board_id) = \\( SELECT access\\.\\w+\\(''\\w+''::text\\) AS \\w+\\)\\)$')
        else false end`,
  },
  {
    name: 'a foreign key between coalition tables carries the coalition',
    sql: `select f.conrelid::regclass || ' ' || f.conname as object from pg_constraint f
      where f.contype = 'f' and ${column('f.conrelid', 'coalition_id')} <> all (f.conkey)
        and ${column('f.confrelid', 'coalition_id')} is not null
      union all
      select f.conrelid::regclass || ' ' || f.conname from pg_constraint f
      where f.contype = 'f' and ${column('f.conrelid', 'coalition_id')} is not null
        and ${column('f.confrelid', 'coalition_id')} <> all (f.confkey)`,
  },
  {
    name: 'a unique index begins with whose row it is',
    sql: `with ${TABLES}
      select i.indexrelid::regclass::text as object from pg_index i join tables t on t.oid = i.indrelid
      where i.indisunique and i.indkey[0] is distinct from case
        when t.schema = 'private' then coalesce(${column('t.oid', 'coalition_id')}, i.indkey[0])
        when t.schema in ('published', 'released') then coalesce(${column('t.oid', 'network_id')}, -1)
        else i.indkey[0] end`,
  },
  {
    name: 'a foreign key has an index to check it by',
    sql: `with ${TABLES}
      select f.conrelid::regclass || ' ' || f.conname as object from pg_constraint f join tables t on t.oid = f.conrelid
      where f.contype = 'f' and not exists (
        select from pg_index i where i.indrelid = f.conrelid
          and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey)`,
  },
  {
    name: 'a definer function pins its search path and is not for everybody',
    sql: `select f.oid::regprocedure::text as object from pg_proc f join pg_namespace n on n.oid = f.pronamespace
      where f.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and (
        not coalesce(f.proconfig::text ~ 'search_path=', false) or f.proacl is null
        or exists (select from aclexplode(f.proacl) a where a.grantee = 0))`,
  },
  {
    name: 'no serving role is more than a role',
    sql: `select rolname as object from pg_roles where rolname in ${SERVING}
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or (rolinherit and rolname = 'registry_server'))`,
  },
  {
    name: 'no serving role owns a table',
    sql: `with ${TABLES} select t.schema || '.' || t.name as object from tables t join pg_roles r on r.oid = t.relowner
      where r.rolname in ${SERVING}`,
  },
  {
    name: 'a view asks as its reader, and none is materialised',
    sql: `select n.nspname || '.' || c.relname as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${SCHEMAS} and (c.relkind = 'm'
        or (c.relkind = 'v' and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on|1)', false)))`,
  },
  {
    name: 'the login is nobody in particular',
    sql: `select session_user::text as object where session_user <> 'registry_server'
      union all select 'row_security is off' where current_setting('row_security') <> 'on'`,
  },
];
