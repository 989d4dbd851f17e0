import type { RawRow } from './table-headings.ts';
import { type TableLimits, TableProblem, columnName, tooLongCell, tooManyColumns } from './table-problem.ts';

type State = 'BEGIN' | 'PLAIN' | 'QUOTED' | 'QUOTE_IN_QUOTED';

/**
 * Rows of a text that comes in pieces, as forgiving as a spreadsheet: a quotation mark counts only at the beginning of a
 * cell, and what follows the closing one belongs to the cell. Holds one row and one cell at most, and these within the
 * limits. Rows without anything in them are left out.
 */
export class CsvRows {
  private state: State = 'BEGIN';
  private line = 1;
  private rowLine = 1;
  private quoteLine = 1;
  private afterReturn = false;
  private cell = '';
  private cells: string[] = [];
  private index = 0;
  private rows: RawRow[] = [];

  constructor(
    /** Null: each line is one cell. */
    private readonly delimiter: string | null,
    private readonly limits: TableLimits,
  ) {}

  push(text: string): RawRow[] {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text[at]!;
      if (this.isPlain(character)) continue;
      this.add(text.slice(from, at));
      from = at + 1;
      this.special(character);
    }
    this.add(text.slice(from));
    return this.taken();
  }

  end(): RawRow[] {
    if (this.state === 'QUOTED') {
      throw new TableProblem(
        `The quotation mark in line ${this.quoteLine}, column ${columnName(this.index)}, is never closed.`,
        this.quoteLine,
        this.index + 1,
      );
    }
    this.endRow();
    return this.taken();
  }

  /** Those that are whole, also when a problem has come behind them. */
  taken(): RawRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  private isPlain(character: string): boolean {
    return character !== '"' && character !== '\n' && character !== '\r' && character !== this.delimiter;
  }

  private special(character: string): void {
    const secondOfTwo = character === '\n' && this.afterReturn;
    this.afterReturn = character === '\r';
    const breaks = character === '\n' || character === '\r';
    if (breaks && !secondOfTwo) this.line++;
    if (character === '"') return this.quote();
    if (this.state === 'QUOTED') return this.append(character);
    if (secondOfTwo) {
      this.rowLine = this.line;
    } else if (breaks) {
      this.endRow();
    } else {
      this.endCell();
    }
  }

  private quote(): void {
    if (this.state === 'QUOTED') {
      this.state = 'QUOTE_IN_QUOTED';
    } else if (this.state === 'QUOTE_IN_QUOTED') {
      this.state = 'QUOTED';
      this.append('"');
    } else if (this.state === 'BEGIN' && this.cell.trim() === '') {
      this.state = 'QUOTED';
      this.quoteLine = this.line;
      this.cell = '';
    } else {
      this.append('"');
    }
  }

  private add(text: string): void {
    if (text === '') return;
    this.afterReturn = false;
    if (this.state === 'QUOTE_IN_QUOTED') this.state = 'PLAIN';
    if (this.state === 'BEGIN' && text.trim() !== '') this.state = 'PLAIN';
    this.append(text);
  }

  private append(text: string): void {
    if (this.cell.length + text.length > this.limits.cell) {
      const quoted = this.state === 'QUOTED';
      throw tooLongCell(this.limits, quoted ? this.quoteLine : this.line, this.index, quoted);
    }
    this.cell += text;
  }

  /** Blank cells are only counted until one with text follows, so that a line of nothing but commas takes no room. */
  private endCell(): void {
    if (this.cell.trim() !== '') {
      if (this.index >= this.limits.columns) throw tooManyColumns(this.limits, this.rowLine);
      while (this.cells.length < this.index) this.cells.push('');
      this.cells.push(this.cell);
    }
    this.cell = '';
    this.state = 'BEGIN';
    this.index++;
  }

  private endRow(): void {
    this.endCell();
    if (this.cells.length > 0) this.rows.push({ line: this.rowLine, cells: this.cells });
    this.cells = [];
    this.index = 0;
    this.rowLine = this.line;
  }
}
