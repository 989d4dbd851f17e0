import type { HistoryRow } from './workspaces.queries.ts';

/** Columns that hold the id of an organisation, and what the history calls them. */
const NAMED: Record<string, string> = {
  organization_id: 'organization',
  backbone_id: 'backbone',
  lead_organization_id: 'lead_organization',
};
/** Of use to the database alone. */
const HIDDEN = new Set(['id', 'name_key']);

type Values = Record<string, unknown>;

const valuesOf = (value: unknown): Values | null => (value === null ? null : (value as Values));

/** The organisations that a page of the history points at. */
export const organizationsIn = (rows: readonly HistoryRow[]): string[] => [
  ...new Set(
    rows
      .flatMap(({ before, after }) => [valuesOf(before), valuesOf(after)])
      .flatMap((values) => Object.keys(NAMED).map((key) => values?.[key]))
      .filter((id) => typeof id === 'string'),
  ),
];

/** As JSON for the reader: an organisation by its name, and nothing that only the database uses. */
export function readable(value: unknown, names: ReadonlyMap<string, string>): string | null {
  const values = valuesOf(value);
  if (values === null) return null;
  const shown = Object.entries(values)
    .filter(([key]) => !HIDDEN.has(key))
    .map(([key, given]) => (key in NAMED ? [NAMED[key], names.get(given as string) ?? given] : [key, given]));
  return JSON.stringify(Object.fromEntries(shown));
}
