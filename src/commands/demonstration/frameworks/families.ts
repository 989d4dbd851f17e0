import type { DemonstrationFramework } from '../demonstration.types.ts';

export const strengtheningFamilies: DemonstrationFramework = {
  code: 'strengthening-families',
  name: 'Strengthening Families: five protective factors',
  owner: 'Center for the Study of Social Policy',
  year: null,
  state: null,
  note: 'As the Family Resource Center Association of Colorado names the five; not read at the owner.',
  sources: [
    { url: 'https://www.cofamilycenters.org/about-us/frca-model/', title: 'FRCA Model' },
    { url: 'https://www.cofamilycenters.org/child-maltreatment-prevention/' },
  ],
  items: [
    { code: 'pf-1', number: 1, title: 'Parental resilience' },
    { code: 'pf-2', number: 2, title: 'Social connections' },
    { code: 'pf-3', number: 3, title: 'Knowledge of parenting and child development' },
    { code: 'pf-4', number: 4, title: 'Concrete support in times of need' },
    { code: 'pf-5', number: 5, title: 'Social and emotional competence of children' },
  ],
};

export const hope: DemonstrationFramework = {
  code: 'hope',
  name: 'HOPE: four building blocks of positive childhood experiences',
  owner: 'HOPE National Resource Center, Tufts Medical Center',
  year: null,
  state: null,
  note: null,
  sources: [{ url: 'https://positiveexperience.org' }],
  items: [
    {
      code: 'hope-1',
      number: 1,
      title: 'Relationships',
      description: 'People who are safe and supportive, within the family and beyond it.',
    },
    {
      code: 'hope-2',
      number: 2,
      title: 'Environment',
      description: 'Places that are safe, stable and equitable.',
    },
    {
      code: 'hope-3',
      number: 3,
      title: 'Engagement',
      description: 'Taking part, socially and as a citizen, and so belonging somewhere.',
    },
    {
      code: 'hope-4',
      number: 4,
      title: 'Emotional growth',
      description: 'Somebody to help through hard events and feelings.',
    },
  ],
};

/** The eleven recommendations stand in a document that is not on the pages: their slots stay empty. */
export const zeroToThree: DemonstrationFramework = {
  code: 'strengthening-families-infants-toddlers',
  name: 'Strengthening Families with Infants and Toddlers: A Policy Framework for States',
  owner: 'ZERO TO THREE',
  year: 2022,
  state: null,
  note:
    'The titles of the eleven recommendations, and the appendix with examples of states and localities, ' +
    'are not on the public pages. Eleven numbered slots wait for somebody who has the document.',
  sources: [
    {
      url: 'https://zerotothree.org/resource/strengthening-families-with-infants-and-toddlers-a-policy-framework-for-states',
    },
    {
      url: 'https://pathways-us.org/2022/08/19/report-from-zero-to-three-makes-cross-sector-policy-recommendations-for-strengthening-families/',
    },
    {
      url: 'https://helpmegrownational.org/safe-babies-and-the-infant-toddler-court-program-national-resource-center/',
    },
  ],
  items: Array.from({ length: 11 }, (_, index) => ({
    code: `ztt-${index + 1}`,
    number: index + 1,
    title: null,
  })),
};
