import {
  HEAD_FIELDS,
  type Part,
  type Parts,
  partsOf,
  SECTIONS,
  type StrategyChange,
} from './strategy-changes.ts';
import type { AlignmentContent, LinkContent, NodeContent, StrategyContent } from './strategy.content.ts';

/** The strategy that the changes lead to. What is new comes last; whom it is based on stays. */
export function applyChanges(before: StrategyContent, changes: readonly StrategyChange[]): StrategyContent {
  const head = { title: before.title, vision: before.vision, reviewOn: before.reviewOn };
  const parts = partsOf(before);
  for (const { path, after } of changes) {
    const field = HEAD_FIELDS.find((name) => name === path);
    if (field) Object.assign(head, { [field]: after });
    else applyToPart(parts, path, after);
  }
  return {
    ...head,
    basedOn: before.basedOn,
    nodes: [...parts.nodes].map(([key, part]) => ({ key, ...part }) as unknown as NodeContent),
    links: [...parts.links].map(([id, part]) => {
      const [from, to] = sidesOf(id);
      return { from, to, ...part } as unknown as LinkContent;
    }),
    alignments: [...parts.alignments].map(([id, part]) => {
      const [nodeKey, goalCode] = sidesOf(id).map((side) => (side === '-' ? null : side));
      return { nodeKey, goalCode, ...part } as unknown as AlignmentContent;
    }),
  };
}

function applyToPart(parts: Parts, path: string, after: string | null): void {
  const { section, id, field } = addressOf(path);
  const among = parts[section.name];
  if (!field) {
    if (after === null) among.delete(id);
    else among.set(id, JSON.parse(after) as Part);
    return;
  }
  const part = among.get(id);
  if (!part) throw new Error(`There is nothing to change at ${path}.`);
  among.set(id, { ...part, [field.field]: field.numeric && after !== null ? Number(after) : after });
}

/** Only the code of a goal may hold a dot, so a field is what the path ends with. */
function addressOf(path: string) {
  const section = SECTIONS.find(({ name }) => path.startsWith(`${name}.`));
  if (!section) throw new Error(`A strategy has no ${path}.`);
  const rest = path.slice(section.name.length + 1);
  const [name, field] = Object.entries(section.fields).find(([end]) => rest.endsWith(`.${end}`)) ?? [];
  return { section, field, id: name === undefined ? rest : rest.slice(0, -name.length - 1) };
}

/** A key holds no `>`; the code of a goal might. */
function sidesOf(id: string): [string, string] {
  const middle = id.indexOf('>');
  return [id.slice(0, middle), id.slice(middle + 1)];
}
