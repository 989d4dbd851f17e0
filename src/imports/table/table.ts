import type { Readable } from 'node:stream';
import { readCsv } from './csv-table.ts';
import { refuseOtherKinds } from './file-kinds.ts';
import type { Meaning } from './headings.ts';
import { opened } from './incoming-bytes.ts';
import { type TableLimits, TableProblem, tooManyRows, UPLOAD_LIMITS } from './table-problem.ts';
import { type RawRow, type RawTable, tableWithHeadings } from './table-headings.ts';
import { readXlsx } from './xlsx-table.ts';

export interface Column {
  /** As it stands in the file, on one line. */
  heading: string;
  /** Null where none is known, and where an earlier column already has it. */
  meaning: Meaning | null;
}

export interface TableRow {
  /** The line of the file, or the row of the sheet, where it begins. */
  line: number;
  /** Cells with something in them, as they stand in the file. */
  values: Partial<Record<Meaning, string>>;
  /** One for each column, and more where the row is longer than the headings. */
  cells: string[];
  /** Cells of a workbook whose shown value was calculated, by their place in `cells`. */
  formulas: { index: number; text: string }[];
}

export interface Table {
  kind: 'CSV' | 'XLSX';
  /** As far as the rows have been read: a file that begins in ASCII shows later which one it is. */
  readonly encoding: string;
  delimiter: string | null;
  sheet: string | null;
  headingLine: number;
  columns: Column[];
  /** To be read once. Ends with a TableProblem where the file breaks a limit further down. */
  rows: AsyncIterable<TableRow>;
}

/**
 * Reads no more of the source than the limits allow, and stops with the last row, the first problem or a break. The source
 * is closed by the one who opened it.
 */
export async function readTable(
  source: Readable,
  name: string,
  limits: Partial<TableLimits> = {},
): Promise<Table> {
  const allowed = { ...UPLOAD_LIMITS, ...limits };
  const bytes = await opened(source, allowed);
  try {
    const kind = refuseOtherKinds(bytes.head, name);
    const raw = kind === 'ZIP' ? await readXlsx(bytes, name, allowed) : await readCsv(bytes, name, allowed);
    return await withRows(raw, allowed);
  } catch (problem) {
    await bytes.letGo();
    throw problem;
  }
}

async function withRows(raw: RawTable, limits: TableLimits): Promise<Table> {
  const { columns, headingLine, rows } = await tableWithHeadings(raw.rows, raw.about);
  const first = await rows.next();
  if (first.done) {
    throw new TableProblem('There are headings, but no rows below them.', headingLine);
  }
  return {
    kind: raw.about.kind,
    get encoding() {
      return raw.encoding();
    },
    delimiter: raw.delimiter,
    sheet: raw.about.sheet,
    headingLine,
    columns,
    rows: tableRows(first.value, rows, columns, limits),
  };
}

async function* tableRows(
  first: RawRow,
  rest: AsyncGenerator<RawRow>,
  columns: Column[],
  limits: TableLimits,
): AsyncGenerator<TableRow> {
  let count = 1;
  try {
    yield tableRow(first, columns);
    for await (const row of rest) {
      if (++count > limits.rows) throw tooManyRows(limits, row.line);
      yield tableRow(row, columns);
    }
  } finally {
    // Also when the reader stops at the first row, where the loop has not begun.
    await rest.return(undefined);
  }
}

function tableRow({ line, cells, formulas = [] }: RawRow, columns: Column[]): TableRow {
  const values: TableRow['values'] = {};
  columns.forEach(({ meaning }, index) => {
    const text = cells[index];
    if (meaning && text) values[meaning] = text;
  });
  const padding = Array<string>(Math.max(0, columns.length - cells.length)).fill('');
  return { line, values, cells: [...cells, ...padding], formulas };
}
