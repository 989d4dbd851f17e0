import {
  type NodeKindCode,
  NODE_KINDS,
  type StrategyContent,
} from '../../src/strategies/strategy.content.ts';
import { MOST } from '../../src/strategies/strategy.inputs.ts';

type Pair = [from: number, to: number];

const CHAIN = NODE_KINDS.slice(0, 7);
const CONTEXT = NODE_KINDS.slice(7);

/** The same numbers each time. */
function randomly(): (n: number) => number {
  let seed = 1;
  return (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
}

/** As many links as a strategy may have, none twice. */
function links(pair: (i: number, random: (n: number) => number) => Pair): Pair[] {
  const [random, found] = [randomly(), new Map<string, Pair>()];
  for (let i = 0; found.size < MOST.links; i++) {
    const [from, to] = pair(i, random);
    if (from !== to) found.set(`${from} ${to}`, [from, to]);
  }
  return [...found.values()];
}

/** As large as a strategy may be, with texts of so many characters. */
function largest(
  kindOf: (i: number) => NodeKindCode,
  pairs: Pair[],
  { goals = MOST.alignments, text = 60 }: { goals?: number; text?: number } = {},
): StrategyContent {
  const words = 'Parents of young children learn to use warm, responsive ways. '.repeat(40).slice(0, text);
  return {
    ...{ title: 'As large as it may be', vision: words, reviewOn: null, basedOn: null },
    nodes: Array.from({ length: MOST.nodes }, (_, i) => ({
      ...{ key: `k${i}`, kind: kindOf(i), text: words.slice(0, 500), approachCode: null, note: null },
    })),
    links: pairs.map(([from, to]) => ({
      ...{ from: `k${from}`, to: `k${to}`, rationale: words, confidence: 50, evidence: null },
    })),
    alignments: Array.from({ length: MOST.alignments }, (_, i) => ({
      ...{ nodeKey: `k${i}`, goalCode: `G${i % goals}`, intent: 'CONTRIBUTES', strength: 1, note: null },
    })),
  };
}

const half = MOST.nodes / 2;
const ends = (i: number): NodeKindCode => (i < half ? 'INPUT' : 'IMPACT');
const acrossEnds = links((_, random) => [random(half - 3), half + random(half - 3)]);
const grid = links((i) => [i % 32, 32 + (Math.floor(i / 32) % 32)]);
const chain = (rest: (random: (n: number) => number) => Pair): Pair[] =>
  links((i, random) => (i < MOST.nodes - 1 ? [i, i + 1] : rest(random)));

/** Shapes that a layout finds hard, each as large as a strategy may be. */
export const LARGEST: Record<string, () => StrategyContent> = {
  'links at random, kinds in turn': () =>
    largest(
      (i) => CHAIN[i % 7]!,
      links((_, random) => [random(500), random(500)]),
      { goals: 50 },
    ),
  'links at random from the first kind to the last': () => largest(ends, acrossEnds),
  'the same past every other kind': () =>
    largest(
      (i) => (i > half - 4 && i < half ? CHAIN[i - half + 4]! : i > 496 ? CHAIN[i - 493]! : ends(i)),
      acrossEnds,
    ),
  'everything with everything, side by side': () =>
    largest((i) => (i < 32 ? 'INPUT' : i < 64 ? 'ACTIVITY' : CHAIN[i % 7]!), grid, { goals: 50 }),
  'everything with everything, from the first kind to the last': () =>
    largest((i) => (i < 32 ? 'INPUT' : i < 64 ? 'IMPACT' : CHAIN[i % 7]!), grid, { goals: 50 }),
  'a chain within a kind': () =>
    largest(
      () => 'ACTIVITY',
      chain((random) => [random(500), random(500)]),
    ),
  'a chain within a kind, with leaps': () =>
    largest(
      () => 'ACTIVITY',
      chain((random) => [random(100), 400 + random(100)]),
    ),
  'a chain of context': () =>
    largest(
      (i) => CONTEXT[i % 4]!,
      chain((random) => [random(500), random(500)]),
    ),
  'one that leads to all, all to one goal': () =>
    largest(
      (i) => (i === 0 ? 'INPUT' : 'IMPACT'),
      links((i, random) => (i < 499 ? [0, i + 1] : [1 + random(499), 1 + random(499)])),
      { goals: 1 },
    ),
  'links at random, as many words as there may be': () =>
    largest(
      (i) => CHAIN[i % 7]!,
      links((_, random) => [random(500), random(500)]),
      { goals: 50, text: 2_000 },
    ),
};
