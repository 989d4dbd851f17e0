import { formulaText } from './formula-text.ts';

describe('A formula', () => {
  it.each([
    ['=HYPERLINK("https://aceawareness.org","site")', 'https://aceawareness.org'],
    [' =hyperlink( "https://a.org/?q=""x""" ; "a ""site""" ) ', 'https://a.org/?q="x"'],
    ['=HYPERLINK("https://a.org")', 'https://a.org'],
    ['=HYPERLINK("https://a.org",B2)', 'https://a.org'],
  ])('that is a link has its address for a text: %s', (cell, text) => {
    expect(formulaText(cell)).toEqual({ text, formula: true });
  });

  it.each([
    '=1+1',
    '+1',
    '@x',
    '=',
    '=HYPERLINK(B2,"site")',
    '=HYPERLINK("")',
    '=HYPERLINK("https://a.org")&"x"',
    '-2+3',
    '-SUM(A1)',
    "=cmd|'/c calc'!A1",
  ])('otherwise has no text: %s', (cell) => {
    expect(formulaText(cell)).toEqual({ text: null, formula: true });
  });

  it.each(['', '-', '—', '- Avery', '-5', 'a=b', "'=1+1", '“=1”', '2019'])(
    'is not what is text: %s',
    (cell) => {
      expect(formulaText(cell)).toEqual({ text: cell, formula: false });
    },
  );

  it('of 10,000 characters is read to the end', () => {
    for (const cell of [`=HYPERLINK("a",${' '.repeat(9_980)}x"`, `=HYPERLINK("${'""'.repeat(4_990)}`])
      expect(formulaText(cell).formula).toBe(true);
  });
});
