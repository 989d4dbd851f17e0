import type { ProfileContent } from './profile.content.ts';

export interface CompletenessFigures {
  percent: number;
  /** Fields of UpdateProfileInput. */
  missing: string[];
}

/** What a reader of the record looks for, each counted alike. A statewide scope may go without counties. */
const looksFor: Record<string, (content: ProfileContent) => boolean> = {
  summary: ({ summary }) => summary !== null,
  mission: ({ mission }) => mission !== null,
  scope: ({ scope }) => scope !== 'UNSTATED',
  counties: ({ counties, scope }) => counties.length > 0 || scope === 'STATEWIDE',
  backbone: ({ backboneId }) => backboneId !== null,
  contactUrl: ({ contactUrl, website }) => contactUrl !== null || website !== null,
  foundedYear: ({ foundedYear }) => foundedYear !== null,
  ageFocus: ({ minMonths, maxMonths }) => minMonths !== null || maxMonths !== null,
  familyVoice: ({ familyVoice }) => familyVoice !== null,
  sectorCodes: ({ sectorCodes }) => sectorCodes.length > 0,
  populationCodes: ({ populationCodes }) => populationCodes.length > 0,
  frameworkCodes: ({ frameworkCodes }) => frameworkCodes.length > 0,
  partners: ({ partners }) => partners.length > 0,
  initiatives: ({ initiatives }) => initiatives.length > 0,
};

export function completenessOf(content: ProfileContent): CompletenessFigures {
  const fields = Object.entries(looksFor);
  const missing = fields.filter(([, has]) => !has(content)).map(([field]) => field);
  return { percent: Math.floor((100 * (fields.length - missing.length)) / fields.length), missing };
}
