import { hash, verify } from '@node-rs/argon2';
import { rateLimited } from '../platform/errors.ts';

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. */
export const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const AT_ONCE = 4;
const WAITING = 64;

/** Hashing takes a core for some 20 ms: beyond a few at once, everybody else would wait for it. */
class Turnstile {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= WAITING) throw rateLimited(2);
      await new Promise<void>((resolve) => this.queue.push(resolve));
    }
    this.running++;
    try {
      return await work();
    } finally {
      this.running--;
      this.queue.shift()?.();
    }
  }
}

const turnstile = new Turnstile();

export const hashPassword = (password: string): Promise<string> =>
  turnstile.pass(() => hash(password, ARGON2ID));

const CURRENT = `$argon2id$v=19$m=${ARGON2ID.memoryCost},t=${ARGON2ID.timeCost},p=${ARGON2ID.parallelism}$`;

/** Made with other parameters than today's: to be replaced when its owner signs in, who alone knows the password. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(CURRENT);

let nobodysHash: Promise<string> | undefined;

/** Takes as long for an unknown account as for a known one, so that the time does not tell which it was. */
export async function passwordMatches(stored: string | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('an account that does not exist');
  const expected = stored ?? (await nobodysHash);
  const matches = await turnstile.pass(() => verify(expected, password));
  return stored !== undefined && matches;
}
