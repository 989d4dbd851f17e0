import { nameKey } from '../../coalitions/name-key.ts';
import { shortened, splitOutsideBrackets, unquoted } from './cleaning.ts';
import type { Remarks } from './interpretation.ts';

const LONGEST_NAME = 200;
const MOST_ALIASES = 20;
const SMALL = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'the', 'to', 'with']);
const TOTAL = /^((grand |sub)?totals?|count|sum)$/i;

export interface Names {
  name: string;
  aliases: string[];
}

/** The name of a row and its others; null where it has none and is refused. */
export function namesRead(text: string | null, aliases: string | null, remarks: Remarks): Names | null {
  if (text === null || !/[\p{L}\p{N}]/u.test(text)) {
    remarks.refuse('name', 'The row has no name.');
    return null;
  }
  if (TOTAL.test(text)) {
    remarks.refuse('name', 'The row counts others, and is no coalition.');
    return null;
  }
  const { name, acronym } = withoutAcronym(text);
  const others = [...(acronym ? [acronym] : []), ...(aliases === null ? [] : aliasesRead(aliases, remarks))];
  return { name: shortened(name, LONGEST_NAME, 'name', remarks), aliases: otherNames(name, others, remarks) };
}

/** “Watauga Compassionate Community Initiative (WCCI)”: letters in brackets that stand for the words before them. */
export function withoutAcronym(text: string): { name: string; acronym: string | null } {
  const [, name, inside] = /^(.+?)\s*\(([^()]{2,15})\)$/.exec(text) ?? [];
  return name !== undefined && standsFor(inside!, name)
    ? { name, acronym: inside!.trim() }
    : { name: text, acronym: null };
}

/** Whether the letters are the first ones of the words, in order; small words may be left out. */
export function standsFor(acronym: string, name: string): boolean {
  const letters = acronym.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  if (letters.length < 2 || !/^[\p{Lu}\p{N}.&-]+$/u.test(acronym.trim())) return false;
  const words = nameKey(name).split(' ');
  return (
    matches(letters, words) ||
    matches(
      letters,
      words.filter((word) => !SMALL.has(word)),
    )
  );
}

function matches(letters: string, words: readonly string[]): boolean {
  let next = 0;
  for (const word of words) {
    if (word[0] === letters[next]) next++;
    else if (!SMALL.has(word)) return false;
  }
  return next === letters.length;
}

/** By semicolons, bars and lines: a comma may belong to a name. */
const aliasesRead = (text: string, remarks: Remarks): string[] =>
  splitOutsideBrackets(text, /\s*[\n;|•]\s*|\s+(?:aka|a\.k\.a\.|also known as)\s+/i)
    .map((alias) => unquoted(alias.replace(/^(aka|a\.k\.a\.|also known as|formerly|fka)[: ]+/i, '')))
    .map((alias) => shortened(alias, LONGEST_NAME, 'aliases', remarks));

function otherNames(name: string, others: readonly string[], remarks: Remarks): string[] {
  const byKey = new Map(others.map((alias) => [nameKey(alias), alias]));
  byKey.delete(nameKey(name));
  byKey.delete('');
  const aliases = [...byKey.values()];
  if (aliases.length > MOST_ALIASES) remarks.warn('aliases', `Only the first ${MOST_ALIASES} were taken.`);
  return aliases.slice(0, MOST_ALIASES);
}
