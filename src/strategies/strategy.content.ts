/** A theory of change as it is saved, published and compared: in codes and keys, the same shape in draft and version. */
export const NODE_KINDS = [
  'INPUT',
  'ACTIVITY',
  'OUTPUT',
  'SHORT_TERM_OUTCOME',
  'INTERMEDIATE_OUTCOME',
  'LONG_TERM_OUTCOME',
  'IMPACT',
  'CONDITION',
  'ASSUMPTION',
  'RISK',
  'EXTERNAL_FACTOR',
] as const;
export type NodeKindCode = (typeof NODE_KINDS)[number];

export const INTENTS = ['CONTRIBUTES', 'PARTLY', 'LOCAL_ONLY', 'INTENTIONALLY_NOT_ADDRESSED'] as const;
export type IntentCode = (typeof INTENTS)[number];

export interface NodeContent {
  /** Names the node across saves and versions, whatever becomes of its wording. */
  key: string;
  kind: NodeKindCode;
  text: string;
  approachCode: string | null;
  note: string | null;
}

/** From what comes first to what it leads to. */
export interface LinkContent {
  from: string;
  to: string;
  rationale: string | null;
  /** 0 to 100. */
  confidence: number | null;
  evidence: string | null;
}

export interface AlignmentContent {
  /** Null for INTENTIONALLY_NOT_ADDRESSED. */
  nodeKey: string | null;
  /** Null for LOCAL_ONLY. */
  goalCode: string | null;
  intent: IntentCode;
  /** 1 to 3. */
  strength: number | null;
  note: string | null;
}

/** Whose strategy this one began as a copy of. Kept in every later version. */
export interface AttributionContent {
  coalitionId: string;
  networkId: string;
  coalitionName: string;
  version: number;
}

export interface StrategyContent {
  title: string;
  vision: string | null;
  /** ISO date. */
  reviewOn: string | null;
  basedOn: AttributionContent | null;
  nodes: NodeContent[];
  links: LinkContent[];
  alignments: AlignmentContent[];
}

/** Before anybody has begun. */
export const NO_STRATEGY: StrategyContent = {
  title: 'Theory of change',
  ...{ vision: null, reviewOn: null, basedOn: null, nodes: [], links: [], alignments: [] },
};
