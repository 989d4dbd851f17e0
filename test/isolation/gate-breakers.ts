/** What somebody might do by hand, and what the gate then names. */
export interface Breaker {
  sql: string;
  names: string;
  /** For the gate that looks at who asks. */
  login?: string;
}

const READ = `(select access.coalition('read'))`;

/** Of each gate, by its name, at least one way to break it. */
export const breakers: Record<string, Breaker[]> = {
  'every table has row security, enabled and forced': [
    { sql: 'alter table private.partners no force row level security', names: 'private.partners' },
    { sql: 'alter table published.coalitions disable row level security', names: 'published.coalitions' },
    { sql: 'create table access.forgotten (id uuid)', names: 'access.forgotten' },
  ],
  'a granted verb has a policy for its role': [
    {
      sql: 'grant insert on published.parts to registry_member',
      names: 'published.parts: INSERT to registry_member',
    },
    {
      sql: 'grant update (name) on access.coalitions to registry_admin',
      names: 'access.coalitions: UPDATE to registry_admin',
    },
    {
      sql: 'drop policy member_reads on private.partners',
      names: 'private.partners: SELECT to registry_member',
    },
  ],
  'no serving role may pass row security by': ['TRUNCATE', 'REFERENCES', 'TRIGGER'].map((verb) => ({
    sql: `grant ${verb} on private.partners to registry_network`,
    names: `private.partners: ${verb} to registry_network`,
  })),
  'nothing is granted to everybody': [
    { sql: 'grant select on reference.counties to public', names: 'reference.counties: SELECT' },
    { sql: 'grant select (email) on access.accounts to public', names: 'access.accounts: SELECT' },
  ],
  'no policy is for everybody': [
    {
      sql: `create policy anybody on private.partners for select using (coalition_id = ${READ})`,
      names: 'private.partners: anybody',
    },
  ],
  'a private policy is one comparison with what the session may do, and a public one none': [
    ...[
      'true',
      `coalition_id = ${READ} or organization_id is null`,
      `coalition_id = access.coalition('read')`,
      `coalition_id in (select access.coalition('read'))`,
      `coalition_id = (select access.setting('coalition_id')::uuid)`,
      `organization_id = ${READ}`,
    ].map((using) => ({
      sql: `alter policy member_reads on private.partners using (${using})`,
      names: 'private.partners: member_reads',
    })),
    {
      sql: 'alter policy member_adds on private.partners with check (true)',
      names: 'private.partners: member_adds',
    },
    {
      sql: 'alter policy everyone_reads on published.parts using (network_id is not null)',
      names: 'published.parts: everyone_reads',
    },
    {
      sql: 'create policy adding on reference.terms for insert to registry_admin with check (true)',
      names: 'reference.terms: adding',
    },
  ],
  'a foreign key between coalition tables carries the coalition': [
    {
      sql: `alter table private.organizations add unique (id);
        alter table private.partners add constraint loose foreign key (organization_id) references private.organizations (id)`,
      names: 'private.partners loose',
    },
  ],
  'a unique index begins with whose row it is': [
    { sql: 'create unique index oracle on private.initiatives (name)', names: 'private.oracle' },
    { sql: 'create unique index oracle on published.coalitions (slug)', names: 'published.oracle' },
    { sql: 'create unique index oracle on private.initiatives (lower(name))', names: 'private.oracle' },
  ],
  'a foreign key has an index to check it by': [
    {
      sql: `alter table published.strategies add constraint slow
        foreign key (network_id, framework_version) references reference.framework_versions not valid`,
      names: 'published.strategies slow',
    },
  ],
  'a definer function pins its search path and is not for everybody': [
    {
      sql: `create function access.loose() returns integer language sql security definer as 'select 1';
        revoke execute on function access.loose() from public`,
      names: 'access.loose()',
    },
    {
      sql: `create function public.loose() returns integer language sql security definer set search_path = '' as 'select 1'`,
      names: 'public.loose()',
    },
  ],
  'no serving role is more than a role': [
    { sql: 'alter role registry_public createdb', names: 'registry_public' },
    { sql: 'alter role registry_member bypassrls', names: 'registry_member' },
    { sql: 'alter role registry_coder createrole', names: 'registry_coder' },
    { sql: 'alter role registry_admin superuser', names: 'registry_admin' },
    { sql: 'alter role registry_server inherit', names: 'registry_server' },
  ],
  'no serving role owns a table': [
    { sql: 'alter table private.partners owner to registry_member', names: 'private.partners' },
  ],
  'a view asks as its reader, and none is materialised': [
    {
      sql: 'create view published.all_partners as select * from private.partners',
      names: 'published.all_partners',
    },
    {
      sql: 'create materialized view published.all_partners as select * from private.partners',
      names: 'published.all_partners',
    },
    {
      sql: 'create view published.all_partners with (security_invoker = false) as select * from private.partners',
      names: 'published.all_partners',
    },
  ],
  'the login is nobody in particular': [
    { sql: 'select', login: 'registry_migrator', names: 'registry_migrator' },
    { sql: 'set local row_security = off', names: 'row_security is off' },
  ],
};
