import { nameKey } from '../../coalitions/name-key.ts';
import { splitOutsideBrackets } from './cleaning.ts';
import { listed, quoted, type Knowledge, type Meaning, type Remarks } from './interpretation.ts';
import { patternsOf, type ReadTaxonomy } from './vocabulary-patterns.ts';

const SEPARATORS = /\s*[\n;|,/•·]\s*|\s+\+\s+|\s+[-–—]\s+/;
const CONJUNCTION = /\s+(?:and|&)\s+|\s*&\s*/i;

interface Vocabulary {
  codes: Set<string>;
  byText: Map<string, string>;
}

const built = new WeakMap<Knowledge, Map<string, Vocabulary>>();

/** The codes of a network's terms that the words of a cell stand for; words that stand for none are named once. */
export function codesOf(
  text: string | null,
  taxonomy: ReadTaxonomy,
  column: Meaning,
  knowledge: Knowledge,
  remarks: Remarks,
): string[] {
  if (text === null) return [];
  const vocabulary = vocabularyOf(knowledge, taxonomy);
  const whole = vocabulary.byText.get(nameKey(text));
  if (whole) return [whole];
  const unknown: string[] = [];
  const codes = splitOutsideBrackets(text, SEPARATORS).flatMap((item) => {
    const pieces = item.split(CONJUNCTION).filter((piece) => piece !== '');
    const apart =
      !vocabulary.byText.has(nameKey(item)) && pieces.every((piece) => codeFor(piece, taxonomy, vocabulary));
    const parts = !apart && codeFor(item, taxonomy, vocabulary) ? [item] : pieces;
    return parts.flatMap((part) => {
      const code = codeFor(part, taxonomy, vocabulary);
      if (!code) unknown.push(part);
      return code ?? [];
    });
  });
  if (unknown.length > 0) {
    remarks.note(
      column,
      `No term of the network stands for ${listed([...new Set(unknown)].map(quoted), 12)}.`,
    );
  }
  return [...new Set(codes)];
}

/** The kind that a text speaks of. */
export const kindIn = (text: string, knowledge: Knowledge): string | null =>
  codeFor(text, 'coalition-kind', vocabularyOf(knowledge, 'coalition-kind'));

function codeFor(item: string, taxonomy: ReadTaxonomy, { codes, byText }: Vocabulary): string | null {
  const same = byText.get(nameKey(item));
  if (same) return same;
  for (const [code, words] of patternsOf[taxonomy]) if (codes.has(code) && words.test(item)) return code;
  return null;
}

/** The terms of a taxonomy by code and by label. */
function vocabularyOf(knowledge: Knowledge, taxonomy: string): Vocabulary {
  const all = built.get(knowledge) ?? new Map<string, Vocabulary>();
  built.set(knowledge, all);
  const known = all.get(taxonomy);
  if (known) return known;
  const terms = knowledge.terms.filter((term) => term.taxonomy === taxonomy);
  const vocabulary = {
    codes: new Set(terms.map(({ code }) => code)),
    byText: new Map(terms.flatMap(({ code, label }) => [code, label].map((text) => [nameKey(text), code]))),
  };
  all.set(taxonomy, vocabulary);
  return vocabulary;
}
