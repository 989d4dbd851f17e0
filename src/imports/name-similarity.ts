import { nameKey } from '../coalitions/name-key.ts';

/** Said of any coalition: they tell none from another. */
const IGNORED = new Set(
  'a an and at by for from in of on or the to with inc llc org nonprofit coalition coalitions county counties co cos parish'.split(
    ' ',
  ),
);

/** Said of many coalitions: they tell little. */
const COMMON = new Set(
  (
    'resilient resilience resiliency community communities child children childrens family families youth early ' +
    'childhood learning council hub partnership partners partner task force taskforce trauma informed network ' +
    'collaborative collaboration collective initiative alliance association action connect connection connections ' +
    'prevention substance use abuse drug free care health healthy together thriving strong aces ace paces project ' +
    'program center team regional region statewide state local area city services service support safe plan board ' +
    'committee working group success'
  ).split(' '),
);

const SAME = new Map([
  ['aces', 'ace'],
  ['paces', 'ace'],
  ['resiliency', 'resilient'],
  ['resilience', 'resilient'],
  ['communities', 'community'],
  ['childrens', 'child'],
  ['children', 'child'],
  ['families', 'family'],
  ['partners', 'partner'],
  ['partnership', 'partner'],
  ['collaboration', 'collaborative'],
  ['taskforce', 'task'],
  ['saint', 'st'],
]);

export interface Token {
  text: string;
  weight: number;
}

export interface NameTokens {
  name: string;
  /** Without the words that are ignored, each once. */
  tokens: Token[];
  /** The first letters, where there are enough of them to say something. */
  initials: ReadonlySet<string>;
  /** The name itself, where it is nothing but an acronym. */
  acronym: string | null;
  size: number;
}

const COMMON_WEIGHT = 0.3;

export function tokensOf(name: string): NameTokens {
  const words = nameKey(name).split(' ').filter(Boolean);
  const kept = words.filter((word) => !IGNORED.has(word) && word !== 'force');
  const texts = [...new Set(kept.map((word) => SAME.get(word) ?? word))];
  const tokens = texts.map((text) => ({ text, weight: isCommon(text) ? COMMON_WEIGHT : 1 }));
  const small = /^(a|an|and|at|by|for|in|of|on|the|to|with)$/;
  const first = (all: string[]): string => all.map((word) => word[0]).join('');
  const initials = [first(words), first(words.filter((word) => !small.test(word)))];
  const only = name.replace(/[^\p{L}\p{N}]/gu, '');
  return {
    name,
    tokens,
    initials: new Set(initials.filter((letters) => letters.length >= 3)),
    acronym: /^[\p{Lu}\p{N}]{3,10}$/u.test(only) && words.length === 1 ? words[0]! : null,
    size: tokens.reduce((sum, { weight }) => sum + weight, 0),
  };
}

export const isCommon = (token: string): boolean => COMMON.has(token);

/** From 0 to 1, by the words that both have; words of many coalitions count little, and a slip in a letter half. */
export function similarity(a: NameTokens, b: NameTokens): { score: number; reason: string } {
  if (standsFor(a, b) || standsFor(b, a)) {
    return { score: 0.9, reason: `“${a.name}” and “${b.name}”: one is the acronym of the other` };
  }
  const left = new Map(b.tokens.map((token) => [token.text, token]));
  let common = 0;
  const rest: Token[] = [];
  for (const token of a.tokens) {
    if (left.delete(token.text)) common += token.weight;
    else rest.push(token);
  }
  for (const token of rest) {
    const like = [...left.values()].find((other) => alike(token.text, other.text));
    if (!like) continue;
    left.delete(like.text);
    common += 0.9 * Math.min(token.weight, like.weight);
  }
  const score = (2 * common) / (a.size + b.size);
  const reason = score === 1 ? 'the same words in the name' : `names alike: “${a.name}” and “${b.name}”`;
  return { score, reason };
}

const standsFor = (short: NameTokens, long: NameTokens): boolean =>
  short.acronym !== null && long.initials.has(short.acronym);

/** One letter more, fewer or other, or two neighbours exchanged, in words long enough for a slip. No slip in a number. */
export function alike(a: string, b: string): boolean {
  if (/\d/.test(a + b) || Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const shorter = Math.min(a.length, b.length);
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return left.length + right.length <= 2
    ? left.length <= 1 && right.length <= 1
    : left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
