/** Why a file cannot be read as a table: a sentence for the person who brought it. */
export class TableProblem extends Error {
  override name = 'TableProblem';

  constructor(
    message: string,
    /** As an editor or a spreadsheet counts them. */
    readonly line?: number,
    /** From 1. */
    readonly column?: number,
  ) {
    super(message);
  }
}

export interface TableLimits {
  /** Of the file as it comes. */
  bytes: number;
  /** Below the headings, without blank ones. */
  rows: number;
  columns: number;
  /** Characters of a cell. */
  cell: number;
  /** Bytes that come out of the parts of a workbook, which is compressed. */
  unpacked: number;
}

const MEGABYTE = 1_000_000;

export const FILE_LIMITS: TableLimits = {
  bytes: 50 * MEGABYTE,
  rows: 20_000,
  columns: 200,
  cell: 10_000,
  unpacked: 100 * MEGABYTE,
};
export const UPLOAD_LIMITS: TableLimits = { ...FILE_LIMITS, bytes: 10 * MEGABYTE };

export const tooManyBytes = ({ bytes }: TableLimits): TableProblem =>
  new TableProblem(`The file is larger than ${megabytes(bytes)}. Split it into several files.`);

export const tooMuchUnpacked = ({ unpacked }: TableLimits): TableProblem =>
  new TableProblem(
    `More than ${megabytes(unpacked)} come out of this workbook, which is more than a list of coalitions needs. Save the sheet as CSV.`,
  );

export const tooManyRows = ({ rows }: TableLimits, line: number): TableProblem =>
  new TableProblem(
    `The table has more than ${counted(rows)} rows: line ${line} is one too many. Split it into several files.`,
    line,
  );

export const tooManyColumns = ({ columns }: TableLimits, line: number): TableProblem =>
  new TableProblem(
    `Line ${line} has more than ${counted(columns)} columns. Keep those that describe coalitions.`,
    line,
  );

export const tooLongCell = (
  { cell }: TableLimits,
  line: number,
  index: number,
  quoted = false,
): TableProblem =>
  new TableProblem(
    `The cell in line ${line}, column ${columnName(index)}, has more than ${counted(cell)} characters. ` +
      (quoted ? 'Probably the quotation mark that it begins with is never closed.' : 'Shorten it.'),
    line,
    index + 1,
  );

/** As a spreadsheet names it: A to Z, then AA. */
export const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

const counted = (count: number): string => count.toLocaleString('en-US');
const megabytes = (bytes: number): string =>
  bytes < MEGABYTE ? `${counted(bytes)} bytes` : `${counted(Math.floor(bytes / MEGABYTE))} MB`;
