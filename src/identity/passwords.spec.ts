import { hashPassword, passwordMatches, Turnstile } from './passwords.ts';

describe('The turnstile before the hashes', () => {
  it('lets four through at once, however they come and go, and 64 wait', async () => {
    const turnstile = new Turnstile();
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      // Whoever comes in the moment in which a place is handed on.
      late.push(turnstile.pass(() => Promise.resolve((most = Math.max(most, running + 1)))));
    };
    const late: Promise<unknown>[] = [];
    const first = Array.from({ length: 30 }, () => turnstile.pass(work));
    await Promise.all(first);
    await Promise.all(late);
    expect(most).toBe(4);

    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const waiting = Array.from({ length: 70 }, () => turnstile.pass(() => gate));
    const refused = waiting.slice(68);
    for (const one of refused)
      await expect(one).rejects.toMatchObject({ extensions: { code: 'RATE_LIMITED' } });
    open();
    await Promise.all(waiting.slice(0, 68));
  });
});

describe('A hash', () => {
  it('is of all characters of the password, and of no other', async () => {
    const long = 'tea and rain '.repeat(19);
    const hash = await hashPassword(long);
    expect(await passwordMatches(hash, long)).toBe(true);
    for (const other of [long.slice(0, -1), `${long} `, long.toUpperCase(), long.trim()])
      expect([other, await passwordMatches(hash, other)]).toEqual([other, false]);
  });

  it('is the same for an accent however the keyboard writes it, and for nothing that looks different', async () => {
    const hash = await hashPassword('mañana café ½ ﬁn'.normalize('NFC'));
    expect(await passwordMatches(hash, 'mañana café ½ ﬁn'.normalize('NFD'))).toBe(true);
    expect(await passwordMatches(hash, 'mañana café 1⁄2 fin')).toBe(false);
    expect(await passwordMatches(undefined, 'mañana café ½ ﬁn')).toBe(false);
  });
});
