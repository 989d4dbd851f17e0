import { finishOrder, graphOf, type Neighbours, type StrategyGraph } from './strategy-graph.ts';
import type { NodeContent, StrategyContent } from './strategy.content.ts';

export interface StrategyPathway {
  goalCode: string;
  /** Each a `KIND` or `KIND:approach-code`. */
  steps: string[];
  /** What the nodes of one such path say. */
  texts: string[];
}

export interface StrategyPathways {
  pathways: StrategyPathway[];
  /** Whether a goal has more pathways than are listed. */
  truncated: boolean;
}

export const PATHWAY_BOUNDS = { steps: 12, perGoal: 100 };

/** A path as far as one node. */
interface Trail {
  /** A character for each step, in the alphabetical order of the steps, so that trails of one length compare as text. */
  letters: string;
  node: NodeContent;
  before: Trail | null;
}

/** The trails that end at a node, by its key, all of one length: the first in order, each sequence of steps once. */
type Level = ReadonlyMap<string, readonly Trail[]>;

interface Search {
  previous: Neighbours;
  nodes: ReadonlyMap<string, NodeContent>;
  letters: ReadonlyMap<string, string>;
  bounds: typeof PATHWAY_BOUNDS;
}

/**
 * How a strategy means to reach each goal that its nodes contribute to, wholly or partly: the sequences of steps from a
 * node that nothing leads to, through links, to a node aligned with the goal. Links that close a circle are left out.
 *
 * Paths may be many more than could ever be counted, so two bounds hold. Of a path with more than 12 steps the last 12
 * count. Of a goal's sequences the first 100 are listed, shorter ones first and then by the alphabet. Both are kept while
 * searching: the first sequences of a length that end at a node are made of the first ones, one step shorter, that end
 * at what leads to it. So no node ever holds more than 101 of a length, and what is listed is what a full count lists.
 * The texts are of the path whose keys come first, read from the goal backwards.
 */
export function pathwaysOf(strategy: StrategyContent, bounds = PATHWAY_BOUNDS): StrategyPathways {
  const ends = alignedNodes(strategy);
  const found = new Map([...ends.keys()].map((goalCode) => [goalCode, [] as Trail[]]));
  const isFull = (trails: Trail[]): boolean => trails.length > bounds.perGoal;
  for (const level of levelsOf(searchFor(strategy, bounds), [...ends.values()].flat())) {
    for (const [goalCode, trails] of found) {
      if (!isFull(trails)) trails.push(...firstOf(ends.get(goalCode)!, level, bounds));
    }
    if ([...found.values()].every(isFull)) break;
  }
  return {
    pathways: [...found].flatMap(([goalCode, trails]) =>
      trails.slice(0, bounds.perGoal).map((trail) => pathwayOf(goalCode, trail)),
    ),
    truncated: [...found.values()].some(isFull),
  };
}

const stepOf = ({ kind, approachCode }: NodeContent): string =>
  approachCode === null ? kind : `${kind}:${approachCode}`;

/** Keys by the code of the goal, both in order. */
function alignedNodes({ nodes, alignments }: StrategyContent): Map<string, string[]> {
  const known = new Set(nodes.map(({ key }) => key));
  const byGoal = new Map<string, Set<string>>();
  for (const { intent, goalCode, nodeKey } of alignments) {
    const counts = intent === 'CONTRIBUTES' || intent === 'PARTLY';
    if (!counts || goalCode === null || nodeKey === null || !known.has(nodeKey)) continue;
    byGoal.set(goalCode, (byGoal.get(goalCode) ?? new Set()).add(nodeKey));
  }
  return new Map([...byGoal.keys()].sort().map((code) => [code, [...byGoal.get(code)!].sort()]));
}

function searchFor(strategy: StrategyContent, bounds: typeof PATHWAY_BOUNDS): Search {
  const graph = graphOf(strategy);
  const steps = [...new Set(strategy.nodes.map(stepOf))].sort();
  const letters = new Map(steps.map((step, i) => [step, String.fromCharCode(i)]));
  return { previous: withoutCircles(graph), nodes: graph.nodes, letters, bounds };
}

/** Begins at what nothing leads to, so that of a circle the link is left out that runs back to where it is entered. */
function withoutCircles({ nodes, next, previous }: StrategyGraph): Neighbours {
  const keys = [...nodes.keys()].sort();
  const first = keys.filter((key) => previous.get(key)!.length === 0);
  const sorted = new Map([...next].map(([key, ends]) => [key, [...ends].sort()]));
  const place = new Map(finishOrder([...first, ...keys], sorted).map((key, i) => [key, i]));
  const runsOn = (from: string, to: string): boolean => place.get(from)! > place.get(to)!;
  const into = (key: string): string[] => previous.get(key)!.filter((from) => runsOn(from, key));
  return new Map(keys.map((key) => [key, into(key).sort()]));
}

/** From one step on; those of the greatest length may begin anywhere, since of longer paths only their end counts. */
function* levelsOf(search: Search, ends: readonly string[]): Generator<Level> {
  const { previous, bounds } = search;
  const away = [new Set(ends)];
  while (away.length < bounds.steps) {
    away.push(new Set([...away.at(-1)!].flatMap((key) => previous.get(key)!)));
  }
  const within = away.slice(0, -1).map((_, i) => new Set(away.slice(0, i + 1).flatMap((keys) => [...keys])));
  yield* grown(search, within.reverse(), (key) => previous.get(key)!.length === 0);
  yield [...grown(search, away.reverse(), () => true)].at(-1)!;
}

/** `wanted` says at which nodes the trails of one step, of two and so on may end to be of use. */
function* grown(search: Search, wanted: Set<string>[], beginsAt: (key: string) => boolean): Generator<Level> {
  let level: Level = new Map<string, Trail[]>();
  for (const [i, keys] of wanted.entries()) {
    const next = new Map<string, Trail[]>();
    for (const key of keys) {
      const node = search.nodes.get(key)!;
      const begins = i === 0 && beginsAt(key);
      const shorter = begins ? [null] : firstOf(search.previous.get(key)!, level, search.bounds);
      const trails = shorter.map((trail) => longer(trail, node, search));
      if (trails.length > 0) next.set(key, trails);
    }
    yield (level = next);
  }
}

const longer = (before: Trail | null, node: NodeContent, { letters }: Search): Trail => ({
  letters: (before?.letters ?? '') + letters.get(stepOf(node))!,
  node,
  before,
});

/** One more than are listed for a goal, which tells whether there are more. */
const firstOf = (
  keys: readonly string[],
  level: Level,
  { perGoal }: typeof PATHWAY_BOUNDS,
): readonly Trail[] =>
  keys.reduce<readonly Trail[]>((trails, key) => merged(trails, level.get(key) ?? [], perGoal + 1), []);

/** Both are in order and hold each sequence once; of the same sequence the one in `a` stays. */
function merged(a: readonly Trail[], b: readonly Trail[], most: number): readonly Trail[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const trails: Trail[] = [];
  for (let i = 0, j = 0; trails.length < most && (i < a.length || j < b.length);) {
    const ofA = a[i];
    const ofB = b[j];
    if (ofA && ofB?.letters === ofA.letters) j++;
    if (ofA && (!ofB || ofA.letters <= ofB.letters)) trails.push(a[i++]!);
    else trails.push(b[j++]!);
  }
  return trails;
}

function pathwayOf(goalCode: string, end: Trail): StrategyPathway {
  const nodes: NodeContent[] = [];
  for (let trail: Trail | null = end; trail; trail = trail.before) nodes.unshift(trail.node);
  return { goalCode, steps: nodes.map(stepOf), texts: nodes.map(({ text }) => text) };
}
