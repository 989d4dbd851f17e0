import { circlesOf, graphOf, reached, type StrategyGraph } from './strategy-graph.ts';
import type { NodeContent, NodeKindCode, StrategyContent } from './strategy.content.ts';

/** A goal in force. */
export interface GoalOutline {
  code: string;
  title: string;
  parentCode: string | null;
}

export interface Finding {
  /** An ERROR refuses publishing. */
  severity: 'ERROR' | 'WARNING';
  rule: string;
  message: string;
  nodeKeys: string[];
}

interface Case {
  strategy: StrategyContent;
  graph: StrategyGraph;
  goals: readonly GoalOutline[];
  /** ISO date. */
  today: string;
}

type Observation = Pick<Finding, 'message' | 'nodeKeys'>;
type Rule = (of: Case) => Observation[];

/**
 * The chain of cause and effect. The other kinds have no place in it: they say under what circumstances it holds, often
 * for the strategy as a whole, and so may also stand without a link.
 */
const CHAIN: readonly NodeKindCode[] = [
  'INPUT',
  'ACTIVITY',
  'OUTPUT',
  'SHORT_TERM_OUTCOME',
  'INTERMEDIATE_OUTCOME',
  'LONG_TERM_OUTCOME',
  'IMPACT',
];
const placeOf = new Map(CHAIN.map((kind, place) => [kind, place]));
const OUTCOMES: ReadonlySet<NodeKindCode> = new Set(CHAIN.slice(3));

const empty: Rule = ({ strategy: { nodes } }) =>
  nodes.length > 0
    ? []
    : [
        {
          message:
            'This strategy has no parts yet. Add an activity, the outcomes that it leads to, and the links between them.',
          nodeKeys: [],
        },
      ];

const cycle: Rule = ({ graph }) =>
  circlesOf(graph).map((nodeKeys) => {
    const texts = nodeKeys.map((key) => quoted(graph.nodes.get(key)!.text));
    const message =
      texts.length === 1
        ? `${texts[0]} leads to itself. Remove that link.`
        : `${listed(texts)} lead round in a circle. Remove the link that runs back.`;
    return { message, nodeKeys };
  });

const laterToEarlier: Rule = ({ strategy: { links }, graph: { nodes } }) =>
  links.flatMap((link) => {
    const from = nodes.get(link.from);
    const to = nodes.get(link.to);
    const back = from && to && (placeOf.get(from.kind) ?? -1) > (placeOf.get(to.kind) ?? CHAIN.length);
    if (!back) return [];
    return [
      {
        message: `${quoted(from.text)} (${named(from.kind)}) leads back to ${quoted(to.text)} (${named(to.kind)}). Turn the link round, or change the kind of one of the two.`,
        nodeKeys: [from.key, to.key],
      },
    ];
  });

const orphan: Rule = ({ graph }) =>
  about(
    nodesOf(graph).filter(
      ({ key, kind }) =>
        placeOf.has(kind) &&
        [...graph.next.get(key)!, ...graph.previous.get(key)!].every((end) => end === key),
    ),
    (text) => `${text} is not linked to anything. Link it to what it leads to or follows from, or remove it.`,
  );

const activityWithoutOutcome: Rule = ({ graph }) => {
  const outcomes = nodesOf(graph).filter(({ kind }) => OUTCOMES.has(kind));
  const leading = reached(keysOf(outcomes), graph.previous);
  return about(
    nodesOf(graph).filter(({ key, kind }) => kind === 'ACTIVITY' && !leading.has(key)),
    (text) => `The activity ${text} leads to no outcome. Link it to the outcome that it shall bring about.`,
  );
};

const outcomeWithoutGoal: Rule = ({ strategy: { alignments }, graph }) => {
  const leading = reached(
    alignments.flatMap(({ nodeKey }) => nodeKey ?? []),
    graph.previous,
  );
  return about(
    nodesOf(graph).filter(({ key, kind }) => OUTCOMES.has(kind) && !leading.has(key)),
    (text) =>
      `${text} leads to no shared goal. Align it with a goal, mark it as local only, or link it to an outcome that is aligned.`,
  );
};

/** What is said of a goal goes for all below it, and speaks for all above it. */
const goalNotDeclared: Rule = ({ strategy: { alignments }, goals }) => {
  const parents = new Map(
    goals.map(({ code, parentCode }) => [code, parentCode === null ? [] : [parentCode]]),
  );
  const children = new Map<string, string[]>(goals.map(({ code }) => [code, []]));
  for (const { code, parentCode } of goals) if (parentCode !== null) children.get(parentCode)?.push(code);
  const declared = alignments.flatMap(({ goalCode }) => goalCode ?? []);
  const above = reached(declared, parents);
  const below = reached(declared, children);
  return goals
    .filter(({ code }) => !above.has(code) && !below.has(code))
    .map(({ code, title }) => ({
      message: `Nothing is said of the goal ${code}, ${quoted(title)}. Align a part of the strategy with it, or state that you do not address it.`,
      nodeKeys: [],
    }));
};

const goalNotInForce: Rule = ({ strategy: { alignments }, goals }) => {
  const known = new Set(goals.map(({ code }) => code));
  return alignments
    .filter(({ goalCode }) => goalCode !== null && !known.has(goalCode))
    .map(({ goalCode, nodeKey }) => ({
      message: `The goal ${goalCode} is no longer part of the framework. Align with a goal that is, or remove this alignment.`,
      nodeKeys: nodeKey === null ? [] : [nodeKey],
    }));
};

const staleAssumption: Rule = ({ strategy: { reviewOn }, graph, today }) =>
  reviewOn === null || reviewOn >= today
    ? []
    : about(
        nodesOf(graph).filter(({ kind }) => kind === 'ASSUMPTION'),
        (text) =>
          `The review was due on ${reviewOn}. Check that the assumption ${text} still holds, then set the next date of review.`,
      );

/**
 * Errors are what cannot be read as causes and effects (nothing at all, a circle, a chain that runs back in time), and
 * what would count for a goal that there is no more.
 */
const rules: [string, Finding['severity'], Rule][] = [
  ['empty', 'ERROR', empty],
  ['cycle', 'ERROR', cycle],
  ['later-to-earlier', 'ERROR', laterToEarlier],
  ['goal-not-in-force', 'ERROR', goalNotInForce],
  ['orphan', 'WARNING', orphan],
  ['activity-without-outcome', 'WARNING', activityWithoutOutcome],
  ['outcome-without-goal', 'WARNING', outcomeWithoutGoal],
  ['goal-not-declared', 'WARNING', goalNotDeclared],
  ['stale-assumption', 'WARNING', staleAssumption],
];

/** By rule, and within one in the order of the strategy and of the goals. */
export function findingsOf(
  strategy: StrategyContent,
  goals: readonly GoalOutline[],
  today: string,
): Finding[] {
  const of = { strategy, graph: graphOf(strategy), goals, today };
  return rules.flatMap(([rule, severity, look]) =>
    look(of).map(({ message, nodeKeys }) => ({ severity, rule, message, nodeKeys })),
  );
}

const nodesOf = ({ nodes }: StrategyGraph): NodeContent[] => [...nodes.values()];
const keysOf = (nodes: NodeContent[]): string[] => nodes.map(({ key }) => key);

const about = (nodes: NodeContent[], sentence: (text: string) => string): Observation[] =>
  nodes.map(({ key, text }) => ({ message: sentence(quoted(text)), nodeKeys: [key] }));

/** The first of a long list, and how many more. */
function listed(texts: string[]): string {
  const items = texts.length > 3 ? [...texts.slice(0, 2), `${texts.length - 2} others`] : texts;
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

const named = (kind: NodeKindCode): string =>
  kind.toLowerCase().replaceAll('_', ' ').replace(' term', '-term');

const LONGEST_QUOTE = 60;

/** By whole characters, so that none is cut in half. */
function quoted(text: string): string {
  const characters = [...text.trim().replace(/\s+/g, ' ')];
  return characters.length > LONGEST_QUOTE
    ? `“${characters
        .slice(0, LONGEST_QUOTE - 1)
        .join('')
        .trimEnd()}…”`
    : `“${characters.join('')}”`;
}
