import { countyFacts } from './county-catalogue.ts';

const TERRITORIES = ['AS', 'GU', 'MP', 'PR', 'VI'];
const facts = countyFacts();
const current = facts.filter(({ state }) => !TERRITORIES.includes(state));
const ofState = (state: string) => facts.filter((fact) => fact.state === state);
const populationOf = (counties: typeof facts) =>
  counties.reduce((sum, { population }) => sum + (population ?? 0), 0);
const nameOf = (fips: string) => facts.find((fact) => fact.fips === fips)?.name;

describe('The county catalogue', () => {
  it('holds every current county of the 50 states and DC', () => {
    expect(current).toHaveLength(3144);
    expect(new Set(current.map(({ state }) => state)).size).toBe(51);
  });

  it.each([
    ['NC', 100],
    ['CO', 64],
    ['OR', 36],
    ['CT', 9],
    ['AK', 30],
    ['VA', 133],
    ['DC', 1],
    ['PR', 78],
    ['GU', 1],
    ['VI', 3],
    ['AS', 3],
    ['MP', 4],
  ])('has for %s %i counties', (state, count) => {
    expect(ofState(state)).toHaveLength(count);
  });

  it('names each county once within its state, and each code once', () => {
    expect(new Set(facts.map(({ fips }) => fips)).size).toBe(facts.length);
    expect(new Set(facts.map(({ state, name }) => `${state} ${name}`.toLowerCase())).size).toBe(facts.length);
  });

  it('is in the order of the codes, which are all five digits', () => {
    const codes = facts.map(({ fips }) => fips);
    expect(codes).toEqual([...codes].sort());
    expect(codes.filter((fips) => !/^\d{5}$/.test(fips))).toEqual([]);
  });

  it.each([
    ['NC', 10_835_491],
    ['CO', 5_877_610],
    ['OR', 4_233_358],
    ['CT', 3_617_176],
    ['AK', 733_406],
  ])('adds up to the population of %s', (state, population) => {
    expect(populationOf(ofState(state))).toBe(population);
  });

  it('adds up to the population of the country', () => {
    expect(populationOf(current)).toBe(334_914_895);
  });

  it('gives a year with every figure and invents none for the territories', () => {
    expect(facts.filter((fact) => (fact.population === null) !== (fact.populationYear === null))).toEqual([]);
    expect(facts.filter((fact) => fact.population !== null && !(fact.population > 0))).toEqual([]);
    expect(facts.filter((fact) => fact.population !== null && TERRITORIES.includes(fact.state))).toEqual([]);
    expect(new Set(current.map(({ populationYear }) => populationYear))).toEqual(new Set([2023]));
  });

  it('leaves retired codes out', () => {
    const retired = [
      ...[
        '02201',
        '02231',
        '02232',
        '02261',
        '02270',
        '02280',
        '12025',
        '30113',
        '46113',
        '51515',
        '51560',
        '51780',
      ],
      ...['09001', '09003', '09005', '09007', '09009', '09011', '09013', '09015'],
    ];
    expect(retired.filter((fips) => nameOf(fips))).toEqual([]);
  });

  it('tells a county from the independent city of the same name', () => {
    expect([nameOf('24005'), nameOf('24510')]).toEqual(['Baltimore', 'Baltimore city']);
    expect([nameOf('51161'), nameOf('51770')]).toEqual(['Roanoke', 'Roanoke city']);
  });

  it('knows the counties that us-atlas does not have', () => {
    expect([nameOf('02063'), nameOf('02066')]).toEqual(['Chugach', 'Copper River']);
    expect(nameOf('09110')).toBe('Capitol Planning Region');
    expect([nameOf('02158'), nameOf('46102'), nameOf('35013')]).toEqual([
      'Kusilvak',
      'Oglala Lakota',
      'Doña Ana',
    ]);
  });
});
