/** Anything of a list whose items name their parents by code. */
interface Branch {
  code: string;
  parentCode?: string | null;
}

export const DEEPEST_TREE = 6;

/** What is wrong with the codes and the shape of a tree, by the path of each bad value. */
export function treeProblems(list: string, items: readonly Branch[]): Record<string, string> {
  const problems: Record<string, string> = {};
  const parents = new Map<string, string | null>();
  items.forEach(({ code, parentCode }, i) => {
    if (parents.has(code)) problems[`${list}.${i}.code`] = 'This code stands in the list already.';
    else parents.set(code, parentCode ?? null);
  });
  items.forEach(({ code, parentCode }, i) => {
    if (parentCode == null) return;
    const problem = parents.has(parentCode)
      ? lineProblem(code, parentCode, parents)
      : 'No item of this list has this code.';
    if (problem) problems[`${list}.${i}.parentCode`] = problem;
  });
  return problems;
}

function lineProblem(
  code: string,
  parentCode: string,
  parents: ReadonlyMap<string, string | null>,
): string | undefined {
  const above = new Set<string>();
  for (let at: string | null = parentCode; at !== null; at = parents.get(at) ?? null) {
    if (at === code) return 'This leads back to the item itself.';
    // What leads back is further up, and is told there.
    if (above.has(at)) return undefined;
    above.add(at);
  }
  return above.size < DEEPEST_TREE ? undefined : `There are at most ${DEEPEST_TREE} levels.`;
}
