import pg from 'pg';
import { watched } from './watched.ts';

interface Table {
  name: string;
  columns: string[];
  /** Whose a row is, as SQL over `t`. */
  owner: string;
}

/** By `table owner`: what the rows of that owner are. */
export type Sums = Map<string, string>;

const TABLES = `
  select n.nspname || '.' || c.relname as name,
    array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attgenerated = '') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where n.nspname in ('private', 'access', 'audit', 'published', 'reference') and c.relkind in ('r', 'p')
    and a.attnum > 0 and not a.attisdropped and c.relname not in ('counties', 'county_changes')
  group by 1 order by 1`;

/** What every tenant has, told by a sum for each; and the way back to what it was at first. */
export class Checksums {
  private revision = 1_000_000;

  private constructor(
    private readonly client: pg.Client,
    private readonly tables: Table[],
  ) {}

  static async over(adminUrl: string): Promise<Checksums> {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(`set session_replication_role = 'replica'`);
    const { rows } = await client.query<{ name: string; columns: string[] }>(TABLES);
    const tables = rows.map((row) => ({ ...row, owner: ownerOf(row) }));
    await client.query('create schema kept');
    for (const { name, columns } of tables)
      await client.query(`create table ${keptAs(name)} as select ${columns.join(', ')} from ${name}`);
    return new Checksums(client, tables);
  }

  end(): Promise<void> {
    return this.client.end();
  }

  /**
   * Revisions count changes of what is shown together, also of a network's own by another's crosswalk. When a key was last
   * used is noted whatever it reads.
   */
  async take(): Promise<Sums> {
    const parts = this.tables.map(
      ({ name, owner }) =>
        `select '${name}' as name, (${owner})::text as owner, md5(string_agg(r.words, '' order by r.words)) as sum
         from ${name} t cross join lateral (select (to_jsonb(t) - '{revision,updated_at,last_used_at}'::text[] ||
           case '${name}' when 'reference.networks' then '{}' else jsonb_build_object('r', to_jsonb(t) -> 'revision') end)::text
           as words) r group by 2`,
    );
    const { rows } = await this.client.query<{ name: string; owner: string | null; sum: string }>(
      parts.join(' union all '),
    );
    return new Map(rows.map(({ name, owner, sum }) => [`${name} ${owner ?? 'nobody'}`, sum]));
  }

  /** What a job of the server takes on after the answer is done. */
  async settled(queue: string): Promise<void> {
    const waiting = `select 1 from ${queue} limit 1`;
    for (let tries = 0; (await this.client.query(waiting)).rowCount !== 0; tries++) {
      if (tries > 200) throw new Error(`Nobody takes anything from ${queue}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Everything as it was, in a revision that no server has seen yet. */
  async restore(changed: readonly string[]): Promise<void> {
    const names = [...new Set(changed.map((each) => each.split(' ')[0]!))];
    const tables = this.tables.filter(({ name }) => names.includes(name) || name === 'reference.networks');
    this.revision += 1;
    await this.client.query(
      [
        'begin',
        ...tables.flatMap(({ name, columns }) => [
          `delete from ${name}`,
          `insert into ${name} (${columns.join(', ')}) overriding system value select ${columns.join(', ')} from ${keptAs(name)}`,
        ]),
        `update reference.networks set revision = ${this.revision}`,
        `select pg_notify('network_revision', id || ' ' || revision) from reference.networks`,
        'commit',
      ].join('; '),
    );
  }
}

const keptAs = (name: string): string => `kept.${name.replace('.', '_')}`;

function ownerOf({ name, columns }: { name: string; columns: string[] }): string {
  const known = watched[name]?.owner;
  if (known) return known;
  if (columns.includes('coalition_id')) return 't.coalition_id';
  if (name === 'reference.networks') return 't.id';
  return columns.includes('network_id') ? 't.network_id' : `'all'`;
}

export const changedBetween = (before: Sums, after: Sums): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
