import { goalProblems } from './goal-problems.ts';
import type { GoalInput } from './goal.inputs.ts';
import { GoalLevel, Horizon } from './goal.type.ts';

const goal = (code: string, fields: Partial<GoalInput> = {}): GoalInput => ({
  ...{ code, title: code, level: GoalLevel.OUTCOME },
  ...fields,
});
const area = (code: string, parentCode?: string): GoalInput =>
  goal(code, { level: GoalLevel.PRIORITY_AREA, parentCode });
const aim = (code: string, parentCode?: string): GoalInput =>
  goal(code, { level: GoalLevel.GOAL, parentCode });
const outcome = (code: string, parentCode?: string): GoalInput => goal(code, { parentCode });

const chain = (levels: number): GoalInput[] =>
  Array.from({ length: levels }, (_, i) => outcome(`O${i}`, i === 0 ? undefined : `O${i - 1}`));

describe('A framework', () => {
  it('is sound with every level in its place, in any order', () => {
    const goals = [
      aim('G', 'P'),
      area('P'),
      outcome('O', 'G'),
      outcome('O-1', 'O'),
      outcome('O-2', 'P'),
      aim('G2'),
    ];
    expect(goalProblems([...goals, outcome('O-3'), goal('O-4', { horizon: Horizon.LONG_TERM })])).toEqual({});
    expect(goalProblems([])).toEqual({});
    expect(goalProblems(chain(6))).toEqual({});
  });

  it.each<[string, GoalInput[], string, RegExp]>([
    ['a code twice', [aim('A'), aim('A')], 'input.goals.1.code', /already/],
    ['a parent that is not there', [aim('A', 'X')], 'input.goals.0.parentCode', /No item/],
    ['its own parent', [outcome('A', 'A')], 'input.goals.0.parentCode', /itself/],
    ['an area below something', [aim('A'), area('P', 'A')], 'input.goals.1.parentCode', /priority area/],
    ['a goal below a goal', [aim('A'), aim('B', 'A')], 'input.goals.1.parentCode', /priority area/],
    ['a goal below an outcome', [outcome('A'), aim('B', 'A')], 'input.goals.1.parentCode', /priority area/],
    ['a seventh level', chain(7), 'input.goals.6.parentCode', /6 levels/],
    [
      'a goal by a horizon',
      [{ ...aim('A'), horizon: Horizon.LONG_TERM }],
      'input.goals.0.horizon',
      /outcome/,
    ],
    [
      'what stays replaced',
      [aim('A'), { ...aim('B'), replaces: ['A'] }],
      'input.goals.1.replaces.0',
      /stays/,
    ],
    ['itself replaced', [{ ...aim('A'), replaces: ['A'] }], 'input.goals.0.replaces.0', /stays/],
    [
      'one replaced by two',
      [
        { ...aim('A'), replaces: ['X'] },
        { ...aim('B'), replaces: ['Y', 'X'] },
      ],
      'input.goals.1.replaces.1',
      /already/,
    ],
  ])('is refused with %s', (_, goals, path, problem) => {
    expect(goalProblems(goals)).toEqual({ [path]: expect.stringMatching(problem) });
  });

  it('is refused at each goal of a circle, and not at what hangs from it', () => {
    const goals = [
      outcome('A', 'C'),
      outcome('B', 'A'),
      outcome('C', 'B'),
      outcome('D', 'A'),
      outcome('E', 'D'),
    ];
    expect(Object.keys(goalProblems(goals))).toEqual([0, 1, 2].map((i) => `input.goals.${i}.parentCode`));
  });
});
