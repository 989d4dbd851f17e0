import { Kept } from './kept.ts';

const text = (characters: number): { text: string } => ({ text: 'x'.repeat(characters) });
const keptUpTo = (most: number): Kept<{ text: string }> => new Kept(most, ({ text }) => text.length);

describe('What is kept', () => {
  it('is the same object for as long as it is asked for, however much comes beside it', () => {
    const kept = keptUpTo(100);
    const asked = text(10);
    kept.set('asked', asked);
    for (let i = 0; i < 500; i++) {
      kept.set(`other ${i}`, text(10));
      expect(kept.get('asked')).toBe(asked);
    }
  });

  it('goes once nobody has asked for it while much else came', () => {
    const kept = keptUpTo(100);
    kept.set('forgotten', text(10));
    for (let i = 0; i < 12; i++) kept.set(`other ${i}`, text(10));
    expect(kept.get('forgotten')).toBeUndefined();
  });

  it('is never more than so many characters and one value', () => {
    const kept = keptUpTo(100);
    for (let i = 0; i < 500; i++) kept.set(`value ${i}`, text(1 + (i % 20)));
    const sizes = Array.from({ length: 500 }, (_, i) => kept.get(`value ${i}`)?.text.length ?? 0);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(120);
    expect(Math.max(...sizes)).toBeGreaterThan(0);
  });

  it('is nothing where there is no room', () => {
    const kept = keptUpTo(0);
    kept.set('asked', text(1));
    expect(kept.get('asked')).toBeUndefined();
    expect([kept.keepsAny, keptUpTo(1).keepsAny]).toEqual([false, true]);
  });

  it('is replaced by what is kept under its name later, and counted once', () => {
    const kept = keptUpTo(100);
    kept.set('beside', text(10));
    for (let i = 0; i < 50; i++) kept.set('name', text(30));
    const latest = text(30);
    kept.set('name', latest);
    expect(kept.get('name')).toBe(latest);
    expect(kept.get('beside')).toBeDefined();
  });
});
