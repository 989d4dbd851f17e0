import { readable } from '../../../test/support/readable-strategies.ts';
import { invented } from '../../../test/support/strategy-variants.ts';
import { columnsOf } from './columns.ts';
import type { LinkContent, NodeContent, NodeKindCode } from '../strategy.content.ts';
import { BOX_WIDTH, GUTTER, layOut } from './layout.ts';
import { type Part, partsOf } from './parts.ts';

const node = (key: string, kind: NodeKindCode): NodeContent => ({
  ...{ key, kind, text: key, approachCode: null, note: null },
});
const link = (pair: string): LinkContent => {
  const [from, to] = pair.split('>') as [string, string];
  return { from, to, rationale: null, confidence: null, evidence: null };
};
function placed(kinds: Record<string, string>, links: string[]) {
  const nodes = Object.entries(kinds).map(([key, kind]) => node(key, kind as NodeKindCode));
  const content = { ...invented(0, 0), nodes, links: links.map(link) };
  const parts = partsOf(readable(content));
  const { of, headings, beside } = columnsOf(parts);
  const key = (part: Part): string => part.node.key;
  return {
    columns: Object.fromEntries(
      parts.nodes.filter(({ id }) => of.has(id)).map((part) => [key(part), of.get(part.id)]),
    ),
    headings,
    beside: beside.map(key),
  };
}

describe('The columns', () => {
  it('follow the order of kinds, whatever the links say', () => {
    const { columns } = placed({ a: 'IMPACT', b: 'INPUT', c: 'OUTPUT' }, ['a>b', 'b>c']);
    expect(columns).toEqual({ b: 0, c: 1, a: 2 });
  });

  it('are more where parts of a kind lead to one another, even in a circle', () => {
    const { columns, headings } = placed({ a: 'ACTIVITY', b: 'ACTIVITY', c: 'ACTIVITY', d: 'IMPACT' }, [
      'a>b',
      'b>c',
      'c>a',
    ]);
    expect(columns).toEqual({ a: 0, b: 1, c: 2, d: 3 });
    expect(headings[0]).toEqual({ text: 'Activities', first: 0, last: 2 });
  });

  it('are at most five for a kind, and one where lines would pass too many', () => {
    const kinds = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, 'ACTIVITY']));
    const chain = Array.from({ length: 299 }, (_, i) => `k${i}>k${i + 1}`);
    expect(placed(kinds, chain).headings).toEqual([{ text: 'Activities', first: 0, last: 4 }]);
    const star = Array.from({ length: 299 }, (_, i) => `k0>k${i + 1}`);
    const tangle = [...chain, ...star, ...star, ...star];
    expect(placed(kinds, tangle).headings).toEqual([{ text: 'Activities', first: 0, last: 0 }]);
  });

  it('have context before what it leads to, or else after what leads to it', () => {
    const kinds = { a: 'INPUT', b: 'OUTPUT', risk: 'RISK', first: 'CONDITION', late: 'EXTERNAL_FACTOR' };
    const { columns, headings } = placed(kinds, ['a>b', 'risk>b', 'first>a', 'b>late']);
    expect(columns).toEqual({ first: 0, a: 1, risk: 1, b: 2, late: 3 });
    expect(headings.map(({ text, first }) => [text, first])).toEqual(
      expect.arrayContaining([
        ['Context', 0],
        ['Inputs', 1],
        ['Context', 3],
      ]),
    );
  });

  it('leave beside what nothing links to, and keep context that only links to context', () => {
    const kinds = { a: 'INPUT', x: 'RISK', y: 'RISK', lone: 'ASSUMPTION' };
    const { columns, beside } = placed(kinds, ['x>y']);
    expect(beside).toEqual(['lone']);
    expect(Object.keys(columns).sort()).toEqual(['a', 'x', 'y']);
  });
});

describe('The layout', () => {
  const parts = partsOf(readable(invented(150, 300)));
  const columns = columnsOf(parts).of;
  const boxes = [...columns].map(([id, column], i) => ({ id, column, height: 50 + 20 * (i % 6) }));
  const lines = [...parts.arrows, ...parts.goalArrows].map(({ id, from, to }) => ({
    id,
    from: from.id,
    to: to.id,
  }));
  const layout = layOut(boxes, lines);
  const heights = new Map(boxes.map(({ id, height }) => [id, height]));
  const inColumn = [...new Set(columns.values())];
  const columnBoxes = (column: number) =>
    boxes
      .filter((box) => box.column === column)
      .map(({ id }) => ({ ...layout.boxes.get(id)!, height: heights.get(id)! }));

  it('puts each column beside the one before, at one distance', () => {
    for (const column of inColumn) {
      const xs = new Set(columnBoxes(column).map(({ x }) => Math.round(x)));
      expect([...xs]).toEqual([BOX_WIDTH / 2 + column * (BOX_WIDTH + GUTTER)]);
    }
  });

  it('lets no box lie on another, and none outside', () => {
    for (const column of inColumn) {
      const sorted = columnBoxes(column).sort((a, b) => a.y - b.y);
      sorted.slice(1).forEach((box, i) => {
        expect(box.y - box.height / 2).toBeGreaterThan(sorted[i]!.y + sorted[i]!.height / 2);
      });
      for (const { y, height } of sorted) {
        expect(y - height / 2).toBeGreaterThanOrEqual(-0.01);
        expect(y + height / 2).toBeLessThanOrEqual(layout.height + 0.01);
      }
    }
  });

  it('leads every line through each column between its ends, and through no box', () => {
    for (const { id, from, to } of lines) {
      const [a, b] = [columns.get(from)!, columns.get(to)!];
      const crossed = (layout.crossings.get(id) ?? []).map(({ x }) =>
        Math.round((x - BOX_WIDTH / 2) / (BOX_WIDTH + GUTTER)),
      );
      const between = Array.from({ length: Math.max(0, Math.abs(a - b) - 1) }, (_, i) =>
        a < b ? a + 1 + i : a - 1 - i,
      );
      expect(crossed).toEqual(between);
    }
    for (const points of layout.crossings.values()) {
      for (const { x, y } of points) {
        const column = Math.round((x - BOX_WIDTH / 2) / (BOX_WIDTH + GUTTER));
        for (const box of columnBoxes(column)) expect(Math.abs(box.y - y)).toBeGreaterThan(box.height / 2);
      }
    }
  });
});
