import { clip, widthOf, wrap } from './measure.ts';

describe('Wrapping', () => {
  it('keeps every word, and every line within its width', () => {
    const text = 'Paediatric practices screen every family for social needs at well-child visits';
    const lines = wrap(text, 200, 13);
    expect(lines.join(' ')).toBe(text);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(widthOf(line, 13)).toBeLessThanOrEqual(200);
  });

  it.each([
    'W'.repeat(120),
    'https://example.org/' + 'a'.repeat(200),
    '子どもが安全に育つ地域をつくる'.repeat(5),
    '👩‍👧'.repeat(40),
  ])('breaks %s where it must', (word) => {
    const lines = wrap(`so ${word}`, 200, 13);
    expect(lines.join('').replaceAll(' ', '')).toBe(`so${word}`);
    for (const line of lines) expect(widthOf(line, 13)).toBeLessThanOrEqual(200);
  });

  it('takes no family apart', () => {
    for (const line of wrap('👩‍👧'.repeat(40), 200, 13)) expect(line).toMatch(/^(👩‍👧)+$/u);
  });

  it('gives the characters of China, Japan and Korea double width', () => {
    expect(widthOf('子', 10)).toBeGreaterThanOrEqual(1.8 * widthOf('a', 10));
    expect(widthOf('한', 10)).toBe(widthOf('子', 10));
    expect(widthOf('e\u0301', 10)).toBe(widthOf('e', 10));
  });

  it('ends in … where lines are left out', () => {
    expect(clip(['one', 'two'], 2, 100, 13)).toEqual(['one', 'two']);
    expect(clip(['one', 'two', 'three'], 2, 100, 13)).toEqual(['one', 'two…']);
    expect(widthOf(clip(['one', 'wwwwwwww', 'x'], 2, 100, 13)[1]!, 13)).toBeLessThanOrEqual(100);
  });
});
