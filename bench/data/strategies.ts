import type {
  AlignmentContent,
  LinkContent,
  NodeContent,
  NodeKindCode,
  StrategyContent,
} from '../../src/strategies/strategy.content.ts';
import type { Dice } from './dice.ts';
import type { GeneratedNetwork } from './networks.ts';
import { sentence } from './words.ts';

/** 25 nodes: so many of each kind. */
const NODES: readonly (readonly [NodeKindCode, string, number])[] = [
  ['INPUT', 'in', 4],
  ['ACTIVITY', 'act', 6],
  ['OUTPUT', 'out', 5],
  ['SHORT_TERM_OUTCOME', 'short', 4],
  ['INTERMEDIATE_OUTCOME', 'mid', 3],
  ['LONG_TERM_OUTCOME', 'long', 1],
  ['ASSUMPTION', 'assume', 1],
  ['RISK', 'risk', 1],
];

/** 35 links: between which kinds, and how many. */
const LINKS: readonly (readonly [from: string, to: string, count: number])[] = [
  ['in', 'act', 7],
  ['act', 'out', 9],
  ['out', 'short', 8],
  ['short', 'mid', 6],
  ['mid', 'long', 3],
  ['assume', 'act', 1],
  ['risk', 'out', 1],
];

/** A coalition works in few ways, so that its paths to a goal are some and not hundreds. */
const APPROACHES_OF_ONE = 3;

/** A theory of change that can be published, with paths from what is put in to what shall come of it. */
export function generateStrategy(network: GeneratedNetwork, dice: Dice): StrategyContent {
  const nodes = nodesOf(network, dice);
  return {
    title: `Theory of change: ${sentence(dice).slice(0, -1)}`,
    vision: sentence(dice),
    reviewOn: '2035-01-01',
    basedOn: null,
    nodes,
    links: LINKS.flatMap(([from, to, count]) => linksBetween(from, to, count, dice)),
    alignments: alignmentsOf(network, dice),
  };
}

function nodesOf({ terms }: GeneratedNetwork, dice: Dice): NodeContent[] {
  const known = terms.filter(({ taxonomy }) => taxonomy === 'approach').map(({ code }) => code);
  const approaches = dice.some(known, APPROACHES_OF_ONE);
  return NODES.flatMap(([kind, key, count]) =>
    Array.from({ length: count }, (_, i) => ({
      key: `${key}-${i + 1}`,
      kind,
      text: sentence(dice),
      approachCode: kind === 'ACTIVITY' ? dice.pick(approaches) : null,
      note: dice.chance(0.2) ? sentence(dice) : null,
    })),
  );
}

const countOf = (key: string): number => NODES.find(([, name]) => name === key)![2];

/** Each node of both sides has one at least; the others fall where they fall. */
function linksBetween(from: string, to: string, count: number, dice: Dice): LinkContent[] {
  const [starts, ends] = [countOf(from), countOf(to)];
  const pairs = new Set<string>();
  for (let i = 0; i < Math.min(count, Math.max(starts, ends)); i++) pairs.add(`${i % starts}>${i % ends}`);
  while (pairs.size < count) pairs.add(`${dice.between(0, starts - 1)}>${dice.between(0, ends - 1)}`);
  return [...pairs].map((pair) => {
    const [start, end] = pair.split('>').map(Number) as [number, number];
    return {
      ...{ from: `${from}-${start + 1}`, to: `${to}-${end + 1}` },
      rationale: dice.chance(0.4) ? sentence(dice) : null,
      confidence: dice.chance(0.5) ? dice.between(2, 9) * 10 : null,
      evidence: dice.chance(0.2) ? 'https://evidence.example.org/review' : null,
    };
  });
}

/** 11: eight outcomes towards goals, one that is local only, and two goals that are left to others. */
function alignmentsOf({ goals }: GeneratedNetwork, dice: Dice): AlignmentContent[] {
  const outcomes = ['short-1', 'short-2', 'short-3', 'short-4', 'mid-1', 'mid-2', 'mid-3', 'long-1'];
  const codes = goals.filter(({ level }) => level !== 'PRIORITY_AREA').map(({ code }) => code);
  const towards = dice.some(codes, 6);
  const left = dice.some(
    codes.filter((code) => !towards.includes(code)),
    2,
  );
  const about = (): Pick<AlignmentContent, 'note'> => ({ note: dice.chance(0.3) ? sentence(dice) : null });
  return [
    ...outcomes.map((nodeKey, i): AlignmentContent => {
      const intent = dice.chance(0.7) ? 'CONTRIBUTES' : 'PARTLY';
      return {
        nodeKey,
        goalCode: towards[i % towards.length]!,
        intent,
        strength: dice.between(1, 3),
        ...about(),
      };
    }),
    { nodeKey: 'out-1', goalCode: null, intent: 'LOCAL_ONLY', strength: null, ...about() },
    ...left.map((goalCode): AlignmentContent => {
      return { nodeKey: null, goalCode, intent: 'INTENTIONALLY_NOT_ADDRESSED', strength: null, ...about() };
    }),
  ];
}
