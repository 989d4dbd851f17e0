import type {
  DemonstrationCoalition,
  DemonstrationNetwork,
  DemonstrationOrganization,
} from '../demonstration.types.ts';
import { firstHelloStrategy } from '../strategies/costilla-first-hello-council.ts';
import { thrivingTableStrategy } from '../strategies/san-luis-valley-thriving-families-table.ts';
import { coloradoGoals } from './colorado.goals.ts';

const sangreVistaClinic: DemonstrationOrganization = {
  name: 'Sangre Vista Community Clinic (demonstration)',
  sectorCode: 'healthcare',
  url: 'https://example.org/sangre-vista-clinic',
};

const firstHello: DemonstrationCoalition = {
  slug: 'costilla-first-hello-council',
  name: 'Costilla First Hello Council (demonstration)',
  kindCode: 'early-childhood-council',
  leadName: 'Paloma Reyes-Lark (demonstration)',
  profile: {
    aliases: ['Primer Saludo', 'First Hello'],
    scope: 'LOCAL',
    summary:
      'A council of parents, promotoras and a two-room clinic in a county where the nearest delivery ward ' +
      'is an hour away. It walks with families from the first prenatal visit to the first birthday.',
    mission: 'No parent in Costilla County goes through pregnancy or the first year with a baby alone.',
    foundedYear: 2020,
    website: 'https://example.org/first-hello',
    contactUrl: 'https://example.org/first-hello/contacto',
    backbone: {
      name: 'Acequia Family House (demonstration)',
      sectorCode: 'early-childhood',
      url: 'https://example.org/acequia-family-house',
    },
    ageFocus: { minMonths: -9, maxMonths: 12 },
    familyVoice:
      'Meetings are held in Spanish with English interpretation, at supper time and with child care. Two ' +
      'mothers chair the council in turn, and a budget line pays every family member who takes part.',
    counties: [{ fips: '08023' }],
    sectorCodes: ['parents', 'lived-experience', 'healthcare', 'early-childhood', 'civic-volunteer'],
    populationCodes: ['prenatal-to-one', 'caregivers', 'hispanic-latino'],
    frameworkCodes: ['thriving-families-priorities', 'early-relational-health', 'hope'],
    partners: [
      {
        organization: sangreVistaClinic,
        role: 'Gives the first prenatal visit and calls the promotora before the family leaves',
        since: '2020-08-01',
      },
      {
        organization: { name: 'Promotoras del Valle Alto (demonstration)', sectorCode: 'lived-experience' },
        role: 'Visits families at home in both languages',
        since: '2020-08-01',
      },
      {
        organization: { name: 'Ditch and Orchard Grange (demonstration)', sectorCode: 'civic-volunteer' },
        role: 'Lends its hall and cooks for the parent suppers',
        since: '2022-04-01',
      },
    ],
    initiatives: [
      {
        name: 'Comadre Calls',
        summary: 'A trained parent phones every new parent each week for the first three months.',
        kindCode: 'grassroots',
        countyFips: ['08023'],
        goalCodes: ['CO-P3-G', 'CO-O2'],
        website: 'https://example.org/first-hello/comadre-calls',
      },
      {
        name: 'Rides to Birth',
        summary:
          'Volunteer drivers and fuel vouchers for prenatal visits and the journey to the delivery ward.',
        kindCode: 'privately-funded-program',
        countyFips: ['08023'],
        goalCodes: ['CO-P2-G', 'CO-O1'],
      },
    ],
  },
  strategy: firstHelloStrategy,
};

const thrivingTable: DemonstrationCoalition = {
  slug: 'san-luis-valley-thriving-families-table',
  name: 'San Luis Valley Thriving Families Table (demonstration)',
  kindCode: 'local-plan',
  leadName: 'Tobias Windmere (demonstration)',
  profile: {
    aliases: ['The Valley Table'],
    scope: 'REGIONAL',
    summary:
      'County human services, public health, school districts and clinics of the valley keep one plan for ' +
      'families with children under six and pool small sums to carry it out.',
    mission:
      'The public systems of the valley put the well-being of families first when they fund, plan and ' +
      'decide, and they do it together.',
    foundedYear: 2018,
    website: 'https://example.org/valley-table',
    contactUrl: 'https://example.org/valley-table/contact',
    backbone: {
      name: 'High Desert Public Health Alliance (demonstration)',
      sectorCode: 'government',
      url: 'https://example.org/high-desert-public-health',
    },
    ageFocus: { minMonths: -9, maxMonths: 71 },
    familyVoice:
      'Each county sends one agency head and one parent, and a decision needs a majority of both. Parents ' +
      'without an office job get travel, child care and an hourly stipend.',
    counties: [
      { fips: '08003' },
      { fips: '08021' },
      { fips: '08105' },
      { fips: '08109', partial: true, note: 'The valley floor; the northern ranches look to other services' },
      { fips: '08079', partial: true, note: 'Families who come to the valley for school or clinic' },
    ],
    sectorCodes: [
      'government',
      'human-services',
      'healthcare',
      'school',
      'early-childhood',
      'housing',
      'law-enforcement',
      'parents',
      'media',
    ],
    populationCodes: ['birth-to-five', 'prenatal-to-one', 'families', 'hispanic-latino', 'communities'],
    frameworkCodes: ['co-maltreatment-prevention', 'thriving-families-priorities', 'collective-impact'],
    partners: [
      {
        organization: sangreVistaClinic,
        role: 'Shares counts of completed referrals every quarter',
        since: '2019-01-01',
      },
      {
        organization: {
          name: 'Cottonwood Housing Cooperative (demonstration)',
          sectorCode: 'housing',
          url: 'https://example.org/cottonwood-housing',
        },
        role: 'Holds four apartments for families with a baby',
        since: '2021-07-01',
      },
      {
        organization: { name: 'Valley Morning Radio (demonstration)', sectorCode: 'media' },
        role: 'Broadcast the first season of the listening campaign',
        since: '2022-09-01',
        until: '2023-05-31',
      },
    ],
    initiatives: [
      {
        name: 'One Front Door',
        summary:
          'One intake form and one phone number for assistance, health coverage and child care in five ' +
          'counties.',
        kindCode: 'policy',
        countyFips: ['08003', '08021', '08105', '08109', '08079'],
        goalCodes: ['CO-P1-G', 'CO-O3'],
        website: 'https://example.org/valley-table/one-front-door',
      },
      {
        name: 'Ask Me Anything, Neighbor',
        summary:
          'Radio talks and porch signs that make it ordinary to offer help with children and to accept it.',
        kindCode: 'publicly-funded-program',
        countyFips: ['08003', '08105'],
        goalCodes: ['CO-P3-G', 'CO-O4', 'CO-O5'],
      },
    ],
  },
  strategy: thrivingTableStrategy,
};

export const colorado: DemonstrationNetwork = {
  slug: 'colorado',
  name: 'Colorado Partnership for Thriving Families',
  states: ['CO'],
  description:
    'Partnership of state and county human services, public health, health care and early childhood that ' +
    'aims to reduce child fatalities and maltreatment significantly for children from birth to five, first ' +
    'from pregnancy to age one (https://coloradolab.org/colorado-partnership-for-thriving-families/). ' +
    'Illuminate Colorado is its backbone. Shown here as a demonstration: the aims are published, the ' +
    'coalitions are fictional.',
  contact: null,
  license: 'CC-BY-4.0',
  goals: coloradoGoals,
  board: {
    slug: 'thriving-families-council',
    name: 'Thriving Families Council (demonstration)',
    description:
      'Advises the partnership on its aims: parents, home visitors, and people from health and child welfare, each for three years.',
    chairName: 'Philippa Stonecrop (demonstration)',
    memberName: 'Anselm Arroyo (demonstration)',
  },
  coalitions: [firstHello, thrivingTable],
};
