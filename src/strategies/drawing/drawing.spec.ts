import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { homeVisiting, NAMES, readable } from '../../../test/support/readable-strategies.ts';
import { invented, saying } from '../../../test/support/strategy-variants.ts';
import { NODE_KINDS, type StrategyContent } from '../strategy.content.ts';
import { drawing } from './drawing.ts';
import { COLOURS, inkOn } from './palette.ts';
import type { ReadableStrategy } from './readable.ts';

const SVG = 'http://www.w3.org/2000/svg';

function parse(strategy: ReadableStrategy): Document {
  return new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(drawing(strategy), 'text/xml');
}
const all = (document: Document | Element, name: string): Element[] => [
  ...document.getElementsByTagNameNS(SVG, name),
];
const boxes = (document: Document): Element[] =>
  all(document, 'g').filter((g) => g.getAttribute('role') === 'img');
const titleOf = (element: Element): string => all(element, 'title')[0]!.textContent!;
const arrows = (document: Document): Element[] =>
  all(document, 'path').filter((path) => path.hasAttribute('id'));
const shown = (element: Element): string =>
  all(element, 'text')
    .map(({ textContent }) => textContent)
    .join(' ');
const withTexts = (text: string): StrategyContent => ({
  ...homeVisiting(),
  nodes: homeVisiting().nodes.map((node) => ({ ...node, text })),
});

describe('The drawing', () => {
  const document = parse(readable());

  it('has every part and goal once, with its kind and its words, in the box and for screen readers', () => {
    expect(boxes(document)).toHaveLength(NAMES.nodes + 4);
    for (const { text } of homeVisiting().nodes) {
      expect(boxes(document).filter((box) => titleOf(box).includes(`: ${text}`))).toHaveLength(1);
      expect(boxes(document).filter((box) => shown(box).includes(text))).toHaveLength(1);
    }
    expect(boxes(document).filter((box) => /^Activity \d /.test(shown(box)))).toHaveLength(6);
    expect(boxes(document).map(shown)).toContain('Shared goal NC-G1 Reduce childhood adversity');
  });

  it('has every link and alignment once, told in words', () => {
    const titles = arrows(document).map(titleOf);
    expect(new Set(titles).size).toBe(NAMES.links + 6);
    expect(titles).toHaveLength(NAMES.links + 6);
    expect(titles).toContain(
      'Activity 5 leads to Intermediate outcome 4. Why: Employers act when they hear it from their own workers. Confidence: 40 of 100. Evidence: Two of the five have agreed to a pilot',
    );
  });

  it('dashes what contributes partly, and shows what leads back', () => {
    const dashed = arrows(document).filter((path) => path.hasAttribute('stroke-dasharray'));
    expect(dashed.map(titleOf).map((title) => title.split(/[.:]/)[0])).toEqual([
      'Intermediate outcome 2 partly contributes to NC-G1',
      'Long-term outcome 2 partly contributes to NC-G2',
    ]);
    const back = arrows(document).filter((path) => path.getAttribute('marker-end') === 'url(#toc-back)');
    expect(back.map(titleOf)).toEqual([expect.stringContaining('Short-term outcome 2 leads to Activity 2')]);
  });

  it('names itself, its source and its date', () => {
    const root = document.documentElement!;
    const labelled = root.getAttribute('aria-labelledby');
    expect(titleOf(root)).toContain(homeVisiting().title);
    expect(all(root, 'title')[0]!.getAttribute('id')).toBe(labelled);
    expect(all(root, 'desc')[0]!.getAttribute('id')).toBe(root.getAttribute('aria-describedby'));
    expect(shown(root)).toContain('Source: https://registry.example.org/north-carolina/laurel-fork/strategy');
    expect(shown(root)).toContain('version 3 · published 2026-10-05');
  });

  it('is the same each time', () => {
    const content = invented(100, 160);
    expect(drawing(readable(content))).toBe(drawing(readable(content)));
  });

  it('needs no script, no foreign file and no font', () => {
    const elements = new Set([...document.getElementsByTagName('*')].map(({ localName }) => localName));
    expect([...elements].sort()).toEqual([
      'defs',
      'desc',
      'g',
      'marker',
      'path',
      'rect',
      'style',
      'svg',
      'text',
      'title',
    ]);
    expect(drawing(readable())).not.toMatch(/href|@import|@font-face|url\((?!#toc-)/);
    const sizes = [...drawing(readable()).matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
  });

  it.each([
    '</title><script>alert(1)</script>',
    '"]; click x',
    '" onload="alert(1)',
    ']]><![CDATA[x',
    "&lt; & 'x'",
  ])('shows %j as it was typed', (typed) => {
    const hostile = parse(saying(typed));
    expect(all(hostile, 'script')).toEqual([]);
    expect(boxes(hostile)).toHaveLength(NAMES.nodes + 4);
    expect(titleOf(boxes(hostile)[0]!)).toBe(`Input 1: ${typed}. Note: ${typed}`);
    expect(shown(boxes(hostile)[0]!).replaceAll(' ', '')).toBe(`Input1${typed}`.replaceAll(' ', ''));
  });

  it('shows the beginning of a long text and keeps the whole for who asks', () => {
    const long = 'Families know whom to ask and are answered in their own language. '.repeat(8).trim();
    const [box] = boxes(parse(readable(withTexts(long))));
    expect(shown(box!)).toMatch(/^Input 1 Families know .*…$/);
    expect(shown(box!).length).toBeGreaterThan(220);
    expect(titleOf(box!)).toBe(`Input 1: ${long}`);
  });

  it('draws what has no parts, and what has only context', () => {
    const empty = { ...homeVisiting(), nodes: [], links: [], alignments: [] };
    expect(boxes(parse(readable(empty)))).toEqual([]);
    const risks = homeVisiting().nodes.filter(({ kind }) => kind === 'RISK');
    const links = [{ from: 'burnout', to: 'burnout', rationale: null, confidence: null, evidence: null }];
    expect(boxes(parse(readable({ ...empty, nodes: risks })))).toHaveLength(1);
    expect(arrows(parse(readable({ ...empty, nodes: risks, links })))).toHaveLength(1);
  });

  it('lays out 300 parts with 600 links before anybody goes away', () => {
    const content = invented(300, 600);
    const large = parse(readable(content));
    expect(arrows(large)).toHaveLength(600 + content.alignments.length);
    expect(drawing(readable(content))).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('The colours', () => {
  const light = (hex: string): number => {
    const [r, g, b] = [1, 3, 5]
      .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y) as [number, number];
    return (bright + 0.05) / (dark + 0.05);
  };

  it.each([...NODE_KINDS, 'GOAL' as const])('leave the text of %s readable', (kind) => {
    expect(contrast(inkOn(kind), COLOURS[kind].tint)).toBeGreaterThanOrEqual(4.5);
  });
});
