import type { Knowledge, KnownCounty, RetiredCounty } from './interpretation.ts';

/** What the word beside a name says: an independent city is no county, even where both have one name. */
export type CountyKind = 'county' | 'city' | null;

const AFTER =
  /\s+(county|counties|co|cos|cnty|cty|parish|parishes|borough|boroughs|census areas?|municipality|municipio|city and borough|planning region)\.?$/i;

/** Letters and digits only: people write LaPlata, De Kalb, McDowell, Mc Dowell, Dona Ana and Saint Johns. */
export const countyKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/\bsainte\b/g, 'ste')
    .replace(/\bsaint\b/g, 'st')
    .replace(/[^a-z0-9]+/g, '');

/** A name without the word for what it is of, however often that was written, and what the word said. */
export function withoutKind(text: string): { name: string; kind: CountyKind } {
  let name = text.trim().replace(/^(the\s+)?(city\s+(and|&)\s+)?count(y|ies)\s+of\s+/i, '');
  let kind: CountyKind = name === text.trim() ? null : 'county';
  while (AFTER.test(name)) {
    name = name.replace(AFTER, '');
    kind = 'county';
  }
  return { name: name.replace(/[.:]$/, '').trim(), kind };
}

const isCity = ({ name, fips }: KnownCounty): boolean => / city$/.test(name) && fips.slice(2) >= '500';

interface StateNames {
  counties: Map<string, KnownCounty>;
  cities: Map<string, KnownCounty>;
  retired: Map<string, RetiredCounty>;
}

/** The counties in force and those retired, by the names that people give them. */
export class CountyNames {
  readonly byFips: ReadonlyMap<string, KnownCounty>;
  readonly retiredByFips: ReadonlyMap<string, RetiredCounty>;
  private readonly states = new Map<string, StateNames>();

  private constructor({ counties, retired }: Knowledge) {
    this.byFips = new Map(counties.map((county) => [county.fips, county]));
    this.retiredByFips = new Map(retired.map((county) => [county.fips, county]));
    for (const county of counties) {
      const { counties: own, cities } = this.of(county.state);
      if (isCity(county)) cities.set(countyKey(county.name.replace(/ city$/, '')), county);
      else own.set(countyKey(withoutKind(county.name).name), county);
    }
    for (const county of retired) {
      this.of(county.state).retired.set(countyKey(withoutKind(county.name).name), county);
    }
    const capital = this.byFips.get('11001');
    if (capital)
      for (const key of ['dc', 'washington', 'washingtondc']) this.of('DC').counties.set(key, capital);
    const carson = this.byFips.get('32510');
    if (carson) this.of('NV').counties.set('carson', carson);
  }

  private static readonly built = new WeakMap<Knowledge, CountyNames>();

  static of(knowledge: Knowledge): CountyNames {
    const known = this.built.get(knowledge) ?? new CountyNames(knowledge);
    this.built.set(knowledge, known);
    return known;
  }

  /** The county of that name in a state; the plain name of a county and a city is the county's. */
  find(text: string, state: string): KnownCounty | null {
    const names = this.states.get(state);
    if (!names) return null;
    const { name, kind } = withoutKind(text);
    const key = countyKey(name);
    const own = names.counties.get(key);
    if (own || kind === 'county') return own ?? null;
    return names.cities.get(key.replace(/city$/, '')) ?? null;
  }

  /** An independent city by its name without "city". */
  city(text: string, state: string): KnownCounty | null {
    return this.states.get(state)?.cities.get(countyKey(text)) ?? null;
  }

  findRetired(text: string, state: string): RetiredCounty | null {
    return this.states.get(state)?.retired.get(countyKey(withoutKind(text).name)) ?? null;
  }

  /** The states that have a county of that name, in force or retired. */
  statesWith(text: string): string[] {
    return [...this.states.keys()].filter((state) => this.find(text, state) ?? this.findRetired(text, state));
  }

  allStates(): string[] {
    return [...this.states.keys()];
  }

  countiesOf(state: string): KnownCounty[] {
    return [...this.byFips.values()].filter((county) => county.state === state);
  }

  /** The one name of the state that is at most two letters away; in short names, one. */
  nearest(text: string, state: string): KnownCounty | null {
    const key = countyKey(withoutKind(text).name);
    const most = key.length < 4 ? 0 : key.length < 6 ? 1 : 2;
    const near = this.countiesOf(state)
      .map((county) => ({ county, far: distance(key, countyKey(withoutKind(county.name).name), most) }))
      .filter(({ far }) => far <= most)
      .sort((a, b) => a.far - b.far);
    return near[0]?.county ?? null;
  }

  private of(state: string): StateNames {
    const names = this.states.get(state) ?? { counties: new Map(), cities: new Map(), retired: new Map() };
    this.states.set(state, names);
    return names;
  }
}

/** Letters to add, drop or change; more than `most` as soon as that is certain. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, previous[j]! + 1, row[j - 1]! + 1));
    }
    if (Math.min(...row) > most) return most + 1;
    previous = row;
  }
  return previous[b.length]!;
}
