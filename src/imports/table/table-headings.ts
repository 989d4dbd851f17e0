import { type Meaning, meaningsOf } from './headings.ts';
import type { Column } from './table.ts';
import { TableProblem } from './table-problem.ts';

/** A row that is not blank, up to its last cell with text. */
export interface RawRow {
  line: number;
  cells: string[];
  formulas?: { index: number; text: string }[];
}

export interface RawTable {
  about: { kind: 'CSV' | 'XLSX'; sheet: string | null };
  delimiter: string | null;
  encoding: () => string;
  rows: AsyncGenerator<RawRow>;
}

/** Headings stand within these; above them may be a title, a date, a sentence. */
export const HEADING_LINES = 20;

interface HeadingRow {
  row: RawRow;
  meanings: (Meaning | null)[];
  /** How many meanings were found. */
  weight: number;
}

/** The row with most meanings, one of which is a name; the one with most cells among equals; then the first. */
export function headingRow(rows: readonly RawRow[]): HeadingRow | null {
  const candidates = rows
    .filter(({ line }) => line <= HEADING_LINES)
    .map((row) => weighed(row))
    .filter(({ meanings }) => meanings.includes('name'));
  return heaviest(candidates);
}

function weighed(row: RawRow): HeadingRow {
  const meanings = meaningsOf(row.cells);
  return { row, meanings, weight: meanings.filter((meaning) => meaning !== null).length };
}

function heaviest(rows: HeadingRow[]): HeadingRow | null {
  const order = (a: HeadingRow, b: HeadingRow): number =>
    b.weight - a.weight || filled(b.row) - filled(a.row) || a.row.line - b.row.line;
  return rows.toSorted(order)[0] ?? null;
}

const filled = ({ cells }: RawRow): number => cells.filter((text) => text.trim() !== '').length;

interface TableWithHeadings {
  columns: Column[];
  headingLine: number;
  /** Those below the headings. */
  rows: AsyncGenerator<RawRow>;
}

export async function tableWithHeadings(
  rows: AsyncGenerator<RawRow>,
  about: { sheet: string | null },
): Promise<TableWithHeadings> {
  const first = await firstRows(rows);
  const heading = headingRow(first);
  if (!heading) {
    await rows.return(undefined);
    throw withoutName(first, about.sheet);
  }
  const { row, meanings } = heading;
  const columns = meanings.map((meaning, index) => ({ heading: oneLine(row.cells[index]!), meaning }));
  return { columns, headingLine: row.line, rows: below(row, first, rows) };
}

/** All that may be headings, and one more. */
export async function firstRows(rows: AsyncGenerator<RawRow>): Promise<RawRow[]> {
  const first: RawRow[] = [];
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    first.push(next.value);
    if (next.value.line > HEADING_LINES) break;
  }
  return first;
}

/** The headings themselves may come again, where somebody has put tables together. */
async function* below(
  heading: RawRow,
  first: RawRow[],
  rest: AsyncGenerator<RawRow>,
): AsyncGenerator<RawRow> {
  const again = ({ cells }: RawRow): boolean =>
    cells.length === heading.cells.length &&
    cells.every((text, index) => oneLine(text) === oneLine(heading.cells[index]!));
  try {
    yield* first.filter((row) => row.line > heading.line && !again(row));
    for await (const row of rest) if (!again(row)) yield row;
  } finally {
    await rest.return(undefined);
  }
}

/** Lists what may have been meant for the headings, so that the person sees what was looked at. */
function withoutName(rows: RawRow[], sheet: string | null): TableProblem {
  const where = sheet === null ? '' : ` in the sheet “${sheet}”`;
  const likely = heaviest(rows.filter(({ line }) => line <= HEADING_LINES).map(weighed));
  const need = 'One column needs the heading “Coalition Name”, “Name” or “Organization”.';
  if (!likely)
    return new TableProblem(`There are no headings in the first ${HEADING_LINES} lines${where}. ${need}`);
  const headings = likely.row.cells.map(oneLine).filter((text) => text !== '');
  return new TableProblem(
    `No column${where} holds the names of the coalitions. Line ${likely.row.line} was taken for the headings: ${listed(headings)}. ${need}`,
    likely.row.line,
  );
}

const listed = (headings: string[]): string => {
  const shown = headings.slice(0, 20).map((text) => `“${[...text].slice(0, 60).join('')}”`);
  const more = headings.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
