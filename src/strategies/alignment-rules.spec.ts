import { strategyProblems, type StrategyStructure } from './alignment-rules.ts';

const nodes = ['a', 'b', 'c'].map((key) => ({ key }));
const problemsOf = (input: Partial<StrategyStructure>): Record<string, string> =>
  strategyProblems({ nodes, links: [], alignments: [], ...input });
const pathsOf = (input: Partial<StrategyStructure>): string[] => Object.keys(problemsOf(input));

describe('The structure of a strategy', () => {
  it('has no problem when keys, links and alignments fit together', () => {
    expect(
      problemsOf({
        links: [
          { from: 'a', to: 'b', confidence: 0 },
          { from: 'b', to: 'a', confidence: 100 },
          { from: 'b', to: 'c', confidence: null },
          { from: 'a', to: 'c' },
        ],
        alignments: [
          { nodeKey: 'a', goalCode: 'G1', intent: 'CONTRIBUTES', strength: 1 },
          { nodeKey: 'b', goalCode: 'G1', intent: 'PARTLY', strength: 3 },
          { nodeKey: 'c', goalCode: null, intent: 'LOCAL_ONLY', strength: null },
          { goalCode: 'G2', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
        ],
      }),
    ).toEqual({});
  });

  it('names what to do at each path', () => {
    expect(problemsOf({ nodes: [...nodes, { key: 'a' }] })).toEqual({
      'input.nodes.3.key': 'Another node has this key. Give each node a key of its own.',
    });
  });
});

describe('The key of a node', () => {
  const refused = (key: string): boolean => pathsOf({ nodes: [{ key }] }).length > 0;

  it('is of letters, digits, hyphens and underscores', () => {
    expect(['a', '7', 'A-b_9', 'x'.repeat(40)].filter(refused)).toEqual([]);
  });

  it('is not empty, too long, or with what paths are written with', () => {
    const keys = ['', '-', '_a', 'a>b', 'a.b', 'a b', 'é', 'a\n', 'x'.repeat(41)];
    expect(keys.filter(refused)).toEqual(keys);
  });
});

describe('A link', () => {
  it('leads from one node to another', () => {
    expect(
      pathsOf({
        links: [
          { from: 'z', to: 'a' },
          { from: 'a', to: 'z' },
          { from: 'a', to: 'a' },
        ],
      }),
    ).toEqual(['input.links.0.from', 'input.links.1.to', 'input.links.2.to']);
  });

  it('stands once in each direction', () => {
    const link = { from: 'a', to: 'b' };
    expect(pathsOf({ links: [link, { from: 'b', to: 'a' }, link] })).toEqual(['input.links.2.to']);
  });

  it.each([-1, 101, 0.5, NaN])('is not trusted by %d in a hundred', (confidence) => {
    expect(pathsOf({ links: [{ from: 'a', to: 'b', confidence }] })).toEqual(['input.links.0.confidence']);
  });
});

describe('An alignment', () => {
  it('names a node and a goal as its intent asks for', () => {
    expect(
      pathsOf({
        alignments: [
          { goalCode: 'G1', intent: 'CONTRIBUTES' },
          { nodeKey: 'a', intent: 'PARTLY' },
          { nodeKey: 'b', goalCode: 'G2', intent: 'LOCAL_ONLY' },
          { goalCode: 'G3', intent: 'LOCAL_ONLY' },
          { nodeKey: 'c', goalCode: 'G4', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
          { intent: 'INTENTIONALLY_NOT_ADDRESSED' },
        ],
      }),
    ).toEqual([
      'input.alignments.0.nodeKey',
      'input.alignments.1.goalCode',
      'input.alignments.2.goalCode',
      'input.alignments.3.nodeKey',
      'input.alignments.3.goalCode',
      'input.alignments.4.nodeKey',
      'input.alignments.5.goalCode',
    ]);
  });

  it('is of a node that is there', () => {
    expect(pathsOf({ alignments: [{ nodeKey: 'z', goalCode: 'G1', intent: 'PARTLY' }] })).toEqual([
      'input.alignments.0.nodeKey',
    ]);
  });

  it('stands once for a node and a goal, whatever its intent', () => {
    expect(
      pathsOf({
        alignments: [
          { nodeKey: 'a', goalCode: 'G1', intent: 'PARTLY' },
          { nodeKey: 'a', goalCode: 'G1', intent: 'CONTRIBUTES' },
          { nodeKey: 'a', intent: 'LOCAL_ONLY' },
          { nodeKey: 'a', goalCode: null, intent: 'LOCAL_ONLY' },
        ],
      }),
    ).toEqual(['input.alignments.1.goalCode', 'input.alignments.3.nodeKey']);
  });

  it.each(['CONTRIBUTES', 'PARTLY'] as const)(
    'by %s contradicts that the goal is not addressed, in either order',
    (intent) => {
      const addressed = { nodeKey: 'a', goalCode: 'G1', intent };
      const declined = { goalCode: 'G1', intent: 'INTENTIONALLY_NOT_ADDRESSED' } as const;
      expect(pathsOf({ alignments: [addressed, declined] })).toEqual(['input.alignments.1.goalCode']);
      expect(pathsOf({ alignments: [declined, addressed] })).toEqual(['input.alignments.0.goalCode']);
    },
  );

  it.each([0, 4, 1.5])('is not of the strength %d', (strength) => {
    const alignments = [{ nodeKey: 'a', goalCode: 'G1', intent: 'PARTLY' as const, strength }];
    expect(pathsOf({ alignments })).toEqual(['input.alignments.0.strength']);
  });
});
