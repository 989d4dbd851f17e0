import { hash, verify } from '@node-rs/argon2';
import { rateLimited } from '../platform/errors.ts';

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. */
export const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const AT_ONCE = 4;
const WAITING = 64;

/** Hashing takes a core for some 20 ms: beyond a few at once, everybody else would wait for it. */
export class Turnstile {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= WAITING) throw rateLimited(2);
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else this.running++;
    try {
      return await work();
    } finally {
      // Handed to the next in the queue, or else somebody who has just come could take it as well.
      const next = this.queue.shift();
      if (next) next();
      else this.running--;
    }
  }
}

const turnstile = new Turnstile();

/**
 * An accent is one character or two, as the keyboard has it, and looks the same: in Unicode's form NFC they are. Nothing
 * else is changed and nothing cut off; NFKC, which also takes ½ for 1/2, is for comparing with lists alone.
 */
const asTyped = (password: string): string => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> =>
  turnstile.pass(() => hash(asTyped(password), ARGON2ID));

const CURRENT = `$argon2id$v=19$m=${ARGON2ID.memoryCost},t=${ARGON2ID.timeCost},p=${ARGON2ID.parallelism}$`;

/** Made with other parameters than today's: to be replaced when its owner signs in, who alone knows the password. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(CURRENT);

let nobodysHash: Promise<string> | undefined;

/** Takes as long for an unknown account as for a known one, so that the time does not tell which it was. */
export async function passwordMatches(stored: string | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('an account that does not exist');
  const expected = stored ?? (await nobodysHash);
  const matches = await turnstile.pass(() => verify(expected, asTyped(password)));
  return stored !== undefined && matches;
}
