import { Readable } from 'node:stream';
import { readTable, type Table, type TableRow } from '../../src/imports/table/table.ts';
import { type TableLimits, TableProblem } from '../../src/imports/table/table-problem.ts';

export type Content = string | Buffer;

/** As a file would come, in pieces of this size. */
export function inPieces(content: Content, size = 64 * 1024): Readable {
  const bytes = Buffer.from(content as string);
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
}

export async function whole(
  content: Content,
  { size, name = 'list.csv', limits }: { size?: number; name?: string; limits?: Partial<TableLimits> } = {},
): Promise<Omit<Table, 'rows'> & { rows: TableRow[] }> {
  const table = await readTable(inPieces(content, size), name, limits);
  const rows: TableRow[] = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, encoding: table.encoding, rows };
}

/** Fails where there is none. */
export async function problemOf(reading: Promise<unknown>): Promise<TableProblem> {
  const problem = await reading.then(
    () => null,
    (error: unknown) => error,
  );
  expect(problem).toBeInstanceOf(TableProblem);
  return problem as TableProblem;
}
