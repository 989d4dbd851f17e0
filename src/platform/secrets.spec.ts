import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrCreateSecret } from './secrets.ts';

describe('A secret in a file', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'secrets-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is made once, for its owner only, and stays', () => {
    const path = join(directory, 'below', 'token.secret');
    const secret = readOrCreateSecret(path);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(readOrCreateSecret(path)).toBe(secret);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(directory, 'below'))).toEqual(['token.secret']);
  });

  it('is another one in another file', () => {
    expect(readOrCreateSecret(join(directory, 'a'))).not.toBe(readOrCreateSecret(join(directory, 'b')));
  });

  it.each(['', 'short\n', `${'a'.repeat(43)} and more`])(
    'is not taken from a file that holds %j',
    (content) => {
      const path = join(directory, 'token.secret');
      writeFileSync(path, content);
      expect(() => readOrCreateSecret(path)).toThrow(
        /does not hold a secret .*; put the file back, or remove it\.$/,
      );
    },
  );
});
