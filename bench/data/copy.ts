import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Row = Record<string, unknown>;

/** A list of Postgres; any other object is written as JSON. */
const arrayOf = (items: readonly unknown[]): string =>
  `{${items.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function cell(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text =
    typeof value === 'string' ? value : Array.isArray(value) ? arrayOf(value) : JSON.stringify(value);
  return text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign]!);
}

/** Rows for many tables, written together: a COPY for each, in the order in which the tables came first. */
export class Batch {
  private readonly tables = new Map<string, { columns: string[]; lines: string[] }>();

  add(table: string, row: Row): void {
    const into = this.tables.get(table) ?? { columns: Object.keys(row), lines: [] };
    this.tables.set(table, into);
    into.lines.push(into.columns.map((column) => cell(row[column])).join('\t'));
  }

  async write(client: pg.Client): Promise<void> {
    for (const [table, { columns, lines }] of this.tables) {
      if (lines.length === 0) continue;
      const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
      stream.end(`${lines.join('\n')}\n`);
      await once(stream, 'finish');
      lines.length = 0;
    }
  }
}
