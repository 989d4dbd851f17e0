import { readAtlas, readTable } from './data-file.ts';

export interface CountyFact {
  fips: string;
  name: string;
  /** USPS code. */
  state: string;
  population: number | null;
  populationYear: number | null;
}

const FIGURES = 'county-figures.tsv';
const FIGURES_YEAR = 2023;

const states = new Map(
  [
    '01AL 02AK 04AZ 05AR 06CA 08CO 09CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY 22LA 23ME',
    '24MD 25MA 26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH 40OK 41OR 42PA 44RI',
    '45SC 46SD 47TN 48TX 49UT 50VT 51VA 53WA 54WV 55WI 56WY 60AS 66GU 69MP 72PR 78VI',
  ]
    .flatMap((line) => line.split(' '))
    .map((entry) => [entry.slice(0, 2), entry.slice(2)]),
);
const territories = new Set(['AS', 'GU', 'MP', 'PR', 'VI']);

/**
 * All current counties and equivalents, by FIPS code. For the states and DC our own table says which codes
 * are current, since us-atlas still has retired ones; the territories are as us-atlas has them, without figures.
 */
export function countyFacts(): CountyFact[] {
  const atlas = atlasNames();
  const facts = readFigures().map(({ fips, name, population }) => {
    const displayName = name || atlas.get(fips);
    if (!displayName) throw new Error(`County ${fips} has a name neither in us-atlas nor in ${FIGURES}`);
    return {
      fips,
      name: displayName,
      state: stateOf(fips),
      population,
      populationYear: population === null ? null : FIGURES_YEAR,
    };
  });
  for (const [fips, name] of atlas) {
    const state = stateOf(fips);
    if (territories.has(state)) facts.push({ fips, name, state, population: null, populationYear: null });
  }
  return facts.sort((a, b) => (a.fips < b.fips ? -1 : 1));
}

export function stateOf(fips: string): string {
  const state = states.get(fips.slice(0, 2));
  if (!state) throw new Error(`County ${fips} is in no known state`);
  return state;
}

function atlasNames(): Map<string, string> {
  return new Map(readAtlas().objects.counties.geometries.map(({ id, properties }) => [id, properties.name]));
}

function readFigures(): { fips: string; name: string; population: number | null }[] {
  return readTable(FIGURES).map(([fips = '', name = '', population = '']) => ({
    ...{ fips, name },
    population: population === '' ? null : Number(population),
  }));
}
