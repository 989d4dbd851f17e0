import fc from 'fast-check';
import { knowledge } from '../../../test/support/catalogues.ts';
import { interpretRow } from './interpret-row.ts';
import type { Meaning, RowValues } from './interpretation.ts';

const stateOf = (values: RowValues, homeState?: string) => {
  const { state, remarks } = interpretRow({ name: 'Kin Circle', ...values }, { ...knowledge, homeState });
  return [state, remarks.find(({ column }) => column === 'state')?.message];
};

describe('A row', () => {
  it('becomes an entry, with what was doubtful about it', () => {
    const values = {
      name: ' “Longleaf  Kin Circle (LKC)” ',
      state: 'N.C.',
      counties: 'Wake Co. & Durham (part)',
      kind: 'Task force',
      backbone: 'Longleaf House, pat@longleaf.example.org',
      sectors: 'health; juggling',
      populations: 'families',
      website: 'http://longleaf.example.org',
      founded: 'c. 2020',
      frameworks: 'ACEs',
      sources: 'https://news.example.org/longleaf',
      notes: 'ask Pat',
      summary: 'Neighbours.',
    };
    expect(interpretRow(values, knowledge)).toEqual({
      state: 'NC',
      entry: {
        name: 'Longleaf Kin Circle',
        aliases: ['LKC'],
        kindCode: 'local-coalition',
        scope: 'REGIONAL',
        counties: [
          { fips: '37063', partial: true, basis: 'STATED', note: 'Part of the county' },
          { fips: '37183', partial: false, basis: 'STATED', note: null },
        ],
        backbone: 'Longleaf House',
        sectorCodes: ['healthcare'],
        frameworkCodes: ['aces'],
        populationCodes: ['families'],
        website: 'https://longleaf.example.org',
        foundedYear: 2020,
        summary: 'Neighbours.',
        mission: null,
        sources: [{ url: 'https://news.example.org/longleaf' }],
      },
      remarks: [
        expect.objectContaining({ column: 'backbone', severity: 'WARNING' }),
        expect.objectContaining({ column: 'website', severity: 'NOTE' }),
        expect.objectContaining({ column: 'sectors', severity: 'NOTE' }),
        expect.objectContaining({ column: 'founded', severity: 'NOTE' }),
      ],
    });
  });

  it('without a name or a state is refused', () => {
    const { entry, remarks } = interpretRow({ state: '57' }, knowledge);
    expect(entry).toBeNull();
    expect(remarks.map(({ column, severity }) => `${severity} ${column}`)).toEqual([
      'REFUSED name',
      'WARNING state',
      'REFUSED state',
    ]);
  });

  it('is never too strange to be read', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            'Wake',
            'and',
            '&',
            '-',
            '(',
            ')',
            ',',
            'part',
            'of',
            'city',
            '37183',
            '=',
            '"',
            'NC',
            '\n',
          ),
          { maxLength: 12 },
        )
        .map((words) => words.join(' ')),
    );
    const meanings: Meaning[] = [
      'name',
      'state',
      'counties',
      'fips',
      'website',
      'founded',
      'sectors',
      'sources',
      'scope',
    ];
    fc.assert(
      fc.property(fc.record(Object.fromEntries(meanings.map((meaning) => [meaning, cell]))), (values) => {
        const { entry, remarks } = interpretRow({ ...values, state: 'NC' }, knowledge);
        expect(entry === null).toBe(remarks.some(({ severity }) => severity === 'REFUSED'));
      }),
      { numRuns: 300 },
    );
  });

  it('of long lists is read to the end', () => {
    for (const text of [
      'a and '.repeat(2_000),
      'a-'.repeat(2_000),
      '('.repeat(5_000),
      ' '.repeat(50_000) + 'x',
    ]) {
      const { remarks } = interpretRow(
        { name: text, state: 'NC', counties: text, sectors: text, founded: text, website: text },
        knowledge,
      );
      expect(remarks.length).toBeGreaterThan(0);
    }
  });
});

describe('The state of a row', () => {
  it('is concluded from codes, from the network, or from counties that one state has', () => {
    expect(stateOf({ fips: '8105' })).toEqual([
      'CO',
      'No state: Colorado was concluded from its FIPS codes.',
    ]);
    expect(stateOf({ counties: 'Chaffee; Fremont' })[0]).toBe('CO');
    expect(stateOf({ counties: 'Wilson' }, 'NC')[0]).toBe('NC');
    expect(stateOf({ counties: 'Chaffee' }, 'NC')[0]).toBe('CO');
    expect(stateOf({ counties: 'ALL' }, 'NC')[0]).toBe('NC');
  });

  it('is not guessed among several, unless the row names one elsewhere', () => {
    expect(stateOf({ counties: 'Wilson' })).toEqual([
      null,
      'The row has no state, and its counties are in each of KS, NC, TN and TX.',
    ]);
    expect(stateOf({ counties: 'Wilson', backbone: 'North Carolina Porch House' })[0]).toBe('NC');
    expect(stateOf({ counties: 'ALL' })).toEqual([null, 'The row has no state.']);
  });
});

it('The kind is that of its column, of a statewide network, or of the words of the name', () => {
  const kind = (values: RowValues) =>
    interpretRow({ name: 'Kin', state: 'NC', ...values }, knowledge).entry!.kindCode;
  expect(kind({})).toBe('local-coalition');
  expect(kind({ kind: 'early learning hub' })).toBe('early-learning-hub');
  expect(kind({ name: 'Kin Family Resource Center' })).toBe('family-resource-center');
  expect(kind({ counties: 'ALL' })).toBe('state-network');
  expect(kind({ kind: 'choir', name: 'Kin Council' })).toBe('council');
});
