import type { IntentCode, NodeKindCode, StrategyContent } from '../strategy.content.ts';

/** A published theory of change with what a reader must be told about it: plain data, which may go to another thread. */
export interface ReadableStrategy {
  coalition: string;
  network: string;
  url: string;
  version: number;
  /** ISO date or time. */
  publishedAt: string;
  /** Of the network's shared goals, as they were when this was published. */
  frameworkVersion: number;
  content: StrategyContent;
  /** The words of the codes in the content; a code that has none stands for itself. */
  approachLabels: ReadonlyMap<string, string>;
  goalTitles: ReadonlyMap<string, string>;
  /** Where the strategy that this one began as a copy of is found now, if it is known better than in the content. */
  basedOn?: { coalition: string; network?: string; version: number; url?: string | null } | null;
}

export const KIND_LABELS: Record<NodeKindCode, string> = {
  INPUT: 'Input',
  ACTIVITY: 'Activity',
  OUTPUT: 'Output',
  SHORT_TERM_OUTCOME: 'Short-term outcome',
  INTERMEDIATE_OUTCOME: 'Intermediate outcome',
  LONG_TERM_OUTCOME: 'Long-term outcome',
  IMPACT: 'Impact',
  CONDITION: 'Condition',
  ASSUMPTION: 'Assumption',
  RISK: 'Risk',
  EXTERNAL_FACTOR: 'External factor',
};

export const KIND_PLURALS: Record<NodeKindCode, string> = {
  INPUT: 'Inputs',
  ACTIVITY: 'Activities',
  OUTPUT: 'Outputs',
  SHORT_TERM_OUTCOME: 'Short-term outcomes',
  INTERMEDIATE_OUTCOME: 'Intermediate outcomes',
  LONG_TERM_OUTCOME: 'Long-term outcomes',
  IMPACT: 'Impacts',
  CONDITION: 'Conditions',
  ASSUMPTION: 'Assumptions',
  RISK: 'Risks',
  EXTERNAL_FACTOR: 'External factors',
};

/** What leads from one to the next, in this order. */
export const PATH_KINDS = [
  'INPUT',
  'ACTIVITY',
  'OUTPUT',
  'SHORT_TERM_OUTCOME',
  'INTERMEDIATE_OUTCOME',
  'LONG_TERM_OUTCOME',
  'IMPACT',
] as const satisfies readonly NodeKindCode[];

/** What must be known beside the path. */
export const CONTEXT_KINDS = [
  'CONDITION',
  'ASSUMPTION',
  'RISK',
  'EXTERNAL_FACTOR',
] as const satisfies readonly NodeKindCode[];

export const INTENT_LABELS: Record<IntentCode, string> = {
  CONTRIBUTES: 'contributes to',
  PARTLY: 'partly contributes to',
  LOCAL_ONLY: 'a local aim, beyond the shared goals',
  INTENTIONALLY_NOT_ADDRESSED: 'intentionally not addressed',
};

export const approachLabel = ({ approachLabels }: ReadableStrategy, code: string): string =>
  approachLabels.get(code) ?? code;

/** Controls, line ends and characters that reverse the reading direction of what follows them. */
const UNSEEN = /[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

export const oneLine = (text: string): string => text.toWellFormed().replace(UNSEEN, ' ').trim();

/** "1 link", "3 links". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const day = (time: string): string => time.slice(0, 10);

export function attribution({ basedOn, content }: ReadableStrategy): string | null {
  const copied = content.basedOn;
  if (basedOn) {
    const { coalition, network, version, url } = basedOn;
    const whose = network === undefined ? coalition : `${coalition} (${network})`;
    return `Based on version ${version} of the strategy of ${whose}${url ? `: ${url}` : ''}`;
  }
  return copied && `Based on version ${copied.version} of the strategy of ${copied.coalitionName}`;
}

export const source = ({ url, version, publishedAt, frameworkVersion }: ReadableStrategy): string =>
  `${url} · version ${version} · published ${day(publishedAt)} · shared goals as of framework version ${frameworkVersion}`;
