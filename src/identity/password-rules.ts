import { rule } from '../platform/graphql/rules.ts';
import { folded, isCommon } from './common-passwords.ts';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 256;
/** Characters that nobody can read off the account, its places or a list. */
const OWN_CHARACTERS = 8;
/** Shorter words are in every sentence. */
const SHORTEST_WORD = 4;
const FEWEST_DIFFERENT = 4;

/** What everybody knows of this registry, and so tries first. */
const PRODUCT_WORDS = [
  ...['coalition', 'coalitions', 'landscape', 'registry', 'network', 'networks', 'county', 'counties'],
  ...['strategy', 'resilience', 'resilient', 'community', 'communities', 'children', 'families', 'thriving'],
  ...[
    'password',
    'passwort',
    'passphrase',
    'contraseña',
    'clave',
    'welcome',
    'bienvenido',
    'secret',
    'admin',
  ],
];
const STATES = [
  ...['alabama', 'alaska', 'arizona', 'arkansas', 'california', 'colorado', 'connecticut', 'delaware'],
  ...[
    'florida',
    'georgia',
    'hawaii',
    'idaho',
    'illinois',
    'indiana',
    'iowa',
    'kansas',
    'kentucky',
    'louisiana',
  ],
  ...['maine', 'maryland', 'massachusetts', 'michigan', 'minnesota', 'mississippi', 'missouri', 'montana'],
  ...[
    'nebraska',
    'nevada',
    'hampshire',
    'jersey',
    'mexico',
    'york',
    'carolina',
    'dakota',
    'ohio',
    'oklahoma',
  ],
  ...['oregon', 'pennsylvania', 'rhode', 'island', 'tennessee', 'texas', 'utah', 'vermont', 'virginia'],
  ...['washington', 'wisconsin', 'wyoming', 'puerto', 'rico', 'guam', 'north', 'south', 'west'],
];

export const PASSWORD_LENGTH = `Write ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters. Four or more words are easy to remember.`;

/** As a person counts them: composed, and not in halves. */
const lengthOf = (password: string): number => [...password.normalize('NFC')].length;

export const hasPasswordLength = (password: string): boolean =>
  lengthOf(password) >= SHORTEST_PASSWORD && lengthOf(password) <= LONGEST_PASSWORD;

/** Of one that is there already. */
export const Password = rule(
  'password',
  `Write 1 to ${LONGEST_PASSWORD} characters`,
  (value) => value !== '' && lengthOf(value) <= LONGEST_PASSWORD,
);

/** Of one that is to be set; what else is asked of it depends on whose it is, and is asked by the services. */
export const NewPassword = rule('newPassword', PASSWORD_LENGTH, hasPasswordLength);

/**
 * What is wrong with a password, in a sentence that says what to do; null where nothing is. No rule asks for kinds of
 * characters: only length, and that it is not the first thing to be tried. `about` has the address and the name of whose
 * it is to be, and names of places.
 */
export function problemOf(password: string, about: readonly string[]): string | null {
  if (!hasPasswordLength(password)) return PASSWORD_LENGTH;
  const key = folded(password);
  if (new Set(key).size < FEWEST_DIFFERENT || isCommon(key) || isCommonButForEnds(key)) {
    return 'This password is among those that are tried first, since many people use it. Choose another one, such as four or more words that have nothing to do with each other.';
  }
  if (isAbout(key, about)) {
    return 'This password is mostly made of your name, your address, or words of this registry, which others can guess. Choose other words.';
  }
  return null;
}

/** A common one with a year or some marks around it is guessed with it; with many, it is the marks that count. */
function isCommonButForEnds(key: string): boolean {
  const core = key.replace(/^\P{L}+|\P{L}+$/gu, '');
  const around = [...key].length - [...core].length;
  return around > 0 && around < OWN_CHARACTERS && isCommon(core);
}

/** Takes out what can be known, the longest first, and counts the letters and digits that are left. */
function isAbout(key: string, about: readonly string[]): boolean {
  const words = [...about.flatMap(wordsOf), ...PRODUCT_WORDS, ...STATES]
    .map(folded)
    .filter((word) => [...word].length >= SHORTEST_WORD)
    .sort((one, other) => other.length - one.length);
  const left = words.reduce((rest, word) => rest.replaceAll(word, ' '), key);
  return left !== key && (left.match(/[\p{L}\p{N}]/gu) ?? []).length < OWN_CHARACTERS;
}

/** As it is, without its gaps, and piece by piece. */
const wordsOf = (text: string): string[] => [
  text,
  text.replace(/[^\p{L}\p{N}]+/gu, ''),
  ...text.split(/[^\p{L}\p{N}]+/u),
];
