import { knowledge } from '../../../test/support/catalogues.ts';
import { bordersOn, fipsOfState, nameOfState, stateNamed, stateOfFips, statesMentioned } from './states.ts';

const all = [...new Set(knowledge.counties.map(({ state }) => state))];

describe('A state', () => {
  it.each([
    ['nc ', 'NC'],
    ['N.C.', 'NC'],
    ['N. C.', 'NC'],
    ['North Carolina', 'NC'],
    ['north  carolina', 'NC'],
    ['Colo.', 'CO'],
    ['Ore.', 'OR'],
    ['Va', 'VA'],
    ['W. Va.', 'WV'],
    ['State of Georgia', 'GA'],
    ['Commonwealth of Virginia', 'VA'],
    ['D.C.', 'DC'],
    ['Puerto Rico', 'PR'],
  ])('%j is %s', (text, usps) => expect(stateNamed(text)).toBe(usps));

  it.each(['184', '', 'Carolina', 'XX', 'NC/SC'])('%j is none', (text) =>
    expect(stateNamed(text)).toBeNull(),
  );

  it('is in the table for every county, with its code and its name', () => {
    for (const { fips, state } of knowledge.counties) expect(stateOfFips(fips)).toBe(state);
    for (const state of all) {
      expect(stateNamed(nameOfState(state))).toBe(state);
      expect(stateOfFips(fipsOfState(state)!)).toBe(state);
    }
  });

  it('borders on those that border on it', () => {
    for (const state of all)
      for (const other of bordersOn(state)) expect([...bordersOn(other)]).toContain(state);
    expect([...bordersOn('OR')].sort()).toEqual(['CA', 'ID', 'NV', 'WA']);
    expect([...bordersOn('MO')]).toHaveLength(8);
    expect(bordersOn('HI').size).toBe(0);
  });
});

describe('A state that a row speaks of', () => {
  const mentioned = (text: string, among: string[], counties: string[] = []): string[] =>
    statesMentioned([text], among, counties);

  it('is in its words or in a host', () => {
    expect(mentioned('North Carolina Families', ['NC', 'TX'])).toEqual(['NC']);
    expect(mentioned('https://oregonfamilies.example.org/x', ['OR', 'MO'])).toEqual(['OR']);
    expect(mentioned('https://x.k12.or.us/', ['OR', 'MO'])).toEqual(['OR']);
  });

  it('is not in the name of a county or of a city, nor in the path of an address', () => {
    expect(mentioned('Iowa County Families', ['IA', 'WI'], ['Iowa'])).toEqual([]);
    expect(mentioned('Kansas City Families', ['KS', 'MO'])).toEqual([]);
    expect(mentioned('https://example.org/oregon', ['OR', 'MO'])).toEqual([]);
  });
});
