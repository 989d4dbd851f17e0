import type { ImportReport, Outcome, ReportRow } from './catalogue.types.ts';

const OUTCOMES: Outcome[] = ['CREATED', 'UPDATED', 'UNCHANGED', 'MERGED', 'REFUSED'];

export type Totals = Record<Outcome, number>;

/** By network; rows of no network stand under an empty name. */
export function totalsOf(rows: readonly ReportRow[]): Map<string, Totals> {
  const totals = new Map<string, Totals>();
  for (const { network, outcome } of rows) {
    const own = totals.get(network ?? '') ?? { CREATED: 0, UPDATED: 0, UNCHANGED: 0, MERGED: 0, REFUSED: 0 };
    own[outcome]++;
    totals.set(network ?? '', own);
  }
  return totals;
}

const HEADINGS = [
  'line',
  'name',
  'state',
  'network',
  'outcome',
  'coalition',
  'column',
  'severity',
  'message',
];

/** A cell that a spreadsheet would take for a formula begins with an apostrophe (ASVS 1.2.10). */
function cell(value: string | number | null): string {
  const text = String(value ?? '').replace(/^(?=[=+@\t\r\n-])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line for each remark, and one for a row without any. */
export function reportAsCsv({ rows }: ImportReport): string {
  const lines = rows.flatMap(({ remarks, ...row }) => {
    const about = [row.line, row.name, row.state, row.network, row.outcome, row.coalition];
    return remarks.length === 0
      ? [[...about, null, null, null]]
      : remarks.map(({ column, severity, message }) => [...about, column, severity, message]);
  });
  return [HEADINGS, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** For a terminal: how many of what, and every refusal and warning with its line. */
export function reportAsText({ rows, failures, dryRun }: ImportReport): string {
  const table = [...totalsOf(rows)].map(([network, totals]) => [
    network || '(no network)',
    ...OUTCOMES.map((outcome) => String(totals[outcome])),
  ]);
  const heading = ['network', ...OUTCOMES.map((outcome) => outcome.toLowerCase())];
  const widths = heading.map((word, i) => Math.max(word.length, ...table.map((row) => row[i]!.length)));
  const aligned = [heading, ...table].map((row) =>
    row.map((word, i) => (i === 0 ? word.padEnd(widths[i]!) : word.padStart(widths[i]!))).join('  '),
  );
  const said = rows.flatMap(({ line, name, remarks }) =>
    remarks
      .filter(({ severity }) => severity !== 'NOTE')
      .map(
        ({ column, severity, message }) =>
          `line ${line}, ${column}, ${severity.toLowerCase()}: ${message} (${name})`,
      ),
  );
  return [
    ...aligned,
    ...(said.length > 0 ? ['', ...said] : []),
    ...Object.entries(failures).map(([network, reason]) => `\n${network}: ${reason}`),
    ...(dryRun ? ['', 'This was a dry run: nothing was changed.'] : []),
  ].join('\n');
}
