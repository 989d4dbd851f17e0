import type { DemonstrationStrategy } from '../demonstration.types.ts';
import { namedByCdc, nodesOf } from './nodes.ts';

export const elkhornStrategy: DemonstrationStrategy = {
  title: 'One path from pregnancy to kindergarten',
  vision:
    'Families in the Elkhorn country meet one system that fits them, whichever door they knock on first.',
  rationale: 'First published strategy, in the second wording: the parent team had sent the first one back.',
  reviewOn: '2027-05-14',
  nodes: [
    ...nodesOf('INPUT', {
      'spanish-speaking-doulas': {
        text: 'Doulas who speak Spanish, trained with the midwives',
        approachCode: 'cdc-strong-start',
      },
      'cushion-gifts': 'Private gifts for payments without conditions',
      'parent-team': 'A parent leadership team, trained and paid, that may send a proposal back once',
      'provider-guild': 'A guild of home-based providers with a pool of substitutes',
      'pilot-findings': 'What the evaluation of the first pilot year found',
    }),
    ...nodesOf('ACTIVITY', {
      'path-design':
        'Health plans, districts and providers draw one path of support and test it county by county',
      'doula-care': {
        text: 'A doula goes with a mother through pregnancy, birth and the first weeks',
        approachCode: 'cdc-strong-start',
      },
      'cushion-payments': {
        text: 'Families with a newborn receive three monthly payments without conditions',
        approachCode: 'cdc-economic-supports',
      },
      'open-door-fund': {
        text: 'New home-based providers receive a start-up grant and have their books kept',
        approachCode: 'cdc-strong-start',
      },
      'kindergarten-bridge': {
        text: 'Teachers and providers plan the last spring together, with words and feelings to practice',
        approachCode: 'cdc-teach-skills',
      },
      'recovery-team': {
        text: 'Expecting parents in recovery have one team, which stays after the birth',
        approachCode: 'cdc-lessen-harms',
      },
      'teen-helpers': {
        text: 'High school students work afternoons with a provider, who is also their mentor',
        approachCode: 'cdc-connect-youth',
      },
    }),
    ...nodesOf('OUTPUT', {
      'doula-births': {
        text: 'A doula in the mother’s language at each birth for which one is asked',
        approachCode: 'cdc-strong-start',
      },
      'payments-made': 'Three payments to each of eighty families a year',
      'new-places': 'Thirty new child care places in homes each year',
      'path-agreed': 'One written path, signed by all partners in two counties',
    }),
    ...nodesOf('SHORT_TERM_OUTCOME', {
      'mothers-understood': {
        text: 'Mothers are understood and accompanied in their own language',
        approachCode: 'cdc-strong-start',
      },
      'bills-met': 'Families have come through the first three months without a skipped bill or a new debt',
      'care-found-nearby': 'Parents find child care in their own school district',
      'together-in-recovery': 'Parents in recovery and their babies are still together',
      'students-expected': 'Students who help have an adult who expects them',
    }),
    ...nodesOf('INTERMEDIATE_OUTCOME', {
      'handed-on-warmly': {
        text: 'Support fits the family’s culture and is handed on from one to the next, birth and after',
        approachCode: 'cdc-strong-start',
      },
      'time-for-the-newborn': 'Families have time for their newborn and need not chase bills',
      'care-within-reach': 'Child care is within reach and holds from one year to the next',
      'any-door': 'Whichever door a family knocks on, it comes onto the same path',
    }),
    ...nodesOf('LONG_TERM_OUTCOME', {
      'ready-for-school': 'Children come to kindergarten ready, and the kindergarten is ready for them',
      'families-stable': 'Young children live in families that are healthy and hold together',
    }),
    ...nodesOf('IMPACT', {
      'one-country-behind-them':
        'Children of the Elkhorn country begin life and school with all of it behind them',
    }),
    ...nodesOf('CONDITION', {
      'plans-share-enrollment': 'Health plans share who has enrolled, with consent',
    }),
    ...nodesOf('ASSUMPTION', { 'families-know-best': 'A family spends free money on what it needs most' }),
    ...nodesOf('RISK', { 'providers-close': 'Old providers close as fast as new ones open' }),
    ...nodesOf('EXTERNAL_FACTOR', { 'subsidy-rates': 'The state sets what it pays for a child care place' }),
  ],
  links: [
    { from: 'spanish-speaking-doulas', to: 'doula-care' },
    { from: 'cushion-gifts', to: 'cushion-payments' },
    { from: 'parent-team', to: 'path-design' },
    { from: 'parent-team', to: 'recovery-team' },
    { from: 'provider-guild', to: 'open-door-fund' },
    { from: 'provider-guild', to: 'kindergarten-bridge' },
    { from: 'provider-guild', to: 'teen-helpers' },
    { from: 'pilot-findings', to: 'path-design' },
    { from: 'path-design', to: 'path-agreed', confidence: 70 },
    { from: 'doula-care', to: 'doula-births', confidence: 80 },
    { from: 'cushion-payments', to: 'payments-made', confidence: 95 },
    { from: 'open-door-fund', to: 'new-places', confidence: 65 },
    {
      ...{ from: 'kindergarten-bridge', to: 'ready-for-school', confidence: 55 },
      evidence: namedByCdc('social-emotional learning'),
    },
    { from: 'recovery-team', to: 'together-in-recovery', confidence: 60 },
    { from: 'teen-helpers', to: 'students-expected', confidence: 75, evidence: namedByCdc('mentoring') },
    { from: 'doula-births', to: 'mothers-understood', confidence: 80 },
    { from: 'payments-made', to: 'bills-met', confidence: 80 },
    { from: 'new-places', to: 'care-found-nearby', confidence: 70 },
    { from: 'path-agreed', to: 'any-door', confidence: 55 },
    { from: 'mothers-understood', to: 'handed-on-warmly', confidence: 60 },
    { from: 'bills-met', to: 'time-for-the-newborn', confidence: 65 },
    { from: 'care-found-nearby', to: 'care-within-reach', confidence: 60 },
    {
      ...{ from: 'students-expected', to: 'care-within-reach', confidence: 40 },
      rationale: 'Two of the new providers were helpers first.',
    },
    { from: 'together-in-recovery', to: 'families-stable', confidence: 55 },
    { from: 'any-door', to: 'handed-on-warmly', confidence: 50 },
    { from: 'any-door', to: 'ready-for-school', confidence: 45 },
    { from: 'handed-on-warmly', to: 'families-stable', confidence: 55 },
    { from: 'time-for-the-newborn', to: 'families-stable', confidence: 55 },
    {
      ...{ from: 'care-within-reach', to: 'ready-for-school', confidence: 60 },
      evidence: namedByCdc('quality child care'),
    },
    { from: 'ready-for-school', to: 'one-country-behind-them' },
    { from: 'families-stable', to: 'one-country-behind-them' },
    { from: 'plans-share-enrollment', to: 'any-door' },
    { from: 'families-know-best', to: 'bills-met' },
    { from: 'providers-close', to: 'care-within-reach' },
    { from: 'subsidy-rates', to: 'new-places' },
  ],
  alignments: [
    { nodeKey: 'handed-on-warmly', goalCode: 'OR-A1', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'any-door', goalCode: 'OR-H1', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'care-within-reach', goalCode: 'OR-B3', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'time-for-the-newborn', goalCode: 'OR-B4', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'time-for-the-newborn', goalCode: 'OR-H3', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'ready-for-school', goalCode: 'OR-H2', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'families-stable', goalCode: 'OR-H3', intent: 'CONTRIBUTES', strength: 2 },
    {
      ...{ nodeKey: 'one-country-behind-them', goalCode: 'OR-A1', intent: 'PARTLY', strength: 1 },
      note: 'The aim ends at the second birthday, the alliance at kindergarten.',
    },
    {
      ...{ nodeKey: 'students-expected', intent: 'LOCAL_ONLY' },
      note: 'For the students’ sake; no statewide aim speaks of them.',
    },
    {
      ...{ goalCode: 'OR-B1', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
      note: 'The parent team asked to leave housing to the county offices for now.',
    },
    {
      ...{ goalCode: 'OR-B2', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
      note: 'The food shelves of the counties do it well, and families say so.',
    },
  ],
};
