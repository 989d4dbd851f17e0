import type { NodeContent, StrategyContent } from './strategy.content.ts';

export type Neighbours = ReadonlyMap<string, readonly string[]>;

export interface StrategyGraph {
  nodes: ReadonlyMap<string, NodeContent>;
  /** What a node leads to. */
  next: Neighbours;
  /** What leads to a node. */
  previous: Neighbours;
}

/** Each pair of nodes once. A link to what is not there leads nowhere. */
export function graphOf({ nodes, links }: Pick<StrategyContent, 'nodes' | 'links'>): StrategyGraph {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const next = new Map<string, Set<string>>(nodes.map(({ key }) => [key, new Set()]));
  const previous = new Map<string, Set<string>>(nodes.map(({ key }) => [key, new Set()]));
  for (const { from, to } of links) {
    if (!byKey.has(from) || !byKey.has(to)) continue;
    next.get(from)!.add(to);
    previous.get(to)!.add(from);
  }
  return { nodes: byKey, next: listed(next), previous: listed(previous) };
}

const listed = (sets: Map<string, Set<string>>): Neighbours =>
  new Map([...sets].map(([key, set]) => [key, [...set]]));

/** What the steps of `neighbours` lead to from the starts, the starts included. What `seen` holds is left out, and grows. */
export function reached(
  starts: Iterable<string>,
  neighbours: Neighbours,
  seen = new Set<string>(),
): Set<string> {
  const found = new Set<string>();
  const open = [...starts];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    found.add(key);
    open.push(...(neighbours.get(key) ?? []));
  }
  return found;
}

/** Depth first: each node once all that it leads to is listed, but for what leads back to it. */
export function finishOrder(starts: Iterable<string>, next: Neighbours): string[] {
  const seen = new Set<string>();
  const finished: string[] = [];
  for (const start of starts) {
    if (seen.has(start)) continue;
    seen.add(start);
    const trail = [{ key: start, taken: 0 }];
    for (let here = trail.at(-1); here; here = trail.at(-1)) {
      const key = next.get(here.key)?.[here.taken++];
      if (key === undefined) finished.push(trail.pop()!.key);
      else if (!seen.has(key)) {
        seen.add(key);
        trail.push({ key, taken: 0 });
      }
    }
  }
  return finished;
}

/** Nodes that lead to each other and nodes that lead to themselves, in the order of the strategy. */
export function circlesOf({ nodes, next, previous }: StrategyGraph): string[][] {
  const seen = new Set<string>();
  const circleOf = new Map<string, string>();
  for (const start of finishOrder(nodes.keys(), next).reverse()) {
    for (const key of reached([start], previous, seen)) circleOf.set(key, start);
  }
  const circles = new Map<string, string[]>();
  for (const key of nodes.keys()) {
    const members = circles.get(circleOf.get(key)!);
    if (members) members.push(key);
    else circles.set(circleOf.get(key)!, [key]);
  }
  return [...circles.values()].filter((keys) => keys.length > 1 || next.get(keys[0]!)!.includes(keys[0]!));
}
