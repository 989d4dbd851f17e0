import { freshnessOf } from './freshness.ts';

const countsOn = (today: string, ...days: (string | null)[]): number[] =>
  freshnessOf(
    days.map((verifiedOn) => ({ verifiedOn, coalitions: 1 })),
    today,
  ).map(({ coalitionCount }) => coalitionCount);

describe('The freshness of profiles', () => {
  it('counts the last day of a band in it, and the day before in the next', () => {
    expect(countsOn('2026-11-22', '2026-05-22', '2026-05-21')).toEqual([1, 1, 0, 0, 0]);
    expect(countsOn('2026-11-22', '2025-11-22', '2025-11-21')).toEqual([0, 1, 1, 0, 0]);
    expect(countsOn('2026-11-22', '2024-11-22', '2024-11-21')).toEqual([0, 0, 1, 1, 0]);
  });

  it('keeps apart what nobody has ever confirmed', () => {
    expect(countsOn('2026-11-22', null, '1999-01-01')).toEqual([0, 0, 0, 1, 1]);
  });

  it('takes the last day of a month that is too short', () => {
    expect(countsOn('2026-08-31', '2026-02-28', '2026-02-27')).toEqual([1, 1, 0, 0, 0]);
  });

  it('shows the bands that are empty', () => {
    expect(freshnessOf([], '2026-11-22')).toHaveLength(5);
  });
});
