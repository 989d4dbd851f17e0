import { defaultTerms, type Taxonomy } from '../../../networks/default-terms.ts';
import { countyFacts } from '../../../places/county-catalogue.ts';
import type { DemonstrationNetwork, DemonstrationOrganization } from '../demonstration.types.ts';
import { demonstrationNetworks } from './index.ts';

const stateOf = new Map(countyFacts().map(({ fips, state }) => [fips, state]));
const coalitions = demonstrationNetworks.flatMap((network) =>
  network.coalitions.map((coalition) => ({ network, coalition, slug: coalition.slug })),
);
const codesOf = (network: DemonstrationNetwork, taxonomy: Taxonomy) =>
  defaultTerms(network.slug)
    .filter((term) => term.taxonomy === taxonomy)
    .map(({ code }) => code);
const organizationsOf = ({
  profile,
}: DemonstrationNetwork['coalitions'][number]): DemonstrationOrganization[] => [
  profile.backbone,
  ...profile.partners.map(({ organization }) => organization),
];

describe('The demonstration', () => {
  it('has three networks with two coalitions each, every slug once', () => {
    expect(demonstrationNetworks.map(({ slug, states }) => [slug, ...states])).toEqual([
      ['north-carolina', 'NC'],
      ['colorado', 'CO'],
      ['oregon', 'OR'],
    ]);
    expect(demonstrationNetworks.map((network) => network.coalitions.length)).toEqual([2, 2, 2]);
    expect(new Set(coalitions.map(({ slug }) => slug)).size).toBe(coalitions.length);
  });
});

describe.each(demonstrationNetworks.map((network) => ({ slug: network.slug, network })))(
  'The goals of $slug',
  ({ network }) => {
    it('have codes of their own, parents that stand before them, and https sources', () => {
      const codes = network.goals.map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      network.goals.forEach(({ parentCode }, index) => {
        if (parentCode) expect(codes.slice(0, index)).toContain(parentCode);
      });
      expect(network.goals.filter(({ sources }) => !sources.length)).toEqual([]);
      const urls = network.goals.flatMap(({ sources }) => sources.map(({ url }) => url));
      expect(urls.filter((url) => !url.startsWith('https://'))).toEqual([]);
    });

    it('are joined by an organization that both coalitions name', () => {
      const [first = [], second = []] = network.coalitions.map(organizationsOf);
      expect(first.filter((organization) => second.includes(organization))).not.toEqual([]);
    });
  },
);

describe.each(coalitions)('The demonstration coalition $slug', ({ network, coalition }) => {
  const { profile } = coalition;

  it('is clearly fictional, and so are its people and partners', () => {
    const names = [coalition.name, coalition.leadName, ...organizationsOf(coalition).map(({ name }) => name)];
    expect(names.filter((name) => !name.endsWith(' (demonstration)'))).toEqual([]);
    const urls = [profile.website, profile.contactUrl, ...profile.initiatives.map(({ website }) => website)];
    urls.push(...organizationsOf(coalition).map(({ url }) => url));
    expect(urls.filter((url) => url && !/^https:\/\/example\.(org|com)\//.test(url))).toEqual([]);
  });

  it('uses only terms and goals of its network', () => {
    expect(codesOf(network, 'coalition-kind')).toContain(coalition.kindCode);
    expect(codesOf(network, 'sector')).toEqual(expect.arrayContaining(profile.sectorCodes));
    expect(codesOf(network, 'population')).toEqual(expect.arrayContaining(profile.populationCodes));
    expect(codesOf(network, 'framework')).toEqual(expect.arrayContaining(profile.frameworkCodes));
    for (const { sectorCode } of organizationsOf(coalition)) {
      if (sectorCode) expect(codesOf(network, 'sector')).toContain(sectorCode);
    }
    for (const { kindCode, goalCodes } of profile.initiatives) {
      if (kindCode) expect(codesOf(network, 'initiative-kind')).toContain(kindCode);
      expect(network.goals.map(({ code }) => code)).toEqual(expect.arrayContaining(goalCodes ?? []));
    }
  });

  it('works in counties of its state, and its initiatives in its counties', () => {
    const fips = profile.counties.map((county) => county.fips);
    expect(new Set(fips).size).toBe(fips.length);
    expect(fips.filter((code) => !network.states.includes(stateOf.get(code) ?? ''))).toEqual([]);
    expect(fips).toEqual(
      expect.arrayContaining(profile.initiatives.flatMap(({ countyFips }) => countyFips ?? [])),
    );
  });
});
