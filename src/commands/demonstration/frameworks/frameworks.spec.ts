import { defaultTerms } from '../../../networks/default-terms.ts';
import { CROSSWALK_MATCHES } from '../demonstration.types.ts';
import { demonstrationCrosswalk } from '../crosswalks.ts';
import { demonstrationNetworks } from '../networks/index.ts';
import { demonstrationFrameworks } from './index.ts';

const goals = new Set(
  demonstrationNetworks.flatMap(({ slug, goals: own }) => own.map(({ code }) => `${slug} ${code}`)),
);
const items = new Set(
  demonstrationFrameworks.flatMap(({ code, items: own }) => own.map((item) => `${code} ${item.code}`)),
);
const frameworkTerms = demonstrationNetworks.flatMap(({ slug }) =>
  defaultTerms(slug).filter(({ taxonomy }) => taxonomy === 'framework'),
);

describe('The published frameworks', () => {
  it('are ten, each under the code of its term', () => {
    expect(demonstrationFrameworks.map(({ code, items: own }) => [code, own.length])).toEqual([
      ['cdc-aces-prevention', 6],
      ['strengthening-families', 5],
      ['hope', 4],
      ['pair-of-aces', 16],
      ['building-community-resilience', 4],
      ['collective-impact', 5],
      ['strengthening-families-infants-toddlers', 11],
      ['resilient-nc-strategies', 8],
      ['co-maltreatment-prevention', 4],
      ['early-learning-hubs', 3],
    ]);
    const terms = frameworkTerms.map(({ code }) => code);
    expect(terms).toEqual(expect.arrayContaining(demonstrationFrameworks.map(({ code }) => code)));
  });

  it('leave the eleven recommendations of ZERO TO THREE without a title, and no other item', () => {
    const untitled = demonstrationFrameworks.flatMap(({ code, items: own }) =>
      own.filter(({ title }) => title === null).map(({ number }) => [code, number]),
    );
    expect(untitled).toEqual(
      Array.from({ length: 11 }, (_, index) => ['strengthening-families-infants-toddlers', index + 1]),
    );
  });
});

describe.each(demonstrationFrameworks)(
  'The framework $code',
  ({ code, sources, items: own, year, state }) => {
    it('cites https sources, each once', () => {
      expect(sources).not.toEqual([]);
      expect(sources.filter(({ url }) => new URL(url).protocol !== 'https:')).toEqual([]);
      expect(new Set(sources.map(({ url }) => url)).size).toBe(sources.length);
    });

    it('numbers its items from one, under codes of their own and after their parents', () => {
      expect(own.map(({ number }) => number)).toEqual(own.map((_, index) => index + 1));
      expect(
        [code, ...own.map((item) => item.code)].filter((slug) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)),
      ).toEqual([]);
      const codes = own.map((item) => item.code);
      expect(new Set(codes).size).toBe(codes.length);
      own.forEach(({ parentCode }, index) => {
        if (parentCode) expect(codes.slice(0, index)).toContain(parentCode);
      });
      expect(own.filter(({ title }) => title?.trim() === '')).toEqual([]);
    });

    it('names a year and a state that can be', () => {
      if (year !== null) expect(year).toBeGreaterThanOrEqual(2000);
      if (state !== null) expect(demonstrationNetworks.flatMap(({ states }) => states)).toContain(state);
    });
  },
);

describe('The crosswalk', () => {
  const named = demonstrationCrosswalk.map(({ from, to, match, note }) => ({
    from: `${from.network} ${from.goal}`,
    to: 'goal' in to ? `${to.network} ${to.goal}` : `${to.framework} ${to.item}`,
    exists: 'goal' in to ? goals.has(`${to.network} ${to.goal}`) : items.has(`${to.framework} ${to.item}`),
    leavesNetwork: !('goal' in to) || to.network !== from.network,
    ...{ match, note },
  }));

  it('holds 12 to 20 mappings, each pair once in either direction', () => {
    expect(named.length).toBeGreaterThanOrEqual(12);
    expect(named.length).toBeLessThanOrEqual(20);
    expect(new Set(named.map(({ from, to }) => [from, to].sort().join())).size).toBe(named.length);
  });

  it('maps goals that exist to goals of other networks or to items that exist', () => {
    expect(named.filter(({ from }) => !goals.has(from))).toEqual([]);
    expect(named.filter(({ exists, leavesNetwork }) => !exists || !leavesNetwork)).toEqual([]);
    const networks = new Set(demonstrationCrosswalk.map(({ from }) => from.network));
    expect([...networks].sort()).toEqual(demonstrationNetworks.map(({ slug }) => slug).sort());
  });

  it('uses every kind of match and says in one sentence why', () => {
    expect([...new Set(named.map(({ match }) => match))].sort()).toEqual([...CROSSWALK_MATCHES].sort());
    expect(named.filter(({ note }) => !/^[A-Z][^.]{20,}\.$/.test(note))).toEqual([]);
  });
});
