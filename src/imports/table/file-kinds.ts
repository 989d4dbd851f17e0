import { TableProblem } from './table-problem.ts';

type Sentence = (file: string) => string;
interface Kind {
  begins: RegExp | string[];
  sentence: Sentence;
}

const notATable =
  (what: string): Sentence =>
  (file) =>
    `${file} is ${what}, not a table. Save the table as CSV or as an Excel workbook (.xlsx).`;
const oldExcel: Sentence = (file) =>
  `${file} is an Excel file of the old kind (.xls). Open it in Excel, save it as .xlsx, and send that.`;
export const protectedWorkbook: Sentence = (file) =>
  `${file} is protected by a password. Save it without one, and send that.`;

/** The first bytes, each as one character, after a byte order mark and blanks. */
const kinds: Kind[] = [
  { begins: ['%PDF-'], sentence: notATable('a PDF document') },
  {
    begins: /^(\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF[^]{4}WEBP|\0\0\0[^]ftyp)/,
    sentence: notATable('an image'),
  },
  { begins: ['\x1f\x8b', '7z\xbc\xaf', 'Rar!\x1a'], sentence: notATable('an archive') },
  { begins: ['{\\rtf'], sentence: notATable('a text document (RTF)') },
  { begins: /^<(!doctype html|html|head|body|table|meta|div)[\s>]/i, sentence: notATable('an HTML page') },
  { begins: /^<(\?xml|[a-z]+[\s>])/i, sentence: notATable('an XML file') },
  { begins: /^(\{\s*["}]|\[\s*[[{\]"]|\[\s*-?\d+\s*[,\]])/, sentence: notATable('a JSON file') },
];

const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** Says what a file is by its first bytes: the ending of its name is only what somebody called it. */
export function refuseOtherKinds(head: Buffer, name: string): 'ZIP' | 'TEXT' {
  const file = fileName(name);
  const text = head.toString('latin1');
  if (/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*$/.test(text)) throw new TableProblem(`${file} is empty.`);
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return 'ZIP';
  if (text.startsWith(OLE)) throw new TableProblem(oleSentence(text, name)(file));
  const begin = text.slice(0, 2_000).replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  const kind = kinds.find(({ begins }) => [begin, narrowed(begin).trimStart()].some(beginsWith(begins)));
  if (kind) throw new TableProblem(kind.sentence(file));
  return 'TEXT';
}

/**
 * A password puts the workbook into a container like that of old files, under the name EncryptedPackage, which may stand
 * far behind.
 */
const oleSentence = (text: string, name: string): Sentence =>
  text.includes([...'EncryptedPackage'].join('\0')) || /\.xls[xm]$/i.test(name)
    ? protectedWorkbook
    : oldExcel;

const beginsWith =
  (begins: Kind['begins']) =>
  (text: string): boolean =>
    Array.isArray(begins) ? begins.some((one) => text.startsWith(one)) : begins.test(text);

/** Markup in UTF-16 is markup too. */
const narrowed = (text: string): string =>
  /^(\0[^\0]|[^\0]\0)/.test(text) ? text.replaceAll('\0', '') : text;

export const notText: Sentence = notATable('a binary file');

/** Short, on one line and in quotation marks, since it is the name that somebody else chose. */
export function fileName(name: string): string {
  const characters = [...name.replace(/[\p{C}\s]+/gu, ' ').trim()];
  const short = characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : characters.join('');
  return short ? `“${short}”` : 'The file';
}
