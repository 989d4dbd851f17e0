import { existsSync, readFileSync } from 'node:fs';
import type { Knowledge, Meaning, RowValues } from '../../src/imports/rows/interpretation.ts';
import { defaultTerms } from '../../src/networks/default-terms.ts';
import { countyFacts } from '../../src/places/county-catalogue.ts';
import { parse, type CsvRow } from './csv.ts';

const read = (path: string): CsvRow[] => parse(readFileSync(path, 'utf8').replace(/^\ufeff|\r/g, ''));

const RETIRED: Knowledge['retired'] = [
  { fips: '02261', name: 'Valdez-Cordova Census Area', state: 'AK', successors: ['02063', '02066'] },
  { fips: '02270', name: 'Wade Hampton Census Area', state: 'AK', successors: ['02158'] },
  { fips: '09009', name: 'New Haven County', state: 'CT', successors: ['09140', '09170'] },
  { fips: '12025', name: 'Dade County', state: 'FL', successors: ['12086'] },
  { fips: '46113', name: 'Shannon County', state: 'SD', successors: ['46102'] },
  { fips: '51515', name: 'Bedford city', state: 'VA', successors: ['51019'] },
];

const allTerms = ['north-carolina', 'colorado', 'oregon'].flatMap((network) => defaultTerms(network));

/** The counties of the country and the terms of the three networks. */
export const knowledge: Knowledge = {
  counties: countyFacts().map(({ fips, name, state }) => ({ fips, name, state })),
  retired: RETIRED,
  terms: [...new Map(allTerms.map((term) => [`${term.taxonomy} ${term.code}`, term])).values()],
};

/** The same, with what a folder beside the project says of retired codes. */
const knowledgeFrom = (changes: string): Knowledge => ({
  ...knowledge,
  retired: read(changes).map((row) => ({
    fips: row.retired_fips!,
    name: row.retired_name!,
    state: row.state!,
    successors: row.successor_fips!.split(';'),
  })),
});

export interface ExpectedRow {
  name: string;
  /** USPS code; empty for a row that is refused. */
  state: string;
  scope: string;
  fips: string[];
  partial: string[];
  refused: boolean;
}

const fixtureMeanings: Record<string, Meaning> = {
  'Group name ': 'name',
  State: 'state',
  'Counties / area served': 'counties',
  'FIPS code(s)': 'fips',
  'Stated or inferred?': 'countyBasis',
  Reach: 'scope',
  Type: 'kind',
  Host: 'backbone',
  'Who is at the table': 'sectors',
  'For whom': 'populations',
  Web: 'website',
  Since: 'founded',
  Models: 'frameworks',
  'Seen at': 'sources',
  Remarks: 'notes',
  'a.k.a.': 'aliases',
  About: 'summary',
};

const codes = (text: string): string[] => text.split(/[; ]/).filter((code) => code !== '');

const valuesOf = (row: CsvRow, meanings: Record<string, Meaning>): RowValues =>
  Object.fromEntries(Object.entries(row).map(([heading, cell]) => [meanings[heading] ?? heading, cell]));

/** Invented coalitions in real counties, written as people write. */
export function ownCatalogue(): { values: RowValues; expected: ExpectedRow }[] {
  const expected = read('test/fixtures/messy-catalogue.expected.csv');
  return read('test/fixtures/messy-catalogue.csv').map((row, i) => ({
    values: valuesOf(row, fixtureMeanings),
    expected: {
      name: expected[i]!.name!,
      state: expected[i]!.state!,
      scope: expected[i]!.scope!,
      fips: codes(expected[i]!.county_fips!),
      partial: codes(expected[i]!.partial_fips!),
      refused: expected[i]!.refused === 'yes',
    },
  }));
}

const REAL = '../shared/data';

const realMeanings: Record<string, Meaning> = {
  'Coalition Name': 'name',
  'State ': 'state',
  'Counties served': 'counties',
  'Lead / backbone org.': 'backbone',
  'Sectors (who is at the table)': 'sectors',
  Website: 'website',
  'Yr. Est.': 'founded',
  'Frameworks / models used': 'frameworks',
  'Where we found it': 'sources',
  Notes: 'notes',
  FIPS: 'fips',
};

export interface RealOrganization {
  name: string;
  state: string;
  fips: string[];
  year: number | null;
}

/** The real catalogue in its messy and its clean copy, where it lies beside the project; null elsewhere. */
export function realCatalogue(): {
  rows: RowValues[];
  organizations: RealOrganization[];
  knowledge: Knowledge;
} | null {
  if (!existsSync(`${REAL}/catalog/coalitions_raw_messy.csv`)) return null;
  return {
    rows: read(`${REAL}/catalog/coalitions_raw_messy.csv`).map((row) => valuesOf(row, realMeanings)),
    organizations: read(`${REAL}/catalog/coalitions.csv`).map((row) => ({
      name: row.name!,
      state: row.state!,
      fips: codes(row.county_fips!).sort(),
      year: row.founded_year ? Number(row.founded_year) : null,
    })),
    knowledge: knowledgeFrom(`${REAL}/counties/county_changes.csv`),
  };
}
