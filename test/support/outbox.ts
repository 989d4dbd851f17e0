import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestApp } from './app.ts';

export interface SentMail {
  headers: Record<string, string>;
  text: string;
  html: string;
  /** Permission bits of the file, such as 0o600. */
  mode: number;
}

const folderOf = (app: TestApp): string => join(app.config.dataDir, 'outbox');

const fromQuotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();

/** The two forms of a mail; one that has only a text is that text. */
function partsOf(type: string, body: string): Pick<SentMail, 'text' | 'html'> {
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
  if (boundary === undefined) return { text: fromQuotedPrintable(body), html: '' };
  const part = (form: string): string => {
    const found = body.split(`--${boundary}`).find((each) => each.includes(`Content-Type: ${form}`));
    return fromQuotedPrintable(found?.slice(found.indexOf('\n\n') + 2) ?? '');
  };
  return { text: part('text/plain'), html: part('text/html') };
}

const fromEncodedWords = (value: string): string =>
  value
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, word: string) =>
      fromQuotedPrintable(word.replaceAll('_', ' ')),
    );

const mapValues = (values: Record<string, string>, by: (value: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, by(value)]));

/** The mails to an address that lie in the outbox, as a mail program reads them; the last one last. */
export function mailsTo(app: TestApp, address: string): SentMail[] {
  // Made with the first mail.
  if (!existsSync(folderOf(app))) return [];
  const files = readdirSync(folderOf(app), { withFileTypes: true }).filter(({ name }) =>
    name.endsWith('.eml'),
  );
  return files
    .map(({ name }) => ({ file: join(folderOf(app), name), at: statSync(join(folderOf(app), name)).mtimeMs }))
    .sort((one, other) => one.at - other.at)
    .map(({ file }) => {
      const [head = '', ...body] = readFileSync(file, 'utf8').split(/\r?\n\r?\n/);
      const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
      const headers = Object.fromEntries(
        lines.map((line) => [line.split(':')[0]!.toLowerCase(), line.replace(/^[^:]*:\s*/, '')]),
      );
      const form = partsOf(headers['content-type'] ?? '', body.join('\n\n'));
      return { headers: mapValues(headers, fromEncodedWords), ...form, mode: statSync(file).mode & 0o777 };
    })
    .filter(({ headers }) => headers['to']?.toLowerCase() === address.toLowerCase());
}

/** Waits until the server has delivered everything, and has noted that. */
export async function delivered(app: TestApp): Promise<void> {
  const waiting = 'select 1 from access.mails where sent_at is null';
  for (let tries = 0; (await app.database.rows(waiting)).length > 0; tries++) {
    if (tries > 400) throw new Error('A mail was not delivered');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The token of the last invitation to an address. */
export async function tokenFor(app: TestApp, address: string): Promise<string> {
  await delivered(app);
  const token = /^ {4}([\w-]{43})$/m.exec(mailsTo(app, address).at(-1)?.text ?? '')?.[1];
  if (!token) throw new Error(`No invitation was sent to ${address}`);
  return token;
}
