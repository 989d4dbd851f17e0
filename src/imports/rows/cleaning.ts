import type { Meaning, Remarks } from './interpretation.ts';

const HYPERLINK = /^=\s*HYPERLINK\s*\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)$/i;
const FORMULA = /^(=|[+@-]\s*[A-Za-z][A-Za-z0-9_.]*\s*\()/;
const SPREADSHEET_ERROR = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|#+)$/i;
const NOTHING =
  /^(n\s*[/.]?\s*a\.?|unknown|unk\.?|none|null|nil|tb[acd]|to be determined|not (stated|known|available|applicable|listed|specified)|unspecified|unstated|[-–—?._*]+)$/i;
const ZERO_WIDTH = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** Columns in which a line break separates things. */
const LISTS: ReadonlySet<Meaning> = new Set([
  'aliases',
  'counties',
  'fips',
  'sectors',
  'populations',
  'website',
  'frameworks',
  'sources',
  'mission',
  'summary',
  'notes',
]);
const ADDRESSES: ReadonlySet<Meaning> = new Set(['website', 'sources']);
/** Digits in these columns are codes and years, no telephone numbers. */
const NUMBERS: ReadonlySet<Meaning> = new Set(['id', 'fips', 'founded']);

/** The text of a cell that a person meant; null where it says nothing. */
export function cleaned(cell: string | undefined, column: Meaning, remarks: Remarks): string | null {
  const plain = tidied(withoutFormula(tidied(cell ?? ''), column, remarks));
  if (SPREADSHEET_ERROR.test(plain)) {
    remarks.warn(column, 'An error of the spreadsheet was left out.');
    return null;
  }
  const own = unquoted(NUMBERS.has(column) ? plain : withoutPeople(plain, column, remarks));
  const text = LISTS.has(column) ? own : own.replace(/\s+/g, ' ');
  return text === '' || NOTHING.test(text) ? null : text;
}

/** One kind of space, single spaces, no characters that nobody sees, line breaks kept. */
export const tidied = (text: string): string =>
  text
    .toWellFormed()
    .replace(ZERO_WIDTH, '')
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    // eslint-disable-next-line no-control-regex -- These are what shall go.
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')
    .replace(/ *\n[ \n]*/g, '\n')
    .trim();

/** Quotation marks go when they stand around the whole; those inside stay. */
export function unquoted(text: string): string {
  const inner = /^[“”„"‘](.*)[“”"’]$/s.exec(text)?.[1];
  if (inner === undefined || /[“”„"]/.test(inner)) return text;
  const single = text.startsWith('‘') !== text.endsWith('’');
  return single ? text : inner.trim();
}

/** A link gives its address, or its label where no address is asked for. Nothing else is calculated. */
function withoutFormula(text: string, column: Meaning, remarks: Remarks): string {
  const link = HYPERLINK.exec(text);
  if (link) {
    const [address = '', label = ''] = link.slice(1).map((part) => (part ?? '').replaceAll('""', '"'));
    return ADDRESSES.has(column) || label === '' ? address : label;
  }
  if (!FORMULA.test(text)) return text;
  remarks.warn(column, 'A formula was left out: save its result as text.');
  return '';
}

const E_MAIL = /(?:mailto:)?[^\s@<>()[\]",;:]+@[^\s@<>()[\]",;:]+\.[a-z]{2,}\b/giu;
const TELEPHONE =
  /(?<![\d.-])(?:(?:\+?1[-. ]?)?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}|\+\d[\d ().-]{7,}\d|(?<=\b(?:tel|phone|ph|call|cell|mobile|fax)[.:]?\s*)\d{10})(?:\s*(?:x|ext\.?|extension)\s*\d{1,5})?(?![\d-])/gi;

/**
 * Addresses and numbers at which people are reached are nobody's business: they are left out, and the remark does not
 * repeat them. Inside a web address such characters are part of a path, and stay.
 */
function withoutPeople(text: string, column: Meaning, remarks: Remarks): string {
  let mails = 0;
  let numbers = 0;
  const kept = text
    .split(/((?:https?:\/\/|www\.)[^\s"“”<>]+)/i)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replace(E_MAIL, () => (mails++, '')).replace(TELEPHONE, () => (numbers++, '')),
    )
    .join('');
  if (mails > 0) remarks.warn(column, 'An e-mail address was left out: the registry keeps none.');
  if (numbers > 0) remarks.warn(column, 'A telephone number was left out: the registry keeps none.');
  return mails + numbers === 0 ? text : withoutRemains(kept);
}

/** What stood around the thing that is gone. */
const withoutRemains = (text: string): string =>
  tidied(
    text
      .replace(/\b(e-?mail|tel(ephone)?|phone|ph|call|cell|mobile|fax)\b\s*[.:]*\s*(?=$|[;,)\n])/gi, '')
      .replace(/[(<[]\s*[,;:/|-]*\s*[)>\]]/g, '')
      .replace(/[\s,;:/|-]+$/, '')
      .replace(/^[\s,;:/|-]+/, '')
      .replace(/\s+([,;])/g, '$1'),
  );

/** At most so many characters, cut between two words. */
export function shortened(text: string, longest: number, column: Meaning, remarks: Remarks): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  remarks.warn(column, `Cut after ${longest} characters.`);
  const cut = characters.slice(0, longest).join('');
  const words = cut.replace(/\s+\S*$/, '');
  return (words.length > longest / 2 ? words : cut).trim();
}

/** Split at the top level: what stands in brackets stays together. */
export function splitOutsideBrackets(text: string, separator: RegExp): string[] {
  const brackets: string[] = [];
  const hidden = text.replace(/\([^()]*\)|\[[^[\]]*\]/g, (bracket) => {
    brackets.push(bracket);
    return `\u0001${brackets.length - 1}\u0002`;
  });
  return (
    hidden
      .split(separator)
      // eslint-disable-next-line no-control-regex -- No cell holds these: they were removed in cleaning.
      .map((part) => part.replace(/\u0001(\d+)\u0002/g, (_, i: string) => brackets[Number(i)]!).trim())
      .filter((part) => part !== '')
  );
}
