import { createHmac } from 'node:crypto';
import { scramVerifier } from './scram-verifier.ts';

describe('A SCRAM verifier', () => {
  it('lets in as the example of RFC 7677 does', () => {
    const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
    const salt = 'W22ZaJ0SNY7soEsUEjb6gQ==';
    const exchange = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${nonce},s=${salt},i=4096,c=biws,r=${nonce}`;

    const verifier = scramVerifier('pencil', Buffer.from(salt, 'base64'));

    const [, serverKey = ''] =
      /^SCRAM-SHA-256\$4096:W22ZaJ0SNY7soEsUEjb6gQ==\$[\w+/]{43}=:([\w+/]{43}=)$/.exec(verifier) ?? [];
    const signature = createHmac('sha256', Buffer.from(serverKey, 'base64'))
      .update(exchange)
      .digest('base64');
    expect(signature).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
  });

  it('differs each time', () => {
    expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
  });

  it.each(['', 'with space', 'ünal', 'a\n'])('is not made of the password %j', (password) => {
    expect(() => scramVerifier(password)).toThrow(/choose another\.$/);
  });
});
