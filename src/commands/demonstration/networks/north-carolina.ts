import type {
  DemonstrationCoalition,
  DemonstrationNetwork,
  DemonstrationOrganization,
} from '../demonstration.types.ts';
import { rootsAndWingsStrategy } from '../strategies/alleghany-roots-and-wings.ts';
import { newRiverStrategy } from '../strategies/new-river-resilience-collaborative.ts';
import { northCarolinaGoals } from './north-carolina.goals.ts';

const highMeadowHealth: DemonstrationOrganization = {
  name: 'High Meadow Health Partners (demonstration)',
  sectorCode: 'healthcare',
  url: 'https://example.org/high-meadow-health',
};

const rootsAndWings: DemonstrationCoalition = {
  slug: 'alleghany-roots-and-wings',
  name: 'Alleghany Roots and Wings Coalition (demonstration)',
  kindCode: 'local-coalition',
  leadName: 'Juniper Hale (demonstration)',
  profile: {
    aliases: ['Roots and Wings'],
    scope: 'LOCAL',
    summary:
      'Neighbors, teachers and health workers of one mountain county who see to it that every family with ' +
      'young children knows somebody to call before a hard week turns into a crisis.',
    mission:
      'Every child in Alleghany County grows up with at least two caring adults close by, in a family that ' +
      'can ask for help without shame.',
    foundedYear: 2019,
    website: 'https://example.org/roots-and-wings',
    contactUrl: 'https://example.org/roots-and-wings/contact',
    backbone: {
      name: 'Laurel Fork Family Center (demonstration)',
      sectorCode: 'human-services',
      url: 'https://example.org/laurel-fork-family-center',
    },
    ageFocus: { minMonths: 0, maxMonths: 60 },
    familyVoice:
      'Parents hold five of the eleven seats. They are paid for their time, choose the theme of each year ' +
      'and have the last word on how the family fund is spent.',
    counties: [{ fips: '37005' }],
    sectorCodes: [
      'parents',
      'school',
      'early-childhood',
      'healthcare',
      'religious-fraternal',
      'lived-experience',
    ],
    populationCodes: ['birth-to-five', 'caregivers', 'families'],
    frameworkCodes: ['pair-of-aces', 'strengthening-families', 'nchrci-theory-of-change'],
    partners: [
      {
        organization: highMeadowHealth,
        role: 'Asks about family stress at well-child visits and makes the first call with the parent',
        since: '2020-03-01',
      },
      {
        organization: {
          name: 'Stone Hollow Schools (demonstration)',
          sectorCode: 'school',
          url: 'https://example.org/stone-hollow-schools',
        },
        role: 'Hosts the monthly family supper',
        since: '2019-09-01',
      },
      {
        organization: { name: 'Ridge Road Fellowship (demonstration)', sectorCode: 'religious-fraternal' },
        role: 'Drives families without a car to appointments',
        since: '2021-01-15',
      },
      {
        organization: { name: 'Blue Lantern Story Van (demonstration)' },
        role: 'Brought books and play groups to outlying churches until the van was sold',
        since: '2019-09-01',
        until: '2023-06-30',
      },
    ],
    initiatives: [
      {
        name: 'Front Porch Visits',
        summary:
          'Trained neighbors visit every family with a new baby that wants it, three times in the first ' +
          'year, with a meal and a list of people who answer the phone.',
        kindCode: 'grassroots',
        countyFips: ['37005'],
        goalCodes: ['NC-G2'],
        website: 'https://example.org/roots-and-wings/front-porch-visits',
      },
      {
        name: 'Calm Corners',
        summary:
          'Every kindergarten and child care room gets a quiet corner, and every teacher a day of training.',
        kindCode: 'privately-funded-program',
        countyFips: ['37005'],
        goalCodes: ['NC-G1', 'NC-G2'],
      },
    ],
  },
  strategy: rootsAndWingsStrategy,
};

const newRiver: DemonstrationCoalition = {
  slug: 'new-river-resilience-collaborative',
  name: 'New River Resilience Collaborative (demonstration)',
  kindCode: 'regional-coalition',
  leadName: 'Marlow Finch (demonstration)',
  profile: {
    aliases: ['NRRC', 'New River Collaborative'],
    scope: 'REGIONAL',
    summary:
      'Schools, clinics, courts and employers along the river who agree on a few shared measures and ' +
      'change their own rules where those rules make life harder for families.',
    mission:
      'Organizations on both sides of the county lines act as one system: a family tells its story once ' +
      'and is not sent away.',
    foundedYear: 2016,
    website: 'https://example.org/new-river-resilience',
    contactUrl: 'https://example.org/new-river-resilience/write-to-us',
    backbone: {
      name: 'Three Forks Community Foundation (demonstration)',
      sectorCode: 'philanthropy',
      url: 'https://example.org/three-forks-foundation',
    },
    ageFocus: { minMonths: 0, maxMonths: 216 },
    familyVoice:
      'A council of twelve parents and young adults from the four counties meets in the month before the ' +
      'steering group and sets two items of its agenda; two of its members vote there.',
    counties: [
      { fips: '37009' },
      { fips: '37005' },
      {
        fips: '37189',
        partial: true,
        note: 'Only the northern end of the county, where families use Ashe services',
      },
      { fips: '37193', partial: true, note: 'The western school zones' },
    ],
    sectorCodes: [
      'school',
      'healthcare',
      'courts-justice',
      'law-enforcement',
      'business',
      'government',
      'philanthropy',
      'higher-education',
      'youth',
    ],
    populationCodes: ['birth-to-eight', 'youth', 'families', 'communities', 'foster-care'],
    frameworkCodes: ['building-community-resilience', 'collective-impact', 'cdc-aces-prevention'],
    partners: [
      {
        organization: highMeadowHealth,
        role: 'Leads the group on shared measures and pays for the yearly data day',
        since: '2017-05-01',
      },
      {
        organization: {
          name: 'Tri-Valley Family Court Network (demonstration)',
          sectorCode: 'courts-justice',
        },
        role: 'Tries hearing times that fit around school and shift work',
        since: '2018-10-01',
      },
      {
        organization: {
          name: 'Fraser Fir Growers Circle (demonstration)',
          sectorCode: 'business',
          url: 'https://example.com/fraser-fir-growers',
        },
        role: 'Pilots paid leave for school meetings on six tree farms',
        since: '2022-02-01',
      },
    ],
    initiatives: [
      {
        name: 'One Story, Once',
        summary:
          'A shared consent form and referral path, so that families need not repeat what happened to them.',
        kindCode: 'community-task-force',
        countyFips: ['37005', '37009', '37189', '37193'],
        goalCodes: ['NC-G3'],
        website: 'https://example.org/new-river-resilience/one-story-once',
      },
      {
        name: 'Family-friendly shifts',
        summary: 'Employers and county offices rewrite attendance rules together with parents.',
        kindCode: 'policy',
        countyFips: ['37009', '37193'],
        goalCodes: ['NC-G1', 'NC-G3'],
      },
    ],
  },
  strategy: newRiverStrategy,
};

export const northCarolina: DemonstrationNetwork = {
  slug: 'north-carolina',
  name: 'NC Healthy & Resilient Communities Initiative',
  states: ['NC'],
  description:
    'Statewide initiative launched in 2019, with the North Carolina Partnership for Children (Smart Start) ' +
    'as its backbone. Each local coalition sets its own strategy and is encouraged to work toward shared ' +
    'goals (https://www.smartstart.org/launch-of-resilient-communities-initiative/). Shown here as a ' +
    'demonstration: the aims are published, the coalitions are fictional.',
  contact: null,
  license: 'CC-BY-4.0',
  goals: northCarolinaGoals,
  board: {
    slug: 'resilience-advisory-board',
    name: 'Resilience Advisory Board (demonstration)',
    description:
      'Reads what the coalitions of the state publish twice a year and advises on the shared goals. Eleven seats, five of them for parents.',
    chairName: 'Ottoline Marsh (demonstration)',
    memberName: 'Casimir Dune (demonstration)',
  },
  coalitions: [rootsAndWings, newRiver],
};
