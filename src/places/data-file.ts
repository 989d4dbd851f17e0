import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Topology } from './topology.ts';

/** The rows of one of our own tables, without its comments and its heading. */
export function readTable(name: string): string[][] {
  const lines = readFileSync(pathOf(`src/places/data/${name}`), 'utf8').split(/\r?\n/);
  const [, ...rows] = lines.filter((line) => line && !line.startsWith('#'));
  return rows.map((row) => row.split('\t'));
}

/** Names and outlines of counties, of us-atlas: made by others, and some years older than our own tables. */
export function readAtlas(): Topology {
  const path = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Topology;
}

/** tsc copies no .tsv files, so the compiled module reads the table in the source tree above it. */
function pathOf(file: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, file))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${file} is missing`);
    folder = parent;
  }
  return join(folder, file);
}
