import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP archive. `flags` 1 says that a part is encrypted; `stated` is the size that a liar states. */
export function zipped(
  parts: Record<string, string | Buffer>,
  { flags = 0, stated }: { flags?: number; stated?: number } = {},
): Buffer {
  const files: Buffer[] = [];
  const contents: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(stated ?? bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    contents.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, where, Buffer.from(name)]));
    files.push(file);
    offset += file.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(contents).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...contents, Buffer.from('PK\x05\x06'), end]);
}

export interface SheetParts {
  name: string;
  /** XML of its rows. */
  rows: string;
  /** XML behind the rows. */
  after?: string;
  state?: 'hidden' | 'veryHidden';
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
const relations = (all: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all}</Relationships>`;

/** The parts of a workbook as Excel writes them. */
export function workbookParts(
  sheets: SheetParts[],
  { texts = '', styles = '', properties = '' } = {},
): Record<string, string> {
  const files = sheets.map(({ rows, after = '' }, at) => [
    `xl/worksheets/sheet${at + 1}.xml`,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet ${MAIN}><sheetData>${rows}</sheetData>${after}</worksheet>`,
  ]);
  const list = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  const targets = sheets.map((_, at) =>
    relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`),
  );
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATIONS}">${properties}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      `${targets.join('')}${relation('rId90', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('rId91', 'styles', 'styles.xml')}`,
    ),
    'xl/sharedStrings.xml': `<sst ${MAIN}>${texts}</sst>`,
    'xl/styles.xml': `<styleSheet ${MAIN}>${styles}</styleSheet>`,
    ...(Object.fromEntries(files) as Record<string, string>),
  };
}

/** A row of texts that stand in their cells. */
export const textRow = (row: number, cells: string[]): string =>
  `<row r="${row}">${cells
    .map(
      (text, at) => `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`,
    )
    .join('')}</row>`;
