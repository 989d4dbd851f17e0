import * as dagre from '@dagrejs/dagre';

export interface Box {
  id: string;
  column: number;
  height: number;
}

export interface Line {
  id: string;
  from: string;
  to: string;
}

export interface Point {
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  /** The middles. */
  boxes: Map<string, Point>;
  /** Where each line crosses the columns between its ends, from the beginning to the end of the line. */
  crossings: Map<string, Point[]>;
}

interface Graph {
  setGraph(options: object): void;
  graph(): { width: number; height: number };
  nodes(): string[];
  setNode(id: string, label: object): void;
  node(id: string): Point & { rank: number };
  setEdge(from: string, to: string, label: object, id: string): void;
  edge(from: string, to: string, id: string): { points: Point[] };
}

/** What is used of it: its own types cannot be resolved under the module settings here. */
const { Graph: LayoutGraph, layout } = dagre as unknown as {
  Graph: new (options: { multigraph: boolean }) => Graph;
  layout: (graph: Graph, options?: { disableOptimalOrderHeuristic: boolean }) => void;
};

export const BOX_WIDTH = 230;
export const GUTTER = 88;
/** Beyond so many columns passed by lines nobody can follow them, and dagre takes up to a minute to let few of them cross. */
const MOST_ORDERED = 1_200;

/** Boxes in the columns that they name, arranged so that few lines cross. The same input has the same output. */
export function layOut(boxes: readonly Box[], lines: readonly Line[]): Layout {
  const column = new Map(boxes.map((box) => [box.id, box.column]));
  const forward = lines
    .filter(({ from, to }) => column.get(from) !== column.get(to))
    .map((line) => directed(line, column));
  const graph = new LayoutGraph({ multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    ranksep: GUTTER,
    nodesep: 24,
    edgesep: 12,
    // Half of dagre's ranks are for labels of edges.
    ranker: (ranked: Graph) =>
      ranked.nodes().forEach((id) => (ranked.node(id).rank = 2 * (column.get(id) ?? -1))),
  });
  for (const { id, height } of boxes) graph.setNode(id, { width: BOX_WIDTH, height });
  for (const { id, left, right } of forward) graph.setEdge(left, right, { labelpos: 'c' }, id);
  const passed = forward.reduce((sum, { left, right }) => sum + column.get(right)! - column.get(left)!, 0);
  if (boxes.length > 0) layout(graph, { disableOptimalOrderHeuristic: passed > MOST_ORDERED });
  return {
    width: boxes.length > 0 ? graph.graph().width : 0,
    height: boxes.length > 0 ? graph.graph().height : 0,
    boxes: new Map(boxes.map(({ id }) => [id, pointOf(graph.node(id))])),
    crossings: new Map(
      forward.map(({ id, left, right, back }) => {
        const between = inColumns(graph.edge(left, right, id).points);
        return [id, back ? between.reverse() : between];
      }),
    ),
  };
}

const pointOf = ({ x, y }: Point): Point => ({ x, y });

function directed({ id, from, to }: Line, column: ReadonlyMap<string, number>) {
  const back = column.get(from)! > column.get(to)!;
  return back ? { id, left: to, right: from, back } : { id, left: from, right: to, back };
}

/** Without the ends, which are at the boxes, and without the points between the columns. */
const inColumns = (points: readonly Point[]): Point[] =>
  points
    .slice(1, -1)
    .filter((_, i) => i % 2 === 1)
    .map(pointOf);
