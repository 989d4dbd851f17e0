import type { NodeKindCode } from '../strategy.content.ts';

/** The colours of Okabe and Ito, which colour-blind people can tell apart, and a light tint of each to write on. */
export const COLOURS: Record<NodeKindCode | 'GOAL', { strong: string; tint: string }> = {
  INPUT: { strong: '#666666', tint: '#f0f0f0' },
  ACTIVITY: { strong: '#e69f00', tint: '#fdf3dc' },
  OUTPUT: { strong: '#b8a800', tint: '#fcfad6' },
  SHORT_TERM_OUTCOME: { strong: '#56b4e9', tint: '#e4f3fc' },
  INTERMEDIATE_OUTCOME: { strong: '#0072b2', tint: '#d9eaf5' },
  LONG_TERM_OUTCOME: { strong: '#009e73', tint: '#dcf3ec' },
  IMPACT: { strong: '#cc79a7', tint: '#f9e9f2' },
  CONDITION: { strong: '#666666', tint: '#ffffff' },
  ASSUMPTION: { strong: '#0072b2', tint: '#ffffff' },
  RISK: { strong: '#d55e00', tint: '#ffffff' },
  EXTERNAL_FACTOR: { strong: '#000000', tint: '#ffffff' },
  GOAL: { strong: '#000000', tint: '#333333' },
};

export const INK = '#1a1a1a';
/** On the tint of a goal. */
export const PAPER = '#ffffff';
export const inkOn = (kind: NodeKindCode | 'GOAL'): string => (kind === 'GOAL' ? PAPER : INK);
