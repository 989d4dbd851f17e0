import type { ReadableStrategy } from '../../src/strategies/drawing/readable.ts';
import { NODE_KINDS, type StrategyContent } from '../../src/strategies/strategy.content.ts';
import { GOALS, homeVisiting, readable } from './readable-strategies.ts';

/** Everything says the same text, so that one hostile text is tried everywhere. */
export const saying = (text: string): ReadableStrategy => {
  const content = homeVisiting();
  return {
    ...readable({
      ...content,
      title: text,
      vision: text,
      basedOn: { coalitionId: 'c', networkId: 'n', coalitionName: text, version: 1 },
      nodes: content.nodes.map((node) => ({ ...node, text, note: text })),
      links: content.links.map((link) => ({ ...link, rationale: text, evidence: text })),
      alignments: content.alignments.map((alignment) => ({ ...alignment, note: text })),
    }),
    coalition: text,
    network: text,
    approachLabels: new Map(content.nodes.map(({ approachCode }) => [approachCode ?? '', text])),
    goalTitles: new Map(content.alignments.map(({ goalCode }) => [goalCode ?? '', text])),
  };
};

/** A strategy of any size; the same for the same numbers. */
export function invented(size: number, links: number): StrategyContent {
  let seed = 7;
  const random = (n: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * n);
  };
  const words = homeVisiting().nodes.map(({ text }) => text);
  const kinds = [...NODE_KINDS.slice(0, 7), ...NODE_KINDS];
  const nodes = Array.from({ length: size }, (_, i) => ({
    key: `k${i}`,
    kind: kinds[random(kinds.length)]!,
    text: words[random(words.length)]!,
    approachCode: null,
    note: null,
  }));
  const rank = (i: number): number => NODE_KINDS.indexOf(nodes[i]!.kind);
  const seen = new Set<string>();
  for (let tries = 0; seen.size < links && tries < links * 100; tries++) {
    const [a, b] = [random(size), random(size)];
    const step = rank(b) - rank(a);
    const likely =
      (step > 0 && step <= 2 && rank(b) <= 6) || (rank(a) > 6 && rank(b) <= 6 && random(4) === 0);
    if (a !== b && (likely || random(60) === 0)) seen.add(`k${a} k${b}`);
  }
  const goals = Object.keys(GOALS);
  return {
    ...homeVisiting(),
    nodes,
    links: [...seen].map((pair) => {
      const [from, to] = pair.split(' ') as [string, string];
      return { from, to, rationale: null, confidence: null, evidence: null };
    }),
    alignments: nodes
      .filter(({ kind }) => kind === 'LONG_TERM_OUTCOME' || kind === 'IMPACT')
      .map(({ key }, i) => ({
        nodeKey: key,
        goalCode: goals[i % 3]!,
        intent: i % 4 === 0 ? ('PARTLY' as const) : ('CONTRIBUTES' as const),
        strength: 2,
        note: null,
      })),
  };
}
