import type { NodeKindCode } from '../strategy.content.ts';
import { BOX_WIDTH, type Point } from './layout.ts';
import { clip, wrap } from './measure.ts';
import { COLOURS, inkOn } from './palette.ts';
import type { Goal, Part } from './parts.ts';
import { approachLabel, CONTEXT_KINDS, INTENT_LABELS, oneLine, type ReadableStrategy } from './readable.ts';
import { xml } from './xml.ts';

type Look = 'name' | 'text' | 'aside';

interface TextLine {
  look: Look;
  text: string;
  /** Of its baseline, from the top of the box. */
  y: number;
}

export interface TextBox {
  id: string;
  kind: NodeKindCode | 'GOAL';
  /** Whole, however much of it the box shows. */
  title: string;
  lines: TextLine[];
  height: number;
}

const SIZES: Record<Look, { size: number; step: number; most: number }> = {
  name: { size: 12, step: 17, most: 2 },
  text: { size: 13, step: 17, most: 10 },
  aside: { size: 12, step: 16, most: 2 },
};
const LEFT = 17;
const TEXT_WIDTH = BOX_WIDTH - LEFT - 9;
const PADDING = 9;
/** So much of a side for each line that ends there. */
const PORT = 8;

export function partBox(
  { id, name, node, localOnly }: Part,
  strategy: ReadableStrategy,
  ends: number,
): TextBox {
  const approach =
    node.approachCode === null ? [] : [`Approach: ${oneLine(approachLabel(strategy, node.approachCode))}`];
  const local = localOnly === null ? [] : ['A local aim'];
  const note = node.note === null ? [] : [`Note: ${oneLine(node.note)}`];
  const text = oneLine(node.text);
  const title = [
    `${name}: ${text}`,
    ...approach,
    ...(localOnly === null ? [] : [INTENT_LABELS.LOCAL_ONLY]),
    ...note,
  ];
  return {
    id,
    kind: node.kind,
    title: title.join('. '),
    ...filled(name, text, [...approach, ...local], ends),
  };
}

export function goalBox({ id, code, title, notAddressed }: Goal, ends: number): TextBox {
  const [name, text] = [`Shared goal ${oneLine(code)}`, oneLine(title)];
  const left = notAddressed === null ? [] : ['Intentionally not addressed'];
  const note = notAddressed?.note ? [`Note: ${oneLine(notAddressed.note)}`] : [];
  return {
    id,
    kind: 'GOAL',
    title: [`${name}: ${text}`, ...left, ...note].join('. '),
    ...filled(name, text, left, ends),
  };
}

function filled(
  name: string,
  text: string,
  asides: string[],
  ends: number,
): Pick<TextBox, 'lines' | 'height'> {
  const lines: TextLine[] = [];
  let y = PADDING - 3;
  for (const [look, words] of [
    ['name', name],
    ['text', text],
    ...asides.map((aside) => ['aside', aside]),
  ] as [Look, string][]) {
    const { size, step, most } = SIZES[look];
    // Bold is wider.
    const width = look === 'name' ? TEXT_WIDTH / 1.1 : TEXT_WIDTH;
    for (const line of clip(wrap(words, width, size), most, width, size))
      lines.push({ look, text: line, y: (y += step) });
  }
  return { lines, height: Math.max(y + PADDING, ends * PORT + 2 * PADDING) };
}

const CONTEXT: ReadonlySet<string> = new Set(CONTEXT_KINDS);

/** Around its middle. */
export function drawBox({ kind, title, lines, height }: TextBox, middle: Point): string {
  const [x, y] = [Math.round(middle.x - BOX_WIDTH / 2), Math.round(middle.y - height / 2)];
  const texts = lines.map(
    (line) => `<text class="${line.look}" x="${LEFT}" y="${line.y}">${xml(line.text)}</text>`,
  );
  return `<g role="img" transform="translate(${x} ${y})" fill="${inkOn(kind)}"><title>${xml(title)}</title>${shape(kind, height)}${texts.join('')}</g>`;
}

/** The kind is told by its name in the box; colour, dashes and corners only help to find it. */
export function shape(kind: NodeKindCode | 'GOAL', height: number, width = BOX_WIDTH): string {
  const { strong, tint } = COLOURS[kind];
  const [radius, dashes] = CONTEXT.has(kind) ? [12, ' stroke-dasharray="7 3"'] : [2, ''];
  const stripe = CONTEXT.has(kind) ? '' : `<rect width="7" height="${height}" fill="${strong}"/>`;
  return `<rect width="${width}" height="${height}" rx="${radius}" fill="${tint}" stroke="${strong}" stroke-width="1.5"${dashes}/>${stripe}`;
}

export const TEXT_STYLE = Object.entries(SIZES)
  .map(([look, { size }]) => `.${look}{font-size:${size}px}`)
  .join('');
