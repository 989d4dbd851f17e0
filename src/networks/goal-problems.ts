import type { GoalInput } from './goal.inputs.ts';
import { GoalLevel } from './goal.type.ts';
import { treeProblems } from './tree-problems.ts';

const LIST = 'input.goals';

/** What is wrong with a framework in itself, by the path of each bad value. */
export function goalProblems(goals: readonly GoalInput[]): Record<string, string> {
  const problems = treeProblems(LIST, goals);
  // The first of a code counts: the others are refused already.
  const levels = new Map(goals.map(({ code, level }) => [code, level] as const).reverse());
  const replaced = new Set<string>();
  goals.forEach(({ level, horizon, parentCode, replaces }, i) => {
    const parent = parentCode == null ? undefined : levels.get(parentCode);
    if (parent !== undefined && level === GoalLevel.PRIORITY_AREA)
      problems[`${LIST}.${i}.parentCode`] ??= 'A priority area stands at the top: it has no parent.';
    if (parent !== undefined && level === GoalLevel.GOAL && parent !== GoalLevel.PRIORITY_AREA)
      problems[`${LIST}.${i}.parentCode`] ??= 'A goal belongs to a priority area, or to nothing.';
    if (horizon != null && level !== GoalLevel.OUTCOME)
      problems[`${LIST}.${i}.horizon`] = 'Only an outcome has a horizon.';
    replaces?.forEach((code, r) => {
      if (levels.has(code))
        problems[`${LIST}.${i}.replaces.${r}`] = 'This code stays in the list, so nothing replaces it.';
      else if (replaced.has(code)) problems[`${LIST}.${i}.replaces.${r}`] = 'This code is replaced already.';
      replaced.add(code);
    });
  });
  return problems;
}

/** Codes that the network has never had: nothing can be pointed from them. */
export function unknownReplaced(
  goals: readonly GoalInput[],
  isKnown: (code: string) => boolean,
): Record<string, string> {
  const problems: Record<string, string> = {};
  goals.forEach(({ replaces }, i) =>
    replaces?.forEach((code, r) => {
      if (!isKnown(code))
        problems[`${LIST}.${i}.replaces.${r}`] = 'This network has never had a goal of this code.';
    }),
  );
  return problems;
}
