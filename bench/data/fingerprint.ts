import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSet } from './load.ts';

/** What the data are made by, as it is built. */
const FOLDERS = ['bench/data', 'migrations'];
const PURE = [
  'src/coalitions/completeness.js',
  'src/coalitions/name-key.js',
  'src/coalitions/profile.content.js',
  'src/networks/default-terms.js',
  'src/places/county-catalogue.js',
  'src/publishing/publication.js',
  'src/publishing/strategy-publishing.service.js',
  'src/strategies/strategy-findings.js',
  'src/strategies/strategy-graph.js',
  'src/strategies/strategy-pathways.js',
];

/** Another one means that the data have to be loaded anew. */
export function fingerprintOf(dist: string, data: DataSet): string {
  const hash = createHash('sha256').update(JSON.stringify(data));
  const listed = FOLDERS.flatMap((folder) =>
    readdirSync(join(dist, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  for (const file of [...listed.filter((name) => name.endsWith('.js')).sort(), ...PURE])
    hash.update(readFileSync(join(dist, file)));
  return hash.digest('hex');
}
