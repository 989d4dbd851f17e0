import { countyFacts, stateOf } from './county-catalogue.ts';
import type { CountyChangeKind } from './county-succession.type.ts';
import { readTable } from './data-file.ts';

/** Of a county, or of a part of it, that another one took over. */
export interface CountyChangeFact {
  fips: string;
  successorFips: string;
  /** The first day of the successor, or of its new size. */
  effectiveOn: string;
  kind: `${CountyChangeKind}`;
  note: string | null;
  source: string;
}

/** From when a code is in force, and from when it no longer is. */
export interface CountyTerm {
  fips: string;
  validFrom: string | null;
  validTo: string | null;
}

const rows = () =>
  readTable('county-changes.tsv').map(
    ([fips = '', name = '', successorFips = '', effectiveOn = '', kind = '', note = '', source = '']) => {
      const of = { fips, successorFips, effectiveOn, note: note || null, source };
      return { name, change: { ...of, kind: kind as CountyChangeFact['kind'] } };
    },
  );

export const countyChanges = (): CountyChangeFact[] => rows().map(({ change }) => change);

/** Counties that were in force at some time since 1990 and no longer are. */
export function retiredCounties(): { fips: string; name: string; state: string }[] {
  const names = new Map(rows().flatMap(({ name, change }) => (name ? [[change.fips, name] as const] : [])));
  return [...names].map(([fips, name]) => ({ fips, name, state: stateOf(fips) }));
}

/** Of every code that began or ended since 1990. One that took in another county was there before. */
export function countyTerms(): CountyTerm[] {
  const changes = countyChanges();
  const inForce = new Set(countyFacts().map(({ fips }) => fips));
  const days = (of: CountyChangeFact[]): string[] => of.map(({ effectiveOn }) => effectiveOn).sort();
  const codes = new Set(changes.flatMap(({ fips, successorFips }) => [fips, successorFips]));
  return [...codes].sort().flatMap((fips) => {
    const began = days(changes.filter((c) => c.successorFips === fips && c.kind !== 'MERGED'));
    const ended = inForce.has(fips) ? [] : days(changes.filter((c) => c.fips === fips));
    const term = { fips, validFrom: began[0] ?? null, validTo: ended.at(-1) ?? null };
    return term.validFrom === null && term.validTo === null ? [] : [term];
  });
}
