import { defaultTerms, type TermFact } from '../../src/networks/default-terms.ts';
import { countyFacts } from '../../src/places/county-catalogue.ts';
import type { GoalOutline } from '../../src/strategies/strategy-findings.ts';
import { Dice } from './dice.ts';
import { organizationName, sentence } from './words.ts';

export interface GeneratedGoal extends GoalOutline {
  id: string;
  level: 'PRIORITY_AREA' | 'GOAL' | 'OUTCOME';
  description: string;
}

export interface GeneratedOrganization {
  id: string;
  name: string;
  url: string | null;
  sectorCode: string | null;
}

export interface GeneratedNetwork {
  id: string;
  slug: string;
  name: string;
  states: string[];
  /** In tree order. */
  goals: GeneratedGoal[];
  terms: TermFact[];
  counties: { fips: string; name: string }[];
  coalitions: number;
  /** Named by few coalitions each. */
  organizations: GeneratedOrganization[];
  /** Named by hundreds. */
  widelyKnown: GeneratedOrganization[];
}

/** Every state belongs to one, so that all counties take part. */
const NETWORKS = [
  ['atlantic-families', 'Atlantic Families Initiative', 'NC SC VA WV MD DE GA FL DC KY'],
  ['great-lakes-upstream', 'Great Lakes Upstream', 'OH MI IN IL WI MN PA NY NJ'],
  ['mountain-first-days', 'Mountain First Days', 'CO UT WY MT ID NM AZ NV ND SD'],
  ['coastal-resilience', 'Coastal Resilience Partnership', 'OR WA CA AK HI ME NH VT MA RI CT'],
  ['thriving-plains', 'Thriving Plains', 'TX OK KS NE IA MO AR LA MS AL TN'],
] as const;

/** How many different organisations there are for each coalition, and of how many one is known to hundreds. */
const DIRECTORY = { perCoalition: 3.5, widelyKnownPer: 200 };

/** `coalitions` in all, spread evenly. */
export function generateNetworks(count: number, coalitions: number): GeneratedNetwork[] {
  const counties = countyFacts();
  return NETWORKS.slice(0, count).map(([slug, name, codes]) => {
    const dice = new Dice(`network ${slug}`);
    const states = codes.split(' ');
    const own = Math.ceil(coalitions / count);
    const terms = defaultTerms(slug);
    const organizations = directory(slug, terms, Math.ceil(own * DIRECTORY.perCoalition));
    const widelyKnown = organizations.splice(0, Math.max(2, Math.round(own / DIRECTORY.widelyKnownPer)));
    return {
      ...{ id: dice.uuid(), slug, name, states, terms, organizations, widelyKnown },
      goals: goalsOf(slug.slice(0, 2).toUpperCase(), dice),
      counties: counties.filter(({ state }) => states.includes(state)),
      coalitions: own,
    };
  });
}

/** 25 in three levels. */
function goalsOf(prefix: string, dice: Dice): GeneratedGoal[] {
  const goal = (code: string, level: GeneratedGoal['level'], parentCode: string | null): GeneratedGoal => ({
    ...{ id: dice.uuid(), code: `${prefix}-${code}`, title: sentence(dice).slice(0, -1), level },
    ...{ parentCode: parentCode && `${prefix}-${parentCode}`, description: sentence(dice) },
  });
  return [0, 1, 2].flatMap((area) => [
    goal(`P${area + 1}`, 'PRIORITY_AREA', null),
    ...[0, 1, 2].flatMap((place) => {
      const code = `P${area + 1}G${place + 1}`;
      const outcomes = area * 3 + place < 4 ? [1, 2] : [1];
      return [
        goal(code, 'GOAL', `P${area + 1}`),
        ...outcomes.map((number) => goal(`${code}O${number}`, 'OUTCOME', code)),
      ];
    }),
  ]);
}

function directory(slug: string, terms: readonly TermFact[], count: number): GeneratedOrganization[] {
  const dice = new Dice(`organizations ${slug}`);
  const sectors = terms.filter(({ taxonomy }) => taxonomy === 'sector').map(({ code }) => code);
  return Array.from({ length: count }, (_, number) => ({
    id: dice.uuid(),
    name: organizationName(number),
    url: dice.chance(0.6) ? `https://organization-${number}.example.org` : null,
    sectorCode: dice.chance(0.9) ? dice.pick(sectors) : null,
  }));
}
