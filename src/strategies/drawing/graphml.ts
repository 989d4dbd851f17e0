import { type Arrow, type Goal, type GoalArrow, type Part, partsOf } from './parts.ts';
import { approachLabel, attribution, type ReadableStrategy } from './readable.ts';
import { xml } from './xml.ts';

type Values = Record<string, string | number | null>;

const KEYS: Record<'graph' | 'node' | 'edge', Record<string, 'string' | 'int'>> = {
  graph: {
    title: 'string',
    vision: 'string',
    coalition: 'string',
    network: 'string',
    url: 'string',
    version: 'int',
    publishedAt: 'string',
    frameworkVersion: 'int',
    reviewOn: 'string',
    basedOn: 'string',
  },
  node: {
    key: 'string',
    name: 'string',
    kind: 'string',
    text: 'string',
    approach: 'string',
    approachLabel: 'string',
    note: 'string',
    goal: 'string',
    intent: 'string',
    intentNote: 'string',
  },
  edge: {
    relation: 'string',
    rationale: 'string',
    confidence: 'int',
    evidence: 'string',
    goal: 'string',
    intent: 'string',
    strength: 'int',
    note: 'string',
  },
};

export function graphml(strategy: ReadableStrategy): string {
  const { nodes, goals, arrows, goalArrows } = partsOf(strategy);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    '  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ...declarations(),
    '  <graph id="strategy" edgedefault="directed">',
    ...data('graph', about(strategy), '    '),
    ...nodes.flatMap((part) => element(`node id="${part.id}"`, 'node', ofPart(part, strategy))),
    ...goals.flatMap((goal) => element(`node id="${goal.id}"`, 'node', ofGoal(goal))),
    ...arrows.flatMap((arrow) => element(edge(arrow), 'edge', ofArrow(arrow))),
    ...goalArrows.flatMap((arrow) => element(edge(arrow), 'edge', ofGoalArrow(arrow))),
    '  </graph>',
    '</graphml>\n',
  ].join('\n');
}

const declarations = (): string[] =>
  Object.entries(KEYS).flatMap(([domain, keys]) =>
    Object.entries(keys).map(
      ([name, type]) =>
        `  <key id="${domain}.${name}" for="${domain}" attr.name="${name}" attr.type="${type}"/>`,
    ),
  );

const element = (start: string, domain: 'node' | 'edge', values: Values): string[] => [
  `    <${start}>`,
  ...data(domain, values, '      '),
  `    </${domain}>`,
];

const data = (domain: keyof typeof KEYS, values: Values, indent: string): string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [`${indent}<data key="${domain}.${name}">${xml(String(value))}</data>`],
  );

const edge = ({ id, from, to }: Arrow | GoalArrow): string =>
  `edge id="${id}" source="${from.id}" target="${to.id}"`;

const about = (strategy: ReadableStrategy): Values => {
  const { coalition, network, url, version, publishedAt, frameworkVersion, content } = strategy;
  const { title, vision, reviewOn } = content;
  const basedOn = attribution(strategy);
  return {
    title,
    vision,
    coalition,
    network,
    url,
    version,
    publishedAt,
    frameworkVersion,
    reviewOn,
    basedOn,
  };
};

const ofPart = ({ name, node, localOnly }: Part, strategy: ReadableStrategy): Values => ({
  key: node.key,
  name,
  kind: node.kind,
  text: node.text,
  approach: node.approachCode,
  approachLabel: node.approachCode === null ? null : approachLabel(strategy, node.approachCode),
  note: node.note,
  intent: localOnly?.intent ?? null,
  intentNote: localOnly?.note ?? null,
});

const ofGoal = ({ code, title, notAddressed }: Goal): Values => ({
  name: code,
  kind: 'GOAL',
  text: title,
  goal: code,
  intent: notAddressed?.intent ?? null,
  intentNote: notAddressed?.note ?? null,
});

const ofArrow = ({ link: { rationale, confidence, evidence } }: Arrow): Values => ({
  relation: 'LEADS_TO',
  rationale,
  confidence,
  evidence,
});

const ofGoalArrow = ({ to, alignment: { intent, strength, note } }: GoalArrow): Values => ({
  relation: 'ALIGNED_WITH',
  goal: to.code,
  intent,
  strength,
  note,
});
