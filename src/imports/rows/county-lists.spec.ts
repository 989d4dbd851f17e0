import { knowledge } from '../../../test/support/catalogues.ts';
import { CountyNames } from './county-names.ts';
import { listRead, statesOfList } from './county-lists.ts';
import { listItems, saysStatewide } from './county-mentions.ts';
import { Remarks } from './interpretation.ts';

const names = CountyNames.of(knowledge);

function read(text: string, state: string, coded: string[] = []) {
  const remarks = new Remarks();
  const known = coded.map((fips) => names.byFips.get(fips)!);
  const { counties, missing } = listRead(text, { state, coded: known, names, remarks });
  const found = counties.map(
    ({ fips, partial }) => names.byFips.get(fips)!.name + (partial ? ' (part)' : ''),
  );
  return {
    found,
    missing: missing.map(({ name }) => name),
    remarks: remarks.all.map(({ message }) => message),
  };
}

describe('A list of counties', () => {
  it.each([
    ['Linn, Benton, and Lincoln Counties', 'OR', ['Benton', 'Lincoln', 'Linn']],
    ['Linn; Benton & Lincoln', 'OR', ['Benton', 'Lincoln', 'Linn']],
    ['Jackson – Josephine', 'OR', ['Jackson', 'Josephine']],
    ['Jackson-Josephine', 'OR', ['Jackson', 'Josephine']],
    ['Jackson - Josephine', 'OR', ['Jackson', 'Josephine']],
    ['1. Avery\n2. Mitchell\n- Yancey', 'NC', ['Avery', 'Mitchell', 'Yancey']],
    ['Counties served: Coos • Curry', 'OR', ['Coos', 'Curry']],
    ['King and Queen and Essex', 'VA', ['Essex', 'King and Queen']],
    ['Lewis & Clark & Cascade', 'MT', ['Cascade', 'Lewis and Clark']],
    ['Miami-Dade-Monroe', 'FL', ['Miami-Dade', 'Monroe']],
    ['City of Richmond, Henrico & County of Surry', 'VA', ['Henrico', 'Surry', 'Richmond city']],
    ['City of Philadelphia', 'PA', ['Philadelphia']],
    ['City and County of Denver', 'CO', ['Denver']],
    ['Athens-Clarke County', 'GA', ['Clarke']],
    ['Wake (all), Durham (whole)', 'NC', ['Durham', 'Wake']],
    ['Tri-county (Coos, Curry, Douglas)', 'OR', ['Coos', 'Curry', 'Douglas']],
    ['Jackson, MO; Wyandotte, KS', 'MO', ['Wyandotte', 'Jackson']],
    ['Jackson and Wyandotte (KS)', 'MO', ['Wyandotte', 'Jackson']],
  ])('%j in %s', (text, state, found) => expect(read(text, state).found).toEqual(found));

  it.each([
    ['part of Wake', 'NC', ['Wake (part)']],
    ['northern Wake County and Durham', 'NC', ['Durham', 'Wake (part)']],
    ['the western half of Wake', 'NC', ['Wake (part)']],
    ['Wake - part, Durham', 'NC', ['Durham', 'Wake (part)']],
    ['Franklin (city of Youngsville, Bunn)', 'NC', ['Franklin (part)']],
    ['Asheville (Buncombe)', 'NC', ['Buncombe (part)']],
    ['Tarpon Springs in Pinellas County', 'FL', ['Pinellas (part)']],
    ['City of Durham', 'NC', ['Durham (part)']],
    ['East Carroll; West Carroll', 'LA', ['East Carroll', 'West Carroll']],
    ['Northampton', 'NC', ['Northampton']],
    ['Wake (part), Wake', 'NC', ['Wake']],
  ])('that says parts: %j in %s', (text, state, found) => expect(read(text, state).found).toEqual(found));

  it('says which names it does not know', () => {
    expect(read('Wake, Hokke, City of Kannapolis', 'NC')).toEqual({
      found: ['Wake'],
      missing: ['Hokke', 'City of Kannapolis'],
      remarks: [],
    });
  });

  it('is read by the codes beside it where two have one name', () => {
    expect(read('Richmond', 'VA').found).toEqual(['Richmond']);
    expect(read('Richmond', 'VA', ['51760']).found).toEqual(['Richmond city']);
    expect(read('Wyandotte', 'MO', ['20209']).found).toEqual(['Wyandotte']);
  });

  it('crosses the border of its state where that leads somewhere', () => {
    const { found, remarks } = read('Hamilton, Kenton, Boone & Campbell', 'OH');
    expect(found).toEqual(['Boone', 'Campbell', 'Kenton', 'Hamilton']);
    expect(remarks).toEqual([expect.stringContaining('Not in Ohio, and so taken from a neighbouring state')]);
    expect(read('Klickitat', 'OR').found).toEqual([]);
    expect(read('Wake, Horry, Maricopa', 'NC')).toMatchObject({
      found: ['Wake', 'Horry'],
      missing: ['Maricopa'],
    });
  });

  it('names what became of a retired county', () => {
    expect(read('Valdez-Cordova Census Area', 'AK').found).toEqual(['Chugach', 'Copper River']);
    expect(read('City of Bedford', 'VA').found).toEqual(['Bedford']);
  });

  it('is in the states that have all of it', () => {
    const states = names.allStates();
    expect(statesOfList('Grand/Jackson', names, states)).toEqual(['CO']);
    expect(statesOfList('Grand', names, states).sort()).toEqual(['CO', 'UT']);
    expect(statesOfList('Nowhere', names, states)).toEqual([]);
  });

  it('keeps brackets together', () => {
    expect(listItems('A (b, c), D\nand E')).toEqual(['A (b, c)', 'D', 'E']);
  });

  it.each([
    'ALL',
    'all NC counties',
    'All counties of the state',
    'All counties',
    'all 100 counties',
    'Statewide (all counties)',
    'entire state',
    'state wide',
  ])('may be the whole state: %s', (text) => expect(saysStatewide(text)).toBe(true));
  it.each([
    'All of Wake County',
    'All of Wake, Durham counties',
    'All counties in the Cape Fear region',
    'All counties except Wake',
    'Allen',
  ])('is not the whole state: %s', (text) => expect(saysStatewide(text)).toBe(false));
});
