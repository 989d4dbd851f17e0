import { NODE_KINDS } from '../strategy.content.ts';
import { paths } from './arrows.ts';
import { drawBox, goalBox, partBox, TEXT_STYLE, type TextBox } from './boxes.ts';
import { type Columns, columnsOf } from './columns.ts';
import { BOX_WIDTH, GUTTER, type Layout, layOut, type Line } from './layout.ts';
import { legend, markers, type Stroke, STROKES, strokeOf } from './legend.ts';
import { wrap } from './measure.ts';
import { INK } from './palette.ts';
import { type Arrow, type GoalArrow, type Parts, partsOf } from './parts.ts';
import { attribution, count, INTENT_LABELS, oneLine, type ReadableStrategy, source } from './readable.ts';
import { xml } from './xml.ts';

const MARGIN = 28;
const LEAST_WIDTH = 900;
const SHELF_GAP = 24;

interface DrawnLine extends Line {
  stroke: Stroke;
  title: string;
}

/** A piece of the drawing, from the top down. */
interface Block {
  svg: string;
  height: number;
}

/** The theory of change as one SVG, without script, foreign files or fonts. */
export function drawing(strategy: ReadableStrategy): string {
  const parts = partsOf(strategy);
  const columns = columnsOf(parts);
  const lines = linesOf(parts, columns);
  const boxes = boxesOf(strategy, parts, lines);
  const layout = layOut(
    [...columns.of].map(([id, column]) => ({ id, column, height: boxes.get(id)!.height })),
    lines,
  );
  const width = Math.max(LEAST_WIDTH, Math.ceil(layout.width) + 2 * MARGIN);
  const inner = width - 2 * MARGIN;
  const kinds = [...NODE_KINDS, 'GOAL' as const].filter((kind) =>
    [...boxes.values()].some((box) => box.kind === kind),
  );
  const strokes = (Object.keys(STROKES) as Stroke[]).filter((stroke) =>
    lines.some((line) => line.stroke === stroke),
  );
  const blocks = [
    ...head(strategy, inner),
    legend(kinds, strokes, inner),
    diagram(columns, layout, boxes, lines),
    shelf(columns, boxes, inner),
    ...foot(strategy, inner),
  ];
  return svg(strategy, parts, width, blocks, markers(strokes));
}

function svg(
  strategy: ReadableStrategy,
  parts: Parts,
  width: number,
  blocks: readonly Block[],
  defs: string,
): string {
  const { content, coalition } = strategy;
  let y = MARGIN;
  const stacked = blocks.map((block) => {
    const placed = `<g transform="translate(${MARGIN} ${Math.round(y)})">${block.svg}</g>`;
    y += block.height;
    return placed;
  });
  const height = Math.ceil(y + MARGIN);
  const { nodes, arrows, goals } = parts;
  const size = `${count(nodes.length, 'part')}, ${count(arrows.length, 'link')} and ${count(goals.length, 'shared goal')}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="graphics-document document" aria-labelledby="toc-title" aria-describedby="toc-desc" font-family="system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif">
<title id="toc-title">${xml(`${oneLine(content.title)}: theory of change of ${oneLine(coalition)}`)}</title>
<desc id="toc-desc">${xml(`A diagram of ${size}, from inputs on the left to impact and shared goals on the right. The same is told in the text outline of this strategy. ${source(strategy)}`)}</desc>
<style>${TEXT_STYLE}.name,.h1,.h2{font-weight:bold}.aside{font-style:italic}.h1{font-size:22px}.h2{font-size:15px}</style>
<defs>${defs}</defs>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<g fill="${INK}">${stacked.join('\n')}</g>
</svg>
`;
}

/** Wrapped text of one look as a block. */
function paragraph(text: string, look: string, size: number, width: number, after: number): Block {
  const step = Math.round(size * 1.35);
  const lines = wrap(oneLine(text), width, look === 'h1' ? size * 1.1 : size);
  const svg = lines
    .map((line, i) => `<text class="${look}" y="${size + i * step}">${xml(line)}</text>`)
    .join('');
  return { svg, height: lines.length * step + after };
}

function head(strategy: ReadableStrategy, width: number): Block[] {
  const { content, coalition, network } = strategy;
  return [
    paragraph(content.title, 'h1', 22, width, 4),
    paragraph(`${coalition} · ${network}`, 'h2', 15, width, 6),
    ...(content.vision === null
      ? []
      : [paragraph(`Vision: ${content.vision}`, 'text', 13, Math.min(width, 1100), 14)]),
  ];
}

function foot(strategy: ReadableStrategy, width: number): Block[] {
  const copied = attribution(strategy);
  return [
    ...(copied === null ? [] : [paragraph(copied, 'aside', 12, width, 2)]),
    paragraph(`Source: ${source(strategy)}`, 'aside', 12, width, 0),
  ];
}

function linesOf({ arrows, goalArrows }: Parts, { of }: Columns): DrawnLine[] {
  return [
    ...arrows.map((arrow) => {
      const { id, from, to } = arrow;
      const stroke = of.get(from.id)! > of.get(to.id)! ? ('back' as const) : ('link' as const);
      return { id, from: from.id, to: to.id, stroke, title: arrowTitle(arrow) };
    }),
    ...goalArrows.map((arrow) => {
      const stroke = arrow.alignment.intent === 'PARTLY' ? ('partly' as const) : ('goal' as const);
      return { id: arrow.id, from: arrow.from.id, to: arrow.to.id, stroke, title: goalArrowTitle(arrow) };
    }),
  ];
}

const arrowTitle = ({ from, to, link: { rationale, confidence, evidence } }: Arrow): string =>
  [
    `${from.name} leads to ${to.name}`,
    ...(rationale === null ? [] : [`Why: ${oneLine(rationale)}`]),
    ...(confidence === null ? [] : [`Confidence: ${confidence} of 100`]),
    ...(evidence === null ? [] : [`Evidence: ${oneLine(evidence)}`]),
  ].join('. ');

const goalArrowTitle = ({ from, to, alignment: { intent, strength, note } }: GoalArrow): string =>
  [
    `${from.name} ${INTENT_LABELS[intent]} ${oneLine(to.code)}`,
    ...(strength === null ? [] : [`Strength: ${strength} of 3`]),
    ...(note === null ? [] : [`Note: ${oneLine(note)}`]),
  ].join('. ');

function boxesOf(
  strategy: ReadableStrategy,
  { nodes, goals }: Parts,
  lines: readonly Line[],
): Map<string, TextBox> {
  const [out, into] = [new Map<string, number>(), new Map<string, number>()];
  for (const { from, to } of lines) {
    out.set(from, (out.get(from) ?? 0) + 1);
    into.set(to, (into.get(to) ?? 0) + 1);
  }
  const ends = (id: string): number => Math.max(out.get(id) ?? 0, into.get(id) ?? 0);
  return new Map([
    ...nodes.map((part) => [part.id, partBox(part, strategy, ends(part.id))] as const),
    ...goals.map((goal) => [goal.id, goalBox(goal, ends(goal.id))] as const),
  ]);
}

function diagram(
  { of, headings }: Columns,
  layout: Layout,
  boxes: ReadonlyMap<string, TextBox>,
  lines: readonly DrawnLine[],
): Block {
  if (of.size === 0) return { svg: '', height: 0 };
  const left = (column: number): number => column * (BOX_WIDTH + GUTTER);
  const titles = headings.map(
    ({ text, first, last }) =>
      `<text class="h2" x="${left(first)}" y="15">${text}</text><path d="M${left(first)} 24H${left(last) + BOX_WIDTH}" stroke="${INK}"/>`,
  );
  const heights = new Map([...boxes].map(([id, { height }]) => [id, height]));
  const drawn = paths(lines, heights, layout);
  const arrows = lines.map(
    ({ id, stroke, title }) =>
      `<path id="${id}" d="${drawn.get(id)}" ${strokeOf(stroke)}><title>${xml(title)}</title></path>`,
  );
  const placed = [...layout.boxes].map(([id, middle]) => drawBox(boxes.get(id)!, middle));
  const body = `<g transform="translate(0 40)">${arrows.join('\n')}\n${placed.join('\n')}</g>`;
  return {
    svg: `<g transform="translate(0 20)">${titles.join('')}\n${body}</g>`,
    height: layout.height + 90,
  };
}

/** What nothing links to, in rows below. */
function shelf({ beside }: Columns, boxes: ReadonlyMap<string, TextBox>, width: number): Block {
  if (beside.length === 0) return { svg: '', height: 0 };
  const perRow = Math.max(1, Math.floor((width + SHELF_GAP) / (BOX_WIDTH + SHELF_GAP)));
  let svg = `<text class="h2" y="15">Context of the whole</text><path d="M0 24H${width}" stroke="${INK}"/>`;
  let y = 40;
  for (let i = 0; i < beside.length; i += perRow) {
    const row = beside.slice(i, i + perRow).map(({ id }) => boxes.get(id)!);
    svg += row
      .map((box, j) =>
        drawBox(box, { x: j * (BOX_WIDTH + SHELF_GAP) + BOX_WIDTH / 2, y: y + box.height / 2 }),
      )
      .join('');
    y += Math.max(...row.map(({ height }) => height)) + SHELF_GAP;
  }
  return { svg, height: y + 6 };
}
