import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sourceFile } from '../platform/source-file.ts';

/** What it holds, whence it comes and how it is made: data/README.md. */
const FILE = 'src/identity/data/common-passwords.bin';
/** Of a SHA-256: enough that of three thousand million good passwords one is refused. */
const PREFIX_BYTES = 6;

let list: Buffer | undefined;

/** As passwords are compared with lists and words: width, ligatures and case make no difference. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Whether a password, folded, is among those that attackers try first. */
export function isCommon(password: string): boolean {
  list ??= readFileSync(sourceFile(FILE));
  const wanted = createHash('sha256').update(password).digest().subarray(0, PREFIX_BYTES);
  let [low, high] = [0, list.length / PREFIX_BYTES];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = middle * PREFIX_BYTES;
    const order = wanted.compare(list, at, at + PREFIX_BYTES);
    if (order === 0) return true;
    if (order > 0) low = middle + 1;
    else high = middle;
  }
  return false;
}
