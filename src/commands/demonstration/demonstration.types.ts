import type { IntentCode, NodeKindCode } from '../../strategies/strategy.content.ts';

export interface DemonstrationGoal {
  code: string;
  title: string;
  description?: string;
  level: 'PRIORITY_AREA' | 'GOAL' | 'OUTCOME';
  horizon?: 'SHORT_TERM' | 'INTERMEDIATE' | 'LONG_TERM';
  parentCode?: string;
  sources: DemonstrationSource[];
}

export interface DemonstrationSource {
  url: string;
  title?: string;
  retrievedOn?: string;
}

export interface DemonstrationOrganization {
  name: string;
  sectorCode?: string;
  url?: string;
}

export interface DemonstrationCoverage {
  fips: string;
  partial?: boolean;
  note?: string;
}

/** The same organization of two coalitions is the same object, so that it becomes one shared organization. */
export interface DemonstrationPartner {
  organization: DemonstrationOrganization;
  role?: string;
  since?: string;
  until?: string;
}

export interface DemonstrationInitiative {
  name: string;
  summary?: string;
  kindCode?: string;
  countyFips?: string[];
  goalCodes?: string[];
  website?: string;
}

/** What a lead would send to updateProfile; name and kind stand on the coalition itself. */
export interface DemonstrationProfile {
  aliases: string[];
  scope: 'LOCAL' | 'REGIONAL' | 'STATEWIDE' | 'UNSTATED';
  summary: string;
  mission: string;
  foundedYear: number;
  website: string;
  contactUrl: string;
  backbone: DemonstrationOrganization & { sectorCode: string };
  ageFocus: { minMonths: number; maxMonths: number };
  familyVoice: string;
  counties: DemonstrationCoverage[];
  sectorCodes: string[];
  populationCodes: string[];
  frameworkCodes: string[];
  partners: DemonstrationPartner[];
  initiatives: DemonstrationInitiative[];
}

export interface DemonstrationCoalition {
  slug: string;
  name: string;
  kindCode: string;
  leadName: string;
  profile: DemonstrationProfile;
  strategy: DemonstrationStrategy;
}

export interface DemonstrationStrategyNode {
  key: string;
  kind: NodeKindCode;
  text: string;
  approachCode?: string;
  note?: string;
}

export interface DemonstrationStrategyLink {
  from: string;
  to: string;
  rationale?: string;
  /** 0 to 100. */
  confidence?: number;
  evidence?: string;
}

export interface DemonstrationAlignment {
  /** Without one for INTENTIONALLY_NOT_ADDRESSED. */
  nodeKey?: string;
  /** Without one for LOCAL_ONLY. */
  goalCode?: string;
  intent: IntentCode;
  /** 1 to 3. */
  strength?: number;
  note?: string;
}

/** What a lead would save as the theory of change and then publish with this rationale. */
export interface DemonstrationStrategy {
  title: string;
  vision: string;
  rationale: string;
  /** ISO date. */
  reviewOn: string;
  nodes: DemonstrationStrategyNode[];
  links: DemonstrationStrategyLink[];
  alignments: DemonstrationAlignment[];
}

/** Fictional, of a network that is real. */
export interface DemonstrationBoard {
  slug: string;
  name: string;
  description: string;
  chairName: string;
  memberName: string;
}

export interface DemonstrationNetwork {
  slug: string;
  name: string;
  /** USPS codes. */
  states: string[];
  description: string;
  contact: string | null;
  license: string;
  goals: DemonstrationGoal[];
  board: DemonstrationBoard;
  coalitions: DemonstrationCoalition[];
}

export interface DemonstrationFrameworkItem {
  code: string;
  number: number;
  /** Null for an item that is known to exist but whose title is not public. */
  title: string | null;
  description?: string;
  parentCode?: string;
}

/** A framework that others have published, in our own words. */
export interface DemonstrationFramework {
  /** The code of the term that stands for it among the frameworks of a profile. */
  code: string;
  name: string;
  owner: string | null;
  year: number | null;
  /** USPS code; null for a framework of no particular state. */
  state: string | null;
  /** What is partial in it, or what a reader should know. */
  note: string | null;
  sources: DemonstrationSource[];
  items: DemonstrationFrameworkItem[];
}

export interface DemonstrationGoalReference {
  network: string;
  goal: string;
}

export interface DemonstrationItemReference {
  framework: string;
  item: string;
}

/** What the target is to the source: BROADER means that the target is the broader of the two. */
export const CROSSWALK_MATCHES = ['EXACT', 'CLOSE', 'BROADER', 'NARROWER', 'RELATED'] as const;
export type CrosswalkMatch = (typeof CROSSWALK_MATCHES)[number];

export interface DemonstrationMapping {
  from: DemonstrationGoalReference;
  to: DemonstrationGoalReference | DemonstrationItemReference;
  match: CrosswalkMatch;
  note: string;
}
