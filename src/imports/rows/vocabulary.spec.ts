import { knowledge } from '../../../test/support/catalogues.ts';
import { defaultTerms } from '../../networks/default-terms.ts';
import { Remarks } from './interpretation.ts';
import { codesOf, kindIn } from './vocabulary.ts';
import { patternsOf, type ReadTaxonomy } from './vocabulary-patterns.ts';

function read(text: string, taxonomy: ReadTaxonomy, of = knowledge) {
  const remarks = new Remarks();
  return [codesOf(text, taxonomy, 'sectors', of, remarks), ...remarks.all.map(({ message }) => message)];
}

describe('Words of a vocabulary', () => {
  it('stand for the codes of default terms only, each code for itself and for its label', () => {
    for (const taxonomy of Object.keys(patternsOf) as ReadTaxonomy[]) {
      const terms = knowledge.terms.filter((term) => term.taxonomy === taxonomy);
      const codes = terms.map(({ code }) => code);
      expect(patternsOf[taxonomy].filter(([code]) => !codes.includes(code))).toEqual([]);
      for (const { code, label } of terms) {
        expect([label, read(label, taxonomy)]).toEqual([label, [[code]]]);
        expect(read(code, taxonomy)).toEqual([[code]]);
      }
    }
  });

  it.each([
    ['Health / K-12 / Law enforcement', ['healthcare', 'school', 'law-enforcement']],
    ['higher ed; juvenile justice • faith', ['higher-education', 'courts-justice', 'religious-fraternal']],
    ['early learning | mental health | public health', ['early-childhood', 'healthcare']],
    ['Parents & Youth, business', ['parents', 'youth', 'business']],
    ['child welfare, youth-serving, tribal government', ['human-services', 'youth-serving', 'government']],
  ])('are sectors in %j', (text, codes) => expect(read(text, 'sector')).toEqual([codes]));

  it.each([
    ['ACEs + MARC', ['aces', 'marc']],
    ['Pair of ACEs; ACE Interface, PACEs science', ['pair-of-aces', 'ace-interface', 'paces-science']],
    ['trauma–informed care', ['trauma-informed-care']],
    ['CDC ACEs prevention', ['cdc-aces-prevention']],
    ['BCR', ['building-community-resilience']],
  ])('are frameworks in %j', (text, codes) => expect(read(text, 'framework')).toEqual([codes]));

  it.each([
    ['children 0-5 and their families', ['birth-to-five', 'families']],
    ['Birth to 8; pregnant people; teens', ['birth-to-eight', 'prenatal-to-one', 'youth']],
    ['Latino', ['hispanic-latino']],
  ])('are populations in %j', (text, codes) => expect(read(text, 'population')).toEqual([codes]));

  it.each([
    ['Early Learning Hub of Wake', 'early-learning-hub'],
    ['Wake Early Childhood Council', 'early-childhood-council'],
    ['Wake Task Force', 'local-coalition'],
    ['Wake Prevention Coalition', 'prevention-coalition'],
    ['Wake Council', 'council'],
    ['Child maltreatment prevention', null],
  ])('are a kind in %j', (text, code) => expect(kindIn(text, knowledge)).toBe(code));

  it('that no term stands for are said, once a column', () => {
    expect(read('health; unicycling, juggling; unicycling', 'sector')).toEqual([
      ['healthcare'],
      'No term of the network stands for “unicycling” and “juggling”.',
    ]);
  });

  it('give only what the network has', () => {
    const terms = defaultTerms('oregon').filter(({ code }) => code !== 'healthcare');
    expect(read('health, media', 'sector', { ...knowledge, terms })).toEqual([
      ['media'],
      'No term of the network stands for “health”.',
    ]);
  });
});
