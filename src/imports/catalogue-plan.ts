import type { CatalogueEntry, Remark } from './rows/interpretation.ts';
import { nameKey } from '../coalitions/name-key.ts';
import type { ProfileContent } from '../coalitions/profile.content.ts';
import type { ReportRow, UnderstoodRow } from './catalogue.types.ts';

/** What the network has under a name already. */
export interface Known {
  id: string;
  slug: string;
  nameKey: string;
  state: 'PUBLISHED' | 'WITHDRAWN' | 'WORKSPACE';
  claimed: boolean;
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

const union = <T>(a: T[], b: T[], key: (item: T) => string): T[] => [
  ...a,
  ...b.filter((item) => !a.some((had) => key(had) === key(item))),
];
const itself = (text: string): string => text;

/** Two rows of one coalition say together what each says: what is said first counts, lists are put together. */
export const merged = (first: CatalogueEntry, second: CatalogueEntry): CatalogueEntry => ({
  ...first,
  aliases: union(first.aliases, second.aliases, nameKey),
  scope: first.scope === 'UNSTATED' ? second.scope : first.scope,
  counties: union(first.counties, second.counties, ({ fips }) => fips),
  backbone: first.backbone ?? second.backbone,
  sectorCodes: union(first.sectorCodes, second.sectorCodes, itself),
  frameworkCodes: union(first.frameworkCodes, second.frameworkCodes, itself),
  populationCodes: union(first.populationCodes, second.populationCodes, itself),
  website: first.website ?? second.website,
  foundedYear: first.foundedYear ?? second.foundedYear,
  summary: first.summary ?? second.summary,
  mission: first.mission ?? second.mission,
  sources: union(first.sources, second.sources, ({ url }) => url),
});

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
    entry.kindCode === was.kindCode &&
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
  WITHDRAWN: 'This coalition was taken out of the record on purpose, so it is not added again.',
  WORKSPACE:
    'The network has a workspace of this name that is not published yet. Publish or archive it first.',
};

/** What is to be done for each coalition that the rows name, and what becomes of each row. Changes nothing. */
export function planOf(rows: readonly UnderstoodRow[], network: string, known: readonly Known[]): Plan {
  const byName = new Map(known.map((each) => [each.nameKey, each]));
  const steps = new Map<string, Step>();
  const followers = new Set<number>();
  for (const { entry, line } of rows) {
    if (!entry) continue;
    const key = nameKey(entry.name);
    const step = steps.get(key);
    if (step) followers.add(line);
    steps.set(
      key,
      step
        ? { ...step, entry: merged(step.entry, entry), lines: [...step.lines, line] }
        : { action: 'CREATE', entry, known: byName.get(key) ?? null, lines: [line] },
    );
  }
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
  if (known.state !== 'PUBLISHED') return 'REFUSE';
  if (isRecorded(entry, known)) return 'NOTHING';
  return known.claimed ? 'REFUSE' : 'UPDATE';
}

const OUTCOMES = { CREATE: 'CREATED', UPDATE: 'UPDATED', NOTHING: 'UNCHANGED', REFUSE: 'REFUSED' } as const;

function reportOf(row: UnderstoodRow, network: string, step: Step | undefined, follows: boolean): ReportRow {
  const { line, name, state } = row;
  const report = { line, name, state, network, coalition: step?.known?.slug ?? null };
  if (!step) return { ...report, outcome: 'REFUSED', remarks: row.remarks };
  const outcome = OUTCOMES[step.action];
  if (outcome === 'REFUSED') {
    const { known } = step;
    const message = REFUSALS[known!.state === 'PUBLISHED' ? 'CLAIMED' : known!.state];
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
