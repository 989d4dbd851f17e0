import { TextDecoder } from 'node:util';
import { lineEnds } from './line-ends.ts';
import { TableProblem } from './table-problem.ts';
import { highBytes } from './utf8-bytes.ts';

export type Encoding = 'ASCII' | 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

export interface TextDecoding {
  readonly encoding: Encoding;
  decode(bytes: Buffer, last: boolean): string;
}

/** By the byte order mark, or by what the first bytes look like. */
export function decodingOf(head: Buffer): TextDecoding {
  const mark = head.toString('latin1', 0, 3);
  if (mark.startsWith('\xff\xfe')) return new Utf16('UTF-16LE');
  if (mark.startsWith('\xfe\xff')) return new Utf16('UTF-16BE');
  const wide = mark === '\xef\xbb\xbf' ? null : wideEncoding(head);
  return wide ? new Utf16(wide) : new EightBits(mark === '\xef\xbb\xbf');
}

/** Text of the Latin alphabet has a zero in one half of most of its pairs of bytes, and seldom in the other. */
function wideEncoding(head: Buffer): 'UTF-16LE' | 'UTF-16BE' | null {
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]!++;
  const pairs = head.length / 2;
  const [even, odd] = zeros as [number, number];
  if (odd > pairs * 0.6 && even < pairs * 0.05) return 'UTF-16LE';
  return even > pairs * 0.6 && odd < pairs * 0.05 ? 'UTF-16BE' : null;
}

const mixed = (line: number): TableProblem =>
  new TableProblem(
    `Line ${line} is written in another encoding than the lines above it. Save the file as “CSV UTF-8”, and check that line.`,
    line,
  );

const foreign = (line: number): TableProblem =>
  new TableProblem(
    `Line ${line} holds characters of an encoding that is not known here. Save the file as “CSV UTF-8”.`,
    line,
  );

class Utf16 implements TextDecoding {
  private readonly decoder: TextDecoder;
  private readonly lines = lineEnds();

  constructor(readonly encoding: 'UTF-16LE' | 'UTF-16BE') {
    this.decoder = new TextDecoder(encoding.toLowerCase(), { fatal: true });
  }

  decode(bytes: Buffer, last: boolean): string {
    let text: string;
    try {
      text = this.decoder.decode(bytes, { stream: !last });
    } catch {
      const broken = new TextDecoder(this.encoding.toLowerCase()).decode(bytes);
      this.lines.pass(broken.slice(0, broken.indexOf('\ufffd')));
      throw mixed(this.lines.line);
    }
    if (text.includes('\0')) {
      this.lines.pass(text.slice(0, text.indexOf('\0')));
      throw foreign(this.lines.line);
    }
    this.lines.pass(text);
    return text;
  }
}

/**
 * UTF-8 or Windows-1252, which is also Latin-1: the first character beyond ASCII decides, wherever it comes. Later ones
 * of the other kind are a mixture of both, which somebody has pasted together.
 */
class EightBits implements TextDecoding {
  encoding: 'ASCII' | 'UTF-8' | 'Windows-1252';
  private rest = Buffer.alloc(0);
  private readonly lines = lineEnds();

  constructor(private marked: boolean) {
    this.encoding = marked ? 'UTF-8' : 'ASCII';
  }

  decode(bytes: Buffer, last: boolean): string {
    const whole = Buffer.concat([this.rest, this.marked ? bytes.subarray(3) : bytes]);
    this.marked = false;
    const high = highBytes(whole, last);
    this.rest = whole.subarray(high.end);
    const known = whole.subarray(0, high.end);
    this.decide(known, high);
    const text = this.encoding === 'Windows-1252' ? windows1252(known) : known.toString('utf8');
    this.refuseUnknown(text);
    this.lines.pass(text);
    return text;
  }

  private decide(bytes: Buffer, { single, sequence, usual }: ReturnType<typeof highBytes>): void {
    const utf8 = this.encoding === 'UTF-8' && single >= 0;
    const windows = this.encoding === 'Windows-1252' && usual >= 0;
    const both = this.encoding === 'ASCII' && single >= 0 && usual >= 0;
    if (utf8 || windows || both) {
      this.lines.pass(bytes.toString('latin1', 0, both ? Math.max(single, usual) : utf8 ? single : usual));
      throw mixed(this.lines.line);
    }
    if (this.encoding === 'ASCII' && single >= 0) this.encoding = 'Windows-1252';
    else if (this.encoding === 'ASCII' && sequence >= 0) this.encoding = 'UTF-8';
  }

  /** Five bytes stand for nothing in Windows-1252, but for letters in other encodings; a zero is no text at all. */
  private refuseUnknown(text: string): void {
    const at = text.search(this.encoding === 'Windows-1252' ? /[\0\x81\x8d\x8f\x90\x9d]/ : /\0/);
    if (at < 0) return;
    this.lines.pass(text.slice(0, at));
    throw foreign(this.lines.line);
  }
}

const C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand, since TextDecoder of some Node versions takes the curly quotes of Windows-1252 for control characters. */
const windows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (character) => C1[character.charCodeAt(0) - 0x80]!);
