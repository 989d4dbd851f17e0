import type { Meaning } from '../table/headings.ts';

export type { Meaning };

/** The cells of one row as they stand in the file. */
export type RowValues = Partial<Record<Meaning, string>>;

export interface KnownCounty {
  fips: string;
  name: string;
  /** USPS code. */
  state: string;
}

export interface RetiredCounty extends KnownCounty {
  /** FIPS codes in force. */
  successors: string[];
}

export interface KnownTerm {
  taxonomy: string;
  code: string;
  label: string;
}

/**
 * What a row is read by. Pass the same object for all rows of a file: the indexes of its lists are built once.
 */
export interface Knowledge {
  counties: readonly KnownCounty[];
  retired: readonly RetiredCounty[];
  terms: readonly KnownTerm[];
  /** USPS code of the state that the catalogue is of, for rows that do not say theirs. */
  homeState?: string | null;
}

/** A REFUSED row gives no entry; a WARNING says that something was left out or is doubtful; a NOTE how it was read. */
export type Severity = 'REFUSED' | 'WARNING' | 'NOTE';

export interface Remark {
  column: Meaning;
  severity: Severity;
  message: string;
}

export interface EntryCounty {
  fips: string;
  partial: boolean;
  basis: 'STATED' | 'INFERRED';
  note: string | null;
}

export type EntryScope = 'LOCAL' | 'REGIONAL' | 'STATEWIDE' | 'UNSTATED';

export interface CatalogueEntry {
  name: string;
  aliases: string[];
  kindCode: string;
  scope: EntryScope;
  /** In the order of their codes. */
  counties: EntryCounty[];
  backbone: string | null;
  sectorCodes: string[];
  frameworkCodes: string[];
  populationCodes: string[];
  website: string | null;
  foundedYear: number | null;
  summary: string | null;
  mission: string | null;
  sources: { url: string }[];
}

export interface Interpretation {
  /** USPS code. */
  state: string | null;
  /** Null for a row that was refused. */
  entry: CatalogueEntry | null;
  remarks: Remark[];
}

/** The remarks of one row, each said once. */
export class Remarks {
  readonly all: Remark[] = [];

  refuse(column: Meaning, message: string): void {
    this.add(column, 'REFUSED', message);
  }

  warn(column: Meaning, message: string): void {
    this.add(column, 'WARNING', message);
  }

  note(column: Meaning, message: string): void {
    this.add(column, 'NOTE', message);
  }

  get refused(): boolean {
    return this.all.some(({ severity }) => severity === 'REFUSED');
  }

  private add(column: Meaning, severity: Severity, message: string): void {
    const said = this.all.some((remark) => remark.column === column && remark.message === message);
    if (!said) this.all.push({ column, severity, message });
  }
}

const LONGEST_QUOTE = 60;

/** By whole characters, so that none is cut in half. */
export function quoted(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  const cut = characters.length > LONGEST_QUOTE;
  return cut ? `“${characters.slice(0, LONGEST_QUOTE - 1).join('')}…”` : `“${characters.join('')}”`;
}

/** The first of a long list, and how many more. */
export function listed(items: readonly string[], most = 8): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : [...items];
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
