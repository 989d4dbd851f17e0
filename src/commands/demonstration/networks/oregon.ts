import type {
  DemonstrationCoalition,
  DemonstrationNetwork,
  DemonstrationOrganization,
} from '../demonstration.types.ts';
import { elkhornStrategy } from '../strategies/elkhorn-early-years-alliance.ts';
import { thousandDaysStrategy } from '../strategies/wallowa-thousand-days-circle.ts';
import { oregonGoals } from './oregon.goals.ts';

const snowberryMidwives: DemonstrationOrganization = {
  name: 'Snowberry Midwives and Doulas (demonstration)',
  sectorCode: 'healthcare',
  url: 'https://example.org/snowberry-midwives',
};

const thousandDays: DemonstrationCoalition = {
  slug: 'wallowa-thousand-days-circle',
  name: 'Wallowa Thousand Days Circle (demonstration)',
  kindCode: 'community-mobilization',
  leadName: 'Wren Okafor-Pine (demonstration)',
  profile: {
    aliases: ['The Thousand Days Circle'],
    scope: 'LOCAL',
    summary:
      'Ranch families, a midwife practice, the food bank and two tribal elders who gather once a month to ' +
      'ask what a baby born here this year will need until the second birthday, and who will bring it.',
    mission:
      'From conception to the second birthday, each family in Wallowa County has food on the table, a warm ' +
      'home and people around it.',
    foundedYear: 2022,
    website: 'https://example.org/thousand-days-circle',
    contactUrl: 'https://example.org/thousand-days-circle/join',
    backbone: {
      name: 'Lostine Meadow Commons (demonstration)',
      sectorCode: 'civic-volunteer',
      url: 'https://example.org/lostine-meadow-commons',
    },
    ageFocus: { minMonths: -9, maxMonths: 24 },
    familyVoice:
      'There is no board: whoever has raised a child here may speak and vote. A grandmother and a father ' +
      'of twins keep the list of promises and read it aloud at every meeting.',
    counties: [{ fips: '41063' }],
    sectorCodes: ['lived-experience', 'parents', 'civic-volunteer', 'healthcare', 'business'],
    populationCodes: ['conception-to-two', 'families', 'american-indian-alaska-native'],
    frameworkCodes: ['child-success-model', 'hope', 'seven-vital-conditions'],
    partners: [
      {
        organization: snowberryMidwives,
        role: 'Brings expecting parents to the circle and hosts the winter meetings',
        since: '2022-05-01',
      },
      {
        organization: { name: 'Upper Valley Food Shelf (demonstration)', sectorCode: 'human-services' },
        role: 'Packs the weekly family box',
        since: '2022-05-01',
      },
      {
        organization: {
          name: 'Hay Barn Hardware (demonstration)',
          sectorCode: 'business',
          url: 'https://example.com/hay-barn-hardware',
        },
        role: 'Gives insulation at cost and lends tools',
        since: '2023-10-01',
      },
    ],
    initiatives: [
      {
        name: 'Warm Nursery Weekends',
        summary: 'Volunteers insulate the room where the baby will sleep and mend the heating before winter.',
        kindCode: 'grassroots',
        countyFips: ['41063'],
        goalCodes: ['OR-B1'],
        website: 'https://example.org/thousand-days-circle/warm-nursery',
      },
      {
        name: 'Box on the Bus',
        summary: 'The school bus carries food boxes to families far from town.',
        kindCode: 'community-task-force',
        countyFips: ['41063'],
        goalCodes: ['OR-B2', 'OR-H3'],
      },
    ],
  },
  strategy: thousandDaysStrategy,
};

const elkhorn: DemonstrationCoalition = {
  slug: 'elkhorn-early-years-alliance',
  name: 'Elkhorn Early Years Alliance (demonstration)',
  kindCode: 'comprehensive',
  leadName: 'Desmond Yarrow (demonstration)',
  profile: {
    aliases: ['EEYA', 'Elkhorn Alliance'],
    scope: 'REGIONAL',
    summary:
      'Health plans, school districts, child care owners and a university office in the northeast of the ' +
      'state who design one path of support from pregnancy to kindergarten and test it county by county.',
    mission:
      'Families in the Elkhorn country meet one coordinated system that fits their culture, whichever door ' +
      'they knock on first.',
    foundedYear: 2017,
    website: 'https://example.org/elkhorn-early-years',
    contactUrl: 'https://example.org/elkhorn-early-years/contact',
    backbone: {
      name: 'Powder Basin Education Office (demonstration)',
      sectorCode: 'school',
      url: 'https://example.org/powder-basin-education',
    },
    ageFocus: { minMonths: -9, maxMonths: 72 },
    familyVoice:
      'A parent leadership team reviews every proposal before the alliance sees it and can send it back ' +
      'once. Its members are trained, paid and limited to three years, so that new families come in.',
    counties: [
      { fips: '41001' },
      { fips: '41061' },
      { fips: '41023', partial: true, note: 'The eastern school districts' },
      { fips: '41063', partial: true, note: 'Child care licensing and training only' },
    ],
    sectorCodes: [
      'school',
      'early-childhood',
      'healthcare',
      'human-services',
      'business',
      'higher-education',
      'housing',
      'youth-serving',
      'substance-use-prevention',
    ],
    populationCodes: ['conception-to-two', 'birth-to-five', 'caregivers', 'hispanic-latino'],
    frameworkCodes: ['child-success-blueprint', 'early-learning-hubs', 'six-conditions-systems-change'],
    partners: [
      {
        organization: snowberryMidwives,
        role: 'Trains doulas who speak Spanish',
        since: '2021-02-01',
      },
      {
        organization: {
          name: 'Sagebrush Child Care Guild (demonstration)',
          sectorCode: 'early-childhood',
          url: 'https://example.com/sagebrush-guild',
        },
        role: 'Speaks for home-based providers and runs a pool of substitutes',
        since: '2018-03-01',
      },
      {
        organization: { name: 'Grande Ronde Research Desk (demonstration)', sectorCode: 'higher-education' },
        role: 'Evaluated the first pilot year',
        since: '2019-09-01',
        until: '2021-08-31',
      },
    ],
    initiatives: [
      {
        name: 'Open Door Child Care Fund',
        summary: 'Start-up grants and a bookkeeping service for new home-based providers.',
        kindCode: 'publicly-funded-program',
        countyFips: ['41001', '41061', '41063'],
        goalCodes: ['OR-B3', 'OR-H2'],
        website: 'https://example.org/elkhorn-early-years/open-door',
      },
      {
        name: 'Cushion',
        summary:
          'Three monthly payments without conditions to families with a newborn, and a study of what ' +
          'changed.',
        kindCode: 'privately-funded-program',
        countyFips: ['41001', '41023'],
        goalCodes: ['OR-B4', 'OR-A1'],
      },
    ],
  },
  strategy: elkhornStrategy,
};

export const oregon: DemonstrationNetwork = {
  slug: 'oregon',
  name: 'Oregon Upstream Initiative',
  states: ['OR'],
  description:
    'Initiative of the Oregon Health and Education Collaborative for the first 1,000 days of life. Five ' +
    'design pilots worked out local Child Success Models; a report of October 2024 drew the Oregon Child ' +
    'Success Blueprint from them (https://oregoncollaborative.org/upstream-initiative). Shown here as a ' +
    'demonstration: the aims are published, the coalitions are fictional.',
  contact: null,
  license: 'CC-BY-4.0',
  goals: oregonGoals,
  board: {
    slug: 'thousand-days-advisory-board',
    name: 'Thousand Days Advisory Board (demonstration)',
    description:
      'Looks after the first thousand days across all pilots and says each spring where nobody is at work yet.',
    chairName: 'Leocadia Fern (demonstration)',
    memberName: 'Ambrose Teal (demonstration)',
  },
  coalitions: [thousandDays, elkhorn],
};
