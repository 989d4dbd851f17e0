import { Remarks } from './interpretation.ts';
import { yearRead } from './years.ts';

const read = (text: string): [number | null, string?] => {
  const remarks = new Remarks();
  const year = yearRead(text, remarks, 2026);
  return remarks.all.length === 0 ? [year] : [year, remarks.all[0]!.severity];
};

describe('A year', () => {
  it.each([
    ['2019', 2019],
    ['2019.0', 2019],
    ['Fall 2018', 2018],
    ['1/1/2019', 2019],
    ['12/31/19', 2019],
    ['2019-03-01', 2019],
    ['March 3, 2011', 2011],
    ['est. 2005', 2005],
    ['Established in 2005', 2005],
  ])('is plain in %j', (text, year) => expect(read(text)).toEqual([year]));

  it.each([
    ["'19", 2019],
    ['’97', 1997],
    ['c. 2020', 2020],
    ['ca 2020', 2020],
    ['about 2020', 2020],
    ['2020-21', 2020],
    ['2020–2022', 2020],
    ['2014?', 2014],
    ['2014, relaunched 2019', 2014],
    ['43466', 2019],
    ['12', 2012],
  ])('is noted in %j', (text, year) => expect(read(text)).toEqual([year, 'NOTE']));

  it.each(['soon', '1990s', '2000s', '1850', '2027', '2100', ' ? '])('is not in %j', (text) =>
    expect(read(text)).toEqual([null, 'WARNING']),
  );
});
