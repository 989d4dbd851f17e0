import type { TestApp } from './app.ts';

export type CsvRow = Record<string, string>;

/** Enough of RFC 4180 to read a file back. */
export const parse = (csv: string): CsvRow[] => {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replace(/""/g, '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  const [heading, ...lines] = rows.filter((row) => row.length > 1);
  return lines.map((line) => Object.fromEntries(heading!.map((name, i) => [name, line[i] ?? ''])));
};

/** A file of a network as it is now, read back; what is no file is a failing test. */
export async function download(
  app: TestApp,
  network: { slug: string },
  name: string,
  query = '',
): Promise<{ heading: string; rows: CsvRow[]; text: string; revision: number }> {
  const { status, text, headers } = await app.http.get(`/exports/${network.slug}/now/${name}.csv${query}`);
  if (status !== 200) throw new Error(`${name}: ${status} ${text}`);
  const revision = Number(headers['x-network-revision']);
  expect(headers['content-disposition']).toBe(
    `attachment; filename="${network.slug}-${name}-revision-${revision}.csv"`,
  );
  return { heading: text.slice(0, text.indexOf('\n')), rows: parse(text), text, revision };
}
