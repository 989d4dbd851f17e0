import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { homeVisiting, NAMES, readable } from '../../../test/support/readable-strategies.ts';
import { saying } from '../../../test/support/strategy-variants.ts';
import { graphml } from './graphml.ts';
import type { ReadableStrategy } from './readable.ts';

const NAMESPACE = 'http://graphml.graphdrawing.org/xmlns';

function parse(strategy: ReadableStrategy): Document {
  return new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(graphml(strategy), 'text/xml');
}
const all = (document: Document | Element, name: string): Element[] => [
  ...document.getElementsByTagNameNS(NAMESPACE, name),
];
const children = (element: Element): Element[] =>
  [...element.childNodes].filter((node) => node.nodeType === 1) as Element[];
const values = (element: Element): Record<string, string> =>
  Object.fromEntries(
    children(element)
      .filter(({ localName }) => localName === 'data')
      .map((data) => [data.getAttribute('key')!.split('.')[1], data.textContent ?? '']),
  );

describe('GraphML', () => {
  const document = parse(readable());

  it('has keys, then one directed graph with its data, nodes and edges', () => {
    const root = document.documentElement!;
    expect([root.localName, root.namespaceURI]).toEqual(['graphml', NAMESPACE]);
    expect(
      children(root)
        .map(({ localName }) => localName)
        .join(' '),
    ).toMatch(/^(key )+graph$/);
    const graph = children(root).at(-1)!;
    expect(graph.getAttribute('edgedefault')).toBe('directed');
    expect(
      children(graph)
        .map(({ localName }) => localName)
        .join(' '),
    ).toMatch(/^(data )+(node )+(edge ?)+$/);
  });

  it('declares every key once, for what it is used for and with the type of its values', () => {
    const keys = new Map(all(document, 'key').map((key) => [key.getAttribute('id')!, key]));
    expect(keys.size).toBe(all(document, 'key').length);
    for (const data of all(document, 'data')) {
      const key = keys.get(data.getAttribute('key')!)!;
      expect(key.getAttribute('for')).toBe((data.parentNode as Element).localName);
      if (key.getAttribute('attr.type') === 'int') expect(data.textContent).toMatch(/^\d+$/);
    }
    const named = (domain: string): (string | null)[] =>
      [...keys.values()]
        .filter((key) => key.getAttribute('for') === domain)
        .map((key) => key.getAttribute('attr.name'));
    expect(named('node')).toEqual(
      expect.arrayContaining(['kind', 'text', 'approach', 'note', 'goal', 'intent']),
    );
    expect(named('edge')).toEqual(
      expect.arrayContaining(['rationale', 'confidence', 'evidence', 'goal', 'intent', 'strength', 'note']),
    );
  });

  it('has every part, goal, link and alignment once, between nodes that exist', () => {
    const ids = all(document, 'node').map((node) => node.getAttribute('id'));
    expect(new Set(ids).size).toBe(NAMES.nodes + 4);
    expect(ids).toHaveLength(NAMES.nodes + 4);
    const edges = all(document, 'edge');
    expect(new Set(edges.map((edge) => edge.getAttribute('id'))).size).toBe(NAMES.links + 6);
    for (const edge of edges)
      expect(ids).toEqual(expect.arrayContaining([edge.getAttribute('source'), edge.getAttribute('target')]));
    const key = new Map(all(document, 'node').map((node) => [node.getAttribute('id'), values(node).key]));
    const links = edges
      .filter((edge) => values(edge).relation === 'LEADS_TO')
      .map((edge) => [key.get(edge.getAttribute('source')), key.get(edge.getAttribute('target'))]);
    expect(links).toEqual(homeVisiting().links.map(({ from, to }) => [from, to]));
  });

  it('keeps what was said about parts, links and goals', () => {
    const said = all(document, 'node').map(values);
    expect(said).toContainEqual(
      expect.objectContaining({
        key: 'visits',
        kind: 'ACTIVITY',
        approach: 'home-visiting',
        approachLabel: 'Home visiting',
      }),
    );
    expect(said).toContainEqual(
      expect.objectContaining({ goal: 'NC-G4', intent: 'INTENTIONALLY_NOT_ADDRESSED' }),
    );
    expect(said).toContainEqual(
      expect.objectContaining({ key: 'stay', intent: 'LOCAL_ONLY', intentNote: 'A promise to our schools' }),
    );
    expect(all(document, 'edge').map(values)).toContainEqual({
      relation: 'ALIGNED_WITH',
      goal: 'NC-G1',
      intent: 'PARTLY',
      strength: '1',
      note: 'Only for families we reach',
    });
  });

  it.each([
    '</data></node><script>',
    '"]; click x',
    ']]> &amp; <!-- x',
    `'a' & "b"`,
    'two\nlines\tof it',
    '宮城 👪',
  ])('keeps %j as it was typed', (typed) => {
    const parsed = parse(saying(typed));
    expect(all(parsed, 'node')).toHaveLength(NAMES.nodes + 4);
    expect(values(all(parsed, 'node')[0]!)).toMatchObject({ text: typed, note: typed });
    expect(values(all(parsed, 'edge')[0]!)).toMatchObject({ rationale: typed, evidence: typed });
  });

  it('leaves out what XML cannot hold', () => {
    expect(graphml(saying('a\u0000\u0008\u001b\ufffe\ud800b'))).toContain('<data key="node.text">ab</data>');
  });
});
