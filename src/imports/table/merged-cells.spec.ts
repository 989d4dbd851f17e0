import { mergedRows } from './merged-cells.ts';

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size));
}

describe('Merged cells', () => {
  it('of several rows are found wherever the pieces of the file end', async () => {
    const text = `${' '.repeat(900)}<mergeCells><mergeCell ref="B2:B4"/><x:mergeCell  ref="AA10:AB12"/><mergeCell ref="A1:F1"/></mergeCells>`;
    for (const size of [1, 2, 3, 30, 2_000]) {
      expect([...(await mergedRows(pieces(text, size)))]).toEqual([
        ['B2', 4],
        ['AA10', 12],
      ]);
    }
  });
});
