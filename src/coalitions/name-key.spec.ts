import { nameKey } from './name-key.ts';

describe('The key of a name', () => {
  it.each([
    ['Smart Start of Ávery County', 'smart start of avery county'],
    ['Smith & Sons, Inc.', 'Smith and Sons Inc'],
    ["Children's  Alliance", 'Children’s Alliance'],
  ])('is the same for %s and %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it('tells different names apart', () => {
    expect(nameKey('Healthy Wake')).not.toBe(nameKey('Healthy Wayne'));
  });
});
