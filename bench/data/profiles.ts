import type { InitiativeContent, ProfileContent } from '../../src/coalitions/profile.content.ts';
import { VINTAGE_AT_FIRST } from '../../src/coalitions/profile.content.ts';
import type { TermFact } from '../../src/networks/default-terms.ts';
import type { Dice } from './dice.ts';
import type { GeneratedNetwork, GeneratedOrganization } from './networks.ts';
import { ADJECTIVES, GROUPS, NOUNS, sentence, sentences } from './words.ts';

const PARTNERS = 12;
/** The share of partners that nearly everybody has. */
const WIDELY_KNOWN = 0.15;

const codesOf = (terms: readonly TermFact[], taxonomy: string): string[] =>
  terms.filter((term) => term.taxonomy === taxonomy).map(({ code }) => code);

export function generateProfile(
  network: GeneratedNetwork,
  number: number,
  dice: Dice,
): { content: ProfileContent; organizations: GeneratedOrganization[] } {
  const { terms } = network;
  const counties = neighbours(network, dice);
  const organizations = partnersOf(network, dice);
  const name = `${dice.pick(ADJECTIVES)} ${dice.pick(NOUNS)} ${dice.pick(GROUPS)} of ${counties[0]!.name} ${number + 1}`;
  const content: ProfileContent = {
    name,
    aliases: dice.chance(0.3) ? [`${dice.pick(ADJECTIVES)} ${dice.pick(NOUNS)}`] : [],
    kindCode: dice.pick(codesOf(terms, 'coalition-kind')),
    scope: dice.chance(0.01) ? 'STATEWIDE' : counties.length > 1 ? 'REGIONAL' : 'LOCAL',
    summary: sentences(dice, 3),
    mission: sentences(dice, 4),
    foundedYear: dice.between(1985, 2024),
    website: `https://coalition-${number}.example.org`,
    contactUrl: `https://coalition-${number}.example.org/contact`,
    backboneId: organizations[0]!.id,
    minMonths: dice.pick([-9, 0]),
    maxMonths: dice.pick([36, 60, 96, 216]),
    familyVoice: sentences(dice, 2),
    sources: [
      { url: `https://news.example.org/${number}`, title: sentence(dice), retrievedOn: '2026-02-01' },
    ],
    sectorCodes: dice.some(codesOf(terms, 'sector'), dice.between(2, 6)),
    populationCodes: dice.some(codesOf(terms, 'population'), dice.between(1, 3)),
    frameworkCodes: dice.some(codesOf(terms, 'framework'), dice.between(0, 3)),
    counties: counties.map(({ fips }) => ({
      ...{ fips, partial: dice.chance(0.15), basis: dice.chance(0.9) ? 'STATED' : 'INFERRED' },
      ...{ note: null, vintage: VINTAGE_AT_FIRST },
    })),
    partners: organizations.map(({ id }) => ({
      ...{ id: dice.uuid(), organizationId: id, role: dice.chance(0.7) ? sentence(dice) : null },
      ...{ since: dice.chance(0.5) ? `${dice.between(2010, 2024)}-01-01` : null, until: null },
    })),
    initiatives: [0, 1].map(() => initiativeOf(network, counties, organizations, dice)),
  };
  return { content, organizations };
}

/** One to five that stand beside each other in the list, all of one state. */
function neighbours({ counties }: GeneratedNetwork, dice: Dice): { fips: string; name: string }[] {
  const first = dice.between(0, counties.length - 1);
  const state = counties[first]!.fips.slice(0, 2);
  return counties.slice(first, first + dice.between(1, 5)).filter(({ fips }) => fips.startsWith(state));
}

function partnersOf({ organizations, widelyKnown }: GeneratedNetwork, dice: Dice): GeneratedOrganization[] {
  const found = new Set<GeneratedOrganization>();
  while (found.size < PARTNERS) {
    const known = dice.chance(WIDELY_KNOWN) && widelyKnown.some((one) => !found.has(one));
    found.add(dice.pick(known ? widelyKnown : organizations));
  }
  return [...found];
}

function initiativeOf(
  { goals, terms }: GeneratedNetwork,
  counties: { fips: string }[],
  organizations: GeneratedOrganization[],
  dice: Dice,
): InitiativeContent {
  return {
    id: dice.uuid(),
    name: `${dice.pick(ADJECTIVES)} ${dice.pick(NOUNS)}`,
    summary: sentence(dice),
    kindCode: dice.pick(codesOf(terms, 'initiative-kind')),
    countyFips: [counties[0]!.fips],
    goalCodes: dice.some(
      goals.map(({ code }) => code),
      2,
    ),
    leadOrganizationId: dice.chance(0.5) ? dice.pick(organizations).id : null,
    website: null,
  };
}
