import { randomUUID } from 'node:crypto';
import { parseIdOf } from '../platform/graphql/ids.ts';
import type { OrganizationBook } from './organization-book.ts';
import type { CoverageInput, InitiativeInput, PartnerInput } from './profile-items.inputs.ts';
import type { UpdateProfileInput } from './profile.inputs.ts';
import type {
  CoverageContent,
  InitiativeContent,
  PartnerContent,
  ProfileContent,
} from './profile.content.ts';

/** Absent keeps what was, null clears. */
const choose = <T>(given: T | null | undefined, was: T, cleared: T): T =>
  given === undefined ? was : (given ?? cleared);

const text = (given: string | null | undefined, was: string | null): string | null =>
  choose(given === null ? null : given?.trim(), was, null);

/**
 * The profile as it will be. An item that keeps its id keeps its row; problems are left in the book. `vintage` is the one
 * of counties now.
 */
export function changedProfile(
  was: ProfileContent,
  input: UpdateProfileInput,
  book: OrganizationBook,
  vintage: number,
): ProfileContent {
  const age = input.ageFocus;
  return {
    name: input.name?.trim() ?? was.name,
    aliases: choose(
      input.aliases?.map((alias) => alias.trim()),
      was.aliases,
      [],
    ),
    kindCode: input.kindCode ?? was.kindCode,
    scope: choose(input.scope, was.scope, 'UNSTATED'),
    summary: text(input.summary, was.summary),
    mission: text(input.mission, was.mission),
    foundedYear: choose(input.foundedYear, was.foundedYear, null),
    website: choose(input.website, was.website, null),
    contactUrl: choose(input.contactUrl, was.contactUrl, null),
    backboneId: organizationId(input.backbone, was.backboneId, 'input.backbone', book),
    minMonths: age === null ? null : choose(age?.minMonths, was.minMonths, null),
    maxMonths: age === null ? null : choose(age?.maxMonths, was.maxMonths, null),
    familyVoice: text(input.familyVoice, was.familyVoice),
    sources: choose(
      input.sources?.map(({ url, title, retrievedOn }) => ({
        url,
        title: title ?? null,
        retrievedOn: retrievedOn ?? null,
      })),
      was.sources,
      [],
    ),
    sectorCodes: choose(input.sectorCodes, was.sectorCodes, []),
    populationCodes: choose(input.populationCodes, was.populationCodes, []),
    frameworkCodes: choose(input.frameworkCodes, was.frameworkCodes, []),
    counties: choose(
      input.counties?.map((county) => coverageOf(county, was.counties, vintage)),
      was.counties,
      [],
    ),
    partners: choose(
      input.partners?.map((partner, i) => partnerOf(partner, was.partners, `input.partners.${i}`, book)),
      was.partners,
      [],
    ),
    initiatives: choose(
      input.initiatives?.map((initiative, i) =>
        initiativeOf(initiative, was.initiatives, `input.initiatives.${i}`, book),
      ),
      was.initiatives,
      [],
    ),
  };
}

function organizationId(
  given: UpdateProfileInput['backbone'],
  was: string | null,
  path: string,
  book: OrganizationBook,
): string | null {
  if (given === undefined) return was;
  return given === null ? null : book.idOf(given, path);
}

/** A county that was there keeps what is not said anew, and the vintage in which it was said first. */
function coverageOf(given: CoverageInput, were: CoverageContent[], vintage: number): CoverageContent {
  const kept = were.find(({ fips }) => fips === given.fips);
  return {
    fips: given.fips,
    partial: choose(given.partial, kept?.partial ?? false, false),
    basis: choose(given.basis, kept?.basis ?? 'STATED', 'STATED'),
    note: choose(given.note, kept?.note ?? null, null),
    vintage: kept?.vintage ?? vintage,
  };
}

function partnerOf(
  given: PartnerInput,
  were: PartnerContent[],
  path: string,
  book: OrganizationBook,
): PartnerContent {
  const kept = keptRow('Partner', given.id, were, path, book);
  const organizationId = book.idOf(given.organization, `${path}.organization`);
  if (organizationId && !book.firstUseOf(`partner ${organizationId}`)) {
    book.problems[`${path}.organization`] = 'This organisation is a partner in the list already.';
  }
  return {
    id: kept?.id ?? randomUUID(),
    organizationId,
    role: choose(given.role, kept?.role ?? null, null),
    since: choose(given.since, kept?.since ?? null, null),
    until: choose(given.until, kept?.until ?? null, null),
  };
}

function initiativeOf(
  given: InitiativeInput,
  were: InitiativeContent[],
  path: string,
  book: OrganizationBook,
): InitiativeContent {
  const kept = keptRow('Initiative', given.id, were, path, book);
  return {
    id: kept?.id ?? randomUUID(),
    name: given.name.trim(),
    summary: choose(given.summary, kept?.summary ?? null, null),
    kindCode: choose(given.kindCode, kept?.kindCode ?? null, null),
    countyFips: choose(given.countyFips, kept?.countyFips ?? [], []),
    goalCodes: choose(given.goalCodes, kept?.goalCodes ?? [], []),
    leadOrganizationId: organizationId(
      given.leadOrganization,
      kept?.leadOrganizationId ?? null,
      `${path}.leadOrganization`,
      book,
    ),
    website: choose(given.website, kept?.website ?? null, null),
  };
}

function keptRow<T extends { id: string }>(
  type: string,
  id: string | null | undefined,
  were: T[],
  path: string,
  book: OrganizationBook,
): T | undefined {
  if (id == null) return undefined;
  const kept = were.find((row) => row.id === parseIdOf(type, id)?.id);
  if (kept && !book.firstUseOf(kept.id))
    book.problems[`${path}.id`] = `This ${type.toLowerCase()} stands in the list already.`;
  if (!kept)
    book.problems[`${path}.id`] =
      `No ${type.toLowerCase()} of this profile has this id. Leave it out to add a new one.`;
  return kept;
}
