import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Resolves files of installed packages, from this file's own place. */
export const packageRequire = (): NodeJS.Require => createRequire(fileURLToPath(import.meta.url));
