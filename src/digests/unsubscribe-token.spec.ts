import { accountOfToken, unsubscribeToken } from './unsubscribe-token.ts';

const SECRET = 's'.repeat(43);
const ACCOUNT = '0189f7ea-ae2f-7e3b-8000-00ff00000001';

describe('A token that ends the weekly mail', () => {
  const token = unsubscribeToken(SECRET, ACCOUNT);

  it('is of one account, and the same every time', () => {
    expect(token).toMatch(/^[\w-]{64}$/);
    expect(unsubscribeToken(SECRET, ACCOUNT)).toBe(token);
    expect(accountOfToken(SECRET, token)).toBe(ACCOUNT);
  });

  it('is nobody’s when any part of it is another', () => {
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(accountOfToken(SECRET, `${token.slice(0, at)}${other}${token.slice(at + 1)}`)).toBeUndefined();
    }
  });

  it.each([undefined, null, '', 'x', 'x'.repeat(64), `${token}A`, token.slice(1), [token], {}, 7])(
    'is not %j',
    (value) => expect(accountOfToken(SECRET, value)).toBeUndefined(),
  );

  it('is not one made with another secret', () => {
    expect(accountOfToken(SECRET, unsubscribeToken('t'.repeat(43), ACCOUNT))).toBeUndefined();
  });
});
