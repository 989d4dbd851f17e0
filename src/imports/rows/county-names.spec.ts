import { knowledge } from '../../../test/support/catalogues.ts';
import { countyKey, CountyNames, distance, withoutKind } from './county-names.ts';

const names = CountyNames.of(knowledge);
const find = (text: string, state: string): string | undefined => names.find(text, state)?.fips;

describe('The name of a county', () => {
  it('finds every county in its state, with and without the word for what it is', () => {
    for (const { fips, name, state } of knowledge.counties) {
      expect([name, find(name, state)]).toEqual([name, fips]);
      expect([name, find(name.toUpperCase(), state)]).toEqual([name, fips]);
      if (!/city$/.test(name)) expect([name, find(`${name} County`, state)]).toEqual([name, fips]);
    }
  });

  it.each([
    ['LaPlata', 'CO', '08067'],
    ['La Plata Co.', 'CO', '08067'],
    ['Dona Ana', 'NM', '35013'],
    ['Mc Dowell', 'NC', '37111'],
    ['St Johns', 'FL', '12109'],
    ['Saint Louis', 'MN', '27137'],
    ['Sainte Genevieve', 'MO', '29186'],
    ['Prince Georges', 'MD', '24033'],
    ['Miami Dade', 'FL', '12086'],
    ['Lake & Peninsula Borough', 'AK', '02164'],
    ['Nome Census Area', 'AK', '02180'],
    ['Fairfax County County', 'VA', '51059'],
    ['County of Wake', 'NC', '37183'],
    ['District of Columbia County', 'DC', '11001'],
    ['Washington, D.C.', 'DC', '11001'],
  ])('%s, %s', (text, state, fips) => expect(find(text, state)).toBe(fips));

  it.each([
    ['VA', 'Fairfax', '51059', '51600'],
    ['VA', 'Franklin', '51067', '51620'],
    ['VA', 'Richmond', '51159', '51760'],
    ['VA', 'Roanoke', '51161', '51770'],
    ['MD', 'Baltimore', '24005', '24510'],
    ['MO', 'St. Louis', '29189', '29510'],
  ])('in %s, %s is the county and no city', (state, name, county, city) => {
    expect(find(name, state)).toBe(county);
    expect(find(`${name} County`, state)).toBe(county);
    expect(find(`${name} city`, state)).toBe(city);
    expect(names.city(name, state)?.fips).toBe(city);
  });

  it('is that of a city where no county has it, unless it says county', () => {
    expect(find('Alexandria', 'VA')).toBe('51510');
    expect(find('Alexandria County', 'VA')).toBeUndefined();
    expect(find('Charles City', 'VA')).toBe('51036');
  });

  it('may be retired', () => {
    expect(find('Bedford city', 'VA')).toBeUndefined();
    expect(names.findRetired('Bedford city', 'VA')?.successors).toEqual(['51019']);
  });

  it('has a nearest one, at most two letters away', () => {
    expect(names.nearest('Hokke', 'NC')?.name).toBe('Hoke');
    expect(names.nearest('Transilvannia', 'NC')?.name).toBe('Transylvania');
    expect(names.nearest('Kannapolis', 'NC')).toBeNull();
    expect(names.nearest('Le', 'NC')).toBeNull();
  });
});

it('The word for a county goes, however it is written', () => {
  expect(withoutKind('Coos Co.')).toEqual({ name: 'Coos', kind: 'county' });
  expect(withoutKind('Counties of Butts')).toEqual({ name: 'Butts', kind: 'county' });
  expect(withoutKind('Wake')).toEqual({ name: 'Wake', kind: null });
  expect(countyKey('Queen Anne’s')).toBe('queenannes');
});

it('A distance is counted up to the most that matters', () => {
  expect([distance('hoke', 'hoke', 2), distance('hokke', 'hoke', 2), distance('wake', 'polk', 2)]).toEqual([
    0, 1, 3,
  ]);
});
