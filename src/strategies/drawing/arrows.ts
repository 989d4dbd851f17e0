import { BOX_WIDTH, type Layout, type Line, type Point } from './layout.ts';

const PORT_GAP = 12;
const MARGIN = 8;

interface End {
  line: Line;
  start: boolean;
  side: 1 | -1;
  /** Which way the line goes from here, to sort ends so that they do not cross at once. */
  towards: number;
}

/** The path of every line: straight through the columns between its ends, curved in the gutters. */
export function paths(
  lines: readonly Line[],
  heights: ReadonlyMap<string, number>,
  layout: Layout,
): Map<string, string> {
  const ports = portsOf(lines, heights, layout);
  return new Map(
    lines.map((line) => {
      const [start, end] = [ports.get(`${line.id} start`)!, ports.get(`${line.id} end`)!];
      const { from, to } = { from: layout.boxes.get(line.from)!, to: layout.boxes.get(line.to)! };
      if (from.x === to.x) return [line.id, arc(start, end)];
      return [line.id, through(start, layout.crossings.get(line.id) ?? [], end)];
    }),
  );
}

const n = (value: number): string => String(Math.round(value * 10) / 10);
const at = ({ x, y }: Point): string => `${n(x)} ${n(y)}`;

/** Between two boxes of one column, in the gutter on their right. */
const arc = (a: Point, b: Point): string =>
  `M${at(a)}C${at({ x: a.x + 46, y: a.y })} ${at({ x: b.x + 46, y: b.y })} ${at(b)}`;

function through(start: Point, crossings: readonly Point[], end: Point): string {
  const half = ((end.x > start.x ? 1 : -1) * BOX_WIDTH) / 2;
  let path = `M${at(start)}`;
  let last = start;
  for (const { x, y } of crossings) {
    path += curve(last, { x: x - half, y });
    last = { x: x + half, y };
    path += `L${at(last)}`;
  }
  return path + curve(last, end);
}

const curve = (a: Point, b: Point): string => {
  const middle = (a.x + b.x) / 2;
  return `C${at({ x: middle, y: a.y })} ${at({ x: middle, y: b.y })} ${at(b)}`;
};

/** Where on the sides of its boxes each line begins and ends. */
function portsOf(
  lines: readonly Line[],
  heights: ReadonlyMap<string, number>,
  layout: Layout,
): Map<string, Point> {
  const ends = new Map<string, End[]>();
  for (const line of lines) {
    for (const start of [true, false]) {
      const end = endOf(line, start, layout);
      const side = `${start ? line.from : line.to} ${end.side}`;
      ends.set(side, [...(ends.get(side) ?? []), end]);
    }
  }
  const ports = new Map<string, Point>();
  for (const [side, group] of ends) {
    const [id] = side.split(' ') as [string];
    const { x, y } = layout.boxes.get(id)!;
    const gap = Math.min(PORT_GAP, (heights.get(id)! - 2 * MARGIN) / group.length);
    group
      .sort((a, b) => a.towards - b.towards)
      .forEach(({ line, start, side }, i) =>
        ports.set(`${line.id} ${start ? 'start' : 'end'}`, {
          x: x + (side * BOX_WIDTH) / 2,
          y: y + (i - (group.length - 1) / 2) * gap,
        }),
      );
  }
  return ports;
}

function endOf(line: Line, start: boolean, { boxes, crossings }: Layout): End {
  const [here, there] = start ? [line.from, line.to] : [line.to, line.from];
  const [own, other] = [boxes.get(here)!, boxes.get(there)!];
  const towards = crossings.get(line.id)?.at(start ? 0 : -1)?.y ?? other.y;
  return { line, start, side: other.x < own.x ? -1 : 1, towards };
}
