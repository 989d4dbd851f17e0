import { listed, quoted, type Remarks } from './interpretation.ts';

const LONGEST = 500;
const MOST_SOURCES = 50;
const BARE = /^(?=.{4,})([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(:\d{1,5})?([/?#]\S*)?$/i;
/** What a document or a sentence ends with rather than a host. */
const NO_HOST = /\.(pdf|docx?|xlsx?|csv|txt|jpe?g|png|inc|etc)$/i;

/** The https addresses of a cell, in order, each once. */
export function addressesRead(
  text: string | null,
  column: 'website' | 'sources',
  remarks: Remarks,
): string[] {
  if (text === null) return [];
  const found = new Set<string>();
  const words: string[] = [];
  let http = false;
  for (const token of tokens(text)) {
    const address = addressOf(token);
    if (address) {
      found.add(address);
      http ||= /^http:/i.test(token);
    } else if (/[a-z0-9]/i.test(token)) words.push(token);
  }
  if (http) remarks.note(column, 'An address with http:// was taken with https://.');
  if (words.length > 0) {
    const all = quoted(words.join(' '));
    remarks.warn(column, found.size > 0 ? `Left out beside the address: ${all}.` : `No web address: ${all}.`);
  }
  return [...found];
}

/** The first address is the website; others are kept as sources, and said. */
export function websiteRead(
  text: string | null,
  remarks: Remarks,
): { website: string | null; others: string[] } {
  const [website = null, ...others] = addressesRead(text, 'website', remarks);
  if (others.length > 0) remarks.note('website', `Further addresses became sources: ${listed(others)}.`);
  return { website, others };
}

export function sourcesRead(
  text: string | null,
  others: readonly string[],
  remarks: Remarks,
): { url: string }[] {
  const all = [...new Set([...addressesRead(text, 'sources', remarks), ...others])];
  if (all.length > MOST_SOURCES)
    remarks.warn('sources', `Only the first ${MOST_SOURCES} sources were taken.`);
  return all.slice(0, MOST_SOURCES).map((url) => ({ url }));
}

/** By spaces and semicolons, and by commas that no address goes on after. */
const tokens = (text: string): string[] =>
  text
    .split(/[\s;|]+|,(?=\s|https?:|www\.|$)/i)
    .map((token) => token.replace(/^[<("'“‘[]+/, '').replace(/[>"'”’\],.]+$/, ''))
    .map((token) => (token.includes('(') ? token : token.replace(/\)+$/, '')))
    .filter((token) => token !== '');

/** An address as the registry takes it: https, a host with a dot, no password, at most 500 characters. */
function addressOf(token: string): string | null {
  const [scheme] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(token) ?? [];
  if (scheme === undefined && (!BARE.test(token) || NO_HOST.test(token))) return null;
  if (scheme !== undefined && !/^https?:\/\/$/i.test(scheme)) return null;
  const address = `https://${token.slice(scheme?.length ?? 0)}`;
  if (address.length > LONGEST || /[\s\\\p{Cc}]/u.test(address) || !URL.canParse(address)) return null;
  const { hostname, username, password } = new URL(address);
  return hostname.includes('.') && username === '' && password === '' ? address : null;
}
