import { CsvRows } from './csv-rows.ts';
import { fileName, notText } from './file-kinds.ts';
import type { IncomingBytes } from './incoming-bytes.ts';
import { headingRow, type RawRow, type RawTable } from './table-headings.ts';
import { type TableLimits, TableProblem } from './table-problem.ts';
import { decodingOf, type TextDecoding } from './text-encoding.ts';

const DELIMITERS = [',', ';', '\t', '|'];
const LOOKED_AT = 50;

export async function readCsv(bytes: IncomingBytes, name: string, limits: TableLimits): Promise<RawTable> {
  const decoding = decodingOf(bytes.head);
  if (!decoding.encoding.startsWith('UTF-16') && isBinary(bytes.head)) {
    throw new TableProblem(notText(fileName(name)));
  }
  const texts = decoded(bytes, decoding);
  const { value: first = '' } = await texts.next();
  const stated = /^sep=(.)\r?\n/.exec(first)?.[1];
  const delimiter = stated ?? delimiterOf(first, limits);
  return {
    about: { kind: 'CSV', sheet: null },
    delimiter,
    // What is ASCII is UTF-8 as well.
    encoding: () => (decoding.encoding === 'ASCII' ? 'UTF-8' : decoding.encoding),
    rows: rowsOf(first, texts, new CsvRows(delimiter, limits)),
  };
}

async function* decoded(bytes: IncomingBytes, decoding: TextDecoding): AsyncGenerator<string, undefined> {
  for await (const chunk of bytes.all()) yield decoding.decode(chunk, false);
  yield decoding.decode(Buffer.alloc(0), true);
}

async function* rowsOf(first: string, rest: AsyncGenerator<string>, rows: CsvRows): AsyncGenerator<RawRow> {
  try {
    yield* rows.push(first);
    for await (const text of rest) yield* rows.push(text);
    yield* rows.end();
  } finally {
    await rest.return(undefined);
  }
}

/** Text has tabs and line ends, but hardly any other control characters. */
function isBinary(head: Buffer): boolean {
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32)) controls++;
  }
  return controls > head.length / 100;
}

/**
 * The one under which a row of headings means most; otherwise the one that cuts most rows into equally many cells. None
 * where the headings have none: then a comma in a row belongs to the name.
 */
export function delimiterOf(text: string, limits: TableLimits): string | null {
  const cut = DELIMITERS.map((delimiter) => ({ delimiter, rows: firstRows(text, delimiter, limits) }));
  const weights = cut.map(({ delimiter, rows }) => ({ delimiter, ...weight(rows) }));
  const [best] = weights.toSorted((a, b) => b.meanings - a.meanings || b.alike - a.alike);
  if (!best || (best.meanings === 0 && best.alike === 0)) return null;
  return best.meanings === 1 && best.headingCells === 1 ? null : best.delimiter;
}

function weight(rows: RawRow[]): { meanings: number; headingCells: number; alike: number } {
  const heading = headingRow(rows);
  const widths = new Map<number, number>();
  for (const { cells } of rows) {
    if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  }
  const alike = Math.max(0, ...[...widths].map(([width, count]) => count * Math.log2(width)));
  return { meanings: heading?.weight ?? 0, headingCells: heading?.row.cells.length ?? 0, alike };
}

function firstRows(text: string, delimiter: string, limits: TableLimits): RawRow[] {
  const rows = new CsvRows(delimiter, limits);
  const found: RawRow[] = [];
  try {
    for (let from = 0; from < text.length && found.length < LOOKED_AT; from += 4_096) {
      found.push(...rows.push(text.slice(from, from + 4_096)));
    }
    if (found.length < LOOKED_AT) found.push(...rows.end());
  } catch {
    // With this delimiter the text breaks a limit further down: what was read up to there tells enough.
    found.push(...rows.taken());
  }
  return found.slice(0, LOOKED_AT);
}
