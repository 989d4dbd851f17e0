/** Widths in parts of the font size, a little wider than the common sans-serif fonts have them. */
const NARROW = /[iljtfrI.,:;'!|()[\]/\\ -]/;
const WIDE = /[mwMW@%—…]/;
const CAPITAL = /[\p{Lu}&+=<>~#$_?*]/u;
const LATIN = /[\u0020-\u024f]/;
const MARK = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const DOUBLE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{3fffd}]/u;

function widthOfChar(c: string): number {
  if (DOUBLE.test(c)) return 1.2;
  if (MARK.test(c)) return 0;
  if (WIDE.test(c)) return 1.02;
  if (NARROW.test(c)) return 0.41;
  if (CAPITAL.test(c)) return 0.76;
  return LATIN.test(c) ? 0.64 : 0.85;
}

export const widthOf = (text: string, size: number): number =>
  size * [...text].reduce((sum, c) => sum + widthOfChar(c), 0);

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Lines no wider than this. A word breaks only where it is wider than a line, or where its script has no spaces. */
export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  const add = (piece: string, gap: string): void => {
    if (line !== '' && widthOf(line + gap + piece, size) > width) {
      lines.push(line);
      line = piece;
    } else line += line === '' ? piece : gap + piece;
  };
  for (const word of text.split(' ')) {
    if (widthOf(word, size) <= width && !DOUBLE.test(word)) add(word, ' ');
    else [...graphemes.segment(word)].forEach(({ segment }, i) => add(segment, i === 0 ? ' ' : ''));
  }
  return line === '' ? lines : [...lines, line];
}

/** The first lines, the last of them ending in … where some are left out. */
export function clip(lines: string[], most: number, width: number, size: number): string[] {
  if (lines.length <= most) return lines;
  const last = [...graphemes.segment(lines[most - 1]!)].map(({ segment }) => segment);
  while (widthOf(`${last.join('')}…`, size) > width) last.pop();
  return [...lines.slice(0, most - 1), `${last.join('').trimEnd()}…`];
}
