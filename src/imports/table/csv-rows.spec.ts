import fc from 'fast-check';
import { CsvRows } from './csv-rows.ts';
import type { RawRow } from './table-headings.ts';
import { FILE_LIMITS } from './table-problem.ts';

const limits = { ...FILE_LIMITS, cell: 100, columns: 5 };

function rowsOf(text: string, delimiter: string | null = ',', size = text.length): RawRow[] {
  const rows = new CsvRows(delimiter, limits);
  const found: RawRow[] = [];
  for (let at = 0; at < text.length; at += size) found.push(...rows.push(text.slice(at, at + size)));
  return [...found, ...rows.end()];
}
const cellsOf = (text: string): string[][] => rowsOf(text).map(({ cells }) => cells);

describe('Rows of a CSV', () => {
  it('come back as they were written, in whatever pieces they arrive', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r', '’', 'é'), maxLength: 8 });
    const line = fc.array(cell, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(line),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (lines, size, end) => {
          const text = lines.map(
            (cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',') + end,
          );
          const kept = lines
            .map((cells) => cells.map((one) => (one.trim() ? one : '')))
            .map((cells) => cells.slice(0, cells.findLastIndex((one) => one !== '') + 1))
            .filter((cells) => cells.length > 0);
          expect(rowsOf(text.join(''), ',', size).map(({ cells }) => cells)).toEqual(kept);
        },
      ),
    );
  });

  it('begin in the line that an editor shows, with the line ends of Windows, Unix and old Macs', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,"b', 'b",c', '', ' , ', 'd,"e"', '"f', '', 'g"'].join(end);
      for (const size of [1, 2, 3, 100]) {
        expect(rowsOf(text, ',', size).map(({ line }) => line)).toEqual([1, 5, 6]);
      }
    }
  });

  it('keep quotation marks that do not enclose the cell, straight or curly', () => {
    expect(cellsOf('6" ruler,“Together, again”\n"a ""b"" c","“x, y”"')).toEqual([
      ['6" ruler', '“Together', ' again”'],
      ['a "b" c', '“x, y”'],
    ]);
  });

  it('forgive a blank before the quotation mark and text behind it', () => {
    expect(cellsOf('a, "b, c"\n"Hope" Coalition,"d"')).toEqual([
      ['a', 'b, c'],
      ['Hope Coalition', 'd'],
    ]);
  });

  it('are as long as they are, without blank cells at their end and without blank rows', () => {
    expect(cellsOf('a,,c,,\n,,,,,,,,,\n\n  \nd')).toEqual([['a', '', 'c'], ['d']]);
  });

  it('are one cell each without a delimiter', () => {
    expect(rowsOf('Hope, Inc.; a|b\nFaith', null).map(({ cells }) => cells)).toEqual([
      ['Hope, Inc.; a|b'],
      ['Faith'],
    ]);
  });
});

describe('A CSV is refused', () => {
  it('at a cell that is too long, with its line and column', () => {
    const long = 'x'.repeat(101);
    expect(() => rowsOf(`a,"b\nb"\nc,d,${long}`)).toThrow(
      'The cell in line 3, column C, has more than 100 characters. Shorten it.',
    );
    expect(cellsOf(`a,${'x'.repeat(100)}`)).toHaveLength(1);
  });

  it('at a quotation mark that is never closed, at the end or as soon as the cell is too long', () => {
    expect(() => rowsOf('a,b\nc,"d\ne,f\n')).toThrow(
      'The quotation mark in line 2, column B, is never closed.',
    );
    expect(() => rowsOf(`a,b\nc,"d\n${'e,f\n'.repeat(50)}`, ',', 7)).toThrow(
      'The cell in line 2, column B, has more than 100 characters. Probably the quotation mark that it begins with is never closed.',
    );
  });

  it('at a row with too many columns, blank ones aside', () => {
    expect(() => rowsOf('a,b,c,d,e\n\na,b,c,d,e,f')).toThrow('Line 3 has more than 5 columns.');
    expect(cellsOf(`a,b${','.repeat(100_000)}`)).toEqual([['a', 'b']]);
  });
});
