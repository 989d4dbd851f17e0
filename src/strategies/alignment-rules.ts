import type { IntentCode } from './strategy.content.ts';

/** A strategy as it arrives: what may be null may also be absent. */
export interface StrategyStructure {
  nodes: readonly { key: string }[];
  links: readonly { from: string; to: string; confidence?: number | null }[];
  alignments: readonly AlignmentStructure[];
}

interface AlignmentStructure {
  nodeKey?: string | null;
  goalCode?: string | null;
  intent: IntentCode;
  strength?: number | null;
}

type Report = (path: string, sentence: string) => void;

const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;

/** What cannot be saved, not even in a draft: by path, the first thing wrong at each. */
export function strategyProblems({ nodes, links, alignments }: StrategyStructure): Record<string, string> {
  const problems: Record<string, string> = {};
  const report: Report = (path, sentence) => {
    problems[`input.${path}`] ??= sentence;
  };
  const keys = new Set(nodes.map(({ key }) => key));
  checkNodes(nodes, report);
  checkLinks(links, keys, report);
  checkAlignments(alignments, keys, report);
  return problems;
}

function checkNodes(nodes: StrategyStructure['nodes'], report: Report): void {
  const isNew = firstOnly();
  nodes.forEach(({ key }, i) => {
    const path = `nodes.${i}.key`;
    if (!KEY.test(key))
      report(
        path,
        'Begin with a letter or digit and go on with these, - or _, at most 40 characters in all.',
      );
    if (!isNew(key)) report(path, 'Another node has this key. Give each node a key of its own.');
  });
}

function checkLinks(links: StrategyStructure['links'], keys: ReadonlySet<string>, report: Report): void {
  const isNew = firstOnly();
  links.forEach(({ from, to, confidence }, i) => {
    if (!keys.has(from)) report(`links.${i}.from`, NO_NODE);
    if (!keys.has(to)) report(`links.${i}.to`, NO_NODE);
    if (from === to) report(`links.${i}.to`, 'A node cannot lead to itself. Choose another node.');
    if (!isNew(from, to))
      report(`links.${i}.to`, 'These two nodes are linked already. Remove one of the links.');
    if (!isWhole(confidence, 0, 100)) report(`links.${i}.confidence`, 'Give a whole number from 0 to 100.');
  });
}

function checkAlignments(
  alignments: readonly AlignmentStructure[],
  keys: ReadonlySet<string>,
  report: Report,
): void {
  const isNew = firstOnly();
  const contributed = new Set(
    alignments.flatMap(({ intent, goalCode }) =>
      intent === 'CONTRIBUTES' || intent === 'PARTLY' ? (goalCode ?? []) : [],
    ),
  );
  alignments.forEach((alignment, i) => {
    const at: Report = (field, sentence) => report(`alignments.${i}.${field}`, sentence);
    const { nodeKey, goalCode, intent, strength } = alignment;
    checkSides(alignment, at);
    if (nodeKey != null && !keys.has(nodeKey)) at('nodeKey', NO_NODE);
    if (intent === 'INTENTIONALLY_NOT_ADDRESSED' && goalCode != null && contributed.has(goalCode)) {
      at('goalCode', 'A node is aligned with this goal. Remove that alignment, or this statement.');
    }
    if (!isNew(nodeKey, goalCode)) {
      at(goalCode == null ? 'nodeKey' : 'goalCode', 'This alignment stands in the list already. Remove one.');
    }
    if (!isWhole(strength, 1, 3)) at('strength', 'Give a whole number from 1 to 3.');
  });
}

function checkSides({ nodeKey, goalCode, intent }: AlignmentStructure, at: Report): void {
  const needsNode = intent !== 'INTENTIONALLY_NOT_ADDRESSED';
  const needsGoal = intent !== 'LOCAL_ONLY';
  if (needsNode && nodeKey == null) at('nodeKey', `With ${intent}, name the node.`);
  if (!needsNode && nodeKey != null) at('nodeKey', `With ${intent}, name a goal and no node.`);
  if (needsGoal && goalCode == null) at('goalCode', `With ${intent}, name the goal.`);
  if (!needsGoal && goalCode != null) at('goalCode', `With ${intent}, name a node and no goal.`);
}

const NO_NODE = 'No node of this strategy has this key. Add the node, or name another.';

const isWhole = (value: number | null | undefined, least: number, most: number): boolean =>
  value == null || (Number.isInteger(value) && value >= least && value <= most);

/** Whether it is asked for the first time with these words. */
function firstOnly(): (...words: (string | null | undefined)[]) => boolean {
  const seen = new Set<string>();
  return (...words) => {
    const size = seen.size;
    return seen.add(words.join('>')).size > size;
  };
}
