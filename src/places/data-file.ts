import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sourceFile } from '../platform/source-file.ts';
import type { Topology } from './topology.ts';

/** The rows of one of our own tables, without its comments and its heading. */
export function readTable(name: string): string[][] {
  const lines = readFileSync(sourceFile(`src/places/data/${name}`), 'utf8').split(/\r?\n/);
  const [, ...rows] = lines.filter((line) => line && !line.startsWith('#'));
  return rows.map((row) => row.split('\t'));
}

/** Names and outlines of counties, of us-atlas: made by others, and some years older than our own tables. */
export function readAtlas(): Topology {
  const path = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Topology;
}
