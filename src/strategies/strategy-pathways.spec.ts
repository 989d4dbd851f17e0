import fc from 'fast-check';
import { PATHWAY_BOUNDS, pathwaysOf } from './strategy-pathways.ts';
import type { AlignmentContent, NodeContent, NodeKindCode, StrategyContent } from './strategy.content.ts';

/** Nodes as `key KIND approach`, each of which says its key; links as `from>to`; alignments as `key>GOAL`. */
function strategyOf(nodes: string[], links: string[], alignments: string[]): StrategyContent {
  return {
    title: 'Every child thrives',
    vision: null,
    reviewOn: null,
    basedOn: null,
    nodes: nodes.map((node) => {
      const [key, kind, approach] = node.split(' ') as [string, NodeKindCode, string?];
      return { key, kind, text: key, approachCode: approach ?? null, note: null };
    }),
    links: links.map((link) => {
      const [from, to] = link.split('>') as [string, string];
      return { from, to, rationale: null, confidence: null, evidence: null };
    }),
    alignments: alignments.map((alignment) => {
      const [nodeKey, goalCode] = alignment.split('>') as [string, string];
      return { nodeKey, goalCode, intent: 'CONTRIBUTES', strength: null, note: null };
    }),
  };
}
const stepsOf = (strategy: StrategyContent, bounds?: typeof PATHWAY_BOUNDS): string[] =>
  pathwaysOf(strategy, bounds).pathways.map(({ goalCode, steps }) => `${goalCode} ${steps.join(' ')}`);

const NODES = ['m INPUT', 'v ACTIVITY home-visiting', 'w ACTIVITY home-visiting', 'x ACTIVITY', 'o IMPACT'];

describe('The pathways of a strategy', () => {
  it('run from what nothing leads to as far as a node aligned with the goal', () => {
    const strategy = strategyOf(NODES, ['m>v', 'v>o', 'x>o', 'o>w'], ['o>G1']);
    expect(pathwaysOf(strategy)).toEqual({
      pathways: [
        { goalCode: 'G1', steps: ['ACTIVITY', 'IMPACT'], texts: ['x', 'o'] },
        { goalCode: 'G1', steps: ['INPUT', 'ACTIVITY:home-visiting', 'IMPACT'], texts: ['m', 'v', 'o'] },
      ],
      truncated: false,
    });
  });

  it('are one where the steps are the same, with the texts of the first in order', () => {
    const strategy = strategyOf(NODES, ['w>o', 'v>o'], ['o>G1']);
    expect(pathwaysOf(strategy).pathways).toEqual([
      { goalCode: 'G1', steps: ['ACTIVITY:home-visiting', 'IMPACT'], texts: ['v', 'o'] },
    ]);
  });

  it('are listed for each goal, and end also where a path goes on', () => {
    const strategy = strategyOf(NODES, ['m>x', 'x>o'], ['o>G2', 'x>G2', 'o>G1']);
    expect(stepsOf(strategy)).toEqual([
      'G1 INPUT ACTIVITY IMPACT',
      'G2 INPUT ACTIVITY',
      'G2 INPUT ACTIVITY IMPACT',
    ]);
  });

  it('are of one step where an aligned node stands alone', () => {
    expect(stepsOf(strategyOf(NODES, [], ['o>G1']))).toEqual(['G1 IMPACT']);
  });

  it('lead to no goal that is only local, declined or named by a node that is not there', () => {
    const alignment = { nodeKey: 'o', goalCode: 'G1', intent: 'PARTLY', strength: null, note: null } as const;
    const alignments: AlignmentContent[] = [
      { ...alignment, goalCode: null, intent: 'LOCAL_ONLY' },
      { ...alignment, nodeKey: null, intent: 'INTENTIONALLY_NOT_ADDRESSED' },
      { ...alignment, nodeKey: 'gone' },
    ];
    expect(pathwaysOf({ ...strategyOf(NODES, [], []), alignments }).pathways).toEqual([]);
    expect(stepsOf({ ...strategyOf(NODES, [], []), alignments: [alignment] })).toEqual(['G1 IMPACT']);
  });

  it('leave out the link by which a circle runs back to where it is entered', () => {
    const links = ['w>v', 'v>m', 'm>v', 'v>o', 'o>o'];
    expect(stepsOf(strategyOf(NODES, links, ['o>G1']))).toEqual([
      'G1 ACTIVITY:home-visiting ACTIVITY:home-visiting IMPACT',
    ]);
  });

  it('begin somewhere in a circle that nothing leads into', () => {
    expect(stepsOf(strategyOf(NODES, ['o>x', 'x>m', 'm>o'], ['o>G1']))).toEqual(['G1 INPUT IMPACT']);
  });

  it('keep the last 12 steps of a longer path, and say nothing is missing', () => {
    const keys = Array.from({ length: 30 }, (_, i) => `k${i}`);
    const strategy = strategyOf(
      keys.map((key, i) => `${key} OUTPUT ${key}${i}`),
      keys.slice(1).map((key, i) => `${keys[i]}>${key}`),
      ['k11>G1', 'k29>G2'],
    );
    const { pathways, truncated } = pathwaysOf(strategy);
    expect(pathways.map(({ texts }) => texts)).toEqual([keys.slice(0, 12), keys.slice(18)]);
    expect(truncated).toBe(false);
  });

  it.each([
    [100, false],
    [101, true],
  ])('are at most 100 for a goal: of %d some are missing is %s', (count, missing) => {
    const keys = Array.from({ length: count }, (_, i) => `k${String(i).padStart(3, '0')}`);
    const strategy = strategyOf(
      ['o IMPACT', ...keys.map((key) => `${key} ACTIVITY ${key}`)].reverse(),
      keys.map((key) => `${key}>o`),
      ['o>G1'],
    );
    const { pathways, truncated } = pathwaysOf(strategy);
    expect(pathways.map(({ texts }) => texts[0])).toEqual(keys.slice(0, 100));
    expect(truncated).toBe(missing);
  });
});

/** Links run from a lower to a higher number, so that there is no circle. */
const anyStrategy = fc
  .record({
    kinds: fc.array(fc.constantFrom('OUTPUT', 'OUTPUT x', 'IMPACT'), { minLength: 1, maxLength: 8 }),
    links: fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20, selector: String }),
    aligned: fc.uniqueArray(fc.tuple(fc.nat(7), fc.constantFrom('G1', 'G2')), {
      maxLength: 5,
      selector: String,
    }),
  })
  .map(({ kinds, links, aligned }) =>
    strategyOf(
      kinds.map((kind, i) => `k${i} ${kind}`),
      links.filter(([a, b]) => a < b && b < kinds.length).map(([a, b]) => `k${a}>k${b}`),
      aligned.filter(([a]) => a < kinds.length).map(([a, goal]) => `k${a}>${goal}`),
    ),
  );

/** Every path there is, by the simplest means. */
function allPaths({ nodes, links }: StrategyContent, end: string): NodeContent[][] {
  const node = nodes.find(({ key }) => key === end)!;
  const into = links.filter(({ to }) => to === end);
  if (into.length === 0) return [[node]];
  return into.flatMap(({ from }) =>
    allPaths({ nodes, links } as StrategyContent, from).map((path) => [...path, node]),
  );
}

const stepOf = ({ kind, approachCode }: NodeContent): string =>
  approachCode ? `${kind}:${approachCode}` : kind;
const before = (a: string[], b: string[]): number => {
  if (a.length !== b.length) return a.length - b.length;
  const i = a.findIndex((step, at) => step !== b[at]);
  return a[i]! < b[i]! ? -1 : 1;
};

function expected(strategy: StrategyContent, bounds: typeof PATHWAY_BOUNDS) {
  const goals = [...new Set(strategy.alignments.map(({ goalCode }) => goalCode!))].sort();
  const sequences = goals.map((goalCode) => {
    const ends = strategy.alignments.filter((alignment) => alignment.goalCode === goalCode);
    const paths = ends.flatMap(({ nodeKey }) => allPaths(strategy, nodeKey!));
    const steps = paths.map((path) => path.slice(-bounds.steps).map(stepOf));
    const distinct = [...new Map(steps.map((list) => [list.join(), list])).values()].sort(before);
    return { goalCode, distinct };
  });
  return {
    lines: sequences.flatMap(({ goalCode, distinct }) =>
      distinct.slice(0, bounds.perGoal).map((steps) => `${goalCode} ${steps.join(' ')}`),
    ),
    truncated: sequences.some(({ distinct }) => distinct.length > bounds.perGoal),
  };
}

describe('The pathways of any strategy', () => {
  const bounds = fc.record({
    steps: fc.integer({ min: 1, max: 5 }),
    perGoal: fc.integer({ min: 1, max: 4 }),
  });

  it('are those that a full count lists first', () => {
    fc.assert(
      fc.property(anyStrategy, fc.option(bounds, { nil: PATHWAY_BOUNDS }), (strategy, within) => {
        const { lines, truncated } = expected(strategy, within);
        expect(stepsOf(strategy, within)).toEqual(lines);
        expect(pathwaysOf(strategy, within).truncated).toBe(truncated);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are told by the texts of a path that is there, the same in every order', () => {
    fc.assert(
      fc.property(anyStrategy, (strategy) => {
        const { pathways } = pathwaysOf(strategy);
        for (const { steps, texts } of pathways) {
          expect(texts.map((text) => stepOf(strategy.nodes.find(({ key }) => key === text)!))).toEqual(steps);
          const linked = strategy.links.map(({ from, to }) => `${from}>${to}`);
          expect(linked).toEqual(
            expect.arrayContaining(texts.slice(1).map((text, i) => `${texts[i]}>${text}`)),
          );
        }
        const turned = {
          ...strategy,
          nodes: strategy.nodes.toReversed(),
          links: strategy.links.toReversed(),
          alignments: strategy.alignments.toReversed(),
        };
        expect(pathwaysOf(turned).pathways).toEqual(pathways);
      }),
      { numRuns: 500 },
    );
  });
});

describe('A strategy with more paths than could be counted', () => {
  const layers = Array.from({ length: 300 }, (_, i) => Math.floor(i / 10));
  const nodes = layers.map((layer, i) => `k${i} ${layer < 15 ? 'ACTIVITY' : 'IMPACT'} a${(i * 7) % 13}`);
  const forwards = layers.flatMap((layer, i) =>
    layer === 0 ? [] : [0, 3].map((by) => `k${(layer - 1) * 10 + ((i + by) % 10)}>k${i}`),
  );
  const ends = layers.flatMap((layer, i) => (layer === 29 ? [`k${i}>G${i % 3}`] : []));

  it.each([
    ['in layers', forwards],
    ['in circles', [...forwards, ...forwards.map((link) => link.split('>').reverse().join('>'))]],
  ])('is read to its end all the same, %s', (_, links) => {
    const { pathways, truncated } = pathwaysOf(strategyOf(nodes, links, ends));
    expect(pathways.length).toBeGreaterThan(0);
    expect(pathways.length).toBeLessThanOrEqual(3 * PATHWAY_BOUNDS.perGoal);
    expect(truncated).toBe(true);
  });
});
