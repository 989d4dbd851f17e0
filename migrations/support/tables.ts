/**
 * The SQL that gives a table to its audience. Every table gets exactly one of these, and the catalog
 * gates (src/platform/database/gates.ts) refuse to start the server for one that has none.
 */
const secured = (table: string): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;`;

const readers =
  'registry_public, registry_member, registry_network, registry_board, registry_researcher, registry_admin';

/**
 * A coalition's own: one policy a role and verb, each a single comparison. An OR would cost the index
 * on coalition_id, and without the sub-select the function would run for every row. `subject` is the word
 * for one row in the history. The policies look at one of coalition and network; the foreign key holds the two
 * together, or a member could hand a row to the staff of another network.
 */
export const coalitionTable = (table: string, subject: string): string => `${secured(table)}
  alter table ${table} add constraint network_of_its_coalition
    foreign key (coalition_id, network_id) references access.coalitions (id, network_id);
  create index on ${table} (coalition_id, network_id);
  create policy member_reads on ${table} for select to registry_member
    using (coalition_id = (select access.coalition('read')));
  create policy member_adds on ${table} for insert to registry_member
    with check (coalition_id = (select access.coalition('write')));
  create policy member_changes on ${table} for update to registry_member
    using (coalition_id = (select access.coalition('write')))
    with check (coalition_id = (select access.coalition('write')));
  create policy member_removes on ${table} for delete to registry_member
    using (coalition_id = (select access.coalition('write')));
  create policy network_reads on ${table} for select to registry_network
    using (coalition_id = (select access.coalition('read')));
  grant select, insert, update, delete on ${table} to registry_member;
  grant select on ${table} to registry_network;
  create trigger history after insert or update or delete on ${table}
    for each row execute function audit.record_change('${subject}');`;

/** Public reading without a filter, so that every index works; written by functions of the owner only. */
export const openTable = (table: string): string => `${secured(table)}
  create policy everyone_reads on ${table} for select to ${readers} using (true);
  create policy owner_writes on ${table} for all to registry_owner using (true);
  grant select on ${table} to ${readers};`;

/** Touched by the look-up functions of registry_authz and by nobody else. */
export const lookupTable = (table: string): string => `${secured(table)}
  create policy lookups on ${table} for all to registry_authz using (true);
  grant select, insert, update, delete on ${table} to registry_authz;`;

/**
 * A change of a public table raises the revision of each network that it touches, once a statement. `raises` finds
 * these networks where the rows do not simply name one.
 */
export const revisedTable = (table: string, raises = 'reference.raise_revisions'): string => `
  create trigger revision_on_insert after insert on ${table} referencing new table as changed
    for each statement execute function ${raises}();
  create trigger revision_on_update after update on ${table} referencing new table as changed
    for each statement execute function ${raises}();
  create trigger revision_on_delete after delete on ${table} referencing old table as changed
    for each statement execute function ${raises}();`;

/**
 * Names who may call a function and hands it to the look-up role. Ownership changes as the migrator, since the owner
 * of the tables is no member of the look-up role, and must not be.
 */
export const lookupFunction = (signature: string, callers: string): string => `
  reset role;
  alter function ${signature} owner to registry_authz;
  set local role registry_authz;
  revoke all on function ${signature} from public;
  grant execute on function ${signature} to ${callers};
  set local role registry_owner;`;

/** As lookupFunction, for what writes public tables. */
export const ownerFunction = (signature: string, callers: string): string => `
  revoke all on function ${signature} from public;
  grant execute on function ${signature} to ${callers};`;
