import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnOptions, type RunAs } from './embedded-binaries.ts';

/** What postmaster.pid says of the Postgres that runs on a data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/**
 * Read from the file, which only Postgres can write, rather than asked of a port: whoever else listens
 * there would be handed the password.
 */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** The same, only if that Postgres still lives. `data` is a path without links in it. */
export function livingPostmaster(data: string, runAs: RunAs): Postmaster | undefined {
  const postmaster = readPostmaster(data);
  if (!postmaster || !isKnown(postmaster.pid)) return undefined;
  if (process.platform !== 'linux') return postmaster;
  const { pid } = postmaster;
  const directory = isAlive(pid) ? workingDirectory(pid, runAs) : 'none';
  if (directory === data) return postmaster;
  if (directory !== undefined) declareDead(data, pid);
  return undefined;
}

/**
 * The number went to another process, or nobody has fetched its end: either way Postgres would take it for
 * running and refuse to start. The file itself has to stay: by its other lines Postgres finds workers that
 * have outlived their master.
 */
function declareDead(data: string, pid: number): void {
  const nobodysNumber = '2147483647';
  const path = join(data, 'postmaster.pid');
  const content = readFileSync(path, 'utf8');
  if (content.startsWith(`${pid}\n`)) writeFileSync(path, content.replace(/^\d+/, nobodysNumber));
}

export const isAlive = (pid: number): boolean => isKnown(pid) && !isZombie(pid);

function isKnown(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ended, but its parent has not asked how; there may be none who ever does in a container. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false; // gone meanwhile, or no Linux
  }
}

/** Postgres works inside its data directory. Asked as its user, since root in a container may not look. */
function workingDirectory(pid: number, runAs: RunAs): string | undefined {
  const run = spawnSync('/bin/sh', ['-c', 'cd "/proc/$1/cwd" && pwd -P', 'sh', String(pid)], {
    ...spawnOptions(runAs),
    encoding: 'utf8',
  });
  return run.status === 0 ? run.stdout.trimEnd() : undefined;
}
