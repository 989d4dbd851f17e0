import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { type TableLimits, TableProblem, tooMuchUnpacked } from './table-problem.ts';

const MOST_PARTS = 5_000;
/**
 * What costs time is not the size of a part but its tags: 100 MB of the shortest take fifteen seconds. These take three
 * to seven, and are enough for 20,000 rows of 30 columns.
 */
const MOST_TAGS = 4_000_000;
const LESS_THAN = 0x3c;
const tooManyTags = (): TableProblem =>
  new TableProblem(
    'The workbook has more cells and formats than a list of coalitions needs. Save the sheet as CSV.',
  );

/** The parts of a ZIP archive by name. All that is unpacked counts towards one limit, whatever sizes the archive states. */
export class ZipParts {
  private readonly unpacked = new Map<string, number>();
  private total = 0;
  private tags = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: TableLimits,
  ) {}

  static async of(bytes: Buffer, limits: TableLimits): Promise<ZipParts> {
    const entries = new Map<string, Entry>();
    // Sizes that are not what they are said to be are found by counting.
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: false });
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      if (entries.size > MOST_PARTS) throw new TableProblem('The workbook has too many parts to be read.');
    }
    return new ZipParts(zip, entries, limits);
  }

  has(name: string | RegExp): boolean {
    return typeof name === 'string'
      ? this.entries.has(name)
      : [...this.entries.keys()].some((key) => name.test(key));
  }

  get isEncrypted(): boolean {
    return [...this.entries.values()].some((entry) => entry.isEncrypted());
  }

  /** Nothing for a part that is not there. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) return;
    const stream: Readable = await this.zip.openReadStreamPromise(entry);
    let read = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      read += chunk.length;
      this.count(name, read, chunk);
      yield chunk;
    }
  }

  /** A part that is read twice counts once. */
  private count(name: string, read: number, chunk: Buffer): void {
    const before = this.unpacked.get(name) ?? 0;
    if (read <= before) return;
    this.unpacked.set(name, read);
    this.total += read - before;
    if (this.total > this.limits.unpacked) throw tooMuchUnpacked(this.limits);
    for (const byte of chunk) if (byte === LESS_THAN) this.tags++;
    if (this.tags > MOST_TAGS) throw tooManyTags();
  }
}
