import { randomUUID } from 'node:crypto';
import { parseIdOf } from '../platform/graphql/ids.ts';
import type { OrganizationBook } from './organization-book.ts';
import type { InitiativeInput, PartnerInput } from './profile-items.inputs.ts';
import type { UpdateProfileInput } from './profile.inputs.ts';
import type { InitiativeContent, PartnerContent, ProfileContent } from './profile.content.ts';

/** Absent keeps what was, null clears. */
const choose = <T>(given: T | null | undefined, was: T, cleared: T): T =>
  given === undefined ? was : (given ?? cleared);

const text = (given: string | null | undefined, was: string | null): string | null =>
  choose(given === null ? null : given?.trim(), was, null);

/** The profile as it will be. An item that keeps its id keeps its row; problems are left in the book. */
export function changedProfile(
  was: ProfileContent,
  input: UpdateProfileInput,
  book: OrganizationBook,
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
    minMonths: age === undefined ? was.minMonths : (age?.minMonths ?? null),
    maxMonths: age === undefined ? was.maxMonths : (age?.maxMonths ?? null),
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
      input.counties?.map(({ fips, partial, basis, note }) => ({
        fips,
        partial: partial ?? false,
        basis: basis ?? was.counties.find((county) => county.fips === fips)?.basis ?? 'STATED',
        note: note ?? null,
      })),
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

function partnerOf(
  given: PartnerInput,
  were: PartnerContent[],
  path: string,
  book: OrganizationBook,
): PartnerContent {
  const kept = keptRow('Partner', given.id, were, path, book);
  return {
    id: kept?.id ?? randomUUID(),
    organizationId: book.idOf(given.organization, `${path}.organization`),
    role: given.role ?? null,
    since: given.since ?? null,
    until: given.until ?? null,
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
    summary: given.summary ?? null,
    kindCode: given.kindCode ?? null,
    countyFips: given.countyFips ?? [],
    goalCodes: given.goalCodes ?? [],
    leadOrganizationId: organizationId(
      given.leadOrganization ?? null,
      null,
      `${path}.leadOrganization`,
      book,
    ),
    website: given.website ?? null,
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
  if (!kept)
    book.problems[`${path}.id`] =
      `No ${type.toLowerCase()} of this profile has this id. Leave it out to add a new one.`;
  return kept;
}
