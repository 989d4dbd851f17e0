import { sourcesRead, websiteRead } from './addresses.ts';
import { cleaned, shortened } from './cleaning.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { CountyNames } from './county-names.ts';
import { Remarks, quoted, type Interpretation, type Knowledge, type RowValues } from './interpretation.ts';
import { namesRead } from './names.ts';
import { rowState, type Cells } from './row-state.ts';
import { codesOf, kindIn } from './vocabulary.ts';
import { yearRead } from './years.ts';

const columns = [
  'id',
  'name',
  'aliases',
  'state',
  'counties',
  'fips',
  'countyBasis',
  'scope',
  'kind',
  'backbone',
  'sectors',
  'populations',
  'website',
  'founded',
  'frameworks',
  'sources',
  'notes',
  'summary',
  'mission',
] as const;

/**
 * One row of somebody's spreadsheet as an entry of the catalogue, with all that was doubtful about it. Notes are what
 * people write to each other: they help to find the state, and stay out of the entry.
 */
export function interpretRow(values: RowValues, knowledge: Knowledge): Interpretation {
  const remarks = new Remarks();
  const cells = Object.fromEntries(
    columns.map((column) => [column, cleaned(values[column], column, remarks)]),
  ) as Cells;
  const names = namesRead(cells.name, cells.aliases, remarks);
  const counties = CountyNames.of(knowledge);
  const state = rowState(cells, counties, knowledge.homeState ?? null, remarks);
  if (names === null || state === null) return { state, entry: null, remarks: remarks.all };
  const coverage = coverageOf(cells, state, counties, remarks);
  const { website, others } = websiteRead(cells.website, remarks);
  const entry = {
    ...names,
    kindCode: kindOf(cells, coverage, knowledge, remarks),
    ...coverage,
    backbone: cells.backbone === null ? null : shortened(cells.backbone, 200, 'backbone', remarks),
    sectorCodes: codesOf(cells.sectors, 'sector', 'sectors', knowledge, remarks),
    frameworkCodes: codesOf(cells.frameworks, 'framework', 'frameworks', knowledge, remarks),
    populationCodes: codesOf(cells.populations, 'population', 'populations', knowledge, remarks),
    website,
    foundedYear: yearRead(cells.founded, remarks),
    summary: cells.summary === null ? null : shortened(cells.summary, 2_000, 'summary', remarks),
    mission: cells.mission === null ? null : shortened(cells.mission, 5_000, 'mission', remarks),
    sources: sourcesRead(cells.sources, others, remarks),
  };
  return { state, entry, remarks: remarks.all };
}

/** As the row says, or by the words of its name; what covers a whole state is a network. */
function kindOf({ kind, name }: Cells, { scope }: Coverage, knowledge: Knowledge, remarks: Remarks): string {
  const said = kind === null ? null : kindIn(kind, knowledge);
  if (kind !== null && said === null) remarks.note('kind', `${quoted(kind)} is no kind of the network.`);
  const network = scope === 'STATEWIDE' && knowledge.terms.some(({ code }) => code === 'state-network');
  return said ?? (network ? 'state-network' : kindIn(name!, knowledge)) ?? 'local-coalition';
}
