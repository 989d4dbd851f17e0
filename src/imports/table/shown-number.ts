/** How numbers of a cell are to be written: a date, a code with leading zeros, or as a number. */
export type NumberForm = 'DATE' | 'NUMBER' | { digits: number };

/** Of the formats that every spreadsheet knows by number, those of dates and times (ECMA-376, 18.8.30). */
const DATES: [from: number, to: number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

export function numberForm(id: number, code: string | undefined): NumberForm {
  if (code === undefined) return DATES.some(([from, to]) => id >= from && id <= to) ? 'DATE' : 'NUMBER';
  const [positive = ''] = code.split(';');
  const signs = positive.replace(/"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]?/gi, '');
  if (/^0{2,20}$/.test(signs)) return { digits: signs.length };
  return /[dyhms]/i.test(signs) && !/general/i.test(signs) ? 'DATE' : 'NUMBER';
}

/** Without the noise of binary fractions; a percentage stays the number that it is. */
export function shownNumber(text: string, form: NumberForm, from1904: boolean): string {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return text;
  if (form === 'DATE') return isoDate(number, from1904) ?? plain(number);
  if (form === 'NUMBER') return plain(number);
  return Number.isInteger(number) && number >= 0 ? plain(number).padStart(form.digits, '0') : plain(number);
}

const plain = (number: number): string => String(Number(number.toPrecision(15)));

const DAY = 86_400;
/** Day 0 as seconds since 1970: 31 December 1899, or 1 January 1904 on old Macs. */
const EPOCH_1900 = Date.UTC(1899, 11, 31) / 1_000;
const EPOCH_1904 = Date.UTC(1904, 0, 1) / 1_000;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;

/** Days and their parts since the epoch, to the second. A time without a day stays a time. */
function isoDate(serial: number, from1904: boolean): string | null {
  if (serial < 0 || serial > LAST_DAY) return null;
  // Spreadsheets count a 29 February 1900 that never was.
  const day = !from1904 && serial >= 60 ? serial - 1 : serial;
  const seconds = Math.round(day * DAY) + (from1904 ? EPOCH_1904 : EPOCH_1900);
  const [date, time] = new Date(seconds * 1_000).toISOString().slice(0, 19).split('T') as [string, string];
  if (serial < 1) return time;
  return time === '00:00:00' ? date : `${date}T${time}`;
}
