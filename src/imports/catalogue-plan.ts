import type { CatalogueEntry, Remark } from './rows/interpretation.ts';
import { nameKey } from '../coalitions/name-key.ts';
import type { ProfileContent } from '../coalitions/profile.content.ts';
import type { ReportRow, UnderstoodRow } from './catalogue.types.ts';

/** What the network has under a name already. */
export interface Known {
  id: string;
  slug: string;
  nameKey: string;
  state: 'PUBLISHED' | 'EDITED' | 'MERGED' | 'WITHDRAWN' | 'WORKSPACE';
  claimed: boolean;
  /** Of the draft; null where there is none to be changed. */
  revision: number | null;
  /** Null unless it is published. */
  content: ProfileContent | null;
  backbone: string | null;
}

export interface Step {
  action: 'CREATE' | 'UPDATE' | 'NOTHING' | 'REFUSE';
  entry: CatalogueEntry;
  known: Known | null;
  lines: number[];
}

export interface Plan {
  steps: Step[];
  rows: ReportRow[];
}

/** What a profile may hold; rows of one coalition may say more together than each alone. */
const MOST = { aliases: 20, sources: 50, others: 500 } as const;

function union<T>(lists: T[][], key: (item: T) => string, most: number): T[] {
  const found = new Map<string, T>();
  for (const item of lists.flat()) {
    const at = key(item);
    if (!found.has(at)) found.set(at, item);
    if (found.size === most) break;
  }
  return [...found.values()];
}
const itself = (text: string): string => text;

/** Rows of one coalition say together what each says: what is said first counts, lists are put together. */
export function merged(entries: readonly CatalogueEntry[]): CatalogueEntry {
  const [first] = entries as [CatalogueEntry];
  const lists = <T>(of: (entry: CatalogueEntry) => T[], key: (item: T) => string, most: number): T[] =>
    union(entries.map(of), key, most);
  const said = <T>(of: (entry: CatalogueEntry) => T | null): T | null =>
    entries.map(of).find((value) => value !== null) ?? null;
  return {
    ...first,
    aliases: lists(({ aliases }) => aliases, nameKey, MOST.aliases),
    scope: entries.find(({ scope }) => scope !== 'UNSTATED')?.scope ?? 'UNSTATED',
    counties: lists(
      ({ counties }) => counties,
      ({ fips }) => fips,
      MOST.others,
    ),
    backbone: said(({ backbone }) => backbone),
    sectorCodes: lists(({ sectorCodes }) => sectorCodes, itself, MOST.others),
    frameworkCodes: lists(({ frameworkCodes }) => frameworkCodes, itself, MOST.others),
    populationCodes: lists(({ populationCodes }) => populationCodes, itself, MOST.others),
    website: said(({ website }) => website),
    foundedYear: said(({ foundedYear }) => foundedYear),
    summary: said(({ summary }) => summary),
    mission: said(({ mission }) => mission),
    sources: lists(
      ({ sources }) => sources,
      ({ url }) => url,
      MOST.sources,
    ),
  };
}

type County = CatalogueEntry['counties'][number];
const countyKey = ({ fips, partial, basis, note }: County): string =>
  JSON.stringify([fips, partial, basis, note]);

/** Whether what the entry says is in the record already; what it does not say stays as it is. */
export function isRecorded(entry: CatalogueEntry, { content: was, backbone }: Known): boolean {
  if (!was) return false;
  const said = (wanted: unknown, had: unknown): boolean =>
    wanted === null || JSON.stringify(wanted) === JSON.stringify(had);
  const listed = (wanted: string[], had: string[]): boolean =>
    wanted.length === 0 || JSON.stringify(wanted) === JSON.stringify(had);
  return (
    entry.name === was.name &&
    (entry.scope === 'UNSTATED' || entry.scope === was.scope) &&
    listed(entry.counties.map(countyKey), was.counties.map(countyKey)) &&
    listed(entry.aliases, was.aliases) &&
    listed(entry.sectorCodes, was.sectorCodes) &&
    listed(entry.frameworkCodes, was.frameworkCodes) &&
    listed(entry.populationCodes, was.populationCodes) &&
    listed(
      entry.sources.map(({ url }) => url),
      was.sources.map(({ url }) => url),
    ) &&
    (entry.backbone === null || nameKey(entry.backbone) === nameKey(backbone ?? '')) &&
    said(entry.website, was.website) &&
    said(entry.foundedYear, was.foundedYear) &&
    said(entry.summary, was.summary) &&
    said(entry.mission, was.mission)
  );
}

const REFUSALS: Record<'CLAIMED' | Exclude<Known['state'], 'PUBLISHED'>, string> = {
  CLAIMED: 'A lead keeps this coalition now, so it is not overwritten. Suggest the correction to them.',
  EDITED:
    'Somebody is working on this entry and has not published it yet. Publish or discard the draft first.',
  MERGED: 'This coalition was merged into another one, so it is not added again.',
  WITHDRAWN: 'This coalition was taken out of the record on purpose, so it is not added again.',
  WORKSPACE:
    'The network has a workspace of this name that is not published yet. Publish or archive it first.',
};

/** What is to be done for each coalition that the rows name, and what becomes of each row. Changes nothing. */
export function planOf(rows: readonly UnderstoodRow[], network: string, known: readonly Known[]): Plan {
  // Of two of one name the first counts: what is published comes before what is not.
  const byName = new Map([...known].reverse().map((each) => [each.nameKey, each]));
  const together = new Map<string, { entries: CatalogueEntry[]; lines: number[] }>();
  const followers = new Set<number>();
  for (const { entry, line } of rows) {
    if (!entry) continue;
    const key = nameKey(entry.name);
    const group = together.get(key) ?? { entries: [], lines: [] };
    if (group.lines.length > 0) followers.add(line);
    group.entries.push(entry);
    group.lines.push(line);
    together.set(key, group);
  }
  const steps = new Map(
    [...together].map(([key, { entries, lines }]): [string, Step] => [
      key,
      { action: 'CREATE', entry: merged(entries), known: byName.get(key) ?? null, lines },
    ]),
  );
  for (const step of steps.values()) step.action = actionOf(step);
  const byLine = new Map(
    [...steps.values()].flatMap((step) => step.lines.map((line) => [line, step] as const)),
  );
  return {
    steps: [...steps.values()],
    rows: rows.map((row) => reportOf(row, network, byLine.get(row.line), followers.has(row.line))),
  };
}

function actionOf({ entry, known }: Step): Step['action'] {
  if (!known) return 'CREATE';
  if (isRecorded(entry, known)) return 'NOTHING';
  return known.state === 'PUBLISHED' && !known.claimed ? 'UPDATE' : 'REFUSE';
}

const OUTCOMES = { CREATE: 'CREATED', UPDATE: 'UPDATED', NOTHING: 'UNCHANGED', REFUSE: 'REFUSED' } as const;

function reportOf(row: UnderstoodRow, network: string, step: Step | undefined, follows: boolean): ReportRow {
  const { line, name, state } = row;
  const report = { line, name, state, network, coalition: step?.known?.slug ?? null };
  if (!step) return { ...report, outcome: 'REFUSED', remarks: row.remarks };
  const outcome = OUTCOMES[step.action];
  if (outcome === 'REFUSED') {
    const { known } = step;
    const message = REFUSALS[known!.claimed || known!.state === 'PUBLISHED' ? 'CLAIMED' : known!.state];
    return {
      ...report,
      outcome,
      remarks: [...row.remarks, { column: 'name', severity: 'REFUSED', message }],
    };
  }
  if (!follows || outcome === 'UNCHANGED') return { ...report, outcome, remarks: row.remarks };
  const into: Remark = {
    ...{ column: 'name', severity: 'NOTE' },
    message: `The same coalition as in line ${step.lines[0]}: put together with it.`,
  };
  return { ...report, outcome: 'MERGED', remarks: [...row.remarks, into] };
}
