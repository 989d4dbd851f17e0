import { cleaned, splitOutsideBrackets, unquoted } from './cleaning.ts';
import { Remarks, type Meaning } from './interpretation.ts';

const clean = (cell: string, column: Meaning = 'name'): [string | null, string[]] => {
  const remarks = new Remarks();
  const text = cleaned(cell, column, remarks);
  return [text, remarks.all.map(({ severity, message }) => `${severity} ${message}`)];
};
const MAIL = 'WARNING An e-mail address was left out: the registry keeps none.';
const TELEPHONE = 'WARNING A telephone number was left out: the registry keeps none.';

describe('A cell', () => {
  it.each([
    ['\u00a0Wake\u00a0\u00a0County\u200b\ufeff ', 'Wake County'],
    ['“Longleaf Circle”', 'Longleaf Circle'],
    ['The “Longleaf” Circle', 'The “Longleaf” Circle'],
    ['“One” and “Two”', '“One” and “Two”'],
    ['Women’s Circle', 'Women’s Circle'],
    ['two\r\nlines', 'two lines'],
    ['broken \ud800 letter \u0000', 'broken \ufffd letter'],
  ])('%j is %j', (cell, text) => expect(clean(cell)).toEqual([text, []]));

  it.each(['', '  ', 'n/a', 'N/A', 'na', 'unknown', '-', '—', 'none', '?', '??', 'TBD', 'not stated'])(
    'says nothing in %j',
    (cell) => expect(clean(cell)).toEqual([null, []]),
  );

  it('keeps lines in a list', () => {
    expect(clean('Avery \r\n\r\n Mitchell', 'counties')).toEqual(['Avery\nMitchell', []]);
  });

  it('gives the address of a link, and its label for a name', () => {
    const link = '=HYPERLINK("https://a.example.org/x","The ""A"" Circle")';
    expect(clean(link, 'website')).toEqual(['https://a.example.org/x', []]);
    expect(clean(link)).toEqual(['The "A" Circle', []]);
    expect(clean('=hyperlink("https://a.example.org")', 'sources')).toEqual(['https://a.example.org', []]);
  });

  it.each(['=SUM(A1:A9)', '=cmd|"/c calc"!A1', '@SUM(1)', '+HYPERLINK("x")', '-INDEX(A1)'])(
    'calculates nothing: %s',
    (cell) =>
      expect(clean(cell)).toEqual([null, ['WARNING A formula was left out: save its result as text.']]),
  );

  it('leaves out errors of a spreadsheet', () => {
    expect(clean('#REF!')).toEqual([null, ['WARNING An error of the spreadsheet was left out.']]);
  });
});

describe('What reaches a person', () => {
  it.each([
    ['Care Circle, pat@care.example.org', 'Care Circle', [MAIL]],
    ['Care Circle (mailto:pat@care.example.org)', 'Care Circle', [MAIL]],
    ['Care Circle; call 336-555-0142 ext. 5', 'Care Circle', [TELEPHONE]],
    ['Care Circle (336) 555-0142', 'Care Circle', [TELEPHONE]],
    ['Care Circle +1 336.555.0142', 'Care Circle', [TELEPHONE]],
    ['Care Circle tel: 3365550142, Boone', 'Care Circle, Boone', [TELEPHONE]],
    ['pat@care.example.org 336 555 0142', null, [MAIL, TELEPHONE]],
  ])('is left out of %j', (cell, text, remarks) => expect(clean(cell)).toEqual([text, remarks]));

  it.each([
    'see https://a.example.org/pat@home/336-555-0142',
    'www.example.org/call-336-555-0142',
    'served 2019-2020',
    'grant 3365550142',
    '1,200-1,400 families @ 3 schools',
  ])('is not seen in %j', (cell) => expect(clean(cell)).toEqual([cell, []]));

  it('is no county code and no year', () => {
    expect(clean('37129 37019', 'fips')).toEqual(['37129 37019', []]);
  });
});

it('Quotation marks of another pair stay', () => {
  expect(unquoted('‘Round’')).toBe('Round');
  expect(unquoted('Parents’')).toBe('Parents’');
});

it('A list is not split in brackets', () => {
  expect(splitOutsideBrackets('a (b, c), d; ; e', /[,;]/)).toEqual(['a (b, c)', 'd', 'e']);
});
