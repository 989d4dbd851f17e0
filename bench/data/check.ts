import type pg from 'pg';

/** What every publication changes, whatever it publishes. */
const COUNTED = '{version,draft_revision,published_at,strategy_version,strategy_revision,revision,rationale}';

const TABLES = `
  select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'network_id'
  where n.nspname = 'published' and c.relkind in ('r', 'p') order by 1`;

/** A digest of each published table of a network, whatever the order of its rows; of strategies those in force, which get a new id each time. */
export async function recordOf(admin: pg.Pool, networkId: string): Promise<Map<string, string>> {
  const { rows: tables } = await admin.query<{ name: string }>(TABLES);
  const digests = new Map<string, string>();
  for (const { name } of tables) {
    const versions = name === 'strategies';
    const { rows } = await admin.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(line, 0)), 0) as digest from (
         select (to_jsonb(t) - '${COUNTED}'::text[] ${versions ? "- 'id'" : ''})::text as line from published.${name} t
         where t.network_id = $1 ${versions ? IN_FORCE : ''}) rows`,
      [networkId],
    );
    digests.set(name, rows[0]!.digest);
  }
  return digests;
}

const IN_FORCE = `and (t.coalition_id, t.version) in (
  select c.id, c.strategy_version from published.coalitions c where c.network_id = $1)`;

/** Somebody saves without changing a word. */
export async function saveAsIs(admin: pg.Pool, coalitionId: string): Promise<void> {
  for (const table of ['profiles', 'strategies'])
    await admin.query(`update private.${table} set revision = revision + 1 where coalition_id = $1`, [
      coalitionId,
    ]);
}
