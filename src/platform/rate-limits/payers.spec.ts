import { Payers } from './payers.ts';

const OWNER = 'the account of its owner';
const key = (n: number): Buffer => Buffer.from(`key ${n}`);
const holder = (n: number) => ({ accountId: 'nobody', sessionId: 'none', key: key(n) });
const signedIn = { accountId: OWNER, sessionId: 'a session' };

describe('Who pays', () => {
  let minutes = 0;
  let payers: Payers;

  beforeEach(() => {
    minutes = 0;
    payers = new Payers(() => minutes * 60_000);
  });

  it('is for a key its owner, once it was let in, until it is refused', () => {
    expect(payers.accountOf(holder(1))).toBeUndefined();
    payers.remember(key(1), OWNER);
    expect([payers.accountOf(holder(1)), payers.accountOf(holder(2))]).toEqual([OWNER, undefined]);
    payers.forget(key(1));
    expect(payers.accountOf(holder(1))).toBeUndefined();
  });

  it('is forgotten of a key that was not let in for five minutes', () => {
    payers.remember(key(1), OWNER);
    minutes = 4;
    payers.remember(key(1), OWNER);
    minutes = 8.9;
    expect(payers.accountOf(holder(1))).toBe(OWNER);
    minutes = 9;
    expect(payers.accountOf(holder(1))).toBeUndefined();
  });

  it('is known of 20,000 keys, and not of those that were let in longest ago', () => {
    for (let n = 0; n < 20_000; n++) payers.remember(key(n), OWNER);
    payers.remember(key(0), OWNER);
    payers.remember(key(20_000), OWNER);
    expect([0, 1, 2, 20_000].map((n) => payers.accountOf(holder(n)))).toEqual([
      OWNER,
      undefined,
      OWNER,
      OWNER,
    ]);
  });

  it('is for a session its account, until it was found to be over', () => {
    expect(payers.accountOf(signedIn)).toBe(OWNER);
    payers.end(signedIn.sessionId);
    minutes = 9.9;
    expect(payers.accountOf(signedIn)).toBeUndefined();
    expect(payers.accountOf({ ...signedIn, sessionId: 'another' })).toBe(OWNER);
  });

  it('is found out once a minute, of sessions that ask', async () => {
    const asked: string[] = [];
    let over = false;
    payers.lookWith(async (sessionId) => {
      asked.push(sessionId);
      if (asked.length === 1) throw new Error('the database is away');
      return over;
    });
    const payer = async (): Promise<string | undefined> => {
      const account = payers.accountOf(signedIn);
      await Promise.resolve().then(() => undefined);
      return account;
    };
    for (const at of [0, 0.9, 1, 1.9]) {
      minutes = at;
      expect(await payer()).toBe(OWNER);
    }
    expect(asked).toEqual([signedIn.sessionId, signedIn.sessionId]);
    over = true;
    minutes = 2;
    expect([await payer(), await payer()]).toEqual([OWNER, undefined]);
    expect(asked).toHaveLength(3);
  });
});
