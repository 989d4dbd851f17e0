import { problemOf, whole } from '../../../test/support/tables.ts';
import { type SheetParts, textRow, workbookParts, zipped } from '../../../test/support/workbooks.ts';

const NAME = 'list.xlsx';
const book = (rows: string, rest: Partial<SheetParts> = {}, shared = {}): Buffer =>
  zipped(workbookParts([{ name: 'List', rows, ...rest }], shared));
const read = (bytes: Buffer, limits = {}): ReturnType<typeof whole> => whole(bytes, { name: NAME, limits });
const refused = async (bytes: Buffer, limits = {}): Promise<string> =>
  (await problemOf(read(bytes, limits))).message;
const HEADINGS = textRow(1, ['Name', 'State', 'Founded', 'Notes']);

describe('A workbook', () => {
  it('is read at its first sheet that can be seen and has headings', async () => {
    const table = await read(
      zipped(
        workbookParts([
          { name: 'Old', rows: HEADINGS + textRow(2, ['Old']), state: 'hidden' },
          { name: 'Very old', rows: HEADINGS + textRow(2, ['Very old']), state: 'veryHidden' },
          { name: 'Read me', rows: textRow(1, ['About this file']) },
          {
            name: 'List',
            rows: textRow(2, ['Coalitions']) + textRow(4, ['Name', 'State']) + textRow(7, ['Hope', 'NC']),
          },
          { name: 'More', rows: HEADINGS + textRow(2, ['Faith']) },
        ]),
      ),
    );
    expect(table).toMatchObject({
      kind: 'XLSX',
      encoding: 'UTF-8',
      delimiter: null,
      sheet: 'List',
      headingLine: 4,
    });
    expect(table.rows).toEqual([
      { line: 7, values: { name: 'Hope', state: 'NC' }, cells: ['Hope', 'NC'], formulas: [] },
    ]);
  });

  it('shares texts, in several formats, with line breaks, and without what says how they are spoken', async () => {
    const texts =
      '<si><t>Name</t></si><si><r><rPr><b/></rPr><t>Hope </t></r><r><t>&amp; Faith</t></r><rPh><t>hoop</t></rPh></si><si><t>a_x000D_\nb</t></si><si/>';
    const cells = (row: number, ...numbers: number[]): string =>
      `<row r="${row}">${numbers.map((at) => `<c t="s"><v>${at}</v></c>`).join('')}</row>`;
    const { rows } = await read(book(cells(1, 0) + cells(2, 1, 2, 3, 99), {}, { texts }));
    expect(rows[0]!.cells).toEqual(['Hope & Faith', 'a\r\nb']);
  });

  it('shows numbers without noise, dates as ISO, codes with their zeros, and what is neither', async () => {
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="[$-409]mmmm\\ d, yyyy;@"/><numFmt numFmtId="166" formatCode="&quot;days&quot; 0.0"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="9"/><xf numFmtId="22"/></cellXfs>`;
    const shown = async (cell: string, properties = ''): Promise<string> =>
      (
        await read(
          book(`${HEADINGS}<row r="2"><c t="str"><v>Hope</v></c>${cell}</row>`, {}, { styles, properties }),
        )
      ).rows[0]!.cells[1]!;
    expect(await shown('<c><v>0.30000000000000004</v></c>')).toBe('0.3');
    expect(await shown('<c><v>2019</v></c>')).toBe('2019');
    expect(await shown('<c s="5"><v>0.5</v></c>')).toBe('0.5');
    expect(await shown('<c s="2"><v>8077</v></c>')).toBe('08077');
    expect(await shown('<c s="4"><v>3</v></c>')).toBe('3');
    expect(await shown('<c s="1"><v>43466</v></c>')).toBe('2019-01-01');
    expect(await shown('<c s="3"><v>59</v></c>')).toBe('1900-02-28');
    expect(await shown('<c s="3"><v>61</v></c>')).toBe('1900-03-01');
    expect(await shown('<c s="6"><v>43466.75</v></c>')).toBe('2019-01-01T18:00:00');
    expect(await shown('<c s="6"><v>0.5</v></c>')).toBe('12:00:00');
    expect(await shown('<c s="1"><v>42004</v></c>', '<workbookPr date1904="1"/>')).toBe('2019-01-01');
    expect(await shown('<c s="1"><v>99999999</v></c>')).toBe('99999999');
    expect(await shown('<c t="d"><v>2019-01-01T00:00:00</v></c>')).toBe('2019-01-01');
    expect(await shown('<c t="b"><v>1</v></c>')).toBe('TRUE');
    expect(await shown('<c t="e"><v>#N/A</v></c>')).toBe('#N/A');
  });

  it('gives what a formula came to, and says that it is one', async () => {
    const { rows } = await read(
      book(
        `${HEADINGS}<row r="2"><c r="A2" t="str"><f>"Ho"&amp;"pe"</f><v>Hope</v></c><c r="B2" t="str"><f>HYPERLINK("https://a.org","site")</f><v>site</v></c><c r="C2"><f t="shared" si="0"/><v>2019</v></c><c r="D2"><f>1/0</f></c></row>`,
      ),
    );
    expect(rows[0]).toMatchObject({
      cells: ['Hope', 'site', '2019', ''],
      formulas: [
        { index: 0, text: '="Ho"&"pe"' },
        { index: 1, text: '=HYPERLINK("https://a.org","site")' },
        { index: 2, text: '=' },
      ],
    });
  });

  it('gives a cell over several rows to each of them, and one over several columns to the first', async () => {
    const { rows } = await read(
      book(
        `${HEADINGS}<row r="2"><c r="A2" t="str"><v>Hope</v></c><c r="B2" t="str"><v>NC</v></c></row><row r="3"><c r="A3" t="str"><v>Faith</v></c><c r="B3"/></row><row r="5"><c r="A5" t="str"><v>Love</v></c></row><row r="6"><c r="B6"/></row>`,
        { after: '<mergeCells count="2"><mergeCell ref="B2:B4"/><mergeCell ref="A5:C5"/></mergeCells>' },
      ),
    );
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Hope', 'NC', '', ''],
      ['Faith', 'NC', '', ''],
      ['Love', '', '', ''],
    ]);
  });

  it('may leave out where cells stand, use prefixes, and be cut into pieces anywhere', async () => {
    const parts = workbookParts([{ name: 'List', rows: '' }]);
    parts['xl/worksheets/sheet1.xml'] =
      '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c t="str"><x:v>Name</x:v></x:c></x:row><x:row><x:c t="str"><x:v>Niños ½</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const { rows } = await whole(zipped(parts), { name: NAME, size: 7 });
    expect(rows).toMatchObject([{ line: 2, cells: ['Niños ½'] }]);
  });
});

describe('A workbook is refused', () => {
  const good = workbookParts([{ name: 'List', rows: HEADINGS + textRow(2, ['Hope']) }]);
  const plus = (part: string): Buffer => zipped({ ...good, [part]: 'x' });

  it.each([
    ['with macros', plus('xl/vbaProject.bin'), 'holds macros, which are not read here.'],
    ['of the binary kind', plus('xl/workbook.bin'), '(.xlsb)'],
    ['that is a document', plus('word/document.xml'), 'is a Word document, not a table.'],
    ['that is an OpenDocument', plus('content.xml'), 'is an OpenDocument file.'],
    [
      'that is any archive',
      zipped({ 'list.csv': 'Name\nHope' }),
      '“list.xlsx” is a ZIP archive, not a table.',
    ],
    ['that is encrypted', zipped(good, { flags: 1 }), 'is protected by a password.'],
    ['that is cut off', zipped(good).subarray(0, 900), 'is damaged and cannot be read.'],
    ['with broken XML', book('<row><c></row>'), 'is damaged and cannot be read.'],
    [
      'with broken XML further down',
      book(`${HEADINGS}${textRow(2, ['Hope'])}${'<row/>'.repeat(9_000)}<c`),
      'is damaged',
    ],
    ['without its main part', zipped({ '[Content_Types].xml': '', '_rels/.rels': '<r/>' }), 'is damaged'],
    ['that is empty', book(''), '“list.xlsx” is empty: no sheet that can be seen has anything in it.'],
    ['with headings only', book(HEADINGS), 'There are headings, but no rows below them.'],
    [
      'without names',
      book(textRow(3, ['Phone', 'Email']) + textRow(4, ['1', '2'])),
      'No column in the sheet “List” holds the names of the coalitions. Line 3 was taken for the headings: “Phone”, “Email”.',
    ],
  ])('%s', async (_, bytes, sentence) => {
    expect(await refused(bytes)).toContain(sentence);
  });

  it('that is renamed .csv, or the other way round', async () => {
    const renamed = whole(zipped({ 'a.txt': 'x' }), { name: 'list.csv' });
    expect((await problemOf(renamed)).message).toMatch('“list.csv” is a ZIP archive, not a table.');
    expect((await whole(zipped(good), { name: 'list.csv' })).kind).toBe('XLSX');
    expect((await read(Buffer.from('Name\nHope'))).kind).toBe('CSV');
  });

  it('above a limit, with the row and the column', async () => {
    const long = 'x'.repeat(10_001);
    const sentence = 'The cell in line 2, column B, has more than 10,000 characters. Shorten it.';
    expect(await refused(book(HEADINGS + textRow(2, ['Hope', long])))).toBe(sentence);
    expect(await refused(book(HEADINGS + textRow(2, ['Hope', 'y'.repeat(1_000_000)])))).toBe(sentence);
    const texts = `<si><t>${long}</t></si>`;
    expect(
      await refused(book(`${HEADINGS}<row r="2"><c r="B2" t="s"><v>0</v></c></row>`, {}, { texts })),
    ).toBe(sentence);
    const far = `<row r="2"><c r="A2" t="str"><v>Hope</v></c><c r="GS2" t="str"><v>x</v></c></row>`;
    expect(await refused(book(HEADINGS + far))).toMatch('Line 2 has more than 200 columns.');
    const rows = Array.from({ length: 20_001 }, (_, at) => textRow(at + 2, ['Hope'])).join('');
    expect(await refused(book(HEADINGS + rows))).toMatch('more than 20,000 rows: line 20002');
  });
});

describe('A workbook that means harm', () => {
  const MILLION = 1_000_000;

  it.each([
    [
      'rows',
      (bomb: string) => workbookParts([{ name: 'List', rows: `${HEADINGS}${textRow(2, ['Hope'])}${bomb}` }]),
    ],
    [
      'shared texts',
      (texts: string) => workbookParts([{ name: 'List', rows: HEADINGS + textRow(2, ['Hope']) }], { texts }),
    ],
  ])(
    'is refused when more comes out of its %s than is allowed, whatever size it states',
    async (_, parts) => {
      for (const stated of [undefined, 100]) {
        const bytes = zipped(parts(' '.repeat(5 * MILLION)), { stated });
        expect(bytes.length).toBeLessThan(20_000);
        expect(await refused(bytes, { unpacked: 4 * MILLION })).toMatch(
          'More than 4 MB come out of this workbook',
        );
      }
    },
  );

  it.each([
    ['rows', (bomb: string) => workbookParts([{ name: 'List', rows: HEADINGS + bomb }])],
    ['shared texts', (texts: string) => workbookParts([{ name: 'List', rows: HEADINGS }], { texts })],
  ])('is refused when its %s have more tags than can be read in a few seconds', async (_, parts) => {
    expect(await refused(zipped(parts('<x/>'.repeat(4 * MILLION))))).toMatch('more cells and formats');
  });

  it('may unpack 100 MB and no more', async () => {
    const bytes = book(`${HEADINGS}${textRow(2, ['Hope'])}${' '.repeat(100 * MILLION)}`);
    const before = process.memoryUsage().rss;
    expect(await refused(bytes)).toMatch('More than 100 MB come out of this workbook');
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MILLION);
  });

  it('cannot define entities that grow', async () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}">]>`;
    const parts = workbookParts([{ name: 'List', rows: HEADINGS + textRow(2, ['&b;']) }]);
    const sheet = parts['xl/worksheets/sheet1.xml']!;
    expect(await refused(zipped(parts))).toMatch('is damaged');
    parts['xl/worksheets/sheet1.xml'] = sheet.replace('<worksheet', `${laughs}<worksheet`);
    expect(await refused(zipped(parts))).toMatch('defines a document type of its own');
  });

  it('cannot fill the memory with attributes or with parts', async () => {
    const attributes = Array.from({ length: 300 }, (_, at) => `a${at}=""`).join(' ');
    expect(await refused(book(`<row ${attributes}/>`))).toMatch('is damaged');
    const parts = Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`${at}`, '']));
    expect(await refused(zipped(parts))).toMatch('too many parts');
  });
});
