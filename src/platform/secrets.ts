import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const isSecret = /^[A-Za-z0-9_-]{43,}$/;

/**
 * The secret in the file, or a new one of 32 random bytes kept there for its owner only.
 * Two processes that create it at once get the same one.
 */
export function readOrCreateSecret(path: string): string {
  return readSecret(path) ?? createSecret(path);
}

function readSecret(path: string): string | undefined {
  let secret: string;
  try {
    secret = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const reason = (error as Error).message;
    throw new Error(`Cannot read ${path} (${reason}); start as the user who owns that file.`, {
      cause: error,
    });
  }
  if (isSecret.test(secret)) return secret;
  throw new Error(`${path} does not hold a secret that this server made; put the file back, or remove it.`);
}

function createSecret(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  const complete = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(complete, `${randomBytes(32).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
    chmodSync(complete, 0o600);
    linkSync(complete, path); // fails when another process was first, and never shows half a secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(complete, { force: true });
  }
  return readSecret(path) ?? createSecret(path);
}
