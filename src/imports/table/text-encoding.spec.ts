import { problemOf, whole } from '../../../test/support/tables.ts';

const CONTENT =
  'Name,State,Notes\r\nNiños “Sí” Coalition – café,NM,"naïve… façade"\r\nEspañola,NM,½ staff\r\n';
const LATIN = 'Name,State,Notes\r\nNiños Sí Coalition, café,NM\r\nEspañola,NM,½ staff\r\n';

const wide = (text: string, mark: boolean): Buffer => Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
const WINDOWS: Record<string, number> = { '“': 0x93, '”': 0x94, '–': 0x96, '…': 0x85, '’': 0x92, '€': 0x80 };
const windows = (text: string): Buffer =>
  Buffer.from([...text].map((character) => WINDOWS[character] ?? character.charCodeAt(0)));

const encodings: [string, string, Buffer][] = [
  ['UTF-8', 'UTF-8', Buffer.from(CONTENT)],
  ['UTF-8 with a byte order mark', 'UTF-8', Buffer.from(`\ufeff${CONTENT}`)],
  ['UTF-16, little end first', 'UTF-16LE', wide(CONTENT, true)],
  ['UTF-16, big end first', 'UTF-16BE', wide(CONTENT, true).swap16()],
  ['UTF-16, little end first, without a byte order mark', 'UTF-16LE', wide(CONTENT, false)],
  ['UTF-16, big end first, without a byte order mark', 'UTF-16BE', wide(CONTENT, false).swap16()],
  ['Windows-1252', 'Windows-1252', windows(CONTENT)],
];

/** Further down than what is looked at first. */
const many = (count: number): string => 'Plain Coalition,NM,nothing special here\r\n'.repeat(count);

describe('The same table', () => {
  it.each(encodings)('is read in %s, in pieces of any size', async (_, encoding, bytes) => {
    for (const size of [1, 3, 7, 100_000]) {
      const table = await whole(bytes, { size });
      expect(table.encoding).toBe(encoding);
      expect(table.rows.map(({ cells }) => cells)).toEqual([
        ['Niños “Sí” Coalition – café', 'NM', 'naïve… façade'],
        ['Española', 'NM', '½ staff'],
      ]);
      expect(table.columns[0]).toEqual({ heading: 'Name', meaning: 'name' });
    }
  });

  it('is read in Latin-1, which is a part of Windows-1252', async () => {
    const { encoding, rows } = await whole(Buffer.from(LATIN, 'latin1'));
    expect(encoding).toBe('Windows-1252');
    expect(rows[0]!.values).toMatchObject({ name: 'Niños Sí Coalition', state: ' café' });
  });

  it('is UTF-8 when it is all ASCII', async () => {
    expect((await whole(`Name,State\n${many(1)}`)).encoding).toBe('UTF-8');
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['Windows-1252', windows],
  ] as const)('shows by its first accent that it is %s, however far down', async (encoding, write) => {
    const { encoding: found, rows } = await whole(write(`Name,State\r\n${many(5_000)}Española “X”,NM\r\n`));
    expect(found).toBe(encoding);
    expect(rows.at(-1)!.values.name).toBe('Española “X”');
  });
});

describe('A mixture of encodings is refused at the line where it breaks', () => {
  const head = 'Name,State\r\n';
  const row = 'Española,NM\r\n';

  it.each([
    ['Windows-1252 after UTF-8', [Buffer.from(head + row), windows(row)], 3],
    ['UTF-8 after Windows-1252', [windows(head + row + row), Buffer.from(row)], 4],
    ['Windows-1252 far below UTF-8', [Buffer.from(head + row + many(5_000)), windows(row)], 5_003],
    ['UTF-8 far below Windows-1252', [windows(head + row + many(5_000)), Buffer.from(row)], 5_003],
    ['half a character in UTF-16', [wide(head + row, true), Buffer.from([0x00, 0xd8, 0x41, 0x00])], 3],
    ['half a character at the end of UTF-8', [Buffer.from(head + row), Buffer.from([0x41, 0xc3])], 3],
  ])('%s', async (_, parts, line) => {
    for (const size of [5, 100_000]) {
      const problem = await problemOf(whole(Buffer.concat(parts), { size }));
      expect(problem.message).toMatch(`Line ${line} is written in another encoding than the lines above it.`);
      expect(problem.line).toBe(line);
    }
  });

  it.each([
    ['zeros far below', [Buffer.from(head + many(5_000)), wide(row, false)], 5_002],
    [
      'letters of an old Mac',
      [Buffer.from('Name\rEspa'), Buffer.from([0x96]), Buffer.from('ola\rR'), Buffer.from([0x8f, 0x0d])],
      3,
    ],
  ])('and so are %s', async (_, parts, line) => {
    const problem = await problemOf(whole(Buffer.concat(parts)));
    expect(problem.message).toMatch(`Line ${line} holds characters of an encoding that is not known here.`);
  });
});
