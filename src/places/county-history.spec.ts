import { countyFacts } from './county-catalogue.ts';
import { countyChanges, countyTerms, retiredCounties } from './county-changes.ts';
import { type CountyChange, CountyHistory } from './county-history.ts';
import { County } from './county.type.ts';

const terms = new Map(countyTerms().map((term) => [term.fips, term]));
const counties = [...countyFacts(), ...retiredCounties()].map((fact) =>
  Object.assign(new County(), { population: null, populationYear: null }, fact, {
    validFrom: terms.get(fact.fips)?.validFrom ?? null,
    validTo: terms.get(fact.fips)?.validTo ?? null,
  }),
);
const history = new CountyHistory(counties, countyChanges() as CountyChange[]);

const read = (fips: string, from: number, to: number): [string, boolean] => {
  const { counties: found, exact } = history.map(fips, from, to);
  return [found.map((county) => county.fips).join(' '), exact];
};
const codesOf = (vintage: number): string[] =>
  counties
    .filter(
      ({ validFrom, validTo }) =>
        (validFrom === null || validFrom <= `${vintage}-12-31`) &&
        (validTo === null || validTo > `${vintage}-12-31`),
    )
    .map(({ fips }) => fips);

describe('The history of counties', () => {
  it('has a vintage for each year in which codes changed, the last of which is current', () => {
    expect(history.vintages).toEqual([1990, 1992, 1995, 1997, 2001, 2007, 2008, 2013, 2015, 2019, 2022]);
    expect(history.current).toBe(2022);
    expect(history.inForce).toHaveLength(countyFacts().length);
  });

  it.each([
    ['stayed', '37011', 1990, 2022, '37011', true],
    ['was renamed', '02270', 2014, 2015, '02158', true],
    ['was renamed, read back', '02158', 2026, 1990, '02270', true],
    ['was divided', '02261', 2010, 2020, '02063 02066', false],
    ['came of a division, read back', '02063', 2020, 2010, '02261', false],
    ['was added to another', '51560', 2000, 2001, '51005', false],
    ['took in another', '51005', 2000, 2022, '51005', false],
    ['took in another, read back', '51005', 2022, 2000, '51005 51560', false],
    ['took in another, both read when it had', '51005', 2001, 2022, '51005', true],
    ['gave away a part', '08001', 2000, 2022, '08001 08014', false],
    ['was made of parts, read back', '08014', 2022, 2000, '08001 08013 08059 08123', false],
    ['went wholly into one that is made of several', '09007', 2021, 2022, '09130', false],
    ['was replaced', '09001', 2010, 2026, '09120 09140 09190', false],
    ['changed twice', '02231', 1990, 2007, '02105 02230 02282', false],
    ['was divided on two days of a year', '02201', 2007, 2008, '02130 02198 02275', false],
  ])('reads a code that %s: %s of %i in %i is %s', (_, fips, from, to, found, exact) => {
    expect(read(fips, from, to)).toEqual([found, exact]);
  });

  it.each([
    ['99999', 2000, 'No county has had this code since 1990.'],
    ['12086', 1995, '12086 (Miami-Dade) came into force in 1997 only: read it from then or later.'],
    ['12025', 1997, '12025 (Dade) was retired in 1997 already: read it from 1996 or earlier.'],
  ])('answers %s of %i with no county and a reason', (fips, from, note) => {
    expect(history.map(fips, from, 2022)).toEqual({ fips, counties: [], exact: false, note });
  });

  it.each([
    ['37011', null],
    ['02270', 'The same county as 02158 (Kusilvak).'],
    ['02261', 'The area of 02261 (Valdez-Cordova) lies in 02063 (Chugach) and 02066 (Copper River) of 2022.'],
    [
      '51560',
      '51005 (Alleghany) of 2022 holds more than 51560 (Clifton Forge city): 51005 (Alleghany) and 51560 (Clifton Forge city) lie in it, wholly or in part.',
    ],
  ])('says of %s what to mind', (fips, note) => {
    expect(history.map(fips, 2000, 2022).note).toBe(note);
  });

  it('reads every code of every vintage in every other, and finds it again on the way back', () => {
    const wrong: string[] = [];
    for (const from of history.vintages) {
      const here = codesOf(from).filter((fips) => terms.has(fips) || history.successorsOf(fips).length > 0);
      for (const to of history.vintages) {
        const there = new Set(codesOf(to));
        for (const fips of here) {
          const { counties: found, exact } = history.map(fips, from, to);
          const back = found.map((county) => read(county.fips, to, from));
          const holds =
            found.length > 0 &&
            found.every((county) => there.has(county.fips)) &&
            back.every(([codes, backExact]) => codes.includes(fips) && backExact === exact);
          if (!holds) wrong.push(`${fips} of ${from} in ${to}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('knows what a county passed on, and which passages are exact', () => {
    const exact = counties.flatMap(({ fips }) =>
      history
        .successorsOf(fips)
        .flatMap((passage) => (passage.exact ? [`${fips} ${passage.county.fips}`] : [])),
    );
    expect(exact.sort()).toEqual(['02270 02158', '12025 12086', '46113 46102']);
    expect(history.predecessorsOf('09130').map(({ county }) => county.name)).toEqual([
      'Middlesex',
      'New London',
    ]);
    expect(history.successorsOf('37011')).toEqual([]);
  });

  it.each([
    ['37011', null],
    ['37999', 'No county in force has this FIPS code.'],
    ['02270', '02270 (Wade Hampton) is retired since 2015; use 02158 (Kusilvak).'],
    [
      '02231',
      '02231 (Skagway-Yakutat-Angoon) is retired since 1992; use those that are meant of 02105 (Hoonah-Angoon), 02230 (Skagway) and 02282 (Yakutat).',
    ],
  ])('says why %s cannot be written now, and what can', (fips, refusal) => {
    expect(history.refusal(fips)).toBe(refusal);
  });
});
