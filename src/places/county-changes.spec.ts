import { countyFacts } from './county-catalogue.ts';
import { countyChanges, countyTerms, retiredCounties } from './county-changes.ts';

const changes = countyChanges();
const current = new Map(countyFacts().map(({ fips, name, state }) => [fips, { name, state }]));
const retired = new Map(retiredCounties().map(({ fips, name, state }) => [fips, { name, state }]));
const terms = new Map(countyTerms().map((term) => [term.fips, term]));

describe('The changes of counties', () => {
  it('lead from and to codes that are known, each said once, with a day and a page of the Census Bureau', () => {
    const codes = changes.flatMap(({ fips, successorFips }) => [fips, successorFips]);
    expect(codes.filter((fips) => !current.has(fips) && !retired.has(fips))).toEqual([]);
    expect(new Set(changes.map(({ fips, successorFips }) => fips + successorFips)).size).toBe(changes.length);
    for (const { effectiveOn, source } of changes) {
      expect(new Date(effectiveOn).toISOString().slice(0, 10)).toBe(effectiveOn);
      expect(source).toMatch(
        /^https:\/\/www\.census\.gov\/[a-z/-]+county-changes\.(1990|2000|2010|2020)\.html$/,
      );
    }
  });

  it('name every code that ended since 1990, none of which is in force', () => {
    expect([...retired.keys()].sort().join(' ')).toBe(
      '02201 02231 02232 02261 02270 02280 09001 09003 09005 09007 09009 09011 09013 09015 12025 30113 46113 51515 51560 51780',
    );
    expect([...retired.keys()].filter((fips) => current.has(fips))).toEqual([]);
    expect([...retired.values()].filter(({ name }) => /Count|Area|\s$/.test(name))).toEqual([]);
  });

  it('stay within a state', () => {
    const elsewhere = changes.filter(
      ({ fips, successorFips }) => fips.slice(0, 2) !== successorFips.slice(0, 2),
    );
    expect(elsewhere).toEqual([]);
  });

  it('replace the counties of Connecticut by nine planning regions, with none left over', () => {
    const replaced = changes.filter(({ kind }) => kind === 'REPLACED');
    const regions = [...current].filter(([, { state }]) => state === 'CT').map(([fips]) => fips);
    expect(new Set(replaced.map(({ successorFips }) => successorFips))).toEqual(new Set(regions));
    expect(new Set(replaced.map(({ fips }) => fips)).size).toBe(8);
    expect(new Set(replaced.map(({ effectiveOn }) => effectiveOn))).toEqual(new Set(['2022-01-01']));
  });

  it.each([
    ['12025', null, '1997-07-22'],
    ['12086', '1997-07-22', null],
    ['02232', '1992-09-22', '2007-06-20'],
    ['02201', null, '2008-06-01'],
    ['08014', '2001-11-15', null],
    ['09110', '2022-01-01', null],
  ])('give %s its time in force: from %s to %s', (fips, validFrom, validTo) => {
    expect(terms.get(fips)).toEqual({ fips, validFrom, validTo });
  });

  it('leave what took in another county as old as it was', () => {
    expect(['51005', '02130', '30031', '08001'].filter((fips) => terms.has(fips))).toEqual([]);
  });

  it('end no code before it began, and begin each on one day', () => {
    const wrong = [...terms.values()].filter(
      ({ validFrom, validTo }) => validFrom !== null && validTo !== null && validFrom >= validTo,
    );
    expect(wrong).toEqual([]);
    for (const [fips, { validFrom }] of terms) {
      const days = changes
        .filter((c) => c.successorFips === fips && c.kind !== 'MERGED')
        .map((c) => c.effectiveOn);
      expect(new Set(days)).toEqual(new Set(validFrom === null ? [] : [validFrom]));
    }
  });
});
