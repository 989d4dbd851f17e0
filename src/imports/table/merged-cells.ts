/** Row (from 1) and column (from 0) of a reference such as B7. */
export function placeOf(reference: string): { row: number; index: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (!letters || !digits) return null;
  const index = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits), index };
}

const MERGED = /<(?:\w+:)?mergeCell\s[^<>]*?\bref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g;
/** No such element is longer. */
const OVERLAP = 400;
const MOST = 100_000;

/**
 * Cells that reach over several rows, by their first one, with the last row. They stand behind the rows that they are
 * about, hence a look ahead: through the text, since there is nothing else to understand in it.
 */
export async function mergedRows(bytes: AsyncIterable<Buffer>): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  let count = 0;
  let rest = '';
  for await (const chunk of bytes) {
    const text = rest + chunk.toString('latin1');
    let done = 0;
    for (const match of text.matchAll(MERGED)) {
      const [first, last] = [match[1]!, placeOf(match[2]!)];
      if (++count > MOST) return ends;
      if (last && last.row > (placeOf(first)?.row ?? 0)) ends.set(first, last.row);
      done = match.index + match[0].length;
    }
    rest = text.slice(Math.max(done, text.length - OVERLAP));
  }
  return ends;
}

/** Gives the text of a cell that reaches over several rows to each of them. */
export class MergedCells {
  private readonly open = new Map<number, { end: number; text: string }>();

  constructor(private readonly ends: ReadonlyMap<string, number>) {}

  /** `cells` are those of a row that has some of its own. */
  fill(row: number, cells: string[], reference: (index: number) => string): void {
    for (const [index, { end, text }] of this.open) {
      if (row > end) this.open.delete(index);
      else if (!cells[index]) cells[index] = text;
    }
    if (this.ends.size === 0) return;
    for (const [index, text] of cells.entries()) {
      const end = this.ends.get(reference(index));
      if (end !== undefined && text) this.open.set(index, { end, text });
    }
  }
}
