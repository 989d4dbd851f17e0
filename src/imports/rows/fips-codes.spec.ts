import { knowledge } from '../../../test/support/catalogues.ts';
import { CountyNames } from './county-names.ts';
import { codesRead } from './fips-codes.ts';
import { Remarks } from './interpretation.ts';

const names = CountyNames.of(knowledge);

function read(text: string, state: string | null = null) {
  const remarks = new Remarks();
  const { counties, wholeState } = codesRead(text, state, names, remarks);
  const said = remarks.all.map(({ severity, message }) => `${severity} ${message}`);
  return { fips: counties.map(({ fips }) => fips), wholeState, said };
}

describe('A column of county codes', () => {
  it.each([
    ['37129', ['37129']],
    ['8105', ['08105']],
    ['37129.0', ['37129']],
    ["'08067", ['08067']],
    ['37,129', ['37129']],
    ['37129,37019', ['37129', '37019']],
    ['37129; 37019 / 37047 & 37129', ['37129', '37019', '37047']],
    ['37129 New Hanover (37019 Brunswick)', ['37129', '37019']],
    ['0500000US37129', ['37129']],
    ['3.7129E+04', ['37129']],
  ])('%j', (text, fips) => expect(read(text)).toEqual({ fips, wholeState: false, said: [] }));

  it('takes the last three digits in a state that is known', () => {
    expect(read('129, 19', 'NC').fips).toEqual(['37129', '37019']);
    expect(read('129').said).toEqual(['WARNING “129” is the code of no county.']);
  });

  it('says which codes are of no county', () => {
    expect(read('37000').wholeState).toBe(true);
    expect(read('37129, 37998, 3712937019')).toEqual({
      fips: ['37129'],
      wholeState: false,
      said: ['WARNING “37998” and “3712937019” are codes of no county.'],
    });
  });

  it('replaces a retired code, and says whether that is certain', () => {
    expect(read('46113')).toEqual({
      fips: ['46102'],
      wholeState: false,
      said: ['NOTE Shannon County (46113) is no longer in force: it became Oglala Lakota (46102).'],
    });
    const split = read('2261');
    expect(split.fips).toEqual(['02063', '02066']);
    expect(split.said).toEqual([expect.stringMatching(/^WARNING .*not one to one/)]);
  });
});
