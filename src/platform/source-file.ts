import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** tsc copies no data, so the compiled module reads it in the source tree above it. */
export function sourceFile(file: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, file))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${file} is missing`);
    folder = parent;
  }
  return join(folder, file);
}
