import type { Goal } from '../networks/goal.type.ts';
import type { County } from '../places/county.type.ts';

interface Matrix {
  goals: Goal[];
  counties: County[];
  counts: number[][];
}

export interface GapFigures {
  goal: Goal;
  uncoveredCounties: County[];
  uncoveredPopulation: number | null;
  uncoveredPopulationShare: number | null;
  countiesWithoutPopulation: number;
}

/** What is known of how many live there; null when nothing is. */
const populationOf = (counties: County[]): number | null => {
  const known = counties.flatMap(({ population }) => population ?? []);
  return known.length === 0 ? null : known.reduce((sum, population) => sum + population, 0);
};

/** One for each goal, those that are covered everywhere with no county. */
export function gapsOf({ goals, counties, counts }: Matrix): GapFigures[] {
  const everybody = populationOf(counties);
  return goals.map((goal, row) => {
    const uncovered = counties.filter((_, column) => counts[row]![column] === 0);
    const population = uncovered.length === 0 ? 0 : populationOf(uncovered);
    return {
      goal,
      uncoveredCounties: uncovered,
      uncoveredPopulation: population,
      uncoveredPopulationShare: everybody && population !== null ? population / everybody : null,
      countiesWithoutPopulation: uncovered.filter((county) => county.population === null).length,
    };
  });
}
