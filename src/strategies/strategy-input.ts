import type { Dictionary } from '../networks/dictionary.ts';
import type { AttributionContent, StrategyContent } from './strategy.content.ts';
import type { SaveStrategyInput } from './strategy.inputs.ts';

/** Approaches and goals that the network does not know, by path. What the draft holds already may stay. */
export function unknownCodes(
  { nodes, alignments }: Pick<SaveStrategyInput, 'nodes' | 'alignments'>,
  was: StrategyContent,
  dictionary: Dictionary,
): Record<string, string> {
  const problems: Record<string, string> = {};
  const held = new Set(was.nodes.map(({ approachCode }) => approachCode));
  nodes.forEach(({ approachCode }, i) => {
    if (approachCode == null || held.has(approachCode) || dictionary.term('approach', approachCode)) return;
    problems[`input.nodes.${i}.approachCode`] = 'No term of the taxonomy approach has this code.';
  });
  alignments.forEach(({ goalCode }, i) => {
    if (goalCode == null || dictionary.goal(goalCode)) return;
    problems[`input.alignments.${i}.goalCode`] = 'No goal of the network has this code.';
  });
  return problems;
}

const text = (given: string | null | undefined): string | null => given?.trim() ?? null;

export const contentOf = (input: SaveStrategyInput, basedOn: AttributionContent | null): StrategyContent => ({
  title: input.title.trim(),
  vision: text(input.vision),
  reviewOn: input.reviewOn ?? null,
  basedOn,
  nodes: input.nodes.map(({ key, kind, text: words, approachCode, note }) => ({
    ...{ key, kind, text: words.trim() },
    approachCode: approachCode ?? null,
    note: text(note),
  })),
  links: input.links.map(({ from, to, rationale, confidence, evidence }) => ({
    ...{ from, to },
    rationale: text(rationale),
    confidence: confidence ?? null,
    evidence: text(evidence),
  })),
  alignments: input.alignments.map(({ nodeKey, goalCode, intent, strength, note }) => ({
    nodeKey: nodeKey ?? null,
    goalCode: goalCode ?? null,
    intent,
    strength: strength ?? null,
    note: text(note),
  })),
});
