import { duplicatePairs, nearMisses } from '../../test/fixtures/duplicate-coalitions.ts';
import { hostOf, likelyDuplicates, type Candidate } from './duplicates.ts';
import { alike, similarity, tokensOf } from './name-similarity.ts';

const candidate = (id: string, side: Partial<Candidate> & { name: string }): Candidate => ({
  id,
  aliases: [],
  network: 'a',
  counties: [],
  website: null,
  backbone: null,
  ...side,
});

const sides = (pairs: typeof duplicatePairs, letter: string): Candidate[] =>
  pairs.flatMap(([a, b], i) => [candidate(`${letter}${i}a`, a), candidate(`${letter}${i}b`, b)]);

const all = [...sides(duplicatePairs, 'd'), ...sides(nearMisses, 'n')];
const found = likelyDuplicates(all);
const has = (letter: string, i: number): boolean =>
  found.some(({ a, b }) => a === `${letter}${i}a` && b === `${letter}${i}b`);

describe('Likely duplicates', () => {
  it('are most of the true ones, and few of those that only look alike', () => {
    const missed = duplicatePairs.filter((_, i) => !has('d', i));
    const wrong = nearMisses.filter((_, i) => has('n', i));
    console.log(
      `Duplicates found: ${duplicatePairs.length - missed.length} of ${duplicatePairs.length}; near-misses taken for such: ${wrong.length} of ${nearMisses.length}.`,
    );
    expect(missed.length).toBeLessThanOrEqual(2);
    expect(wrong.length).toBeLessThanOrEqual(2);
  });

  it('are never two of different pairs', () => {
    expect(found.filter(({ a, b }) => a.slice(0, -1) !== b.slice(0, -1))).toEqual([]);
  });

  it('say why, the likeliest first', () => {
    expect(found.every(({ score, reasons }) => score <= 1 && score >= 0.75 && reasons.length > 0)).toBe(true);
    expect(found.map(({ score }) => score)).toEqual(
      found.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    expect(found.find(({ a }) => a === 'd6a')?.reasons).toEqual([
      'the same words in the name',
      'the same counties',
    ]);
  });

  it('do not depend on the order of the entries', () => {
    const pairs = (entries: Candidate[]): string[] =>
      likelyDuplicates(entries)
        .map(({ a, b }) => [a, b].sort().join(' '))
        .sort();
    expect(pairs([...all].reverse())).toEqual(pairs(all));
  });

  it('are found among fifty thousand in seconds', () => {
    const words = ['Resilient', 'Early Childhood', 'Thriving Families of', 'Kin Circle', 'Trauma-Informed'];
    const many = Array.from({ length: 50_000 }, (_, i) =>
      candidate(`m${i}`, {
        name: `${words[i % 5]} ${`Grove${i % 1_800}`} ${['Council', 'Hub', 'Alliance', 'Table'][i % 4]} ${i % 7}`,
        counties: [String(10_000 + (i % 3_100))],
        website: i % 3 === 0 ? `https://site${i % 9_000}.example.org` : null,
        backbone: i % 4 === 0 ? `House ${i % 500}` : null,
      }),
    );
    const pairs = likelyDuplicates([...many, ...all]);
    expect(pairs.filter(({ a, b }) => a.startsWith('d') && b.startsWith('d')).length).toBeGreaterThanOrEqual(
      10,
    );
  }, 120_000);
});

describe('Names', () => {
  const score = (a: string, b: string): number => similarity(tokensOf(a), tokensOf(b)).score;

  it('are alike by the words that only they have', () => {
    expect(score('Resilient Pender', 'Resilient Columbus')).toBeLessThan(0.4);
    expect(score('The Pender Coalition', 'Pender County')).toBe(1);
    expect(score('Longleaf Kin Circle', 'LKC')).toBe(0.9);
  });

  it('forgive one slip in a long word', () => {
    expect([alike('kestrel', 'kestel'), alike('kestrel', 'kesterl'), alike('kestrel', 'castrol')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([alike('east', 'west'), alike('plum', 'plume')]).toEqual([false, false]);
  });
});

it('A site is its host, or the whole address where many have one', () => {
  expect(hostOf('https://www.kin.example.org/about')).toBe('kin.example.org');
  expect(hostOf('https://www.facebook.com/Kin/')).toBe('facebook.com/kin');
  expect(hostOf('nowhere')).toBeNull();
  expect(hostOf(null)).toBeNull();
});
