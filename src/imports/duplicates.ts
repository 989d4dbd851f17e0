import { nameKey } from '../coalitions/name-key.ts';
import { blocksOf } from './duplicate-blocks.ts';
import { similarity, tokensOf, type NameTokens } from './name-similarity.ts';

export interface Candidate {
  id: string;
  name: string;
  aliases: readonly string[];
  network: string;
  /** FIPS codes; empty where they are not known or the whole state is meant. */
  counties: readonly string[];
  website: string | null;
  backbone: string | null;
}

export interface LikelyDuplicate {
  a: string;
  b: string;
  /** 0 to 1. */
  score: number;
  reasons: string[];
}

/** What is compared, computed once for each entry. */
export interface Profile {
  entry: Candidate;
  names: NameTokens[];
  counties: ReadonlySet<string>;
  host: string | null;
  backbone: string | null;
}

/** Where many coalitions have a page: there the whole address is the site. */
const SHARED_HOSTS =
  /(^|\.)(facebook|instagram|linkedin|pacesconnection|acesconnection|sites\.google|google|wordpress|wixsite|weebly|nationbuilder|squarespace|blogspot|eventbrite|constantcontact|mailchi|linktr|github|canva|medium|youtube|meetup)\.(com|org|io|ee|mp|ly)$/;

const LEAST_SCORE = 0.75;
/** Below this no website and no county makes two names one. */
const LEAST_NAME = 0.4;

/** Pairs that may be one coalition, the likeliest first; for a person to look at. */
export function likelyDuplicates(entries: readonly Candidate[]): LikelyDuplicate[] {
  const profiles = entries.map(profileOf);
  const compared = new Set<number>();
  const found: LikelyDuplicate[] = [];
  for (const block of blocksOf(profiles)) {
    for (let i = 1; i < block.length; i++) {
      for (let j = 0; j < i; j++) {
        const [low, high] = block[i]! < block[j]! ? [block[i]!, block[j]!] : [block[j]!, block[i]!];
        const pair = low * profiles.length + high;
        if (compared.has(pair)) continue;
        compared.add(pair);
        const likely = comparison(profiles[low]!, profiles[high]!);
        if (likely) found.push(likely);
      }
    }
  }
  return found.sort((x, y) => y.score - x.score || (x.a + x.b < y.a + y.b ? -1 : 1));
}

function profileOf(entry: Candidate): Profile {
  return {
    entry,
    names: [entry.name, ...entry.aliases].map(tokensOf).filter(({ tokens }) => tokens.length > 0),
    counties: new Set(entry.counties),
    host: hostOf(entry.website),
    backbone: entry.backbone === null ? null : nameKey(entry.backbone) || null,
  };
}

export function hostOf(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null;
  const { hostname, pathname } = new URL(website);
  const host = hostname.replace(/^www\d?\./, '');
  return SHARED_HOSTS.test(host) ? host + pathname.replace(/\/+$/, '').toLowerCase() : host;
}

/** Each further sign takes away a part of the doubt that the names leave; other counties bring it back. */
function comparison(a: Profile, b: Profile): LikelyDuplicate | null {
  const name = nameSimilarity(a, b);
  const sameHost = a.host !== null && a.host === b.host;
  const sameBackbone = a.backbone !== null && a.backbone === b.backbone;
  const shared = share(a.counties, b.counties);
  if (name.score < LEAST_NAME) return null;
  let doubt = 1 - name.score * 0.8;
  if (sameHost) doubt *= 0.55;
  if (sameBackbone) doubt *= 0.75;
  if (shared !== null) doubt *= 1 - shared * 0.35;
  const unlike = shared === 0 || (shared === null && a.counties.size !== b.counties.size);
  const score = (1 - doubt) * (shared === 0 ? 0.55 : unlike && name.score < 1 ? 0.85 : 1);
  if (score < LEAST_SCORE) return null;
  const reasons = [
    name.reason,
    ...(sameHost ? [`the same website, ${a.host}`] : []),
    ...(shared === 1 ? ['the same counties'] : shared ? ['counties in common'] : []),
    ...(sameBackbone ? [`the same backbone, ${a.entry.backbone}`] : []),
  ];
  return { a: a.entry.id, b: b.entry.id, score: Math.round(score * 100) / 100, reasons };
}

function nameSimilarity(a: Profile, b: Profile): { score: number; reason: string } {
  let best = { score: 0, reason: '' };
  for (const one of a.names) {
    for (const other of b.names) {
      const result = similarity(one, other);
      if (result.score > best.score) best = result;
    }
  }
  return best;
}

/** The part of all their counties that both have; null where one of them names none. */
function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number | null {
  if (a.size === 0 || b.size === 0) return null;
  const common = [...a].filter((fips) => b.has(fips)).length;
  return common / (a.size + b.size - common);
}
