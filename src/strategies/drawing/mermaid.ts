import { NODE_KINDS } from '../strategy.content.ts';
import { COLOURS, inkOn } from './palette.ts';
import { type Goal, type GoalArrow, type Part, partsOf } from './parts.ts';
import {
  approachLabel,
  CONTEXT_KINDS,
  count,
  INTENT_LABELS,
  oneLine,
  type ReadableStrategy,
} from './readable.ts';

/** Whatever is not a letter, a digit or harmless becomes an entity code of Mermaid, so no text can end a label. */
const label = (text: string): string =>
  oneLine(text).replace(/[^\p{L}\p{M}\p{N} ,.()'-]/gu, (c) => `#${c.codePointAt(0)};`);

/** YAML in double quotes, with escapes also for what Mermaid looks for before it reads YAML. */
const quoted = (text: string): string =>
  JSON.stringify(oneLine(text)).replace(
    /[<>%#{}`&]/g,
    (c) => `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );

export function mermaid(strategy: ReadableStrategy): string {
  const { nodes, goals, arrows, goalArrows } = partsOf(strategy);
  const size = `${count(nodes.length, 'part')}, ${count(arrows.length, 'link')}, ${count(goals.length, 'shared goal')}`;
  return [
    '---',
    `title: ${quoted(`${strategy.content.title} (${strategy.coalition}, version ${strategy.version})`)}`,
    '---',
    'flowchart LR',
    'accTitle: Theory of change of a coalition',
    `accDescr: ${size}`,
    ...nodes.map((part) => node(part, strategy)),
    ...goals.map(goal),
    ...arrows.map(({ from, to }) => `${from.id} --> ${to.id}`),
    ...goalArrows.map(goalArrow),
    ...classes(nodes, goals),
    '',
  ].join('\n');
}

const CONTEXT: ReadonlySet<string> = new Set(CONTEXT_KINDS);

function node({ id, name, node, localOnly }: Part, strategy: ReadableStrategy): string {
  const lines = [
    `${name}: ${label(node.text)}`,
    ...(node.approachCode === null ? [] : [`Approach: ${label(approachLabel(strategy, node.approachCode))}`]),
    ...(localOnly === null ? [] : [INTENT_LABELS.LOCAL_ONLY]),
  ].join('<br/>');
  return CONTEXT.has(node.kind) ? `${id}(["${lines}"])` : `${id}["${lines}"]`;
}

const goal = ({ id, code, title, notAddressed }: Goal): string =>
  `${id}[["Goal ${label(code)}: ${label(title)}${notAddressed === null ? '' : `<br/>${INTENT_LABELS.INTENTIONALLY_NOT_ADDRESSED}`}"]]`;

function goalArrow({ from, to, alignment }: GoalArrow): string {
  const line = alignment.intent === 'PARTLY' ? '-.->' : '==>';
  const strength = alignment.strength === null ? '' : `|"strength ${alignment.strength} of 3"|`;
  return `${from.id} ${line}${strength} ${to.id}`;
}

function classes(nodes: readonly Part[], goals: readonly Goal[]): string[] {
  const members = new Map<(typeof NODE_KINDS)[number] | 'GOAL', string[]>(
    NODE_KINDS.map((kind) => [kind, nodes.filter((part) => part.node.kind === kind).map(({ id }) => id)]),
  ).set(
    'GOAL',
    goals.map(({ id }) => id),
  );
  return [...members]
    .filter(([, ids]) => ids.length > 0)
    .flatMap(([kind, ids]) => {
      const { strong, tint } = COLOURS[kind];
      const dashes = CONTEXT.has(kind) ? ',stroke-dasharray:6 3' : '';
      const style = `fill:${tint},stroke:${strong},stroke-width:2px,color:${inkOn(kind)}${dashes}`;
      return [`classDef ${kind} ${style}`, `class ${ids.join(',')} ${kind}`];
    });
}
