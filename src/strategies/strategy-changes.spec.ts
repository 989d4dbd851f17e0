import fc from 'fast-check';
import { applyChanges } from './strategy-changes-applied.ts';
import { changesBetween, type StrategyChange } from './strategy-changes.ts';
import { NODE_KINDS, type StrategyContent } from './strategy.content.ts';

const strategy: StrategyContent = {
  title: 'Every child thrives',
  vision: null,
  reviewOn: '2026-09-01',
  basedOn: null,
  nodes: [
    { key: 'visits', kind: 'ACTIVITY', text: 'We visit families.', approachCode: null, note: null },
    { key: 'calm', kind: 'OUTPUT', text: 'Homes are calm.', approachCode: 'hope', note: 'See 2024.' },
  ],
  links: [{ from: 'visits', to: 'calm', rationale: null, confidence: 50, evidence: null }],
  alignments: [{ nodeKey: 'calm', goalCode: 'NC-G1', intent: 'PARTLY', strength: 2, note: null }],
};

const change = (
  kind: StrategyChange['change'],
  path: string,
  before: string | null,
  after: string | null,
): StrategyChange => ({ change: kind, path, before, after });

describe('A change of a strategy', () => {
  it('is none for another order, or another origin', () => {
    const other = {
      ...strategy,
      nodes: strategy.nodes.toReversed(),
      basedOn: { coalitionId: 'a', networkId: 'b', coalitionName: 'c', version: 1 },
    };
    expect(changesBetween(strategy, other)).toEqual([]);
  });

  it('is a rewording at the title, the vision and the day of review', () => {
    expect(
      changesBetween(strategy, { ...strategy, title: 'All thrive', vision: 'Hope', reviewOn: null }),
    ).toEqual([
      change('REWORDED', 'title', 'Every child thrives', 'All thrive'),
      change('REWORDED', 'vision', null, 'Hope'),
      change('REWORDED', 'reviewOn', '2026-09-01', null),
    ]);
  });

  it('is a rewording of a node, however much of its text is new', () => {
    const [visits, calm] = strategy.nodes;
    const nodes = [
      { ...visits!, text: 'Nurses call.' },
      { ...calm!, note: null },
    ];
    expect(changesBetween(strategy, { ...strategy, nodes })).toEqual([
      change('REWORDED', 'nodes.visits.text', 'We visit families.', 'Nurses call.'),
      change('REWORDED', 'nodes.calm.note', 'See 2024.', null),
    ]);
  });

  it('is a reclassification where the kind or the approach is another', () => {
    const [visits, calm] = strategy.nodes;
    const nodes = [visits!, { ...calm!, kind: 'IMPACT' as const, approachCode: 'aces' }];
    expect(changesBetween(strategy, { ...strategy, nodes })).toEqual([
      change('RECLASSIFIED', 'nodes.calm.kind', 'OUTPUT', 'IMPACT'),
      change('RECLASSIFIED', 'nodes.calm.approach', 'hope', 'aces'),
    ]);
  });

  it('carries the whole of a node that comes or goes', () => {
    const [visits, calm] = strategy.nodes;
    const nodes = [visits!, { ...calm!, key: 'peace' }];
    const whole = '{"kind":"OUTPUT","text":"Homes are calm.","approachCode":"hope","note":"See 2024."}';
    expect(changesBetween(strategy, { ...strategy, nodes })).toEqual([
      change('REMOVED', 'nodes.calm', whole, null),
      change('ADDED', 'nodes.peace', null, whole),
    ]);
  });

  it('is a relinking, of a whole link or of what is said about it', () => {
    const [link] = strategy.links;
    expect(changesBetween(strategy, { ...strategy, links: [{ ...link!, confidence: 0 }] })).toEqual([
      change('RELINKED', 'links.visits>calm.confidence', '50', '0'),
    ]);
    const whole = '{"rationale":null,"confidence":50,"evidence":null}';
    const turned = [{ ...link!, from: 'calm', to: 'visits' }];
    expect(changesBetween(strategy, { ...strategy, links: turned })).toEqual([
      change('RELINKED', 'links.visits>calm', whole, null),
      change('RELINKED', 'links.calm>visits', null, whole),
    ]);
  });

  it('is a realignment, with a hyphen for the side that is not there', () => {
    const [alignment] = strategy.alignments;
    expect(
      changesBetween(strategy, { ...strategy, alignments: [{ ...alignment!, intent: 'CONTRIBUTES' }] }),
    ).toEqual([change('REALIGNED', 'alignments.calm>NC-G1.intent', 'PARTLY', 'CONTRIBUTES')]);
    const declared = { nodeKey: null, goalCode: 'NC-G2', intent: 'INTENTIONALLY_NOT_ADDRESSED' } as const;
    const local = { nodeKey: 'calm', goalCode: null, intent: 'LOCAL_ONLY' } as const;
    const alignments = [
      ...strategy.alignments,
      ...[declared, local].map((a) => ({ ...a, strength: null, note: null })),
    ];
    expect(changesBetween(strategy, { ...strategy, alignments }).map(({ path }) => path)).toEqual([
      'alignments.->NC-G2',
      'alignments.calm>-',
    ]);
  });

  it('is refused where there is nothing to apply it to', () => {
    expect(() => applyChanges(strategy, [change('REWORDED', 'nodes.gone.text', 'a', 'b')])).toThrow(
      'nodes.gone',
    );
    expect(() => applyChanges(strategy, [change('REWORDED', 'mission', 'a', 'b')])).toThrow('mission');
  });
});

const words = fc.oneof(
  fc.string({ maxLength: 8, unit: 'grapheme' }),
  fc.constantFrom('{"text":1}', 'null', '-', '0'),
);
const wordsOrNone = fc.option(words, { nil: null });
const KEYS = ['a', 'b-', 'C_1', '0-', 'note', 'text', 'nodes'];
const GOALS = ['NC-G1', 'G1.2', 'note', 'a>b'];

const node = fc.record({
  key: fc.constantFrom(...KEYS),
  kind: fc.constantFrom(...NODE_KINDS),
  text: words,
  approachCode: fc.option(fc.constantFrom('hope', 'aces'), { nil: null }),
  note: wordsOrNone,
});
const link = fc.record({
  from: fc.constantFrom(...KEYS),
  to: fc.constantFrom(...KEYS),
  rationale: wordsOrNone,
  confidence: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  evidence: wordsOrNone,
});
const alignment = fc
  .record({
    nodeKey: fc.constantFrom(...KEYS),
    goalCode: fc.constantFrom(...GOALS),
    intent: fc.constantFrom('CONTRIBUTES', 'PARTLY', 'LOCAL_ONLY', 'INTENTIONALLY_NOT_ADDRESSED'),
    strength: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    note: wordsOrNone,
  })
  .map(({ nodeKey, goalCode, intent, ...rest }) => ({
    nodeKey: intent === 'INTENTIONALLY_NOT_ADDRESSED' ? null : nodeKey,
    goalCode: intent === 'LOCAL_ONLY' ? null : goalCode,
    intent,
    ...rest,
  }));
const anyStrategy: fc.Arbitrary<StrategyContent> = fc.record({
  title: words,
  vision: wordsOrNone,
  reviewOn: fc.option(fc.constantFrom('2026-01-01', '2027-01-01'), { nil: null }),
  basedOn: fc.constant(null),
  nodes: fc.uniqueArray(node, { selector: ({ key }) => key }),
  links: fc.uniqueArray(link, { selector: ({ from, to }) => `${from}>${to}` }),
  alignments: fc.uniqueArray(alignment, { selector: ({ nodeKey, goalCode }) => `${nodeKey}>${goalCode}` }),
});

const sorted = (items: object[]): object[] =>
  items
    .map((item) => [JSON.stringify(Object.entries(item).sort()), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);
const unordered = ({ nodes, links, alignments, ...rest }: StrategyContent) => ({
  ...rest,
  nodes: sorted(nodes),
  links: sorted(links),
  alignments: sorted(alignments),
});

describe('The changes between any two strategies', () => {
  it('lead from the one to the other', () => {
    fc.assert(
      fc.property(anyStrategy, anyStrategy, (a, b) => {
        expect(unordered(applyChanges(a, changesBetween(a, b)))).toEqual(unordered(b));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are none when only the order is another', () => {
    const shuffled = anyStrategy.chain((a) =>
      fc.tuple(
        fc.constant(a),
        fc.record({
          nodes: fc.shuffledSubarray(a.nodes, { minLength: a.nodes.length }),
          links: fc.shuffledSubarray(a.links, { minLength: a.links.length }),
          alignments: fc.shuffledSubarray(a.alignments, { minLength: a.alignments.length }),
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([a, order]) => {
        expect(changesBetween(a, { ...a, ...order })).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('name each path once, so that nothing goes and comes back', () => {
    fc.assert(
      fc.property(anyStrategy, anyStrategy, (a, b) => {
        const paths = changesBetween(a, b).map(({ path }) => path);
        expect(new Set(paths).size).toBe(paths.length);
      }),
      { numRuns: 500 },
    );
  });
});
