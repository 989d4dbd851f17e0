import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of an installed package, found by its package.json, since `exports` may hide the file itself. */
export function packageFile(name: string, file: string): Buffer {
  const { resolve } = createRequire(fileURLToPath(import.meta.url));
  return readFileSync(join(dirname(resolve(`${name}/package.json`)), file));
}
