import { nameKey } from '../coalitions/name-key.ts';
import { type CardContent, cardOf, type ProfileContent } from '../coalitions/profile.content.ts';

/** The columns that a published row is searched and listed by. */
export interface PublicationRecord {
  name: string;
  sort_name: string;
  scope: string;
  draft_revision: number;
  verified_on: string | null;
  county_fips: string[];
  sector_codes: string[];
  population_codes: string[];
  framework_codes: string[];
  search_text: string;
  organization_ids: string[];
  partner_ids: string[];
  part_ids: string[];
  rationale: string | null;
}

export interface Publication {
  record: PublicationRecord;
  card: CardContent;
  profile: ProfileContent;
}

export interface Draft {
  content: ProfileContent;
  revision: number;
  verifiedOn: string | null;
  rationale: string | null;
}

/** Names by which a coalition is found although its documents hold ids and codes. */
export interface Names {
  organization(id: string): string;
  county(fips: string): string;
}

const unique = <T>(items: T[]): T[] => [...new Set(items)];

/** The public record of a draft: two documents to read with, and columns to find it by. */
export function publicationOf(
  { content, revision, verifiedOn, rationale }: Draft,
  names: Names,
): Publication {
  const organizationIds = organizationIdsOf(content);
  const words = [
    content.name,
    ...content.aliases,
    content.summary ?? '',
    ...content.counties.map(({ fips }) => names.county(fips)),
    ...organizationIds.map((id) => names.organization(id)),
  ];
  return {
    record: {
      name: content.name,
      sort_name: nameKey(content.name),
      scope: content.scope,
      draft_revision: revision,
      verified_on: verifiedOn,
      county_fips: content.counties.map(({ fips }) => fips),
      sector_codes: content.sectorCodes,
      population_codes: content.populationCodes,
      framework_codes: content.frameworkCodes,
      search_text: nameKey(words.join(' ')),
      organization_ids: organizationIds,
      partner_ids: content.partners.map(({ organizationId }) => organizationId),
      part_ids: [...content.partners, ...content.initiatives].map(({ id }) => id),
      rationale,
    },
    card: cardOf(content),
    profile: content,
  };
}

export const organizationIdsOf = (content: ProfileContent): string[] =>
  unique([
    ...(content.backboneId === null ? [] : [content.backboneId]),
    ...content.partners.map(({ organizationId }) => organizationId),
    ...content.initiatives.flatMap(({ leadOrganizationId }) => leadOrganizationId ?? []),
  ]);
