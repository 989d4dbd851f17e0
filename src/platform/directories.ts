import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const file = 'a part of that path is a file; move that file away';
const denied = 'this user may not write there; start as the user who may';
const full = 'the disk is full; make room';

const reasons: Record<string, string> = {
  EACCES: denied,
  EPERM: denied,
  EROFS: 'it is on a read-only file system; make that writable',
  ENOSPC: full,
  EDQUOT: full,
  ENOTDIR: file,
  EEXIST: file,
  ENOENT: 'it cannot be created there; create it yourself',
};

/** The failure as a sentence that says what to do, or undefined when it is none of a directory. */
function directoryProblem(error: unknown, directory: string): Error | undefined {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (!reason || syscall === undefined) return undefined;
  return new Error(`Cannot write to ${directory}: ${reason}, or set DATA_DIR to another directory.`, {
    cause: error,
  });
}

/** For our own data. Under root, the user who runs Postgres has to get through, but sees nothing. */
export const privateMode = process.getuid?.() === 0 ? 0o711 : 0o700;

/** Runs the work and says its file-system failures in words. */
export function inDirectory<T>(directory: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw directoryProblem(error, directory) ?? error;
  }
}

/** Creates the directory and those above it; `mode` holds for each of them, whatever the umask. */
export function createDirectory(directory: string, mode: number): void {
  const first = inDirectory(directory, () => mkdirSync(directory, { recursive: true }));
  if (first === undefined) return;
  for (let created = directory; created.length >= first.length; created = dirname(created))
    chmodSync(created, mode);
}
