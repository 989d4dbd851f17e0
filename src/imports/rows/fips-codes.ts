import type { CountyNames } from './county-names.ts';
import { listed, quoted, type Remarks } from './interpretation.ts';
import { fipsOfState, nameOfState } from './states.ts';

export interface CodedCounty {
  fips: string;
  note: string | null;
}

export interface CodesRead {
  counties: CodedCounty[];
  /** Named by the code of a whole state. */
  wholeState: boolean;
}

/**
 * A column of county codes as spreadsheets leave it: numbers without their first zero, with decimals or as text, one or
 * many in a cell.
 */
export function codesRead(
  text: string,
  state: string | null,
  names: CountyNames,
  remarks: Remarks,
): CodesRead {
  const found = new Map<string, CodedCounty>();
  const wrong: string[] = [];
  let wholeState = false;
  for (const token of tokens(text)) {
    const fips = codeOf(token, state);
    if (fips !== null && /^\d\d000$/.test(fips)) wholeState = true;
    else if (fips !== null && names.byFips.has(fips))
      found.set(fips, found.get(fips) ?? { fips, note: null });
    else if (fips !== null && names.retiredByFips.has(fips)) {
      for (const county of successorsOf(fips, names, remarks, 'fips')) {
        found.set(county.fips, found.get(county.fips) ?? county);
      }
    } else if (/\d/.test(token)) wrong.push(token);
  }
  if (wrong.length > 0) {
    const what = wrong.length === 1 ? 'is the code of no county' : 'are codes of no county';
    remarks.warn('fips', `${listed(wrong.map(quoted))} ${what}.`);
  }
  return { counties: [...found.values()], wholeState };
}

/** The counties in force that a retired one became. */
export function successorsOf(
  fips: string,
  names: CountyNames,
  remarks: Remarks,
  column: 'fips' | 'counties',
): CodedCounty[] {
  const { name, successors } = names.retiredByFips.get(fips)!;
  const now = successors.flatMap((code) => names.byFips.get(code) ?? []);
  const called = listed(now.map((county) => `${county.name} (${county.fips})`));
  if (now.length === 1) remarks.note(column, `${name} (${fips}) is no longer in force: it became ${called}.`);
  else {
    remarks.warn(
      column,
      `${name} (${fips}) is no longer in force, and the mapping is not one to one: all of ${called} were taken. Remove those that the coalition does not cover.`,
    );
  }
  return now.map((county) => ({ fips: county.fips, note: `Given as ${name} (${fips}), which is retired.` }));
}

function tokens(text: string): string[] {
  const grouped = /^\d{1,2},\d{3}$/.test(text) ? text.replace(',', '') : text;
  return grouped.split(/(?:[\s,;|/&•·()[\]]|(?<!e)\+)+/i).filter((token) => token !== '');
}

/** Five digits, where a token can mean that. */
function codeOf(token: string, state: string | null): string | null {
  const bare = token.replace(/['"“”‘’#]/g, '').replace(/^(0500000)?US/i, '');
  const number = /^\d(\.\d+)?e\+?0?4$/i.test(bare) ? String(Number(bare)) : bare.replace(/\.0*$/, '');
  if (!/^\d+$/.test(number)) return null;
  if (number.length === 5) return number;
  if (number.length === 4) return `0${number}`;
  const own = state === null ? null : fipsOfState(state);
  return own !== null && number.length <= 3 ? own + number.padStart(3, '0') : null;
}

/** What to say of codes that lie elsewhere than the row. */
export function remarkOnOtherStates(
  codes: readonly CodedCounty[],
  state: string,
  names: CountyNames,
  remarks: Remarks,
): void {
  const elsewhere = codes.flatMap(({ fips }) => {
    const county = names.byFips.get(fips)!;
    return county.state === state ? [] : [`${county.name}, ${county.state} (${fips})`];
  });
  if (elsewhere.length === 0) return;
  const message = `Outside ${nameOfState(state)}: ${listed(elsewhere)}.`;
  if (elsewhere.length === codes.length) remarks.warn('fips', `${message} Check the state or the codes.`);
  else remarks.note('fips', message);
}
