import { addressesRead, sourcesRead, websiteRead } from './addresses.ts';
import { Remarks } from './interpretation.ts';

function read(text: string) {
  const remarks = new Remarks();
  const found = addressesRead(text, 'sources', remarks);
  return [found, ...remarks.all.map(({ severity, message }) => `${severity} ${message}`)];
}

describe('Web addresses', () => {
  it.each([
    ['https://a.example.org/x?y=1', ['https://a.example.org/x?y=1']],
    ['a.example.org', ['https://a.example.org']],
    ['www.example.org/x.', ['https://www.example.org/x']],
    ['<https://a.example.org>', ['https://a.example.org']],
    ['https://a.example.org/x_(y)', ['https://a.example.org/x_(y)']],
    [
      'https://a.example.org; b.example.org\nhttps://c.example.org',
      ['https://a.example.org', 'https://b.example.org', 'https://c.example.org'],
    ],
    ['https://a.example.org/x,y', ['https://a.example.org/x,y']],
    ['https://a.example.org,https://a.example.org', ['https://a.example.org']],
  ])('%j', (text, found) => expect(read(text)).toEqual([found]));

  it('are taken with https, and that is said', () => {
    expect(read('http://a.example.org')).toEqual([
      ['https://a.example.org'],
      'NOTE An address with http:// was taken with https://.',
    ]);
  });

  it.each([
    'Facebook page',
    'localhost',
    'https://nodot',
    'https://me:secret@a.example.org',
    'ftp://a.example.org',
    'javascript:alert(1)',
    'report.pdf',
    `https://a.example.org/${'x'.repeat(500)}`,
  ])('are not in %s', (text) => {
    const [found, remark] = read(text);
    expect(found).toEqual([]);
    expect(remark).toMatch(/^WARNING No web address/);
  });

  it('beside words keep the words from going unseen', () => {
    expect(read('see https://a.example.org')).toEqual([
      ['https://a.example.org'],
      'WARNING Left out beside the address: “see”.',
    ]);
  });

  it('after the first become sources', () => {
    const remarks = new Remarks();
    const { website, others } = websiteRead('a.example.org b.example.org', remarks);
    expect(website).toBe('https://a.example.org');
    expect(sourcesRead('https://b.example.org https://c.example.org', others, remarks)).toEqual([
      { url: 'https://b.example.org' },
      { url: 'https://c.example.org' },
    ]);
    expect(remarks.all).toHaveLength(1);
  });
});
