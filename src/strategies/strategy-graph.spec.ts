import fc from 'fast-check';
import { circlesOf, finishOrder, graphOf, reached, type StrategyGraph } from './strategy-graph.ts';

const graph = (keys: string[], links: string[]): StrategyGraph =>
  graphOf({
    nodes: keys.map((key) => ({ key, kind: 'OUTPUT', text: key, approachCode: null, note: null })),
    links: links.map((link) => {
      const [from, to] = link.split('>') as [string, string];
      return { from, to, rationale: null, confidence: null, evidence: null };
    }),
  });

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const key = fc.constantFrom(...KEYS);
const anyGraph = fc.array(fc.tuple(key, key), { maxLength: 12 }).map((links) =>
  graph(
    KEYS,
    links.map((link) => link.join('>')),
  ),
);

describe('A graph of nodes', () => {
  it('holds a link once, and none to what is not there', () => {
    const { next, previous } = graph(['a', 'b'], ['a>b', 'a>b', 'a>z', 'z>b']);
    expect([...next]).toEqual([
      ['a', ['b']],
      ['b', []],
    ]);
    expect([...previous]).toEqual([
      ['a', []],
      ['b', ['a']],
    ]);
  });

  it('has no circle where two ways lead to the same node', () => {
    expect(circlesOf(graph(KEYS, ['a>b', 'a>c', 'b>d', 'c>d']))).toEqual([]);
  });

  it('has in one circle what leads to each other', () => {
    fc.assert(
      fc.property(anyGraph, (any) => {
        const after = new Map(KEYS.map((from) => [from, reached(any.next.get(from)!, any.next)]));
        const together = KEYS.map((a) => KEYS.filter((b) => after.get(a)!.has(b) && after.get(b)!.has(a)));
        const circles = together.filter((keys, i) => keys[0] === KEYS[i]);
        expect(circlesOf(any)).toEqual(circles);
      }),
      { numRuns: 1_000 },
    );
  });

  it('lists each node once in the order of finishing, after what it leads to alone', () => {
    fc.assert(
      fc.property(anyGraph, (any) => {
        const order = finishOrder(KEYS, any.next);
        expect(order.toSorted()).toEqual(KEYS);
        const circles = circlesOf(any);
        const apart = (from: string, to: string): boolean =>
          !circles.some((keys) => keys.includes(from) && keys.includes(to));
        const wrong = KEYS.flatMap((from) =>
          any.next.get(from)!.filter((to) => apart(from, to) && order.indexOf(to) > order.indexOf(from)),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('may be one chain or one circle of any length', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `k${i}`);
    const chain = keys.slice(1).map((to, i) => `${keys[i]}>${to}`);
    expect(circlesOf(graph(keys, chain))).toEqual([]);
    expect(circlesOf(graph(keys, [...chain, `${keys.at(-1)}>k0`]))).toEqual([keys]);
  });
});
