import type pg from 'pg';
import type { Principal } from './principals.ts';
import type { Audience } from './seen-by.ts';
import { type Treatment, watched, WATCHED_SCHEMAS } from './watched.ts';

interface Column {
  table: string;
  name: string;
  type: string;
}

interface Canary {
  table: string;
  column: string;
  owner: string | null;
  seenBy: Audience;
}

/** What is written only once in the world, and the place where: whoever meets it has read there. */
export class Canaries {
  private readonly places: Canary[] = [];
  /** Secrets and ids, which are found by their own value. */
  private readonly values = new Map<string, Canary>();

  add(canary: Canary): string {
    this.places.push(canary);
    return `cnry${String(this.places.length - 1).padStart(6, '0')}yrnc`;
  }

  watch(value: string, canary: Canary): void {
    this.values.set(value.toLowerCase(), canary);
  }

  get size(): number {
    return this.places.length + this.values.size;
  }

  /** One that this person must not meet, of that column, as somebody might write it into a filter. */
  foreignTo(who: Principal, table: string, column: string): string {
    const index = this.places.findIndex(
      (each) => each.table === table && each.column === column && !each.seenBy(who, each.owner),
    );
    if (index < 0) throw new Error(`Nothing in ${table}.${column} is foreign to ${who.name}`);
    return `cnry${String(index).padStart(6, '0')}yrnc`;
  }

  /** What somebody must not have met in this text: the places, with whose it is. */
  leaks(text: string, who: Principal): string[] {
    const found = this.found(text).filter((each) => !each.seenBy(who, each.owner));
    return [...new Set(found.map(({ table, column, owner }) => `${table}.${column} of ${owner}`))];
  }

  /** Wherever it is hidden: also within what is written in base64, such as cursors, ids and tokens. */
  private found(text: string): Canary[] {
    const plain = `${text} ${unwrapped(text)}`.toLowerCase();
    const written = [...plain.matchAll(/cnry(\d{6})yrnc/g)].map(([, index]) => this.places[Number(index)]!);
    const watched = [...plain.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w+/$=,-]{40,}/g)];
    return [...written, ...watched.flatMap(([value]) => this.values.get(value) ?? [])];
  }
}

const decoded = (text: string): string =>
  [...text.matchAll(/[\w-]{16,}/g)].map(([word]) => Buffer.from(word, 'base64url').toString()).join(' ');

/** Twice, as a cursor may hold an id. */
function unwrapped(text: string): string {
  const once = decoded(text);
  return `${once} ${decoded(once)}`;
}

/** Text, lists of it, documents, and digests: whatever could carry words or a secret. */
export async function columnsOf(client: pg.ClientBase): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = ''
       and format_type(a.atttypid, null) in ('text', 'text[]', 'json', 'jsonb', 'character varying', 'bytea', 'citext')
     order by 1, a.attnum`,
    [WATCHED_SCHEMAS],
  );
  return rows;
}

/** Past triggers and checks of rights, as no call could write all of them. */
export async function plantCanaries(client: pg.ClientBase): Promise<Canaries> {
  const canaries = new Canaries();
  const columns = await columnsOf(client);
  await client.query(`set session_replication_role = 'replica'`);
  for (const table of Object.keys(watched))
    await plantTable(
      client,
      canaries,
      table,
      columns.filter((column) => column.table === table),
    );
  await client.query(`set session_replication_role = 'origin'`);
  return canaries;
}

async function plantTable(
  client: pg.ClientBase,
  canaries: Canaries,
  table: string,
  columns: Column[],
): Promise<void> {
  const { owner, seenBy, ids, columns: treatments = {}, except = {} } = watched[table]!;
  const { rows } = await client.query<Record<string, unknown>>(
    `select t.ctid::text as row_place, ${owner} as row_owner, t.* from ${table} t order by t.ctid`,
  );
  for (const row of rows) {
    const canary = (column: string): Canary => ({
      ...{ table, column, owner: row['row_owner'] as string | null, seenBy: except[column] ?? seenBy },
    });
    if (ids) canaries.watch(row['id'] as string, canary('id'));
    const changes: [string, unknown][] = [];
    for (const { name, type } of columns) {
      const value = row[name];
      const treatment = treatments[name];
      if (treatment && 'code' in treatment) continue;
      if (treatment && 'ifThere' in treatment && value === null) continue;
      if (value instanceof Buffer || (treatment && 'kept' in treatment)) {
        for (const written of writings(value)) canaries.watch(written, canary(name));
        continue;
      }
      changes.push([name, planted(type, value, treatment, () => canaries.add(canary(name)))]);
    }
    if (changes.length === 0) continue;
    const sets = changes.map(([name], index) => `${name} = $${index + 2}`).join(', ');
    await client
      .query(`update ${table} set ${sets} where ctid = $1::tid`, [
        ...[row['row_place'], ...changes.map(([, value]) => value)],
      ])
      .catch((error: Error) => {
        throw new Error(
          `A column of ${table} takes no canary: say in test/isolation/api/watched.ts what it is. ${error.message}`,
        );
      });
  }
}

function planted(
  type: string,
  value: unknown,
  treatment: Treatment | undefined,
  next: () => string,
): unknown {
  if (treatment && 'address' in treatment) return `${next()}@example.org`;
  if (type === 'text[]') return [next()];
  if (!type.startsWith('json')) return next();
  if (!treatment || !('keys' in treatment)) return JSON.stringify({ name: next() });
  return value === null ? null : JSON.stringify(replaced(value, treatment.keys, next));
}

function replaced(value: unknown, keys: string[], next: () => string): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, keys, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      keys.includes(key) && typeof item === 'string' ? next() : replaced(item, keys, next),
    ]),
  );
}

const writings = (value: unknown): string[] =>
  value instanceof Buffer
    ? [value.toString('hex'), value.toString('base64'), value.toString('base64url')]
    : [String(value)];
