import { countyKey, withoutKind, type CountyNames } from './county-names.ts';
import { successorsOf } from './fips-codes.ts';
import { listed, quoted, Remarks, type KnownCounty } from './interpretation.ts';
import {
  asPart,
  listItems,
  mentionOf,
  placeNamed,
  placeWithin,
  withStateAfter,
  type Mention,
} from './county-mentions.ts';
import { bordersOn, nameOfState } from './states.ts';

export interface FoundCounty {
  fips: string;
  partial: boolean;
  note: string | null;
}

export interface ListRead {
  counties: FoundCounty[];
  /** Names that are of no county here. */
  missing: Mention[];
}

export interface ListContext {
  state: string;
  /** Counties that the row also gives by code: they say which of two counties of one name is meant. */
  coded: readonly KnownCounty[];
  names: CountyNames;
  remarks: Remarks;
}

/** Cities that are whole counties, under one government and one name. */
const WHOLE_CITIES: ReadonlySet<string> = new Set([
  '06075',
  '08014',
  '08031',
  '11001',
  '15003',
  '32510',
  '42101',
]);

/** No county has more joints in its name. */
const MOST_JOINED = 4;

const nothing = (): ListRead => ({ counties: [], missing: [] });

/** The counties that a cell names, within one state and across its border where the list leads there. */
export function listRead(text: string, context: ListContext): ListRead {
  const read = listItems(text).reduce((all, item) => joined(all, itemRead(item, context)), nothing());
  const beyond = acrossTheBorder(read, context);
  return { counties: merged([...read.counties, ...beyond.counties]), missing: beyond.missing };
}

/** The states in which every name of the list is a county. */
export const statesOfList = (text: string, names: CountyNames, states: Iterable<string>): string[] =>
  [...states].filter((state) => {
    const context = { state, coded: [], names, remarks: new Remarks() };
    const { counties, missing } = listItems(text)
      .map((item) => itemRead(item, context))
      .reduce(joined, nothing());
    return (
      counties.length > 0 &&
      missing.length === 0 &&
      counties.every(({ fips }) => names.byFips.get(fips)!.state === state)
    );
  });

function itemRead(item: string, context: ListContext): ListRead {
  const mention = mentionOf(item);
  const one = oneCounty(mention, context) ?? placeInBrackets(mention, context);
  if (one) return { counties: one, missing: [] };
  const conjoined = severalRead(mention, /\s+(?:and|&|\+|und|y)\s+|\s*[&+]\s*/i, ' and ', context);
  if (conjoined) return conjoined;
  const hyphened = severalRead(mention, /\s*[-–—]\s*/, '-', context);
  return hyphened && hyphened.counties.length > 0
    ? consolidated(hyphened, mention, context)
    : { counties: [], missing: [mention] };
}

/** One county under any of the ways to say it; several only for one that was split since. */
function oneCounty(mention: Mention, context: ListContext): FoundCounty[] | null {
  const direct = lookUp(mention, context);
  if (direct) return direct;
  const place = placeNamed(mention.name);
  const city = place === null ? null : cityRead(place, mention, context);
  if (city) return city;
  for (const read of [asPart, placeWithin, withStateAfter]) {
    const other = read(mention);
    const found = other && lookUp(other, context);
    if (found) return found;
  }
  return null;
}

function lookUp(mention: Mention, { state, coded, names, remarks }: ListContext): FoundCounty[] | null {
  const { name, kind } = withoutKind(mention.name.replace(/ only$/i, ''));
  if (name === '') return null;
  const said = { partial: mention.partial, note: mention.note ?? mention.aside };
  const by = coded.find(
    (county) =>
      (mention.state ?? county.state) === county.state &&
      (names.find(mention.name, county.state) === county ||
        (kind === null && countyKey(county.name) === `${countyKey(name)}city`)),
  );
  const county = by ?? names.find(mention.name, mention.state ?? state);
  if (county) return [{ fips: county.fips, ...said }];
  const retired = names.findRetired(mention.name, mention.state ?? state);
  if (!retired) return null;
  return successorsOf(retired.fips, names, remarks, 'counties').map(({ fips, note }) => ({
    fips,
    partial: mention.partial,
    note: said.note ?? note,
  }));
}

/** A city is a county of its own, or a part of the county that has its name. */
function cityRead(place: string, mention: Mention, context: ListContext): FoundCounty[] | null {
  const { names, remarks } = context;
  const state = mention.state ?? context.state;
  const said = { partial: mention.partial, note: mention.note ?? mention.aside };
  const own = names.city(place, state);
  if (own) return [{ fips: own.fips, ...said }];
  const retired = lookUp({ ...mention, name: `${place} city` }, context);
  if (retired) return retired;
  const county = names.find(place, state);
  if (!county) return null;
  if (WHOLE_CITIES.has(county.fips)) return [{ fips: county.fips, ...said }];
  remarks.warn(
    'counties',
    `${quoted(mention.name)} was read as a part of ${county.name} County: check that it lies there.`,
  );
  return [{ fips: county.fips, partial: true, note: said.note ?? mention.name }];
}

/** “Asheville (Buncombe County)” is a part of that county, “Tri-county (Coos, Curry)” is all of those. */
function placeInBrackets({ name, aside }: Mention, context: ListContext): FoundCounty[] | null {
  if (aside === null) return null;
  const inside = listItems(aside).map((item) => oneCounty(mentionOf(item), context));
  if (inside.length === 0 || inside.some((found) => found === null)) return null;
  const counties = inside.flatMap((found) => found!);
  return counties.length === 1 ? [{ ...counties[0]!, partial: true, note: name }] : counties;
}

/** Names joined by a word or a hyphen, which may itself belong to a name: the longest that is a county is taken. */
function severalRead(
  mention: Mention,
  separator: RegExp,
  joint: string,
  context: ListContext,
): ListRead | null {
  const parts = mention.name.split(separator).filter((part) => part !== '');
  if (parts.length < 2) return null;
  const read = nothing();
  for (let start = 0; start < parts.length;) {
    const length = Math.min(parts.length - start, MOST_JOINED);
    const lengths = Array.from({ length }, (_, i) => length - i);
    const found = lengths.flatMap((taken) => {
      const last =
        start + taken === parts.length ? {} : { state: null, aside: null, note: null, partial: false };
      const name = parts.slice(start, start + taken).join(joint);
      const counties = oneCounty({ ...mention, ...last, name }, context);
      return counties ? [{ taken, counties }] : [];
    })[0];
    if (found) read.counties.push(...found.counties);
    else if (joint === '-') read.missing.push({ ...mention, name: parts[start]! });
    else joined(read, itemRead(parts[start]!, context));
    start += found?.taken ?? 1;
  }
  return read;
}

/** “Athens-Clarke” and “Butte-Silver Bow” are a town and the county that it has merged with. */
function consolidated(read: ListRead, mention: Mention, { state, names, remarks }: ListContext): ListRead {
  const [town, ...others] = read.missing;
  const first = town !== undefined && others.length === 0 && mention.name.startsWith(town.name);
  if (!first || read.counties.length !== 1 || names.nearest(town.name, state)) return read;
  remarks.note(
    'counties',
    `${quoted(mention.name)} was read as ${names.byFips.get(read.counties[0]!.fips)!.name}.`,
  );
  return { counties: read.counties, missing: [] };
}

/**
 * A coalition may cross the border of its state. If the row names counties of its own state as well, a name that its
 * state does not have is taken from a neighbouring state: from the only one that has it, or from one that the row has
 * led to already. A name that its own state nearly has may be a slip, and leads nowhere.
 */
function acrossTheBorder({ counties, missing }: ListRead, context: ListContext): ListRead {
  const { state, names } = context;
  if (counties.length === 0) return { counties: [], missing };
  const foreign = missing
    .filter((mention) => mention.state === null)
    .map((mention) => ({
      mention,
      slip: names.nearest(mention.name, state) !== null,
      states: [...bordersOn(state)].filter((other) => names.find(mention.name, other)),
    }));
  const certain = new Set(
    foreign.flatMap(({ slip, states }) => (!slip && states.length === 1 ? states : [])),
  );
  const taken = new Map<Mention, FoundCounty>();
  for (const { mention, states } of foreign) {
    const [likely, ...others] = states.filter((other) => certain.has(other));
    const county = likely && others.length === 0 ? names.find(mention.name, likely) : null;
    if (county) taken.set(mention, { fips: county.fips, partial: mention.partial, note: mention.note });
  }
  remarkOnNeighbours([...taken.values()], context);
  return { counties: [...taken.values()], missing: missing.filter((mention) => !taken.has(mention)) };
}

function remarkOnNeighbours(taken: readonly FoundCounty[], { state, names, remarks }: ListContext): void {
  if (taken.length === 0) return;
  const called = taken.map(({ fips }) => {
    const county = names.byFips.get(fips)!;
    return `${county.name}, ${county.state} (${fips})`;
  });
  const message = `Not in ${nameOfState(state)}, and so taken from a neighbouring state: ${listed(called)}.`;
  remarks.warn('counties', message);
}

function joined(all: ListRead, more: ListRead): ListRead {
  all.counties.push(...more.counties);
  all.missing.push(...more.missing);
  return all;
}

/** Each county once; whole when one mention says the whole of it. */
export function merged(counties: readonly FoundCounty[]): FoundCounty[] {
  const byFips = new Map<string, FoundCounty>();
  for (const county of counties) {
    const before = byFips.get(county.fips);
    byFips.set(county.fips, {
      fips: county.fips,
      partial: county.partial && (before?.partial ?? true),
      note: before?.note ?? county.note,
    });
  }
  return [...byFips.values()].sort((a, b) => (a.fips < b.fips ? -1 : 1));
}
