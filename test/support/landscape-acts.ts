import fc from 'fast-check';
import type { ModelStrategy } from './landscape-model.ts';

/** The last one lies outside the network's states. */
export const COUNTIES = ['37001', '37021', '37063', '37183', '45001'];
export const SECTORS = ['youth', 'school', 'healthcare'];
export const ORGANIZATIONS = ['Ant House', 'Bee Library', 'Cat Clinic', 'Élan', 'elan'];
/** The first three are those that the network begins with. */
export const GOALS = ['G1', 'G2', 'G2-O1', 'A', 'B', 'C', 'D', 'E'];

export const organizationKey = (name: string): string => (name === 'Élan' ? 'elan' : name);

export interface SavedProfile {
  scope: 'LOCAL' | 'STATEWIDE';
  counties: string[];
  sectorCodes: string[];
  partners: { name: string; sectorCode?: string }[];
  backbone: string | null;
}

/** A strategy whose nodes and goals are numbers, to be looked up when it is saved. */
export interface Sketch {
  nodes: { kind: number; approachCode: string | null }[];
  links: { from: number; to: number }[];
  alignments: { node: number; goal: number; intent: string }[];
}

export interface GoalChange {
  kind: 'place' | 'retire' | 'replace';
  code: string;
  /** What it is placed under, or what replaces it. */
  other: string;
}

export type Act =
  | { kind: 'create'; demo: boolean }
  | { kind: 'profile'; who: number; profile: SavedProfile }
  | { kind: 'strategy'; who: number; sketch: Sketch }
  | { kind: 'publish'; who: number; parts: ('PROFILE' | 'STRATEGY')[] }
  | { kind: 'verify' | 'unpublish' | 'archive'; who: number }
  | { kind: 'merge'; who: number; into: number }
  | { kind: 'goals'; changes: GoalChange[] };

const some = (items: string[], least: number, most: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: least, maxLength: most, size: 'max' });
const who = fc.integer({ min: 0, max: 99 });
const small = fc.integer({ min: 0, max: 5 });

const profile: fc.Arbitrary<SavedProfile> = fc.record({
  scope: fc.oneof(
    { weight: 4, arbitrary: fc.constant('LOCAL' as const) },
    { weight: 1, arbitrary: fc.constant('STATEWIDE' as const) },
  ),
  counties: some(COUNTIES, 0, 4),
  sectorCodes: some(SECTORS, 0, 3),
  partners: fc.uniqueArray(
    fc.record(
      { name: fc.constantFrom(...ORGANIZATIONS), sectorCode: fc.constantFrom(...SECTORS) },
      { requiredKeys: ['name'] },
    ),
    { maxLength: 3, selector: ({ name }) => organizationKey(name) },
  ),
  backbone: fc.option(fc.constantFrom(...ORGANIZATIONS), { freq: 2 }),
});

const intent = fc.constantFrom(
  ...['CONTRIBUTES', 'CONTRIBUTES', 'CONTRIBUTES', 'PARTLY', 'PARTLY'],
  ...['LOCAL_ONLY', 'INTENTIONALLY_NOT_ADDRESSED', 'INTENTIONALLY_NOT_ADDRESSED'],
);
const sketch: fc.Arbitrary<Sketch> = fc.record({
  nodes: fc.array(
    fc.record({
      kind: small,
      approachCode: fc.option(fc.constantFrom('cdc-strong-start', 'cdc-teach-skills'), { freq: 2 }),
    }),
    { minLength: 1, maxLength: 5, size: 'max' },
  ),
  links: fc.array(fc.record({ from: small, to: small }), { maxLength: 7, size: 'max' }),
  alignments: fc.array(fc.record({ node: small, goal: fc.nat(20), intent }), {
    ...{ minLength: 2, maxLength: 6, size: 'max' as const },
  }),
});

const changes: fc.Arbitrary<GoalChange[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('place' as const, 'place' as const, 'replace' as const, 'retire' as const),
    code: fc.constantFrom(...GOALS),
    other: fc.constantFrom(...GOALS),
  }),
  { minLength: 1, maxLength: 2 },
);

const act = <Kind extends Act['kind'], Rest extends object>(
  weight: number,
  kind: Kind,
  rest: fc.Arbitrary<Rest>,
) => ({ weight, arbitrary: rest.map((fields) => ({ kind, ...fields })) });

/** Anything that somebody may do with a coalition or with the framework. */
export const acts: fc.Arbitrary<Act> = fc.oneof(
  act(6, 'create', fc.record({ demo: fc.nat(3).map((n) => n === 0) })),
  act(24, 'profile', fc.record({ who, profile })),
  act(30, 'strategy', fc.record({ who, sketch })),
  act(
    50,
    'publish',
    fc.record({
      who,
      parts: fc.constantFrom(
        ...[['PROFILE', 'STRATEGY'] as const, ['PROFILE', 'STRATEGY'] as const],
        ...[['PROFILE'] as const, ['STRATEGY'] as const],
      ),
    }),
  ),
  act(8, 'verify', fc.record({ who })),
  act(4, 'unpublish', fc.record({ who })),
  act(1, 'archive', fc.record({ who })),
  act(1, 'merge', fc.record({ who, into: who })),
  act(14, 'goals', fc.record({ changes })),
) as fc.Arbitrary<Act>;

/** Somebody says something else of everything that can be shared, and publishes it; now and then it is taken back. */
export const publications: fc.Arbitrary<Act[]> = fc
  .record({ who, profile, sketch, withdrawn: fc.nat(5).map((n) => n === 0) })
  .map(({ who, profile, sketch, withdrawn }) => [
    { kind: 'profile', who, profile },
    { kind: 'strategy', who, sketch },
    { kind: 'publish', who, parts: ['PROFILE', 'STRATEGY'] },
    ...(withdrawn ? [{ kind: 'unpublish' as const, who }] : []),
  ]);

/** In the order of time, but for the last, which has no place in it. */
const KINDS = ['INPUT', 'ACTIVITY', 'OUTPUT', 'SHORT_TERM_OUTCOME', 'LONG_TERM_OUTCOME', 'CONDITION'];

/** Such a strategy as may be saved: no circle, nothing twice, and goals in force only. */
export function strategyOf({ nodes, links, alignments }: Sketch, goals: string[]): ModelStrategy {
  const kinds = nodes.map(({ kind }) => kind).sort();
  const at = (n: number): number => n % nodes.length;
  const forward = links
    .map(({ from, to }) => [at(from), at(to)].sort())
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => ({ from: `n${from}`, to: `n${to}` }));
  const wanted = alignments.map(({ node, goal, intent }) => ({
    intent,
    ...(intent !== 'INTENTIONALLY_NOT_ADDRESSED' && { nodeKey: `n${at(node)}` }),
    ...(intent !== 'LOCAL_ONLY' && { goalCode: goals[goal % goals.length]! }),
  }));
  const contributed = new Set(
    wanted.filter(({ nodeKey }) => nodeKey !== undefined).map(({ goalCode }) => goalCode),
  );
  return {
    nodes: nodes.map(({ approachCode }, i) => ({
      ...{ key: `n${i}`, kind: KINDS[kinds[i]!]!, text: `Words ${i}`, approachCode },
    })),
    links: once(forward, ({ from, to }) => `${from} ${to}`),
    alignments: once(
      wanted.filter(
        ({ intent, goalCode }) => intent !== 'INTENTIONALLY_NOT_ADDRESSED' || !contributed.has(goalCode),
      ),
      ({ nodeKey, goalCode }) => `${nodeKey} ${goalCode}`,
    ),
  };
}

const once = <Item>(items: Item[], key: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];
