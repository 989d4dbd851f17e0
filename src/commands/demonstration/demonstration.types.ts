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
  coalitions: DemonstrationCoalition[];
}
