import { type Arrow, bySource, type Goal, type Part, type Parts } from './parts.ts';
import { KIND_PLURALS, PATH_KINDS } from './readable.ts';

export interface Heading {
  text: string;
  first: number;
  last: number;
}

export interface Columns {
  /** By id, from the left. */
  of: Map<string, number>;
  headings: Heading[];
  /** What has no place on the way, because nothing links to it. */
  beside: Part[];
}

/** Of one kind. What leads on from the last of them within its kind stays in it. */
const MOST_COLUMNS = 5;
/** The time of the layout goes with the columns that lines pass: beyond this, a kind has one column. */
const MOST_CROSSINGS = 2000;

/**
 * Kinds from left to right, then the goals. A kind has more columns where its own parts lead to one another. Conditions,
 * assumptions, risks and external factors stand in the column before what they lead to.
 */
export function columnsOf(parts: Parts): Columns {
  const wide = arrange(parts, MOST_COLUMNS);
  const crossings = [...parts.arrows, ...parts.goalArrows].reduce(
    (sum, { from, to }) => sum + Math.abs((wide.of.get(from.id) ?? 0) - (wide.of.get(to.id) ?? 0)),
    0,
  );
  return crossings > MOST_CROSSINGS ? arrange(parts, 1) : wide;
}

function arrange({ nodes, goals, arrows }: Parts, most: number): Columns {
  const of = new Map<string, number>();
  const headings: Heading[] = [];
  for (const kind of PATH_KINDS) {
    const parts = nodes.filter(({ node }) => node.kind === kind);
    if (parts.length === 0) continue;
    const steps = stepsWithin(
      parts,
      arrows.filter(({ from, to }) => from.node.kind === kind && to.node.kind === kind),
    );
    const first = (headings.at(-1)?.last ?? -1) + 1;
    for (const { id } of parts) of.set(id, first + Math.min(steps.get(id)!, most - 1));
    headings.push({ text: KIND_PLURALS[kind], first, last: Math.max(...parts.map(({ id }) => of.get(id)!)) });
  }
  const context = nodes.filter(({ id }) => !of.has(id));
  placeContext(context, arrows, of, headings.at(-1)?.last ?? 0);
  return {
    of,
    headings: fromZero(of, headings, goals),
    beside: context.filter(({ id }) => !of.has(id)),
  };
}

/** Counts from the first column in use, adds the goals after the last, and says where there is only context. */
function fromZero(of: Map<string, number>, headings: readonly Heading[], goals: readonly Goal[]): Heading[] {
  const zero = Math.min(0, ...of.values());
  for (const [id, column] of of) of.set(id, column - zero);
  const kinds = headings.map(({ text, first, last }) => ({ text, first: first - zero, last: last - zero }));
  const end = Math.max(-1, ...of.values()) + 1;
  for (const { id } of goals) of.set(id, end);
  const context = Array.from({ length: end }, (_, column) => column)
    .filter((column) => !kinds.some(({ first, last }) => first <= column && column <= last))
    .map((column) => ({ text: 'Context', first: column, last: column }));
  const shared = goals.length === 0 ? [] : [{ text: 'Shared goals', first: end, last: end }];
  return [...kinds, ...context, ...shared];
}

/** The longest way to each part from where nothing comes before; what would close a loop is left out. */
function stepsWithin(parts: readonly Part[], arrows: readonly Arrow[]): Map<string, number> {
  const next = bySource(arrows);
  const done: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const kept: Arrow[] = [];
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const arrow of next.get(id) ?? []) {
      if (state.get(arrow.to.id) === 'open') continue;
      kept.push(arrow);
      if (!state.has(arrow.to.id)) visit(arrow.to.id);
    }
    state.set(id, 'done');
    done.push(id);
  };
  for (const { id } of parts) if (!state.has(id)) visit(id);
  const steps = new Map(parts.map(({ id }) => [id, 0]));
  const following = bySource(kept);
  for (const id of done.reverse())
    for (const { to } of following.get(id) ?? [])
      steps.set(to.id, Math.max(steps.get(to.id)!, steps.get(id)! + 1));
  return steps;
}

/** Those that are linked to something, at most one column before the first kind or after the last. */
function placeContext(
  parts: readonly Part[],
  arrows: readonly Arrow[],
  of: Map<string, number>,
  last: number,
): void {
  const [out, into] = [
    bySource(arrows),
    bySource(arrows.map((arrow) => ({ ...arrow, from: arrow.to, to: arrow.from }))),
  ];
  const columns = (others: readonly Arrow[] = []): number[] =>
    others.flatMap(({ to }) => of.get(to.id) ?? []);
  const columnOf = ({ id }: Part): number | null => {
    const [after, before] = [columns(out.get(id)), columns(into.get(id))];
    if (after.length > 0) return Math.max(-1, Math.min(...after) - 1);
    return before.length > 0 ? Math.min(last + 1, Math.max(...before) + 1) : null;
  };
  const waiting = new Set(parts.filter(({ id }) => out.has(id) || into.has(id)));
  while (waiting.size > 0) {
    const ready = [...waiting].flatMap((part) => {
      const column = columnOf(part);
      return column === null ? [] : [{ part, column }];
    });
    const [first] = waiting;
    for (const { part, column } of ready.length > 0 ? ready : [{ part: first!, column: 0 }]) {
      of.set(part.id, column);
      waiting.delete(part);
    }
  }
}
