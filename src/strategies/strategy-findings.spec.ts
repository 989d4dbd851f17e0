import { type Finding, findingsOf, type GoalOutline } from './strategy-findings.ts';
import type { AlignmentContent, NodeKindCode, StrategyContent } from './strategy.content.ts';

const TODAY = '2026-03-01';

/** Nodes by key, each of which says its key; links as `from>to`. */
function strategyOf(
  kinds: Record<string, NodeKindCode>,
  links: string[] = [],
  rest: Partial<StrategyContent> = {},
): StrategyContent {
  return {
    title: 'Every child thrives',
    vision: null,
    reviewOn: null,
    basedOn: null,
    nodes: Object.entries(kinds).map(([key, kind]) => ({
      key,
      kind,
      text: key,
      approachCode: null,
      note: null,
    })),
    links: links.map((link) => {
      const [from, to] = link.split('>') as [string, string];
      return { from, to, rationale: null, confidence: null, evidence: null };
    }),
    alignments: [],
    ...rest,
  };
}

const aligned = (alignment: Partial<AlignmentContent>): AlignmentContent => ({
  nodeKey: null,
  goalCode: null,
  intent: 'CONTRIBUTES',
  strength: null,
  note: null,
  ...alignment,
});
const goal = (code: string, parentCode: string | null = null): GoalOutline => ({
  code,
  title: `Title of ${code}`,
  parentCode,
});
const found = (rule: string, strategy: StrategyContent, goals: GoalOutline[] = []): Finding[] =>
  findingsOf(strategy, goals, TODAY).filter((finding) => finding.rule === rule);
const keysFound = (rule: string, strategy: StrategyContent): string[][] =>
  found(rule, strategy).map(({ nodeKeys }) => nodeKeys);

describe('The findings on a strategy', () => {
  it('are none for a chain from an input to an aligned outcome, with its circumstances', () => {
    const sound = strategyOf(
      {
        money: 'INPUT',
        visits: 'ACTIVITY',
        families: 'OUTPUT',
        calm: 'SHORT_TERM_OUTCOME',
        trust: 'ASSUMPTION',
      },
      ['money>visits', 'visits>families', 'families>calm'],
      { alignments: [aligned({ nodeKey: 'calm', goalCode: 'G1' })], reviewOn: TODAY },
    );
    expect(findingsOf(sound, [goal('G1')], TODAY)).toEqual([]);
  });

  it('say of a strategy without parts only that it has none, and which goals it passes over', () => {
    expect(findingsOf(strategyOf({}), [goal('G1')], TODAY)).toMatchObject([
      { severity: 'ERROR', rule: 'empty', nodeKeys: [] },
      { severity: 'WARNING', rule: 'goal-not-declared' },
    ]);
  });

  it('are errors only where the chain cannot be read', () => {
    const strategy = strategyOf(
      { a: 'ACTIVITY', b: 'ACTIVITY', c: 'IMPACT', d: 'IMPACT', e: 'ASSUMPTION' },
      ['a>b', 'b>a', 'c>a'],
      { reviewOn: '2026-01-01' },
    );
    const errors = findingsOf(strategy, [goal('G1')], TODAY).filter(({ severity }) => severity === 'ERROR');
    expect(errors.map(({ rule }) => rule)).toEqual(['cycle', 'later-to-earlier']);
  });

  it('quote a long text shortened, and no character in half', () => {
    const strategy = strategyOf({ a: 'ACTIVITY' });
    strategy.nodes[0]!.text = `Visits\n${'👪'.repeat(100)}`;
    expect(found('orphan', strategy)[0]!.message).toMatch(/^“Visits 👪{52}…” is not linked/u);
  });
});

describe('A circle', () => {
  it('is found once, however many links are in it, in the order of the strategy', () => {
    const kinds = { a: 'OUTPUT', b: 'OUTPUT', c: 'OUTPUT', d: 'OUTPUT', e: 'OUTPUT' } as const;
    const links = ['e>d', 'd>e', 'c>a', 'b>c', 'a>b', 'b>a', 'c>d'];
    for (const order of [links, links.toReversed()]) {
      expect(keysFound('cycle', strategyOf(kinds, order)).map((keys) => keys.join(' '))).toEqual([
        'a b c',
        'd e',
      ]);
    }
  });

  it('names two or three texts whole, and of more the first two', () => {
    const message = (keys: string[]): string | undefined =>
      found(
        'cycle',
        strategyOf(
          Object.fromEntries(keys.map((key) => [key, 'OUTPUT' as const])),
          keys.map((key, i) => `${key}>${keys[(i + 1) % keys.length]}`),
        ),
      )[0]?.message;
    expect(message(['a', 'b'])).toBe('“a” and “b” lead round in a circle. Remove the link that runs back.');
    expect(message(['a', 'b', 'c'])).toMatch(/^“a”, “b” and “c” lead/);
    expect(message(['a', 'b', 'c', 'd', 'e'])).toMatch(/^“a”, “b” and 3 others lead/);
    expect(message(['a'])).toBe('“a” leads to itself. Remove that link.');
  });
});

describe('A link to an earlier kind', () => {
  it('is an error at both of its ends', () => {
    const [finding] = found('later-to-earlier', strategyOf({ a: 'LONG_TERM_OUTCOME', b: 'OUTPUT' }, ['a>b']));
    expect(finding).toMatchObject({ severity: 'ERROR', nodeKeys: ['a', 'b'] });
    expect(finding!.message).toMatch(/^“a” \(long-term outcome\) leads back to “b” \(output\)\./);
  });

  it('is not one between the same kinds, nor to or from a kind without a place in the chain', () => {
    const kinds = { a: 'IMPACT', b: 'IMPACT', c: 'CONDITION', d: 'INPUT', e: 'RISK' } as const;
    const strategy = strategyOf(kinds, ['a>b', 'a>c', 'c>d', 'e>d', 'd>a']);
    expect(found('later-to-earlier', strategy)).toEqual([]);
  });
});

describe('A node without a link', () => {
  it('is an orphan, also when it is linked to itself alone', () => {
    expect(keysFound('orphan', strategyOf({ a: 'INPUT', b: 'IMPACT' }, ['b>b']))).toEqual([['a'], ['b']]);
  });

  it('is none when one link comes or goes, or when it only describes the circumstances', () => {
    const kinds = {
      a: 'INPUT',
      b: 'IMPACT',
      c: 'CONDITION',
      d: 'ASSUMPTION',
      e: 'RISK',
      f: 'EXTERNAL_FACTOR',
    } as const;
    expect(found('orphan', strategyOf(kinds, ['a>b']))).toEqual([]);
  });
});

describe('An activity', () => {
  it('is found when it leads to outputs only', () => {
    const strategy = strategyOf({ a: 'ACTIVITY', b: 'OUTPUT', c: 'IMPACT' }, ['a>b']);
    expect(keysFound('activity-without-outcome', strategy)).toEqual([['a']]);
  });

  it('is not when an outcome of any term follows, however far', () => {
    const kinds = { a: 'ACTIVITY', b: 'ACTIVITY', c: 'CONDITION', d: 'SHORT_TERM_OUTCOME' } as const;
    expect(found('activity-without-outcome', strategyOf(kinds, ['a>b', 'b>c', 'c>d']))).toEqual([]);
  });
});

describe('An outcome', () => {
  const kinds = { a: 'OUTPUT', b: 'SHORT_TERM_OUTCOME', c: 'INTERMEDIATE_OUTCOME', d: 'IMPACT' } as const;

  it('is found when neither it nor what it leads to is aligned', () => {
    const alignments = [
      aligned({ nodeKey: 'b', goalCode: 'G1', intent: 'PARTLY' }),
      aligned({ goalCode: 'G2', intent: 'INTENTIONALLY_NOT_ADDRESSED' }),
    ];
    expect(keysFound('outcome-without-goal', strategyOf(kinds, ['a>b', 'b>c'], { alignments }))).toEqual([
      ['c'],
      ['d'],
    ]);
  });

  it('is not when it leads to a node that is aligned, or is of local interest only', () => {
    const alignments = [
      aligned({ nodeKey: 'c', goalCode: 'G1' }),
      aligned({ nodeKey: 'd', intent: 'LOCAL_ONLY' }),
    ];
    expect(found('outcome-without-goal', strategyOf(kinds, ['b>c'], { alignments }))).toEqual([]);
  });
});

describe('A goal', () => {
  const goals = [goal('P'), goal('G1', 'P'), goal('G2', 'P'), goal('O1', 'G1'), goal('O2', 'G1'), goal('Q')];
  const passedOver = (...alignments: AlignmentContent[]): (string | undefined)[] =>
    found('goal-not-declared', strategyOf({ a: 'IMPACT' }, [], { alignments }), goals).map(
      ({ message }) => /goal (\w+),/.exec(message)?.[1],
    );

  it('is found when nothing is said of it, with its title', () => {
    expect(passedOver()).toEqual(['P', 'G1', 'G2', 'O1', 'O2', 'Q']);
    expect(found('goal-not-declared', strategyOf({}), [goal('G1')])[0]).toMatchObject({
      severity: 'WARNING',
      nodeKeys: [],
      message: expect.stringContaining('G1, “Title of G1”'),
    });
  });

  it('is not when something is said of it, of a goal below it or of one above it', () => {
    expect(passedOver(aligned({ nodeKey: 'a', goalCode: 'G1' }))).toEqual(['G2', 'Q']);
    expect(passedOver(aligned({ nodeKey: 'a', goalCode: 'O2', intent: 'PARTLY' }))).toEqual([
      'G2',
      'O1',
      'Q',
    ]);
    expect(passedOver(aligned({ goalCode: 'P', intent: 'INTENTIONALLY_NOT_ADDRESSED' }))).toEqual(['Q']);
  });

  it('may stand below itself by mistake', () => {
    const round = [goal('A', 'B'), goal('B', 'A')];
    expect(found('goal-not-declared', strategyOf({ a: 'IMPACT' }), round)).toHaveLength(2);
  });
});

describe('An assumption', () => {
  const strategy = (reviewOn: string | null): StrategyContent =>
    strategyOf({ a: 'ASSUMPTION', b: 'RISK' }, [], { reviewOn });

  it('is stale once the day of review is over', () => {
    expect(found('stale-assumption', strategy('2026-02-28'))).toMatchObject([
      { severity: 'WARNING', nodeKeys: ['a'], message: expect.stringContaining('due on 2026-02-28') },
    ]);
  });

  it('is not on that day, nor without one', () => {
    expect(found('stale-assumption', strategy(TODAY))).toEqual([]);
    expect(found('stale-assumption', strategy(null))).toEqual([]);
  });
});
