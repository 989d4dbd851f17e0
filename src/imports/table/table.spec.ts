import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { inPieces, problemOf, whole } from '../../../test/support/tables.ts';
import { readTable } from './table.ts';

const lines = (...all: string[]): string => all.join('\n');

describe('A table', () => {
  it.each([',', ';', '\t', '|'])('is cut at its delimiter: %j', async (delimiter) => {
    const rows = [
      ['Coalition Name', 'State', 'Sectors', 'Notes'],
      ['"Hope, Inc."', 'NC', '"health; faith | youth, schools"', '"a\tb;c;d|e|f"'],
      ['Faith', 'NC', '"a;b,c;d,e;f"', ''],
    ];
    const table = await whole(rows.map((cells) => cells.join(delimiter)).join('\r\n'));
    expect(table).toMatchObject({ kind: 'CSV', delimiter, sheet: null });
    expect(table.rows[0]!.values).toEqual({
      name: 'Hope, Inc.',
      state: 'NC',
      sectors: 'health; faith | youth, schools',
      notes: 'a\tb;c;d|e|f',
    });
    expect(table.rows[1]!.cells).toEqual(['Faith', 'NC', 'a;b,c;d,e;f', '']);
  });

  it('says its delimiter itself in a first line', async () => {
    const table = await whole('sep=|\r\nName|State\r\nHope|NC');
    expect(table).toMatchObject({
      delimiter: '|',
      headingLine: 2,
      rows: [{ line: 3, values: { name: 'Hope' } }],
    });
  });

  it('of one column has no delimiter', async () => {
    const table = await whole(lines('Coalitions', 'Coalition', 'Hope, Faith, Inc.', 'Love; Charity'));
    expect(table.delimiter).toBeNull();
    expect(table.rows.map(({ values }) => values.name)).toContain('Hope, Faith, Inc.');
  });

  it('begins below titles, and its rows where an editor shows them', async () => {
    const table = await whole(
      lines(
        'Coalitions',
        '"as of',
        '2024, by county"',
        '',
        ',,',
        'Coalition Name,State,Notes',
        '',
        'Hope,NC,"a',
        'b"',
        'Faith,NC',
      ),
    );
    expect(table.headingLine).toBe(6);
    expect(table.rows.map(({ line, values }) => [line, values.name])).toEqual([
      [8, 'Hope'],
      [10, 'Faith'],
    ]);
  });

  it('has its headings where most is known, not where most is written', async () => {
    const table = await whole(lines('Coalition,of,our,friends', 'Name,State', 'Hope,NC'));
    expect(table.headingLine).toBe(2);
  });

  it('may have rows shorter and longer than its headings, blank columns at its end, and its headings again', async () => {
    const table = await whole(
      lines('Name,State,Notes,,,', 'Hope', 'Faith,NC,a,b', 'Name, State,Notes', 'Love,,,,,'),
    );
    expect(table.columns.map(({ heading }) => heading)).toEqual(['Name', 'State', 'Notes']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['Hope', '', ''],
      ['Faith', 'NC', 'a', 'b'],
      ['Love', '', ''],
    ]);
    expect(table.rows[0]!.values).toEqual({ name: 'Hope' });
  });

  it('reports columns that it cannot use', async () => {
    const { columns, rows } = await whole(lines('Name,"Phone\nnumber",County,Counties,', 'Hope,1,Clay,Polk'));
    expect(columns).toEqual([
      { heading: 'Name', meaning: 'name' },
      { heading: 'Phone number', meaning: null },
      { heading: 'County', meaning: 'counties' },
      { heading: 'Counties', meaning: null },
    ]);
    expect(rows[0]!.values).toEqual({ name: 'Hope', counties: 'Clay' });
  });

  it('is handed on as it stands: formulas, curly quotes, blanks and totals', async () => {
    const text = lines(
      'Name,Website',
      '“Hope”,"=HYPERLINK(""https://a.org"",""site"")"',
      ' Faith ,+1',
      'TOTAL,2',
    );
    expect((await whole(text)).rows.map(({ cells }) => cells)).toEqual([
      ['“Hope”', '=HYPERLINK("https://a.org","site")'],
      [' Faith ', '+1'],
      ['TOTAL', '2'],
    ]);
  });

  const catalogue = '../shared/data/catalog';
  it('may be the catalogue, cleaned or raw', async () => {
    if (!existsSync(catalogue))
      return console.log('The published catalogue is not beside the project: not read.');
    const cleaned = await whole(readFileSync(`${catalogue}/coalitions.csv`));
    expect([cleaned.rows.length, cleaned.rows.at(-1)!.line]).toEqual([184, 185]);
    const raw = await whole(readFileSync(`${catalogue}/coalitions_raw_messy.csv`), { size: 1_000 });
    // 204 rows, of which two are blank.
    expect([raw.rows.length, raw.rows.at(-1)!.line]).toEqual([202, 235]);
  });
});

describe('A file is refused', () => {
  it.each([
    ['of nothing', '', '“list.csv” is empty.'],
    ['of blanks', '\ufeff \r\n\r\n', '“list.csv” is empty.'],
    ['of headings only', 'Name,State\n,,\n', 'There are headings, but no rows below them.'],
    [
      'without names',
      'Phone,Email\n1,2',
      'No column holds the names of the coalitions. Line 1 was taken for the headings: “Phone”, “Email”. One column needs the heading “Coalition Name”, “Name” or “Organization”.',
    ],
    [
      'with headings too far down',
      `${'a title\n'.repeat(20)}Name,State\nHope,NC`,
      'Line 1 was taken for the headings: “a title”.',
    ],
    [
      'of rows only, under blank lines',
      `${'\n'.repeat(20)}Name\nHope`,
      'There are no headings in the first 20 lines.',
    ],
    ['that is a PDF', '%PDF-1.7\n1 0 obj', '“list.csv” is a PDF document, not a table.'],
    ['that is a PNG', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'), 'is an image, not a table.'],
    ['that is a JPEG', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), 'is an image, not a table.'],
    ['that is an archive', Buffer.from('\x1f\x8b\x08\0', 'latin1'), 'is an archive, not a table.'],
    ['that is a page', '\ufeff\n<!DOCTYPE html><table><tr><td>Name', 'is an HTML page, not a table.'],
    [
      'that is a page in UTF-16',
      Buffer.from('\ufeff<html><body>', 'utf16le'),
      'is an HTML page, not a table.',
    ],
    ['that is XML', '<?xml version="1.0"?><Workbook/>', 'is an XML file, not a table.'],
    ['that is JSON', '[\n {"name": "Hope"}]', 'is a JSON file, not a table.'],
    ['that is binary', Buffer.from(Array(500).fill([0, 1, 2, 200]).flat()), 'is a binary file, not a table.'],
    [
      'of old Excel',
      Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WorkbookW\0o\0r\0k\0', 'latin1'),
      'is an Excel file of the old kind (.xls).',
    ],
    [
      'with a password',
      Buffer.from(
        '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0',
        'latin1',
      ),
      'is protected by a password.',
    ],
  ])('%s', async (_, content, sentence) => {
    expect((await problemOf(whole(content))).message).toContain(sentence);
  });

  it('under a name of one line that is not too long', async () => {
    const { message } = await problemOf(whole('', { name: `a\n\u202e${'b'.repeat(500)}` }));
    expect(message).toBe(`“a ${'b'.repeat(77)}…” is empty.`);
  });

  it('above a limit, with the line', async () => {
    const rows = (count: number): string => `Name,State\n${'Hope,NC\n'.repeat(count)}`;
    expect((await whole(rows(20_000))).rows).toHaveLength(20_000);
    expect(await problemOf(whole(rows(20_001)))).toMatchObject({
      message:
        'The table has more than 20,000 rows: line 20002 is one too many. Split it into several files.',
      line: 20_002,
    });
    expect(await problemOf(whole(`Name,Notes\nHope,${'x'.repeat(10_001)}`))).toMatchObject({
      line: 2,
      column: 2,
    });
    expect(await problemOf(whole(`Name${',a'.repeat(200)}\nHope`))).toMatchObject({ line: 1 });
    const wide = await whole(`Name${',a'.repeat(199)}\nHope`);
    expect(wide.columns).toHaveLength(200);
  });

  it('above 10 MB, or what is allowed', async () => {
    const { message } = await problemOf(whole('Name\n'.padEnd(10_000_001, '\n')));
    expect(message).toBe('The file is larger than 10 MB. Split it into several files.');
    expect((await problemOf(whole('Name\nHope', { limits: { bytes: 8 } }))).message).toMatch('8 bytes');
    expect((await whole('Name\nHope', { limits: { bytes: 9 } })).rows).toHaveLength(1);
  });
});

describe('No more is read than is needed to refuse', () => {
  /** A source without end, and how much of it was taken. */
  function endless(head: string, piece: string): { source: Readable; taken: () => number } {
    let taken = 0;
    function* pieces(): Generator<Buffer> {
      yield Buffer.from(head);
      for (const bytes = Buffer.from(piece); ; taken += bytes.length) yield bytes;
    }
    return { source: Readable.from(pieces(), { objectMode: true, highWaterMark: 1 }), taken: () => taken };
  }
  /** Nobody listens, but whoever opened it can still close it, or answer. */
  const isLetGo = (source: Readable): boolean => !source.destroyed && source.listenerCount('readable') === 0;
  const K64 = 65_536;

  it.each([
    ['a quotation mark that is never closed', 'Name\n"Hope', 'a\n'.repeat(K64 / 2), 4 * K64, 'never closed'],
    ['a line without end', 'Name\n', 'a'.repeat(K64), 4 * K64, 'more than 10,000 characters'],
    ['columns without end', 'Name,State\n', ',a'.repeat(K64 / 2), 4 * K64, 'more than 200 columns'],
    ['rows without end', 'Name\n', 'Hope, Inc.\n'.repeat(6_000), 8 * K64, 'more than 20,000 rows'],
    ['blank lines without end', 'Name\n', '\n'.repeat(K64), 10_000_000 + 4 * K64, 'larger than 10 MB'],
    ['commas without end', 'Name,State\n', ','.repeat(K64), 10_000_000 + 4 * K64, 'larger than 10 MB'],
    ['a workbook without end', 'PK\x03\x04', 'x'.repeat(K64), 10_000_000 + 4 * K64, 'larger than 10 MB'],
    ['a document', '%PDF-1.7\n', 'x'.repeat(K64), 4 * K64, 'not a table'],
  ])('of %s', async (_, head, piece, most, sentence) => {
    const { source, taken } = endless(head, piece);
    const reading = readTable(source, 'list.csv').then(async ({ rows }) => {
      for await (const _row of rows);
    });
    expect((await problemOf(reading)).message).toContain(sentence);
    expect(taken()).toBeLessThanOrEqual(most);
    expect(isLetGo(source)).toBe(true);
  });

  it('and the source is let go when the reader stops, at the first row or later', async () => {
    for (const count of [1, 3]) {
      const { source } = endless('Name\n', 'Hope\n');
      const { rows } = await readTable(source, 'list.csv');
      let seen = 0;
      for await (const _row of rows) if (++seen === count) break;
      expect(isLetGo(source)).toBe(true);
    }
  });

  it('and an error of the source is not made a problem of the file', async () => {
    const source = Readable.from(
      (async function* () {
        yield* inPieces('Name\n');
        throw new Error('reset');
      })(),
    );
    await expect(readTable(source, 'list.csv')).rejects.toThrow('reset');
  });
});
