import { quoted, type Remarks } from './interpretation.ts';

const EARLIEST = 1900;
const DATE = /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})(?!\d)/;
const FULL = /(?<!\d)(1[89]\d\d|20\d\d|2100)(?!\d)(?!0?s\b)/g;
const SHORT = /(?:^|\s)['’‘`](\d\d)(?![\ds])/;
const DECADE = /\b\d{2,4}['’]?s\b/;
const UNCERTAIN =
  /\?|~|\b(c|ca|circa|about|around|approx|approximately|est|possibly|likely|before|after|since)\b\.?/i;
/** “Established” is no estimate. */
const ESTABLISHED = /\best(ablished|d)?\b\.?(?=\s*(in\s*)?\d{4}\s*$)/i;
const RANGE = /(?<!\d)(1[89]\d\d|20\d\d)\s*(?:[-–/]|to)\s*(\d{4}|\d{2})(?![\d-])/;

/** The year in which a coalition began, out of the ways in which people write dates. */
export function yearRead(
  text: string | null,
  remarks: Remarks,
  thisYear = new Date().getUTCFullYear(),
): number | null {
  if (text === null) return null;
  const found = yearIn(text, thisYear);
  if (found === null) {
    remarks.warn('founded', `No year was found in ${quoted(text)}.`);
    return null;
  }
  const { year, doubt } = found;
  if (year < EARLIEST || year > thisYear) {
    remarks.warn('founded', `${year} was left out: a year from ${EARLIEST} to ${thisYear} is expected.`);
    return null;
  }
  if (doubt !== null) remarks.note('founded', `${quoted(text)} was read as ${year}: ${doubt}.`);
  return year;
}

function yearIn(text: string, thisYear: number): { year: number; doubt: string | null } | null {
  const plain = text.replace(/\.0+$/, '').trim();
  const serial = /^\d{5}(\.\d+)?$/.test(plain) ? Number(plain) : 0;
  if (serial >= 10_000 && serial < 80_000) {
    return { year: new Date(Date.UTC(1899, 11, 30 + serial)).getUTCFullYear(), doubt: 'a date as a number' };
  }
  const date = DATE.exec(plain)?.[1];
  if (date) return { year: inFull(date, thisYear), doubt: doubtOf(plain.replace(DATE, '')) };
  const [first, ...others] = [...plain.matchAll(FULL)].map(([year]) => Number(year));
  if (first !== undefined) {
    if (RANGE.test(plain)) return { year: first, doubt: 'the first of several years' };
    return { year: first, doubt: others.length > 0 ? 'the first of several years' : doubtOf(plain) };
  }
  if (DECADE.test(plain)) return null;
  const short = SHORT.exec(plain)?.[1] ?? /^(\d\d)$/.exec(plain)?.[1];
  return short ? { year: inFull(short, thisYear), doubt: doubtOf(plain) ?? 'two digits' } : null;
}

/** Two digits are of the hundred years up to now. */
function inFull(digits: string, thisYear: number): number {
  if (digits.length === 4) return Number(digits);
  const year = Math.floor(thisYear / 100) * 100 + Number(digits);
  return year > thisYear ? year - 100 : year;
}

const doubtOf = (text: string): string | null =>
  UNCERTAIN.test(text.replace(ESTABLISHED, '')) ? 'it is said to be uncertain' : null;
