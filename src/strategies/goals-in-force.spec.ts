import { findingsOf } from './strategy-findings.ts';
import type { AlignmentContent } from './strategy.content.ts';

const GOALS = [{ code: 'G1', title: 'Fewer adversities', parentCode: null }];

const errorsOf = (alignment: Partial<AlignmentContent>) => {
  const plain = { nodeKey: 'a', goalCode: null, strength: null, note: null } as const;
  const strategy = {
    ...{ title: 'Ours', vision: null, reviewOn: null, basedOn: null, links: [] },
    nodes: [{ key: 'a', kind: 'IMPACT' as const, text: 'Calm', approachCode: null, note: null }],
    alignments: [{ ...plain, intent: 'CONTRIBUTES' as const, ...alignment }],
  };
  return findingsOf(strategy, GOALS, '2026-03-01').filter(({ rule }) => rule === 'goal-not-in-force');
};

describe('An alignment with a goal that there is no more', () => {
  it('is an error that names the goal and the node', () => {
    expect(errorsOf({ goalCode: 'G9' })).toEqual([
      {
        ...{ severity: 'ERROR', rule: 'goal-not-in-force', nodeKeys: ['a'] },
        message: expect.stringContaining('G9'),
      },
    ]);
    const declared = { nodeKey: null, goalCode: 'G9', intent: 'INTENTIONALLY_NOT_ADDRESSED' } as const;
    expect(errorsOf(declared)).toMatchObject([{ nodeKeys: [] }]);
  });

  it('is none for a goal in force, or for a local aim', () => {
    expect(errorsOf({ goalCode: 'G1' })).toEqual([]);
    expect(errorsOf({ intent: 'LOCAL_ONLY' })).toEqual([]);
  });
});
