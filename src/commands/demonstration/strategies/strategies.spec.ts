import { defaultTerms } from '../../../networks/default-terms.ts';
import { INTENTS, NODE_KINDS, type NodeKindCode } from '../../../strategies/strategy.content.ts';
import type { DemonstrationNetwork, DemonstrationStrategy } from '../demonstration.types.ts';
import { demonstrationFrameworks } from '../frameworks/index.ts';
import { demonstrationNetworks } from '../networks/index.ts';

const IN_ORDER: readonly NodeKindCode[] = NODE_KINDS.slice(0, NODE_KINDS.indexOf('IMPACT') + 1);
const strategies = demonstrationNetworks.flatMap((network) =>
  network.coalitions.map(({ slug, profile, strategy }) => ({ slug, network, profile, strategy })),
);

const approachesOf = (network: DemonstrationNetwork): string[] =>
  defaultTerms(network.slug)
    .filter(({ taxonomy }) => taxonomy === 'approach')
    .map(({ code }) => code);
const isOutcome = (kind: NodeKindCode): boolean => kind.endsWith('_OUTCOME');
const kindsOf = ({ nodes }: DemonstrationStrategy) => new Map(nodes.map(({ key, kind }) => [key, kind]));
const nextOf = ({ links }: DemonstrationStrategy, key: string): string[] =>
  links.filter(({ from }) => from === key).map(({ to }) => to);

/** What a node leads to, over any number of links; holds the node itself only where links form a circle. */
function reachedFrom(strategy: DemonstrationStrategy, key: string): Set<string> {
  const reached = new Set<string>();
  const open = nextOf(strategy, key);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...nextOf(strategy, next));
  }
  return reached;
}

/** The way from each input to each node aligned to a goal, as kinds and approaches, with the goal at its end. */
function pathwaysOf(strategy: DemonstrationStrategy): Set<string> {
  const steps = new Map(strategy.nodes.map((node) => [node.key, `${node.kind} ${node.approachCode ?? '-'}`]));
  const found = new Set<string>();
  const walk = (path: string[], key: string): void => {
    const here = [...path, steps.get(key)!];
    for (const { nodeKey, goalCode, intent } of strategy.alignments) {
      if (nodeKey === key && goalCode && intent === 'CONTRIBUTES') found.add([...here, goalCode].join(' > '));
    }
    for (const next of nextOf(strategy, key)) walk(here, next);
  };
  for (const { key, kind } of strategy.nodes) if (kind === 'INPUT') walk([], key);
  return found;
}

describe.each(strategies)('The strategy of $slug', ({ network, profile, strategy }) => {
  const { nodes, links, alignments } = strategy;
  const kinds = kindsOf(strategy);
  const addressed = alignments.flatMap(({ goalCode, nodeKey }) => (goalCode && nodeKey ? [goalCode] : []));
  const declared = alignments.flatMap(({ goalCode, nodeKey }) => (goalCode && !nodeKey ? [goalCode] : []));

  it('has a title, a vision, a rationale and a date of review in 2027', () => {
    expect([strategy.title, strategy.vision, strategy.rationale].filter((text) => !text.trim())).toEqual([]);
    expect(strategy.reviewOn).toMatch(/^2027-\d\d-\d\d$/);
    expect(new Date(strategy.reviewOn).toISOString().slice(0, 10)).toBe(strategy.reviewOn);
  });

  it('has 18 to 32 nodes of every kind, each key once', () => {
    expect(nodes.length).toBeGreaterThanOrEqual(18);
    expect(nodes.length).toBeLessThanOrEqual(32);
    expect(kinds.size).toBe(nodes.length);
    expect([...new Set(kinds.values())].sort()).toEqual([...NODE_KINDS].sort());
    expect(nodes.filter(({ key }) => !/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(key))).toEqual([]);
  });

  it('says each thing once, in at most 300 characters, with approaches of its network', () => {
    expect(nodes.filter(({ text }) => !text.trim() || text.length > 300)).toEqual([]);
    expect(new Set(nodes.map(({ text }) => text)).size).toBe(nodes.length);
    const approaches = nodes.flatMap(({ approachCode }) => approachCode ?? []);
    expect(approachesOf(network)).toEqual(expect.arrayContaining(approaches));
  });

  it('links nodes that exist, each pair once, and leaves no node alone', () => {
    const ends = links.flatMap(({ from, to }) => [from, to]);
    expect(ends.filter((key) => !kinds.has(key))).toEqual([]);
    expect(nodes.filter(({ key }) => !ends.includes(key))).toEqual([]);
    expect(new Set(links.map(({ from, to }) => [from, to].sort().join())).size).toBe(links.length);
  });

  it('never goes in a circle, nor back to an earlier kind', () => {
    expect(nodes.filter(({ key }) => reachedFrom(strategy, key).has(key))).toEqual([]);
    const places = links.map(({ from, to }) => [from, to].map((key) => IN_ORDER.indexOf(kinds.get(key)!)));
    expect(places.filter(([from = -1, to = -1]) => from > -1 && to > -1 && from > to)).toEqual([]);
  });

  it('gives confidence from 0 to 100, and as evidence only what a framework cites', () => {
    const confidences = links.flatMap(({ confidence }) => confidence ?? []);
    expect(confidences).not.toEqual([]);
    expect(confidences.filter((value) => !Number.isInteger(value) || value < 0 || value > 100)).toEqual([]);
    const cited = demonstrationFrameworks.flatMap(({ sources }) => sources.map(({ url }) => url));
    const evidence = links.flatMap((link) => link.evidence ?? []);
    expect(evidence).not.toEqual([]);
    expect(evidence.filter((text) => !cited.some((url) => text.includes(url)))).toEqual([]);
  });

  it('leads from every input and activity to an outcome, and from every outcome to something aligned', () => {
    const aligned = new Set(alignments.map(({ nodeKey }) => nodeKey));
    const dead = nodes.filter(({ key, kind }) => {
      const reached = [...reachedFrom(strategy, key)];
      if (isOutcome(kind)) return !aligned.has(key) && !reached.some((next) => aligned.has(next));
      return (
        ['INPUT', 'ACTIVITY', 'OUTPUT'].includes(kind) && !reached.some((to) => isOutcome(kinds.get(to)!))
      );
    });
    expect(dead).toEqual([]);
    const context = nodes.filter(({ kind }) => !IN_ORDER.includes(kind));
    expect(context.filter(({ key }) => !nextOf(strategy, key).some((to) => kinds.has(to)))).toEqual([]);
  });

  it('aligns as each intent asks, each node and goal once', () => {
    for (const { nodeKey, goalCode, intent, strength } of alignments) {
      expect([intent, Boolean(nodeKey)]).toEqual([intent, intent !== 'INTENTIONALLY_NOT_ADDRESSED']);
      expect([intent, Boolean(goalCode)]).toEqual([intent, intent !== 'LOCAL_ONLY']);
      if (nodeKey) expect([...kinds.keys()]).toContain(nodeKey);
      if (goalCode) expect(network.goals.map(({ code }) => code)).toContain(goalCode);
      if (strength !== undefined) expect([1, 2, 3]).toContain(strength);
    }
    const pairs = alignments.map(({ nodeKey = '', goalCode = '' }) => `${nodeKey} ${goalCode}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('addresses every goal, itself or above or below it, or declares that it does not', () => {
    const parents = new Map(network.goals.map(({ code, parentCode }) => [code, parentCode]));
    const upward = (code: string | undefined): string[] => (code ? [code, ...upward(parents.get(code))] : []);
    const missing = network.goals.filter(
      ({ code }) =>
        !declared.includes(code) &&
        !addressed.some((other) => upward(other).includes(code) || upward(code).includes(other)),
    );
    expect(missing.map(({ code }) => code)).toEqual([]);
    expect(declared.filter((code) => addressed.some((other) => upward(other).includes(code)))).toEqual([]);
  });

  it('addresses the goals that the coalition names for its initiatives', () => {
    const named = profile.initiatives.flatMap(({ goalCodes }) => goalCodes ?? []);
    expect(addressed).toEqual(expect.arrayContaining(named));
  });
});

describe('The six strategies together', () => {
  it('use every intent', () => {
    const used = strategies.flatMap(({ strategy }) => strategy.alignments.map(({ intent }) => intent));
    expect([...new Set(used)].sort()).toEqual([...INTENTS].sort());
  });

  it.each(demonstrationNetworks)('use every approach that $slug has', (network) => {
    const used = network.coalitions.flatMap(({ strategy }) =>
      strategy.nodes.flatMap(({ approachCode }) => approachCode ?? []),
    );
    expect([...new Set(used)].sort()).toEqual(approachesOf(network).sort());
  });

  it.each(demonstrationNetworks)('go the same way in two coalitions of $slug', ({ coalitions }) => {
    const [first = new Set<string>(), second = new Set<string>()] = coalitions.map(({ strategy }) =>
      pathwaysOf(strategy),
    );
    const shared = [...first].filter((pathway) => second.has(pathway));
    expect(shared.length).toBeGreaterThanOrEqual(2);
    expect(shared.filter((pathway) => !pathway.includes(' -'))).not.toEqual([]);
    expect([...first].filter((pathway) => !second.has(pathway))).not.toEqual([]);
  });
});
