import type { CoverageBasis as CoverageBasisEnum, Scope as ScopeEnum } from './profile.types.ts';

/** What a profile says, in codes and ids: the same shape as a draft and as a published document. */
export type Scope = `${ScopeEnum}`;
export type CoverageBasis = `${CoverageBasisEnum}`;

/** The vintage of all counties that were written before it was kept with each. */
export const VINTAGE_AT_FIRST = 2022;

export interface CoverageContent {
  fips: string;
  partial: boolean;
  basis: CoverageBasis;
  note: string | null;
  /** The vintage of counties in which the code was written; absent in what was published before it was kept. */
  vintage?: number;
}

export interface PartnerContent {
  id: string;
  organizationId: string;
  role: string | null;
  since: string | null;
  until: string | null;
}

export interface InitiativeContent {
  id: string;
  name: string;
  summary: string | null;
  kindCode: string | null;
  countyFips: string[];
  goalCodes: string[];
  leadOrganizationId: string | null;
  website: string | null;
}

export interface SourceContent {
  url: string;
  title: string | null;
  retrievedOn: string | null;
}

/** What lists and whole profiles both show. */
interface MainContent {
  name: string;
  aliases: string[];
  kindCode: string;
  scope: Scope;
  summary: string | null;
  foundedYear: number | null;
  website: string | null;
  backboneId: string | null;
  minMonths: number | null;
  maxMonths: number | null;
  sectorCodes: string[];
  populationCodes: string[];
  frameworkCodes: string[];
  counties: CoverageContent[];
}

/** What lists show. */
export interface CardContent extends MainContent {
  partnerCount: number;
}

/** Everything. */
export interface ProfileContent extends MainContent {
  mission: string | null;
  contactUrl: string | null;
  familyVoice: string | null;
  sources: SourceContent[];
  partners: PartnerContent[];
  initiatives: InitiativeContent[];
}

export const cardOf = (content: ProfileContent): CardContent => ({
  name: content.name,
  aliases: content.aliases,
  kindCode: content.kindCode,
  scope: content.scope,
  summary: content.summary,
  foundedYear: content.foundedYear,
  website: content.website,
  backboneId: content.backboneId,
  minMonths: content.minMonths,
  maxMonths: content.maxMonths,
  sectorCodes: content.sectorCodes,
  populationCodes: content.populationCodes,
  frameworkCodes: content.frameworkCodes,
  counties: content.counties,
  partnerCount: content.partners.length,
});
