import {
  type AlignmentContent,
  type LinkContent,
  NODE_KINDS,
  type NodeContent,
  type NodeKindCode,
  type StrategyContent,
} from '../strategy.content.ts';
import { KIND_LABELS, type ReadableStrategy } from './readable.ts';

export interface Part {
  id: string;
  /** "Activity 2": how the outline and the drawing both call it. */
  name: string;
  node: NodeContent;
  /** Set where the coalition says that this serves no shared goal. */
  localOnly: AlignmentContent | null;
}

export interface Goal {
  id: string;
  code: string;
  title: string;
  /** Set where the coalition says that it leaves this goal to others. */
  notAddressed: AlignmentContent | null;
}

export interface Arrow {
  id: string;
  from: Part;
  to: Part;
  link: LinkContent;
}

export interface GoalArrow {
  id: string;
  from: Part;
  to: Goal;
  alignment: AlignmentContent;
}

export interface Parts {
  /** In the order of kinds, then as the coalition arranged them. */
  nodes: Part[];
  goals: Goal[];
  arrows: Arrow[];
  goalArrows: GoalArrow[];
}

/** The same names and ids in every format, none of them made of what somebody typed. */
export function partsOf({ content, goalTitles }: Pick<ReadableStrategy, 'content' | 'goalTitles'>): Parts {
  const nodes = nodesOf(content);
  const byKey = new Map(nodes.map((part) => [part.node.key, part]));
  const goals = goalsOf(content, goalTitles);
  const byCode = new Map(goals.map((goal) => [goal.code, goal]));
  const arrows = content.links.flatMap((link, i) => {
    const [from, to] = [byKey.get(link.from), byKey.get(link.to)];
    return from && to ? [{ id: `e${i + 1}`, from, to, link }] : [];
  });
  const goalArrows = content.alignments.flatMap((alignment, i) => {
    const [from, to] = [byKey.get(alignment.nodeKey ?? ''), byCode.get(alignment.goalCode ?? '')];
    return from && to ? [{ id: `a${i + 1}`, from, to, alignment }] : [];
  });
  return { nodes, goals, arrows, goalArrows };
}

function nodesOf({ nodes, alignments }: StrategyContent): Part[] {
  const local = new Map(alignments.filter((a) => a.intent === 'LOCAL_ONLY').map((a) => [a.nodeKey, a]));
  const counts = new Map<NodeKindCode, number>();
  return NODE_KINDS.flatMap((kind) => nodes.filter((node) => node.kind === kind)).map((node, i) => {
    const number = (counts.get(node.kind) ?? 0) + 1;
    counts.set(node.kind, number);
    const name = `${KIND_LABELS[node.kind]} ${number}`;
    return { id: `n${i + 1}`, name, node, localOnly: local.get(node.key) ?? null };
  });
}

function goalsOf({ alignments }: StrategyContent, titles: ReadableStrategy['goalTitles']): Goal[] {
  const codes = [...new Set(alignments.flatMap(({ goalCode }) => goalCode ?? []))];
  const order = new Intl.Collator('en', { numeric: true }).compare;
  return codes.sort(order).map((code, i) => ({
    id: `g${i + 1}`,
    code,
    title: titles.get(code) ?? code,
    notAddressed:
      alignments.find((a) => a.goalCode === code && a.intent === 'INTENTIONALLY_NOT_ADDRESSED') ?? null,
  }));
}

export function bySource(arrows: readonly Arrow[]): Map<string, Arrow[]> {
  const groups = new Map<string, Arrow[]>();
  for (const arrow of arrows) {
    const group = groups.get(arrow.from.id);
    if (group) group.push(arrow);
    else groups.set(arrow.from.id, [arrow]);
  }
  return groups;
}

/** The arrows that lie on a way that comes back to where it began. */
export function loops(arrows: readonly Arrow[]): Set<Arrow> {
  const next = bySource(arrows);
  const reached = new Map<string, Set<string>>();
  return new Set(
    arrows.filter(({ from, to }) => {
      if (!reached.has(to.id)) reached.set(to.id, reach(to.id, next));
      return reached.get(to.id)!.has(from.id);
    }),
  );
}

function reach(start: string, next: ReadonlyMap<string, readonly Arrow[]>): Set<string> {
  const seen = new Set([start]);
  for (const id of seen) for (const { to } of next.get(id) ?? []) seen.add(to.id);
  return seen;
}
