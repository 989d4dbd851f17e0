import type { Config } from './config.ts';

const MILLION = 1024 * 1024;

/**
 * How many characters each kind of published object may have. A card has some 800 of them, a whole page and a strategy some
 * 8,000 each; as objects they take about four bytes each.
 */
export function recordCacheShares({ recordCacheMegabytes }: Pick<Config, 'recordCacheMegabytes'>): {
  cards: number;
  pages: number;
  strategies: number;
} {
  const all = recordCacheMegabytes * MILLION;
  return { cards: all / 2, pages: all / 4, strategies: all / 4 };
}
