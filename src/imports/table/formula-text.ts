const HYPERLINK = /^=\s*HYPERLINK\s*\(\s*"((?:[^"]|"")*)"\s*(?:[,;](?:\s*"(?:[^"]|"")*"\s*|[^"()]*))?\)$/i;

/** A dash also begins what is none: `-` for nothing, `- Avery` in a list, `-5`. */
const FORMULA = /^(?:[=+@]|-\s*(?:\(|\$?[A-Z]{1,3}\$?\d|\w+\s*[(|!+*]))/i;

/**
 * A cell that a spreadsheet would calculate. Of a link the address is its text, whatever it is called; of every other
 * formula there is none, since nothing is calculated here.
 */
export function formulaText(cell: string): { text: string | null; formula: boolean } {
  const text = cell.trim();
  if (!FORMULA.test(text)) return { text: cell, formula: false };
  const [, address] = HYPERLINK.exec(text) ?? [];
  return { text: address === undefined ? null : address.replaceAll('""', '"').trim() || null, formula: true };
}
