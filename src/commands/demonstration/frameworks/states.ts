import type { DemonstrationFramework } from '../demonstration.types.ts';

export const resilientNc: DemonstrationFramework = {
  code: 'resilient-nc-strategies',
  name: 'Resilient NC: eight strategies',
  owner: 'Resilient NC (Kellin Foundation, supported by the Winer Family Foundation)',
  year: null,
  state: 'NC',
  note:
    'Complete as a list, which rests on a scan of local and national efforts and more than 40 interviews. ' +
    'The longer descriptions are not on the public pages; those below only gloss the titles.',
  sources: [
    {
      url: 'https://fpg.unc.edu/addressing-child-trauma-north-carolina-what-community-groups-and-nonprofits-are-doing',
      title: 'Addressing Child Trauma in North Carolina: What Community Groups and Nonprofits are Doing',
    },
    { url: 'https://ctipp.org/post/march-2022-ctipp-can-call' },
  ],
  items: [
    { code: 'rnc-1', number: 1, title: 'Backbone support', description: 'One organization coordinates.' },
    {
      code: 'rnc-2',
      number: 2,
      title: 'Public awareness',
      description: 'What science says is known to everybody.',
    },
    { code: 'rnc-3', number: 3, title: 'Training', description: 'People learn what they need for it.' },
    {
      code: 'rnc-4',
      number: 4,
      title: 'Public-private partnership',
      description: 'Government and private funders move together.',
    },
    { code: 'rnc-5', number: 5, title: 'Cross-sector partnership', description: 'Sectors move together.' },
    { code: 'rnc-6', number: 6, title: 'Policy and advocacy', description: 'Rules and laws are changed.' },
    {
      code: 'rnc-7',
      number: 7,
      title: 'Shared measurement',
      description: 'The same measures serve everybody.',
    },
    {
      code: 'rnc-8',
      number: 8,
      title: 'Local coalition support',
      description: 'Coalitions on the spot are helped.',
    },
  ],
};

export const coloradoMaltreatmentPrevention: DemonstrationFramework = {
  code: 'co-maltreatment-prevention',
  name: 'Colorado Child Maltreatment Prevention Framework for Action',
  owner: 'Colorado Office of Early Childhood, with Chapin Hall and Children’s Trust of South Carolina',
  year: 2017,
  state: 'CO',
  note: 'Partial: its four overarching outcomes. The names of its four channels for change were not found.',
  sources: [
    {
      url: 'https://www.zerotothree.org/resources/2150-colorado-communities-increase-focus-on-child-maltreatment-prevention',
      title: 'Colorado Communities Increase Focus on Child Maltreatment Prevention',
    },
    {
      url: 'https://co4kids.org/community/colorado-communities-working-develop-local-child-maltreatment-prevention-plans',
      title: 'Colorado communities working to develop local child maltreatment prevention plans',
    },
    { url: 'https://cdec.colorado.gov/community-based-child-abuse-prevention' },
    { url: 'https://co4kids.org/mesa/' },
  ],
  items: [
    { code: 'cmp-1', number: 1, title: 'Child well-being and achievement' },
    { code: 'cmp-2', number: 2, title: 'Caregiver well-being and achievement' },
    { code: 'cmp-3', number: 3, title: 'Consistent high-quality caregiving' },
    { code: 'cmp-4', number: 4, title: 'Safe and supportive neighborhoods' },
  ],
};

export const oregonEarlyLearningHubs: DemonstrationFramework = {
  code: 'early-learning-hubs',
  name: 'Oregon Early Learning Hubs: three goals',
  owner: null,
  year: 2013,
  state: 'OR',
  note: 'Set by Oregon law (HB 2013 of 2013) for the hubs, of which there are sixteen.',
  sources: [
    { url: 'https://oregonearlylearning.com/early-learning-hubs/', title: 'Early Learning Hubs' },
    {
      url: 'https://oregonearlylearning.com/early-learning-council-announces-eight-additional-early-learning-hubs/',
    },
  ],
  items: [
    {
      code: 'elh-1',
      number: 1,
      title: 'An aligned, coordinated and family-centered early childhood system',
    },
    { code: 'elh-2', number: 2, title: 'Children arrive at school ready to succeed' },
    { code: 'elh-3', number: 3, title: 'Young children live in healthy, stable and attached families' },
  ],
};
