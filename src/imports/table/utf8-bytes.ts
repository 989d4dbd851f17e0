interface HighBytes {
  /** Where a character begins whose end has yet to come; otherwise the length. */
  end: number;
  /** The first byte beyond ASCII that UTF-8 would not have, or -1. */
  single: number;
  /** The first character of several bytes in UTF-8, or -1. */
  sequence: number;
  /** The first one that Windows-1252 would hardly have written: accented letters and punctuation (“Ã©”, “â€™”). */
  usual: number;
}

/** What in these bytes speaks for UTF-8, and what against it. */
export function highBytes(bytes: Buffer, last: boolean): HighBytes {
  const found = { end: bytes.length, single: -1, sequence: -1, usual: -1 };
  for (let at = 0; at < bytes.length;) {
    if (bytes[at]! < 0x80) {
      at++;
      continue;
    }
    const length = sequenceLength(bytes, at);
    if (length === 'CUT' && !last) {
      found.end = at;
      break;
    }
    if (typeof length === 'number') {
      if (found.sequence < 0) found.sequence = at;
      if (found.usual < 0 && isUsual(bytes, at)) found.usual = at;
      at += length;
    } else {
      if (found.single < 0) found.single = at;
      at++;
    }
  }
  return found;
}

/** The lowest and the highest second byte of a first one, after the table 3-7 of the Unicode standard. */
const SECOND: [first: number, last: number, length: number, from: number, to: number][] = [
  [0xc2, 0xdf, 2, 0x80, 0xbf],
  [0xe0, 0xe0, 3, 0xa0, 0xbf],
  [0xe1, 0xec, 3, 0x80, 0xbf],
  [0xed, 0xed, 3, 0x80, 0x9f],
  [0xee, 0xef, 3, 0x80, 0xbf],
  [0xf0, 0xf0, 4, 0x90, 0xbf],
  [0xf1, 0xf3, 4, 0x80, 0xbf],
  [0xf4, 0xf4, 4, 0x80, 0x8f],
];

function sequenceLength(bytes: Buffer, at: number): number | 'CUT' | 'NONE' {
  const row = SECOND.find(([first, last]) => bytes[at]! >= first && bytes[at]! <= last);
  if (!row) return 'NONE';
  const [, , length, from, to] = row;
  for (let next = 1; next < length; next++) {
    const byte = bytes[at + next];
    if (byte === undefined) return 'CUT';
    const fits = next === 1 ? byte >= from && byte <= to : byte >= 0x80 && byte <= 0xbf;
    if (!fits) return 'NONE';
  }
  return length;
}

const isUsual = (bytes: Buffer, at: number): boolean =>
  (bytes[at]! >= 0xc2 && bytes[at]! <= 0xc5) || (bytes[at] === 0xe2 && bytes[at + 1] === 0x80);
