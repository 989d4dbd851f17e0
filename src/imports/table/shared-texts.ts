import type { TableLimits } from './table-problem.ts';
import type { XmlListener } from './xml-events.ts';

/**
 * Gathers the text of a cell: parts in different formats are one text, and what says how it is pronounced is none. Keeps
 * one character more than a cell may have, so that the cell can be refused by its place.
 */
export class CellText {
  private parts = '';
  private inText = false;
  private spoken = false;

  constructor(private readonly limits: TableLimits) {}

  begin(): void {
    this.parts = '';
  }

  open(name: string): void {
    if (name === 'rPh') this.spoken = true;
    if (name === 't') this.inText = !this.spoken;
  }

  add(text: string): void {
    if (this.inText) this.parts += text.slice(0, this.limits.cell + 1 - this.parts.length);
  }

  close(name: string): void {
    if (name === 'rPh') this.spoken = false;
    if (name === 't') this.inText = false;
  }

  get text(): string {
    return unescaped(this.parts);
  }
}

/** The texts of a workbook, which its cells name by number. */
export class SharedTexts implements XmlListener {
  private readonly texts: string[] = [];
  private readonly current: CellText;

  constructor(limits: TableLimits) {
    this.current = new CellText(limits);
  }

  at(number: number): string {
    return this.texts[number] ?? '';
  }

  open(name: string): void {
    if (name === 'si') this.current.begin();
    this.current.open(name);
  }

  text(text: string): void {
    this.current.add(text);
  }

  close(name: string): void {
    this.current.close(name);
    if (name === 'si') this.texts.push(this.current.text);
  }
}

/** Characters that XML cannot hold stand as `_x000D_` in a workbook. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
