import type { AlignmentContent, LinkContent, NodeContent, StrategyContent } from './strategy.content.ts';

export type ChangeKindCode = 'ADDED' | 'REMOVED' | 'REWORDED' | 'RECLASSIFIED' | 'REALIGNED' | 'RELINKED';

/**
 * A path is `title`, `vision`, `reviewOn`, or names a part: `nodes.KEY`, `links.FROM>TO`, `alignments.KEY>GOAL` with `-`
 * for a side that is not there. One that goes on with a field is about that field and holds its text; else the whole
 * part came or went, and the side on which it is holds it as JSON without its keys.
 */
export interface StrategyChange {
  change: ChangeKindCode;
  path: string;
  before: string | null;
  after: string | null;
}

export type Part = Readonly<Record<string, string | number | null>>;

interface Section {
  name: 'nodes' | 'links' | 'alignments';
  added: ChangeKindCode;
  removed: ChangeKindCode;
  /** By the name they have in paths. */
  fields: Readonly<Record<string, { field: string; change: ChangeKindCode; numeric?: true }>>;
}

export const HEAD_FIELDS = ['title', 'vision', 'reviewOn'] as const;

export const SECTIONS: readonly Section[] = [
  {
    name: 'nodes',
    added: 'ADDED',
    removed: 'REMOVED',
    fields: {
      text: { field: 'text', change: 'REWORDED' },
      kind: { field: 'kind', change: 'RECLASSIFIED' },
      approach: { field: 'approachCode', change: 'RECLASSIFIED' },
      note: { field: 'note', change: 'REWORDED' },
    },
  },
  {
    name: 'links',
    added: 'RELINKED',
    removed: 'RELINKED',
    fields: {
      rationale: { field: 'rationale', change: 'RELINKED' },
      confidence: { field: 'confidence', change: 'RELINKED', numeric: true },
      evidence: { field: 'evidence', change: 'RELINKED' },
    },
  },
  {
    name: 'alignments',
    added: 'REALIGNED',
    removed: 'REALIGNED',
    fields: {
      intent: { field: 'intent', change: 'REALIGNED' },
      strength: { field: 'strength', change: 'REALIGNED', numeric: true },
      note: { field: 'note', change: 'REALIGNED' },
    },
  },
];

const nodePart = ({ key, kind, text, approachCode, note }: NodeContent): [string, Part] => [
  key,
  { kind, text, approachCode, note },
];
const linkPart = ({ from, to, rationale, confidence, evidence }: LinkContent): [string, Part] => [
  `${from}>${to}`,
  { rationale, confidence, evidence },
];
const alignmentPart = ({ nodeKey, goalCode, intent, strength, note }: AlignmentContent): [string, Part] => [
  `${nodeKey ?? '-'}>${goalCode ?? '-'}`,
  { intent, strength, note },
];

export type Parts = Record<Section['name'], Map<string, Part>>;

export const partsOf = ({ nodes, links, alignments }: StrategyContent): Parts => ({
  nodes: new Map(nodes.map(nodePart)),
  links: new Map(links.map(linkPart)),
  alignments: new Map(alignments.map(alignmentPart)),
});

/** What became different in meaning: the order of the parts, and whom the strategy is based on, are not compared. */
export function changesBetween(before: StrategyContent, after: StrategyContent): StrategyChange[] {
  const was = partsOf(before);
  const is = partsOf(after);
  return [
    ...HEAD_FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
      change: 'REWORDED' as const,
      path: field,
      before: before[field],
      after: after[field],
    })),
    ...SECTIONS.flatMap((section) => sectionChanges(section, was[section.name], is[section.name])),
  ];
}

function sectionChanges(section: Section, was: Map<string, Part>, is: Map<string, Part>): StrategyChange[] {
  const { name, added, removed } = section;
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const path = `${name}.${key}`;
    const before = was.get(key);
    const after = is.get(key);
    if (!before) return [{ change: added, path, before: null, after: JSON.stringify(after) }];
    if (!after) return [{ change: removed, path, before: JSON.stringify(before), after: null }];
    return fieldChanges(section, path, before, after);
  });
}

const fieldChanges = ({ fields }: Section, path: string, before: Part, after: Part): StrategyChange[] =>
  Object.entries(fields)
    .filter(([, { field }]) => before[field] !== after[field])
    .map(([name, { field, change }]) => ({
      change,
      path: `${path}.${name}`,
      before: before[field]?.toString() ?? null,
      after: after[field]?.toString() ?? null,
    }));
