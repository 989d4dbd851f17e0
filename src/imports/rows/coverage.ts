import type { CountyNames } from './county-names.ts';
import { namesNone, saysStatewide, type Mention } from './county-mentions.ts';
import { listRead, merged, type FoundCounty } from './county-lists.ts';
import { codesRead, remarkOnOtherStates, type CodedCounty } from './fips-codes.ts';
import { listed, quoted, type EntryCounty, type EntryScope, type Remarks } from './interpretation.ts';
import { nameOfState } from './states.ts';

/** Cleaned cells. */
export interface CoverageCells {
  counties: string | null;
  fips: string | null;
  countyBasis: string | null;
  scope: string | null;
}

export interface Coverage {
  scope: EntryScope;
  counties: EntryCounty[];
}

export function coverageOf(
  cells: CoverageCells,
  state: string,
  names: CountyNames,
  remarks: Remarks,
): Coverage {
  const statewide = cells.counties !== null && saysStatewide(cells.counties);
  const codes = codesRead(cells.fips ?? '', state, names, remarks);
  remarkOnOtherStates(codes.counties, state, names, remarks);
  const { counties: named, missing } = statewide
    ? { counties: [], missing: [] }
    : namesRead(cells.counties, state, codes.counties, names, remarks);
  remarkOnMissing(missing, named, codes.counties, state, names, remarks);
  const basis = basisOf(cells.countyBasis, remarks);
  const both = reconciled(named, codes.counties, names, remarks);
  return scoped(cells.scope, statewide || codes.wholeState, both, { state, names, remarks }, basis);
}

function namesRead(
  text: string | null,
  state: string,
  codes: readonly CodedCounty[],
  names: CountyNames,
  remarks: Remarks,
): { counties: FoundCounty[]; missing: Mention[] } {
  if (text === null) return { counties: [], missing: [] };
  if (namesNone(text)) {
    remarks.note('counties', `${quoted(text)} names no county.`);
    return { counties: [], missing: [] };
  }
  const coded = codes.map(({ fips }) => names.byFips.get(fips)!);
  return listRead(text, { state, coded, names, remarks });
}

/** A name that nobody knows is harmless where codes that no name stands for are beside it. */
function remarkOnMissing(
  missing: readonly Mention[],
  named: readonly FoundCounty[],
  codes: readonly CodedCounty[],
  state: string,
  names: CountyNames,
  remarks: Remarks,
): void {
  const agree = named.every(({ fips }) => codes.some((code) => code.fips === fips));
  const unnamed = codes.filter(({ fips }) => !named.some((county) => county.fips === fips));
  const coded = agree && unnamed.length >= missing.length;
  for (const mention of missing) {
    const at = mention.state ?? state;
    const nearest = names.nearest(mention.name, at);
    const what = `${quoted(mention.name)} is no county of ${nameOfState(at)} that we know.`;
    if (coded) remarks.note('counties', `${what} The codes beside it were taken.`);
    else remarks.warn('counties', nearest ? `${what} Do you mean ${nearest.name} (${nearest.fips})?` : what);
  }
}

function basisOf(text: string | null, remarks: Remarks): EntryCounty['basis'] {
  if (text === null || /^(stated|as stated|explicit|listed|reported|yes|s)$/i.test(text)) return 'STATED';
  if (/^(inferred|assumed|implied|derived|guess(ed)?|estimated|i)\b/i.test(text)) return 'INFERRED';
  remarks.note('countyBasis', `${quoted(text)} was read as stated: use “stated” or “inferred”.`);
  return 'STATED';
}

/**
 * Names and codes say the same twice. Where one side only says more, both count. Where each has what the other lacks,
 * the names count: they are written by a person who thinks of places, while codes are copied from row to row.
 */
function reconciled(
  named: readonly FoundCounty[],
  codes: readonly CodedCounty[],
  names: CountyNames,
  remarks: Remarks,
): FoundCounty[] {
  const coded = codes.map(({ fips, note }) => ({ fips, note, partial: false }));
  if (named.length === 0) return merged(coded);
  const onlyNamed = named.filter(({ fips }) => !codes.some((code) => code.fips === fips));
  const onlyCoded = coded.filter(({ fips }) => !named.some((county) => county.fips === fips));
  const called = (counties: readonly { fips: string }[]): string =>
    listed(counties.map(({ fips }) => `${names.byFips.get(fips)!.name} (${fips})`));
  if (onlyCoded.length === 0) return merged(named);
  if (onlyNamed.length === 0) {
    remarks.note('fips', `Given by code only, and taken as well: ${called(onlyCoded)}.`);
    return merged([...named, ...onlyCoded]);
  }
  remarks.warn(
    'fips',
    `The names say ${called(onlyNamed)} where the codes say ${called(onlyCoded)}. The names were taken.`,
  );
  return merged(named);
}

const SCOPES: readonly (readonly [EntryScope, RegExp])[] = [
  ['STATEWIDE', /^(state-?\s?wide|state|entire state|all counties)\b/i],
  ['REGIONAL', /^(regional|region|multi-?\s?county|several counties)\b/i],
  ['LOCAL', /^(local|county|single[- ]county|community|city|countywide|county-wide)\b/i],
  ['UNSTATED', /^(unstated|not stated|other)\b/i],
];

interface Place {
  state: string;
  names: CountyNames;
  remarks: Remarks;
}

/** The scope that is said, unless the counties say otherwise; a statewide coalition lists none. */
function scoped(
  text: string | null,
  statewide: boolean,
  found: readonly FoundCounty[],
  { state, names, remarks }: Place,
  basis: EntryCounty['basis'],
): Coverage {
  const said = text === null ? null : (SCOPES.find(([, words]) => words.test(text))?.[0] ?? null);
  if (text !== null && said === null) remarks.note('scope', `${quoted(text)} is no scope that we know.`);
  if (statewide) {
    if (said === 'LOCAL' || said === 'REGIONAL') {
      remarks.warn(
        'scope',
        `Said to be ${said.toLowerCase()}, but all counties are listed: taken as statewide.`,
      );
    }
    if (found.length > 0)
      remarks.note('fips', 'A statewide coalition lists no counties: the codes were left out.');
    return { scope: 'STATEWIDE', counties: [] };
  }
  const counties = found.map((county) => ({ ...county, basis }));
  const every = counties.length > 1 && counties.length >= names.countiesOf(state).length;
  if (said === 'STATEWIDE' && (counties.length === 0 || every)) return { scope: 'STATEWIDE', counties: [] };
  const byCount = counties.length === 0 ? 'UNSTATED' : counties.length === 1 ? 'LOCAL' : 'REGIONAL';
  if (said === 'STATEWIDE') {
    remarks.warn('scope', 'Said to be statewide, but counties are listed: the counties count.');
    return { scope: byCount, counties };
  }
  return { scope: said === null || (said === 'UNSTATED' && counties.length > 0) ? byCount : said, counties };
}
