import type { Goal } from '../networks/goal.type.ts';
import type { County } from '../places/county.type.ts';
import { gapsOf } from './gaps.ts';

const county = (fips: string, population: number | null): County => ({
  ...{ fips, name: fips, state: 'NC', population, populationYear: null, validFrom: null, validTo: null },
});
const goal = { code: 'G1' } as Goal;
const gapOf = (counties: County[], counts: number[]) =>
  gapsOf({ goals: [goal], counties, counts: [counts] })[0]!;

describe('The gap of a goal', () => {
  it('is the counties without anybody, their people, and their share of all', () => {
    const gap = gapOf([county('1', 100), county('2', 250), county('3', 50)], [0, 3, 0]);
    expect(gap.uncoveredCounties.map(({ fips }) => fips)).toEqual(['1', '3']);
    expect(gap).toMatchObject({
      ...{
        goal,
        uncoveredPopulation: 150,
        uncoveredPopulationShare: 150 / 400,
        countiesWithoutPopulation: 0,
      },
    });
  });

  it('leaves out people who were never counted, and says of how many counties', () => {
    expect(gapOf([county('1', null), county('2', 250), county('3', 50)], [0, 1, 0])).toMatchObject({
      ...{ uncoveredPopulation: 50, uncoveredPopulationShare: 50 / 300, countiesWithoutPopulation: 1 },
    });
  });

  it('has no figure where none of its counties has one', () => {
    expect(gapOf([county('1', null), county('2', 250)], [0, 1])).toMatchObject({
      ...{ uncoveredPopulation: null, uncoveredPopulationShare: null, countiesWithoutPopulation: 1 },
    });
    expect(gapOf([county('1', null)], [0])).toMatchObject({ uncoveredPopulationShare: null });
  });

  it('is nobody where every county has somebody', () => {
    expect(gapOf([county('1', 100)], [1])).toMatchObject({
      ...{ uncoveredCounties: [], uncoveredPopulation: 0, uncoveredPopulationShare: 0 },
    });
  });
});
