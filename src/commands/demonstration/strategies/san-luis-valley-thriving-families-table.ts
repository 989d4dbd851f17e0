import type { DemonstrationStrategy } from '../demonstration.types.ts';
import { namedByCdc, nodesOf } from './nodes.ts';

export const thrivingTableStrategy: DemonstrationStrategy = {
  title: 'One plan around the family',
  vision: 'The public systems of the valley fund, plan and decide around families, and they do it together.',
  rationale:
    'First published strategy, passed by a majority of the agency heads and a majority of the parents.',
  reviewOn: '2027-06-30',
  nodes: [
    ...nodesOf('INPUT', {
      'pooled-sums': 'Small sums that the agencies of five counties pool under one agreement',
      'paired-members': 'One agency head and one parent from each county, with equal votes',
      'newborn-nurses': {
        text: 'Public health nurses of five counties who plan their routes together',
        approachCode: 'cdc-strong-start',
      },
      'air-time': 'Air time, printed porch signs and parents who are willing to speak',
    }),
    ...nodesOf('ACTIVITY', {
      'one-front-door': {
        text: 'Agencies build one form and one phone number for assistance, health coverage and child care',
        approachCode: 'cdc-economic-supports',
      },
      'newborn-visit-offer': {
        text: 'A nurse offers a home visit to every family with a newborn, whatever its income',
        approachCode: 'cdc-strong-start',
      },
      'neighbor-talks': {
        text: 'Radio talks and porch signs make it ordinary to offer help with children and to accept it',
        approachCode: 'cdc-social-norms',
      },
      'budgets-side-by-side':
        'Agencies lay their budgets side by side and mark with parents what keeps families waiting',
      'student-parent-mentors': {
        text: 'School districts find a mentor for each student who expects or raises a child',
        approachCode: 'cdc-connect-youth',
      },
      'four-apartments': {
        text: 'The cooperative opens four apartments to families with a baby who would otherwise lose their home',
        approachCode: 'cdc-lessen-harms',
      },
    }),
    ...nodesOf('OUTPUT', {
      'one-form': 'One form and one number in use in all five counties',
      'visits-offered': {
        text: 'A visit offered within three weeks of each birth, and made in seven of ten',
        approachCode: 'cdc-strong-start',
      },
      'talks-aired': 'Two seasons of talks in both languages, and a sign on every tenth porch',
      'budget-page': 'One page a year that shows what all agencies spend on children under six',
    }),
    ...nodesOf('SHORT_TERM_OUTCOME', {
      'one-call': 'Families have reached assistance, coverage and child care with one call',
      'needs-known-early': {
        text: 'What a newborn’s family needs is known within the first weeks',
        approachCode: 'cdc-strong-start',
      },
      'help-exchanged': 'Half of the valley’s adults have lately offered or accepted help with a child',
      'waiting-seen': 'Agencies see where their rules work against each other and make families wait',
      'students-stay': 'Student parents are still in school and have an adult whom they can call',
    }),
    ...nodesOf('INTERMEDIATE_OUTCOME', {
      'services-fit': {
        text: 'Services of the first year fit together, and fit the language and the place of the family',
        approachCode: 'cdc-strong-start',
      },
      'help-is-usual': 'Offering and accepting help with children is usual in the valley',
      'systems-aligned': 'Human services, public health and clinics fund and plan around the family',
      'families-steadier': 'Families with young children have a steadier income and a steadier home',
      'parents-decide': 'Parents from every part of the valley decide in its public bodies',
    }),
    ...nodesOf('LONG_TERM_OUTCOME', {
      'gaps-closed': 'Language, origin and address no longer decide who is helped',
      'children-safe': 'Fewer children under six are hurt or neglected, and fewer die',
    }),
    ...nodesOf('IMPACT', {
      'families-first': 'Families of the valley come first wherever the public decides',
    }),
    ...nodesOf('CONDITION', {
      'data-agreement': 'The five counties have signed an agreement on sharing what the form asks',
    }),
    ...nodesOf('ASSUMPTION', {
      'equal-votes-work': 'Where parents hold half of the votes, agencies bring their real questions',
    }),
    ...nodesOf('RISK', {
      'heads-change': 'A new agency head leaves the pool before it has shown what it can do',
    }),
    ...nodesOf('EXTERNAL_FACTOR', {
      'station-left': 'The radio station that aired the first season is no longer a partner',
    }),
  ],
  links: [
    { from: 'pooled-sums', to: 'one-front-door' },
    { from: 'pooled-sums', to: 'four-apartments' },
    { from: 'paired-members', to: 'budgets-side-by-side' },
    { from: 'paired-members', to: 'student-parent-mentors' },
    { from: 'newborn-nurses', to: 'newborn-visit-offer' },
    { from: 'air-time', to: 'neighbor-talks' },
    { from: 'one-front-door', to: 'one-form', confidence: 80 },
    { from: 'newborn-visit-offer', to: 'visits-offered', confidence: 80 },
    { from: 'neighbor-talks', to: 'talks-aired', confidence: 70 },
    { from: 'budgets-side-by-side', to: 'budget-page', confidence: 85 },
    {
      ...{ from: 'student-parent-mentors', to: 'students-stay', confidence: 60 },
      evidence: namedByCdc('mentoring'),
    },
    { from: 'four-apartments', to: 'families-steadier', confidence: 55 },
    { from: 'one-form', to: 'one-call', confidence: 80 },
    {
      ...{ from: 'visits-offered', to: 'needs-known-early', confidence: 75 },
      evidence: namedByCdc('home visiting'),
    },
    {
      ...{ from: 'talks-aired', to: 'help-exchanged', confidence: 45 },
      evidence: namedByCdc('public education campaigns'),
    },
    { from: 'budget-page', to: 'waiting-seen', confidence: 75 },
    {
      ...{ from: 'one-call', to: 'families-steadier', confidence: 60 },
      rationale: 'Families who had given up after the second office now draw what is due to them.',
    },
    { from: 'one-call', to: 'systems-aligned', confidence: 50 },
    { from: 'needs-known-early', to: 'services-fit', confidence: 60 },
    { from: 'help-exchanged', to: 'help-is-usual', confidence: 55 },
    { from: 'waiting-seen', to: 'systems-aligned', confidence: 60 },
    { from: 'waiting-seen', to: 'parents-decide', confidence: 40 },
    { from: 'students-stay', to: 'families-steadier', confidence: 50 },
    {
      ...{ from: 'systems-aligned', to: 'gaps-closed', confidence: 50 },
      rationale: 'Gaps open where one agency’s door closes before the next one’s begins.',
    },
    { from: 'parents-decide', to: 'gaps-closed', confidence: 50 },
    { from: 'services-fit', to: 'children-safe', confidence: 55 },
    { from: 'help-is-usual', to: 'children-safe', confidence: 45 },
    { from: 'families-steadier', to: 'children-safe', confidence: 55 },
    { from: 'gaps-closed', to: 'families-first' },
    { from: 'children-safe', to: 'families-first' },
    { from: 'data-agreement', to: 'one-form' },
    { from: 'equal-votes-work', to: 'budgets-side-by-side' },
    { from: 'heads-change', to: 'systems-aligned' },
    { from: 'station-left', to: 'talks-aired' },
  ],
  alignments: [
    { nodeKey: 'systems-aligned', goalCode: 'CO-P1-G', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'services-fit', goalCode: 'CO-P2-G', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'help-is-usual', goalCode: 'CO-P3-G', intent: 'CONTRIBUTES', strength: 2 },
    {
      ...{ nodeKey: 'help-is-usual', goalCode: 'CO-O2', intent: 'PARTLY', strength: 1 },
      note: 'Less strain through the help of neighbors; treatment is left to the clinics.',
    },
    { nodeKey: 'families-steadier', goalCode: 'CO-O3', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'parents-decide', goalCode: 'CO-O4', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'gaps-closed', goalCode: 'CO-O5', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'children-safe', goalCode: 'CO-O6', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'families-first', goalCode: 'CO-P1-G', intent: 'CONTRIBUTES', strength: 3 },
    {
      ...{ nodeKey: 'budget-page', intent: 'LOCAL_ONLY' },
      note: 'For the commissioners of the five counties.',
    },
    {
      ...{ goalCode: 'CO-O1', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
      note: 'Care before birth is in the hands of the clinics and of the councils in the single counties.',
    },
  ],
};
