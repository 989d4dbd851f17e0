import { TestDatabase } from '../../support/database.ts';
it('x', async () => {
  const d = await TestDatabase.create();
  const rows = await d.rows(`select p.oid::regprocedure::text f, p.prosecdef def, p.provolatile v, o.rolname owner, array(select rolname::text from pg_roles r where rolname in ('registry_server','registry_public','registry_member','registry_network','registry_board','registry_researcher','registry_coder','registry_admin') and has_function_privilege(r.oid, p.oid, 'execute') order by 1) r, p.prorettype::regtype::text ret from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner where n.nspname in ('access','audit','reference','private','published','public') and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`);
  process.stdout.write(rows.map((r: any) => [r.f, r.ret, r.def ? 'DEF' : '', r.v, r.owner, r.r.map((x: string) => x.slice(9)).join(' ')].join(' | ')).join('\n') + '\n');
  const x = await d.rows(`select r.rolname, n.nspname, has_schema_privilege(r.oid, n.oid, 'create') c from pg_roles r, pg_namespace n where rolname like 'registry_%' and has_schema_privilege(r.oid, n.oid, 'usage') and nspname !~ '^pg_' and nspname <> 'information_schema' order by 1,2`);
  process.stdout.write(x.map((r: any) => `${r.rolname} ${r.nspname} ${r.c}`).join('\n') + '\n');
  await d.drop();
});
