import type { DemonstrationFramework } from '../demonstration.types.ts';

/** The two items without a parent are the halves of the picture: its leaves and its soil. */
export const pairOfAces: DemonstrationFramework = {
  code: 'pair-of-aces',
  name: 'Pair of ACEs tree',
  owner: null,
  year: 2017,
  state: null,
  note:
    'By Ellis and Dietz. Partial: what hangs on the leaves and lies in the soil of the picture is only ' +
    'partly named in the text of the pages.',
  sources: [
    {
      url: 'https://www.movinghealthcareupstream.org/when-a-picture-tells-the-story-the-pair-of-aces-tree/',
    },
    { url: 'https://www.wecanmoveinsight.net/articles/the-pair-of-ace-s-tree?context=tag-research' },
    { url: 'https://www.first5scc.org/aces' },
  ],
  items: [
    {
      code: 'pair-experiences',
      number: 1,
      title: 'Adverse childhood experiences',
      description: 'The leaves and branches of the tree.',
    },
    ...[
      'Physical and emotional neglect',
      'Emotional and sexual abuse',
      'Depression or mental illness of a caregiver',
      'Substance abuse in the household',
      'Violence in the household',
      'Incarceration',
      'Food insecurity',
      'Unstable housing',
    ].map((title, index) => ({
      code: `pair-experience-${index + 1}`,
      number: index + 2,
      title,
      parentCode: 'pair-experiences',
    })),
    {
      code: 'pair-environments',
      number: 10,
      title: 'Adverse community environments',
      description: 'The soil in which the tree has its roots.',
    },
    ...[
      'Poverty',
      'Discrimination',
      'Violence',
      'Lack of affordable and safe housing',
      'Lack of opportunity and economic mobility',
      'Joblessness',
    ].map((title, index) => ({
      code: `pair-environment-${index + 1}`,
      number: index + 11,
      title,
      parentCode: 'pair-environments',
    })),
  ],
};

export const buildingCommunityResilience: DemonstrationFramework = {
  code: 'building-community-resilience',
  name: 'Building Community Resilience (BCR) process',
  owner: 'Center for Community Resilience, George Washington University',
  year: null,
  state: null,
  note: 'The first source is a preprint: an evaluation by interviews with 24 partners in five sites.',
  sources: [
    {
      url: 'https://sciety.org/articles/activity/10.21203/rs.3.rs-8196885/v1',
      title:
        'A Qualitative Evaluation of the Building Community Resilience Process and National Collaborative',
    },
    { url: 'https://publichealth.gwu.edu/departments/redstone-center/resilient-communities' },
    { url: 'https://ccr.publichealth.gwu.edu/node/121' },
  ],
  items: [
    { code: 'bcr-1', number: 1, title: 'Shared understanding' },
    { code: 'bcr-2', number: 2, title: 'State of readiness' },
    { code: 'bcr-3', number: 3, title: 'Cross-sector partnerships' },
    { code: 'bcr-4', number: 4, title: 'Community engagement' },
  ],
};

export const collectiveImpact: DemonstrationFramework = {
  code: 'collective-impact',
  name: 'Collective impact: five conditions',
  owner: null,
  year: 2011,
  state: null,
  note:
    'By Kania and Kramer (2011) and Hanleybrown, Kania and Kramer (2012), both in the Stanford Social ' +
    'Innovation Review.',
  sources: [{ url: 'https://www.citymatchlearning.org/equity/5-conditions.php' }],
  items: [
    {
      code: 'ci-1',
      number: 1,
      title: 'Common agenda',
      description: 'All see the problem in the same way and agree on how to go about it.',
    },
    {
      code: 'ci-2',
      number: 2,
      title: 'Shared measurement',
      description: 'All collect data and measure results alike.',
    },
    {
      code: 'ci-3',
      number: 3,
      title: 'Mutually reinforcing activities',
      description: 'Each does something else, and one plan holds it together.',
    },
    {
      code: 'ci-4',
      number: 4,
      title: 'Continuous communication',
      description: 'Partners talk openly and often enough to trust each other.',
    },
    {
      code: 'ci-5',
      number: 5,
      title: 'Backbone support',
      description: 'An organization apart, with staff of its own, coordinates.',
    },
  ],
};
