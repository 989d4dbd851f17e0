import type { DemonstrationGoal, DemonstrationSource } from '../demonstration.types.ts';

const project: DemonstrationSource = {
  url: 'https://coloradolab.org/colorado-partnership-for-thriving-families/',
};
const newsletter: DemonstrationSource = {
  url: 'https://coloradolab.org/2021/11/09/colorado-partnership-for-thriving-families-2/',
  title: 'Colorado Partnership for Thriving Families',
};
const updates: DemonstrationSource = {
  url: 'https://illuminatecolorado.org/author/spackardilluminatecolorado-org/',
};
const outcomes: DemonstrationSource = {
  url: 'https://copartnershipforthrivingfamilies.org/moving-the-work-forward/',
  title: 'Moving the work forward',
};

/**
 * The pages say that outcomes were set for a short, intermediate and long term but not which is which,
 * nor which priority each belongs to; both stay empty where they are not stated.
 */
export const coloradoGoals: DemonstrationGoal[] = [
  {
    code: 'CO-P1',
    title: 'Systems Alignment',
    level: 'PRIORITY_AREA',
    sources: [newsletter, updates],
  },
  {
    code: 'CO-P1-G',
    title: 'Align systems around family well-being',
    description:
      'State and county human services, public health and health care are aligned, so that family ' +
      'well-being is at the center of funding, policy and practice.',
    level: 'GOAL',
    parentCode: 'CO-P1',
    sources: [project, newsletter],
  },
  {
    code: 'CO-P2',
    title: 'Early Touchpoints',
    level: 'PRIORITY_AREA',
    sources: [newsletter, updates],
  },
  {
    code: 'CO-P2-G',
    title: 'Strengthen services through pregnancy and the first year',
    description:
      'Parents and infants find a stronger array of family well-being services, through pregnancy and up ' +
      'to age one: evidence-based, culturally responsive and grounded in the community.',
    level: 'GOAL',
    parentCode: 'CO-P2',
    sources: [project, newsletter],
  },
  {
    code: 'CO-P3',
    title: 'Community Norms',
    level: 'PRIORITY_AREA',
    sources: [newsletter, updates],
  },
  {
    code: 'CO-P3-G',
    title: 'Change norms of social connectedness',
    description:
      'Norms about social connection change, and so do those about offering and asking for help, so that ' +
      'parents are under less stress.',
    level: 'GOAL',
    parentCode: 'CO-P3',
    sources: [project, updates],
  },
  {
    code: 'CO-O1',
    title: 'Improved birth outcomes',
    description: 'Measurable, for example, by the rate of low birth weight.',
    level: 'OUTCOME',
    sources: [outcomes],
  },
  {
    code: 'CO-O2',
    title: 'Better mental and physical health of caregivers',
    level: 'OUTCOME',
    sources: [outcomes],
  },
  {
    code: 'CO-O3',
    title: 'More economic security of families',
    level: 'OUTCOME',
    sources: [outcomes],
  },
  {
    code: 'CO-O4',
    title: 'More community engagement of families',
    level: 'OUTCOME',
    sources: [outcomes],
  },
  {
    code: 'CO-O5',
    title: 'Smaller racial and ethnic disparities in well-being',
    description: 'Among children, caregivers and families.',
    level: 'OUTCOME',
    sources: [outcomes],
  },
  {
    code: 'CO-O6',
    title: 'Fewer child fatalities and less child maltreatment',
    description: 'For all children from birth to age five; the overarching aim of the partnership.',
    level: 'OUTCOME',
    horizon: 'LONG_TERM',
    sources: [project, outcomes],
  },
];
