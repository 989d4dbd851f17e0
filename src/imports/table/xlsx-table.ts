import { fileName, protectedWorkbook } from './file-kinds.ts';
import type { IncomingBytes } from './incoming-bytes.ts';
import { mergedRows } from './merged-cells.ts';
import { sheetRows } from './sheet-rows.ts';
import { firstRows, headingRow, type RawRow, type RawTable } from './table-headings.ts';
import { type TableLimits, TableProblem } from './table-problem.ts';
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts';
import { ZipParts } from './zip-parts.ts';

/** The archive is held as it comes, since its list of contents stands at its end; what it holds is read in pieces. */
export async function readXlsx(bytes: IncomingBytes, name: string, limits: TableLimits): Promise<RawTable> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes.all()) chunks.push(chunk);
  const file = fileName(name);
  const damaged = new TableProblem(
    `${file} is damaged and cannot be read. Open it in Excel, save it again, and send that.`,
  );
  return orDamaged(damaged, async () => {
    const parts = await ZipParts.of(Buffer.concat(chunks), limits);
    refuseOtherArchives(parts, file);
    const workbook = await readWorkbook(parts, limits);
    if (!workbook) throw damaged;
    const { sheet, rows } = await sheetWithHeadings(parts, workbook, file, limits);
    return {
      about: { kind: 'XLSX', sheet: sheet.name },
      delimiter: null,
      encoding: () => 'UTF-8',
      rows: rowsOrDamaged(damaged, rows),
    };
  });
}

/** Whatever the archive or its XML breaks in, the person can do one thing about it. */
async function orDamaged<T>(damaged: TableProblem, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (problem) {
    throw problem instanceof TableProblem ? problem : damaged;
  }
}

async function* rowsOrDamaged(damaged: TableProblem, rows: AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  try {
    yield* rows;
  } catch (problem) {
    throw problem instanceof TableProblem ? problem : damaged;
  }
}

const saveAs = 'Save the table as an Excel workbook (.xlsx) or as CSV, and send that.';

const otherArchives: [part: string | RegExp, sentence: string][] = [
  [/^xl\/(vbaProject\.bin|macrosheets\/)/, `holds macros, which are not read here. ${saveAs}`],
  ['xl/workbook.bin', `is an Excel file of the binary kind (.xlsb). ${saveAs}`],
  ['word/document.xml', `is a Word document, not a table. ${saveAs}`],
  ['ppt/presentation.xml', `is a presentation, not a table. ${saveAs}`],
  ['content.xml', `is an OpenDocument file. ${saveAs}`],
  [/^Index\/.*\.iwa$/, `is a document of Numbers or Pages. ${saveAs}`],
];

function refuseOtherArchives(parts: ZipParts, file: string): void {
  if (parts.isEncrypted) throw new TableProblem(protectedWorkbook(file));
  const other = otherArchives.find(([part]) => parts.has(part));
  if (other) throw new TableProblem(`${file} ${other[1]}`);
  if (parts.has('[Content_Types].xml') && parts.has('_rels/.rels')) return;
  throw new TableProblem(
    `${file} is a ZIP archive, not a table. Unpack it, and send the table that is in it.`,
  );
}

interface SheetWithRows {
  sheet: Sheet;
  rows: AsyncGenerator<RawRow>;
}

/** The first sheet that can be seen and has headings; failing that the first with anything in it, to say what is there. */
async function sheetWithHeadings(
  parts: ZipParts,
  workbook: Workbook,
  file: string,
  limits: TableLimits,
): Promise<SheetWithRows> {
  let other: SheetWithRows | null = null;
  for (const sheet of workbook.sheets) {
    const merged = await mergedRows(parts.read(sheet.part));
    const all = sheetRows(parts.read(sheet.part), workbook, merged, limits);
    const first = await firstRows(all);
    const found = { sheet, rows: withFirst(first, all) };
    if (headingRow(first)) return found;
    await all.return(undefined);
    if (first.length > 0) other ??= found;
  }
  if (other) return other;
  throw new TableProblem(`${file} is empty: no sheet that can be seen has anything in it.`);
}

async function* withFirst(first: RawRow[], rest: AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  try {
    yield* first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
