import { defaultTerms, taxonomies } from './default-terms.ts';

const NETWORKS = ['north-carolina', 'colorado', 'oregon', 'some-new-network'];
const termsOf = (network: string, taxonomy: string) =>
  defaultTerms(network).filter((term) => term.taxonomy === taxonomy);

describe.each(NETWORKS)('The default terms of %s', (network) => {
  const terms = defaultTerms(network);

  it('use each code once in its taxonomy, and each label once', () => {
    expect(new Set(terms.map(({ taxonomy, code }) => `${taxonomy} ${code}`)).size).toBe(terms.length);
    expect(new Set(terms.map(({ taxonomy, label }) => `${taxonomy} ${label}`)).size).toBe(terms.length);
  });

  it('have codes in kebab-case and short, trimmed labels', () => {
    const codes = [...taxonomies, ...terms.map(({ code }) => code)];
    expect(codes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) || code.length > 60)).toEqual([]);
    const labels = terms.map(({ label }) => label);
    expect(labels.filter((label) => !label || label.trim() !== label || label.length > 120)).toEqual([]);
  });

  it('leave no taxonomy empty', () => {
    expect(taxonomies.filter((taxonomy) => !terms.some((term) => term.taxonomy === taxonomy))).toEqual([]);
  });
});

describe('The default terms', () => {
  it('have as many members as the published lists', () => {
    const count = (taxonomy: string) => termsOf('some-new-network', taxonomy).length;
    expect(count('sector')).toBe(12 + 7);
    expect(count('systems-condition')).toBe(6);
    expect(count('vital-condition')).toBe(7);
    expect(count('protective-factor')).toBe(5 + 4);
  });

  it('give the eight strategies of Resilient NC to North Carolina only', () => {
    expect(termsOf('north-carolina', 'approach')).toHaveLength(6 + 8);
    expect(termsOf('colorado', 'approach')).toHaveLength(6);
    expect(termsOf('oregon', 'approach')).toHaveLength(6);
  });

  it('give a new network no framework of a single state', () => {
    const common = termsOf('some-new-network', 'framework').map(({ code }) => code);
    const oregon = termsOf('oregon', 'framework').map(({ code }) => code);
    expect(oregon).toEqual([
      ...common,
      'child-success-model',
      'child-success-blueprint',
      'early-learning-hubs',
    ]);
  });

  it('are not disturbed by a network named like a property of every object', () => {
    expect(defaultTerms('constructor')).toEqual(defaultTerms('some-new-network'));
  });
});
