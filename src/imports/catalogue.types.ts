import type { CatalogueEntry, Remark } from './rows/interpretation.ts';

/** A row of somebody's spreadsheet, read and understood as far as it can be. */
export interface UnderstoodRow {
  /** Where it begins, as the person who wrote the file counts. */
  line: number;
  /** As it was written, for the report. */
  name: string;
  /** USPS code; null when the row does not tell. */
  state: string | null;
  entry: CatalogueEntry | null;
  remarks: Remark[];
}

export type Outcome = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'MERGED' | 'REFUSED';

export interface ReportRow {
  line: number;
  name: string;
  state: string | null;
  /** Slug of the network that the row is for; null when there is none. */
  network: string | null;
  outcome: Outcome;
  /** Slug of the coalition, where it is known. */
  coalition: string | null;
  remarks: Remark[];
}

export interface ImportReport {
  file: string;
  /** Nothing was changed: this is what would be. */
  dryRun: boolean;
  rows: ReportRow[];
  /** By slug, what stopped a network, and how much of it is saved. */
  failures: Record<string, string>;
}
