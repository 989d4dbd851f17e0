import type { ImportReport, ReportRow } from './catalogue.types.ts';
import { reportAsCsv, reportAsText, totalsOf } from './import-report.ts';

const row = (fields: Partial<ReportRow>): ReportRow => ({
  ...{
    line: 2,
    name: 'Ash Creek',
    state: 'NC',
    network: 'nc',
    outcome: 'CREATED',
    coalition: null,
    remarks: [],
  },
  ...fields,
});
const report = (...rows: ReportRow[]): ImportReport => ({ file: 'x.csv', dryRun: true, rows, failures: {} });

describe('The report of an import', () => {
  it('counts the outcomes of each network', () => {
    const rows = [row({}), row({ outcome: 'REFUSED' }), row({ network: null, outcome: 'REFUSED' })];
    expect(totalsOf(rows).get('nc')).toMatchObject({ CREATED: 1, REFUSED: 1, MERGED: 0 });
    expect(totalsOf(rows).get('')).toMatchObject({ REFUSED: 1 });
  });

  it('is a table with one line for each remark, in which nothing is a formula', () => {
    const remarks = [
      { column: 'counties', severity: 'WARNING', message: 'No county is called "Avry".' },
      { column: 'website', severity: 'NOTE', message: '=1+1' },
    ] as ReportRow['remarks'];
    const lines = reportAsCsv(report(row({ name: '=cmd()', remarks }), row({ line: 3 })))
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe('2,\'=cmd(),NC,nc,CREATED,,counties,WARNING,"No county is called ""Avry""."');
    expect(lines[2]!.endsWith("NOTE,'=1+1")).toBe(true);
    expect(lines[3]).toBe('3,Ash Creek,NC,nc,CREATED,,,,');
  });

  it('says on a terminal what was refused and why, and that it was a trial', () => {
    const remarks = [
      { column: 'name', severity: 'REFUSED', message: 'There is no name.' },
    ] as ReportRow['remarks'];
    const text = reportAsText(report(row({ outcome: 'REFUSED', remarks })));
    expect(text).toContain('line 2, name, refused: There is no name.');
    expect(text).toContain('nothing was changed');
  });
});
