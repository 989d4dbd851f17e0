import type { NodeKindCode } from '../../../strategies/strategy.content.ts';
import type { DemonstrationStrategyNode } from '../demonstration.types.ts';

type UnderAKey = Omit<DemonstrationStrategyNode, 'key' | 'kind'>;

/** Nodes of one kind under their keys: the text alone, or with what else belongs to it. */
export const nodesOf = (
  kind: NodeKindCode,
  byKey: Record<string, string | UnderAKey>,
): DemonstrationStrategyNode[] =>
  Object.entries(byKey).map(([key, node]) => ({
    key,
    kind,
    ...(typeof node === 'string' ? { text: node } : node),
  }));

/** Says no more than that CDC names the approach among those that prevent adverse childhood experiences. */
export const namedByCdc = (approach: string): string =>
  `CDC names ${approach} among the approaches that prevent adverse childhood experiences ` +
  '(https://resources.safestates.org/publications/adverse-childhood-experiences-prevention-strategy/).';
