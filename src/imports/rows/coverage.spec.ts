import { knowledge } from '../../../test/support/catalogues.ts';
import { CountyNames } from './county-names.ts';
import { coverageOf, type CoverageCells } from './coverage.ts';
import { Remarks } from './interpretation.ts';

const names = CountyNames.of(knowledge);

function read(cells: Partial<CoverageCells>, state = 'NC') {
  const remarks = new Remarks();
  const none = { counties: null, fips: null, countyBasis: null, scope: null };
  const { scope, counties } = coverageOf({ ...none, ...cells }, state, names, remarks);
  const said = remarks.all.map(({ column, severity }) => `${severity} ${column}`);
  return { scope, fips: counties.map(({ fips }) => fips), said, counties, remarks: remarks.all };
}
const WAKE = '37183';
const DURHAM = '37063';

describe('The names and the codes of counties', () => {
  it('are taken together where one side only says more', () => {
    expect(read({ counties: 'Wake, Durham', fips: WAKE })).toMatchObject({ fips: [DURHAM, WAKE], said: [] });
    const more = read({ counties: 'Wake', fips: `${WAKE} ${DURHAM}` });
    expect(more).toMatchObject({ fips: [DURHAM, WAKE], said: ['NOTE fips'] });
  });

  it('that contradict each other leave the names, and a warning', () => {
    const { fips, said, remarks } = read({ counties: 'Wake, Durham', fips: `${WAKE} 37135` });
    expect({ fips, said }).toEqual({ fips: [DURHAM, WAKE], said: ['WARNING fips'] });
    expect(remarks[0]!.message).toBe(
      'The names say Durham (37063) where the codes say Orange (37135). The names were taken.',
    );
  });

  it('make up for a slip in the other', () => {
    expect(read({ counties: 'Wake, Durhm', fips: `${WAKE} ${DURHAM}` })).toMatchObject({
      fips: [DURHAM, WAKE],
      said: ['NOTE counties', 'NOTE fips'],
    });
    expect(read({ counties: 'Wake, Durhm' }).remarks).toEqual([
      {
        column: 'counties',
        severity: 'WARNING',
        message: '“Durhm” is no county of North Carolina that we know. Do you mean Durham (37063)?',
      },
    ]);
    expect(read({ counties: 'Wake, Durham', fips: '99999' }).fips).toEqual([DURHAM, WAKE]);
  });

  it('may all lie in another state, which is doubtful', () => {
    expect(read({ fips: '41029' }).said).toEqual(['WARNING fips']);
    expect(read({ fips: `41029 ${WAKE}` }).said).toEqual(['NOTE fips']);
  });
});

describe('The scope', () => {
  it.each([
    [{}, 'UNSTATED', 0],
    [{ counties: 'see website' }, 'UNSTATED', 0],
    [{ counties: 'Wake' }, 'LOCAL', 1],
    [{ counties: 'Wake, Durham' }, 'REGIONAL', 2],
    [{ counties: 'ALL' }, 'STATEWIDE', 0],
    [{ fips: '37000' }, 'STATEWIDE', 0],
    [{ scope: 'Statewide' }, 'STATEWIDE', 0],
    [{ scope: 'local', counties: 'Wake, Durham' }, 'LOCAL', 2],
    [{ scope: 'Regional coalition', counties: 'Wake' }, 'REGIONAL', 1],
    [{ scope: 'statewide', counties: 'Wake' }, 'LOCAL', 1],
    [{ scope: 'local', counties: 'ALL' }, 'STATEWIDE', 0],
    [{ scope: 'galactic', counties: 'Wake' }, 'LOCAL', 1],
  ])('of %j is %s', (cells, scope, count) => {
    const read_ = read(cells);
    expect([read_.scope, read_.fips.length]).toEqual([scope, count]);
  });

  it('that the counties contradict is said', () => {
    expect(read({ scope: 'statewide', counties: 'Wake' }).said).toEqual(['WARNING scope']);
    expect(read({ scope: 'local', counties: 'ALL' }).said).toEqual(['WARNING scope']);
  });
});

it('Counties are stated unless the row says that they are inferred', () => {
  const basis = (countyBasis: string | null) => read({ counties: 'Wake', countyBasis }).counties[0]!.basis;
  expect([
    basis(null),
    basis('Stated'),
    basis('inferred'),
    basis('assumed from name'),
    basis('blue'),
  ]).toEqual(['STATED', 'STATED', 'INFERRED', 'INFERRED', 'STATED']);
});

it('A part of a county has a note', () => {
  expect(read({ counties: 'Wake (part); Franklin (city of Youngsville)' }).counties).toEqual([
    { fips: '37069', partial: true, basis: 'STATED', note: 'city of Youngsville' },
    { fips: WAKE, partial: true, basis: 'STATED', note: 'Part of the county' },
  ]);
});
