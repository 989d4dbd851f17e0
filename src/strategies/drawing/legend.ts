import type { NodeKindCode } from '../strategy.content.ts';
import { shape } from './boxes.ts';
import { widthOf } from './measure.ts';
import { INK } from './palette.ts';
import { KIND_LABELS } from './readable.ts';

export const STROKES = {
  link: { colour: '#4d4d4d', width: 1.5, dashes: '', label: 'leads to' },
  back: { colour: '#b34700', width: 1.5, dashes: '', label: 'leads back' },
  goal: { colour: '#0072b2', width: 1.75, dashes: '', label: 'contributes to a shared goal' },
  partly: { colour: '#0072b2', width: 1.75, dashes: '7 5', label: 'partly contributes to a shared goal' },
} as const;
export type Stroke = keyof typeof STROKES;

const SAMPLE = 30;
const ROW = 24;

/** Rows of samples, each with what it stands for, as wide as the drawing. */
export function legend(
  kinds: readonly (NodeKindCode | 'GOAL')[],
  strokes: readonly Stroke[],
  width: number,
): { svg: string; height: number } {
  const entries = [
    ...kinds.map((kind) => ({
      label: kind === 'GOAL' ? 'Shared goal' : KIND_LABELS[kind],
      sample: shape(kind, 14, SAMPLE),
    })),
    ...strokes.map((stroke) => ({
      label: STROKES[stroke].label,
      sample: `<path d="M0 7H${SAMPLE}" ${strokeOf(stroke)}/>`,
    })),
  ];
  let [x, y] = [0, 0];
  const svg = entries.map(({ label, sample }) => {
    const size = SAMPLE + 8 + widthOf(label, 12) + 18;
    if (x > 0 && x + size > width) [x, y] = [0, y + ROW];
    const entry = `<g transform="translate(${Math.round(x)} ${y})">${sample}<text class="aside" x="${SAMPLE + 8}" y="12">${label}</text></g>`;
    x += size;
    return entry;
  });
  return { svg: `<g fill="${INK}">${svg.join('')}</g>`, height: y + ROW };
}

export function strokeOf(stroke: Stroke): string {
  const { colour, width, dashes } = STROKES[stroke];
  const dashed = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
  return `fill="none" stroke="${colour}" stroke-width="${width}"${dashed} marker-end="url(#toc-${stroke})"`;
}

export const markers = (strokes: readonly Stroke[]): string =>
  strokes
    .map(
      (stroke) =>
        `<marker id="toc-${stroke}" markerUnits="userSpaceOnUse" markerWidth="11" markerHeight="10" refX="10" refY="5" orient="auto"><path d="M0 0.5L10.5 5L0 9.5Z" fill="${STROKES[stroke].colour}"/></marker>`,
    )
    .join('');
