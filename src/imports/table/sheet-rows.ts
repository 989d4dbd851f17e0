import { MergedCells, placeOf } from './merged-cells.ts';
import { CellText, unescaped } from './shared-texts.ts';
import { shownNumber } from './shown-number.ts';
import type { RawRow } from './table-headings.ts';
import { columnName, type TableLimits, tooLongCell, tooManyColumns } from './table-problem.ts';
import type { Workbook } from './workbook.ts';
import { type Attributes, xmlEvents, type XmlListener } from './xml-events.ts';

/** Rows of a sheet with something in them, one at a time. */
export async function* sheetRows(
  bytes: AsyncIterable<Buffer>,
  workbook: Workbook,
  merged: ReadonlyMap<string, number>,
  limits: TableLimits,
): AsyncGenerator<RawRow> {
  const reader = new SheetReader(workbook, new MergedCells(merged), limits);
  for await (const _ of xmlEvents(bytes, reader)) yield* reader.taken();
}

class SheetReader implements XmlListener {
  private rows: RawRow[] = [];
  private row = 0;
  private index = -1;
  private cells: string[] = [];
  private formulas: { index: number; text: string }[] = [];
  private type = 'n';
  private style = 0;
  private value = '';
  private formula: string | null = null;
  private within: 'v' | 'f' | null = null;
  private readonly inline: CellText;

  constructor(
    private readonly workbook: Workbook,
    private readonly merged: MergedCells,
    private readonly limits: TableLimits,
  ) {
    this.inline = new CellText(limits);
  }

  taken(): RawRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'row') this.beginRow(attributes);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'v') this.within = 'v';
    else if (name === 'f') {
      this.within = 'f';
      this.formula = '=';
    } else this.inline.open(name);
  }

  text(text: string): void {
    const room = this.limits.cell + 1;
    if (this.within === 'v') this.value += text.slice(0, room - this.value.length);
    else if (this.within === 'f') this.formula += text.slice(0, room - this.formula!.length);
    else this.inline.add(text);
  }

  close(name: string): void {
    if (name === 'row') this.endRow();
    else if (name === 'c') this.endCell();
    else if (name === 'v' || name === 'f') this.within = null;
    else this.inline.close(name);
  }

  /** Rows and cells may leave out where they are: then they follow the one before. */
  private beginRow({ r }: Attributes): void {
    this.row = Number(r) || this.row + 1;
    this.index = -1;
    this.cells = [];
    this.formulas = [];
  }

  private beginCell({ r, t = 'n', s }: Attributes): void {
    this.index = placeOf(r ?? '')?.index ?? this.index + 1;
    this.type = t;
    this.style = Number(s ?? 0);
    this.value = '';
    this.formula = null;
    this.inline.begin();
  }

  private endCell(): void {
    const text = this.shown();
    if (text.trim() === '') return;
    if (this.index >= this.limits.columns) throw tooManyColumns(this.limits, this.row);
    if (text.length > this.limits.cell) throw tooLongCell(this.limits, this.row, this.index);
    while (this.cells.length < this.index) this.cells.push('');
    this.cells[this.index] = text;
    if (this.formula !== null) this.formulas.push({ index: this.index, text: this.formula });
  }

  private shown(): string {
    const { texts, forms, from1904 } = this.workbook;
    switch (this.type) {
      case 's':
        return texts.at(Number(this.value));
      case 'inlineStr':
        return this.inline.text;
      case 'b':
        return this.value === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return this.value.replace(/T00:00:00(\.0+)?Z?$/, '');
      case 'n':
        return shownNumber(this.value, forms[this.style] ?? 'NUMBER', from1904);
      default:
        return unescaped(this.value);
    }
  }

  private endRow(): void {
    if (this.cells.length === 0) return;
    const { row, cells, formulas } = this;
    this.merged.fill(row, cells, (index) => `${columnName(index)}${row}`);
    this.rows.push({ line: row, cells: Array.from(cells, (text) => text ?? ''), formulas });
  }
}
