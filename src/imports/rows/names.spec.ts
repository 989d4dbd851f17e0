import { Remarks } from './interpretation.ts';
import { namesRead, withoutAcronym } from './names.ts';

describe('A name', () => {
  it.each([
    ['Longleaf Kin Circle (LKC)', 'Longleaf Kin Circle', 'LKC'],
    ['Together for Resilient Youth (TRY)', 'Together for Resilient Youth', 'TRY'],
    ['Circle of the Pines (C.O.T.P.)', 'Circle of the Pines', 'C.O.T.P.'],
    ['Longleaf Circle (Wake)', 'Longleaf Circle (Wake)', null],
    ['Longleaf Circle (implementation)', 'Longleaf Circle (implementation)', null],
    ['Longleaf Circle (NC)', 'Longleaf Circle (NC)', null],
    ['LKC (Longleaf Kin Circle)', 'LKC (Longleaf Kin Circle)', null],
  ])('%j', (text, name, acronym) => expect(withoutAcronym(text)).toEqual({ name, acronym }));

  it('has others, each once', () => {
    expect(
      namesRead('Kin Circle (KC)', 'aka Kinfolk; kin circle | “Pine, Oak & Kin”', new Remarks()),
    ).toEqual({
      name: 'Kin Circle',
      aliases: ['KC', 'Kinfolk', 'Pine, Oak & Kin'],
    });
  });

  it('is at most 200 characters long, and of others there are twenty', () => {
    const remarks = new Remarks();
    const many = Array.from({ length: 25 }, (_, i) => `Other ${i}`).join(';');
    const read = namesRead('Kin '.repeat(60).trim(), many, remarks)!;
    expect(read.name).toHaveLength(199);
    expect(read.aliases).toHaveLength(20);
    expect(remarks.all.map(({ severity, column }) => `${severity} ${column}`)).toEqual([
      'WARNING name',
      'WARNING aliases',
    ]);
  });

  it.each([null, '***', 'TOTAL'])('is not %j', (text) => {
    const remarks = new Remarks();
    expect(namesRead(text, null, remarks)).toBeNull();
    expect(remarks.refused).toBe(true);
  });
});
