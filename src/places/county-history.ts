import type { CountyChangeKind, CountyMapping, CountySuccession } from './county-succession.type.ts';
import type { County } from './county.type.ts';

export interface CountyChange {
  fips: string;
  successorFips: string;
  effectiveOn: string;
  kind: CountyChangeKind;
}

/** The codes are known as they were at the end of this year and later. */
export const FIRST_VINTAGE = 1990;

const yearOf = (day: string): number => Number(day.slice(0, 4));
const inWords = (items: string[]): string =>
  [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(Boolean).join(' and ');
const called = ({ fips, name }: County): string => `${fips} (${name})`;

/**
 * All counties since 1990 and what became of them. A vintage is a year, and means the codes in force at its end, so that
 * a change belongs to the vintage of its year on whichever day it took effect.
 */
export class CountyHistory {
  readonly counties: ReadonlyMap<string, County>;
  readonly inForce: readonly County[];
  /** The years in which codes changed, after the first one. */
  readonly vintages: readonly number[];
  /** In the order of the days. */
  private readonly byDay = new Map<string, CountyChange[]>();

  constructor(
    counties: readonly County[],
    private readonly changes: readonly CountyChange[],
  ) {
    this.counties = new Map(counties.map((county) => [county.fips, county]));
    this.inForce = counties.filter(({ validTo }) => validTo === null);
    for (const change of [...changes].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1)))
      this.byDay.set(change.effectiveOn, [...(this.byDay.get(change.effectiveOn) ?? []), change]);
    this.vintages = [...new Set([FIRST_VINTAGE, ...[...this.byDay.keys()].map(yearOf)])];
  }

  /** What a code that is written now is written in. */
  get current(): number {
    return this.vintages.at(-1)!;
  }

  successorsOf(fips: string): CountySuccession[] {
    return this.passages(
      this.changes.filter((change) => change.fips === fips),
      'successorFips',
    );
  }

  predecessorsOf(fips: string): CountySuccession[] {
    return this.passages(
      this.changes.filter((change) => change.successorFips === fips),
      'fips',
    );
  }

  map(fips: string, from: number, to: number): CountyMapping {
    const county = this.counties.get(fips);
    const nothing = { fips, counties: [], exact: false };
    if (!county) return { ...nothing, note: 'No county has had this code since 1990.' };
    if (!isOf(from, county)) return { ...nothing, note: `${called(county)} ${absence(county, from)}.` };
    const counties = this.found(this.reached(fips, from, to));
    const [only] = counties;
    const back = counties.length === 1 ? this.found(this.reached(only!.fips, to, from)) : [];
    const exact = back.length === 1;
    return { fips, counties, exact, note: noteOf(county, counties, back, to) };
  }

  /** Why something that is written now cannot name this code; null where it can. */
  refusal(fips: string): string | null {
    const county = this.counties.get(fips);
    if (!county) return 'No county in force has this FIPS code.';
    if (county.validTo === null) return null;
    // From the last vintage that had it, since that of the year in which it ended no longer has.
    const successors = this.map(fips, yearOf(county.validTo) - 1, this.current).counties.map(called);
    const choice = successors.length > 1 ? 'those that are meant of ' : '';
    return `${called(county)} is retired since ${yearOf(county.validTo)}; use ${choice}${inWords(successors)}.`;
  }

  private passages(changes: CountyChange[], other: 'fips' | 'successorFips'): CountySuccession[] {
    return changes
      .flatMap((change): CountySuccession[] => {
        const county = this.counties.get(change[other]);
        const { effectiveOn, kind } = change;
        return county ? [{ county, effectiveOn, kind, exact: this.isExact(change) }] : [];
      })
      .sort((a, b) => (a.effectiveOn + a.county.fips < b.effectiveOn + b.county.fips ? -1 : 1));
  }

  /** The whole of the one became the whole of the other. */
  private isExact({ fips, successorFips, effectiveOn }: CountyChange): boolean {
    const [after, before] = [this.step([fips], effectiveOn, 1), this.step([successorFips], effectiveOn, -1)];
    return after.size === 1 && before.size === 1;
  }

  private found(codes: Iterable<string>): County[] {
    return [...codes].sort().flatMap((fips) => this.counties.get(fips) ?? []);
  }

  private reached(fips: string, from: number, to: number): Set<string> {
    const [earlier, later] = from < to ? [from, to] : [to, from];
    const days = [...this.byDay.keys()].filter((day) => yearOf(day) > earlier && yearOf(day) <= later);
    const direction = from < to ? 1 : -1;
    return (direction === 1 ? days : days.reverse()).reduce(
      (codes, day) => this.step(codes, day, direction),
      new Set([fips]),
    );
  }

  /** Over one day of changes: into what the codes became, or back into what they had been. */
  private step(codes: Iterable<string>, day: string, direction: 1 | -1): Set<string> {
    const changes = this.byDay.get(day) ?? [];
    return new Set(
      [...codes].flatMap((code) => {
        const others = changes.flatMap(({ fips, successorFips }) => {
          const [here, there] = direction === 1 ? [fips, successorFips] : [successorFips, fips];
          return here === code ? [there] : [];
        });
        const county = this.counties.get(code);
        const stays = (direction === 1 ? county?.validTo : county?.validFrom) !== day;
        return stays ? [code, ...others] : others;
      }),
    );
  }
}

const isOf = (vintage: number, { validFrom, validTo }: County): boolean =>
  (validFrom === null || yearOf(validFrom) <= vintage) && (validTo === null || yearOf(validTo) > vintage);

/** Why a county is not of a vintage. */
const absence = ({ validFrom, validTo }: County, vintage: number): string =>
  validFrom !== null && yearOf(validFrom) > vintage
    ? `came into force in ${yearOf(validFrom)} only: read it from then or later`
    : `was retired in ${yearOf(validTo!)} already: read it from ${yearOf(validTo!) - 1} or earlier`;

function noteOf(county: County, counties: County[], back: County[], to: number): string | null {
  if (counties.length > 1)
    return `The area of ${called(county)} lies in ${inWords(counties.map(called))} of ${to}.`;
  const only = counties[0]!;
  if (back.length > 1)
    return `${called(only)} of ${to} holds more than ${called(county)}: ${inWords(back.map(called))} lie in it, wholly or in part.`;
  return only === county ? null : `The same county as ${called(only)}.`;
}
