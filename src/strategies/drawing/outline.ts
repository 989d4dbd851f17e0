import { type Arrow, type Goal, type GoalArrow, loops, type Part, type Parts, partsOf } from './parts.ts';
import {
  approachLabel,
  attribution,
  CONTEXT_KINDS,
  count,
  day,
  INTENT_LABELS,
  KIND_PLURALS,
  oneLine,
  PATH_KINDS,
  type ReadableStrategy,
} from './readable.ts';

/** What somebody typed stays what it is: no markup, no address to follow, no second line. */
const text = (typed: string): string =>
  oneLine(typed)
    .replace(/[\\`*_~[\]{}<>#|$@^]|&(?=\w+;)/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www|mailto|xmpp)(?=[.:])/gi, '$1\\');

/**
 * The diagram for who cannot see it: kind by kind from the first inputs to the last results, as the diagram is read
 * from left to right. Every part has a name, each link is told in full where it begins, and named where it ends.
 */
export function outline(strategy: ReadableStrategy): string {
  const parts = partsOf(strategy);
  const looped = loops(parts.arrows);
  const sections = [...PATH_KINDS, ...CONTEXT_KINDS].map((kind) => {
    const nodes = parts.nodes.filter(({ node }) => node.kind === kind);
    return nodes.length === 0
      ? []
      : [`## ${KIND_PLURALS[kind]}`, ...nodes.flatMap((part) => partSection(part, strategy, parts, looped))];
  });
  const goals = goalSections(parts);
  const context = sections.slice(PATH_KINDS.length);
  const blocks = [
    ...head(strategy, parts, looped),
    ...sections.slice(0, PATH_KINDS.length),
    ...goals,
    ...context,
  ];
  return `${blocks.flat().join('\n\n')}\n`;
}

function head(strategy: ReadableStrategy, parts: Parts, looped: Set<Arrow>): string[] {
  const { coalition, network, url, version, publishedAt, frameworkVersion, content } = strategy;
  const copied = attribution(strategy);
  return [
    `# ${text(content.title)}`,
    `Theory of change of ${text(coalition)}, ${text(network)}.`,
    ...(content.vision === null ? [] : [`Vision: ${text(content.vision)}`]),
    [
      `- Version ${version}, published on ${day(publishedAt)}`,
      `- Shared goals as of framework version ${frameworkVersion}`,
      ...(content.reviewOn === null ? [] : [`- Next review: ${day(content.reviewOn)}`]),
      ...(copied === null ? [] : [`- ${text(copied)}`]),
      `- Source: <${url.replace(/[\s<>]/g, encodeURIComponent)}>`,
    ].join('\n'),
    summary(parts, looped),
  ];
}

const summary = ({ nodes, arrows, goals }: Parts, looped: Set<Arrow>): string =>
  [
    `This outline has ${count(nodes.length, 'part')}, ${count(arrows.length, 'link')} between them and ${count(goals.length, 'shared goal')}.`,
    'It goes kind by kind, from what is put in to what is to come of it.',
    ...(looped.size === 0 ? [] : [`${count(looped.size, 'link is', 'links are')} part of a loop.`]),
  ].join(' ');

function partSection(
  part: Part,
  strategy: ReadableStrategy,
  { arrows, goalArrows }: Parts,
  looped: Set<Arrow>,
): string[] {
  const { node, name, localOnly } = part;
  const before = arrows.filter(({ to }) => to === part).map(({ from }) => from.name);
  const lines = [
    ...(node.approachCode === null
      ? []
      : [`- Approach: ${text(approachLabel(strategy, node.approachCode))}`]),
    ...(node.note === null ? [] : [`- Note: ${text(node.note)}`]),
    ...(before.length === 0 ? [] : [`- Comes from: ${before.join(', ')}`]),
    ...list(
      'Leads to',
      arrows.filter(({ from }) => from === part).map((arrow) => arrowLines(arrow, looped.has(arrow))),
    ),
    ...list('Shared goals', goalArrows.filter(({ from }) => from === part).map(goalArrowLines)),
    ...(localOnly === null ? [] : [`- Shared goals: ${INTENT_LABELS.LOCAL_ONLY}${noted(localOnly.note)}`]),
  ];
  return [`### ${name}: ${text(node.text)}`, ...(lines.length === 0 ? [] : [lines.join('\n')])];
}

const list = (title: string, items: string[][]): string[] =>
  items.length === 0 ? [] : [`- ${title}:`, ...items.flat().map((line) => `  ${line}`)];

const arrowLines = ({ to, link }: Arrow, looped: boolean): string[] => [
  `- ${to.name}: ${text(to.node.text)}${looped ? ' (part of a loop)' : ''}`,
  ...(link.rationale === null ? [] : [`  - Why: ${text(link.rationale)}`]),
  ...(link.confidence === null ? [] : [`  - Confidence: ${link.confidence} of 100`]),
  ...(link.evidence === null ? [] : [`  - Evidence: ${text(link.evidence)}`]),
];

const goalArrowLines = ({ to, alignment }: GoalArrow): string[] => [
  `- ${capital(INTENT_LABELS[alignment.intent])} ${goalName(to)}${strength(alignment.strength)}${noted(alignment.note)}`,
];

const capital = (words: string): string => words[0]!.toUpperCase() + words.slice(1);
const goalName = ({ code, title }: Goal): string => `${text(code)} ${text(title)}`;
const strength = (of3: number | null): string => (of3 === null ? '' : `, strength ${of3} of 3`);
const noted = (note: string | null): string => (note === null ? '' : `. Note: ${text(note)}`);

function goalSections({ goals, goalArrows }: Parts): string[] {
  const served = goals.filter((goal) => goalArrows.some(({ to }) => to === goal));
  const left = goals.filter(({ notAddressed }) => notAddressed !== null);
  return [
    ...(served.length === 0 ? [] : ['## Shared goals, and what serves them']),
    ...served.flatMap((goal) => [
      `### ${goalName(goal)}`,
      goalArrows
        .filter(({ to }) => to === goal)
        .map(({ from, alignment }) => `- ${from.name}${alignment.intent === 'PARTLY' ? ' (partly)' : ''}`)
        .join('\n'),
    ]),
    ...(left.length === 0 ? [] : ['## Shared goals intentionally not addressed']),
    ...(left.length === 0
      ? []
      : [left.map((goal) => `- ${goalName(goal)}${noted(goal.notAddressed!.note)}`).join('\n')]),
  ];
}
