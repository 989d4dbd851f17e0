import { TextDecoder } from 'node:util';
import sax from 'sax';
import { TableProblem } from './table-problem.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Names without their prefixes, since programs choose different ones. */
export interface XmlListener {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

const MOST_ATTRIBUTES = 200;

/**
 * Reads XML in pieces, and after each one gives control back. Knows the five entities of XML and no others; a document
 * type, which could define more, is refused. Long texts come in several parts.
 */
export async function* xmlEvents(
  bytes: AsyncIterable<Buffer>,
  listener: XmlListener,
): AsyncGenerator<undefined> {
  const parser = strictParser(listener);
  let decoder: TextDecoder | null = null;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  if (decoder) parser.close();
  yield;
}

export async function readXml(bytes: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  for await (const _ of xmlEvents(bytes, listener));
}

function strictParser(listener: XmlListener): sax.SAXParser {
  const options = { strictEntities: true, position: false };
  const parser = sax.parser(true, options);
  let attributes = 0;
  parser.onerror = (error) => {
    throw error;
  };
  parser.ondoctype = () => {
    throw new TableProblem('The workbook defines a document type of its own, which no workbook needs.');
  };
  parser.onopentagstart = () => {
    attributes = 0;
  };
  parser.onattribute = () => {
    if (++attributes > MOST_ATTRIBUTES) throw new Error('too many attributes');
  };
  parser.onopentag = ({ name, attributes }) => listener.open?.(local(name), attributes as Attributes);
  parser.ontext = (text) => listener.text?.(text);
  parser.oncdata = (text) => listener.text?.(text);
  parser.onclosetag = (name) => listener.close?.(local(name));
  return parser;
}

const encodingOf = (first: Buffer): string => {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  return first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8';
};

export const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** By its local name: the prefix of relationships differs. */
export const attribute = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1];
