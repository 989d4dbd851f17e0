import { validateSync } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import { knowledge, ownCatalogue, realCatalogue } from '../../../test/support/catalogues.ts';
import { UpdateProfileInput } from '../../coalitions/profile.inputs.ts';
import { nameKey } from '../../coalitions/name-key.ts';
import type { Interpretation } from './interpretation.ts';
import { interpretRow } from './interpret-row.ts';

const own = ownCatalogue();
const fipsOf = ({ entry }: Interpretation): string[] => entry?.counties.map(({ fips }) => fips) ?? [];

/** What the registry would say of an entry that somebody typed. */
function problemsOf({ entry }: Interpretation): string[] {
  if (!entry) return [];
  const { backbone, ...fields } = entry;
  const input = {
    coalitionId: 'c',
    expectedRevision: 1,
    ...fields,
    backbone: backbone && { name: backbone },
  };
  return validateSync(plainToInstance(UpdateProfileInput, input)).map((problem) => problem.toString());
}

describe('Our messy catalogue', () => {
  it('has a row for each way in which people list counties', () => {
    expect(own.length).toBeGreaterThanOrEqual(40);
  });

  it.each(own)('is read: $expected.name', ({ values, expected }) => {
    const read = interpretRow(values, knowledge);
    expect(fipsOf(read)).toEqual(expected.fips);
    expect(read.entry?.counties.filter(({ partial }) => partial).map(({ fips }) => fips) ?? []).toEqual(
      expected.partial,
    );
    expect([read.entry === null, read.entry?.scope ?? '']).toEqual([expected.refused, expected.scope]);
    if (!expected.refused) expect(read.state).toBe(expected.state);
    expect(read.remarks.some(({ severity }) => severity === 'REFUSED')).toBe(expected.refused);
    expect(problemsOf(read)).toEqual([]);
  });

  it('is read without a word about how to reach people', () => {
    const all = JSON.stringify(own.map(({ values }) => interpretRow(values, knowledge)));
    expect(all).not.toMatch(/970.?555|yampa\.example/);
  });
});

describe('The real messy catalogue', () => {
  it('gives at least 95 of 100 organisations exactly their counties', () => {
    const real = realCatalogue();
    if (!real) {
      const right = own.filter(
        ({ values, expected }) => String(fipsOf(interpretRow(values, knowledge))) === String(expected.fips),
      );
      console.log(
        `No real catalogue beside the project: our own gives ${right.length} of ${own.length} rows right.`,
      );
      expect(right.length).toBe(own.length);
      return;
    }
    const read = real.rows.map((values) => ({ values, read: interpretRow(values, real.knowledge) }));
    const keyOf = (name = ''): string => nameKey(name.replace(/[“”]/g, ''));
    const misses = real.organizations.filter(({ name, state, fips }) => {
      const rows = read.filter(({ values }) => keyOf(values.name) === keyOf(name));
      const right = rows.filter(
        ({ read: row }) => row.state === state && String(fipsOf(row)) === String(fips),
      );
      return rows.length === 0 || right.length < rows.length || right.some(({ read: row }) => !row.entry);
    });
    const figure = real.organizations.length - misses.length;
    const names = misses.map(({ name, state }) => `${name} (${state})`).join('; ');
    console.log(`Exactly the right counties: ${figure} of ${real.organizations.length}. Missed: ${names}.`);
    expect(read.flatMap(({ read: row }) => problemsOf(row))).toEqual([]);
    expect(figure / real.organizations.length).toBeGreaterThanOrEqual(0.95);
  });

  it('gives all of them where a network says its state', () => {
    const real = realCatalogue();
    if (!real) return;
    const states = new Map(real.organizations.map(({ name, state }) => [nameKey(name), state]));
    const knowing = new Map(
      [...states.values()].map((homeState) => [homeState, { ...real.knowledge, homeState }]),
    );
    const wrong = real.organizations.filter(({ name, state, fips }) => {
      const rows = real.rows.filter(
        (row) => nameKey((row.name ?? '').replace(/[“”]/g, '')) === nameKey(name),
      );
      return rows.some((row) => String(fipsOf(interpretRow(row, knowing.get(state)!))) !== String(fips));
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
