import type { DemonstrationStrategy } from '../demonstration.types.ts';
import { namedByCdc, nodesOf } from './nodes.ts';

export const newRiverStrategy: DemonstrationStrategy = {
  title: 'One system along the river',
  vision: 'A family in the four counties tells its story once and is not sent away.',
  rationale:
    'First published strategy, after the council of parents and young adults had set two of its aims.',
  reviewOn: '2027-09-30',
  nodes: [
    ...nodesOf('INPUT', {
      'pooled-funds': {
        text: 'Money that the community foundation, the health partners and two counties hold together',
        approachCode: 'nc-public-private-partnership',
      },
      'council-of-twelve':
        'A council of twelve parents and young adults, two of whom vote in the steering group',
      'peer-materials': {
        text: 'Training materials and trainers shared with the other coalitions of the state',
        approachCode: 'nc-local-coalition-support',
      },
      'grower-hours': 'Hours that growers and county offices give to rewriting their own rules',
    }),
    ...nodesOf('ACTIVITY', {
      'one-story-once': {
        text: 'Agencies write one consent form and one referral path, and give up their own',
        approachCode: 'nc-cross-sector-partnership',
      },
      'family-friendly-shifts': {
        text: 'Employers and county offices rewrite attendance and leave rules together with parents',
        approachCode: 'cdc-economic-supports',
      },
      'joint-training': {
        text: 'Court officers, deputies and clinic staff learn together how trauma shows and how to ask',
        approachCode: 'nc-training',
      },
      'data-day': {
        text: 'On a yearly data day partners report five measures and read them with the council',
        approachCode: 'nc-shared-measurement',
      },
      'kinder-hearings': {
        text: 'Family courts hold hearings at times that fit around school and shifts, with a support person',
        approachCode: 'cdc-lessen-harms',
      },
      'river-mentors': {
        text: 'Tradespeople and college students become mentors of young people in foster care',
        approachCode: 'cdc-connect-youth',
      },
      'one-rule-a-year': {
        text: 'Each year the council takes one rule that hurts families to the county boards',
        approachCode: 'nc-policy-advocacy',
      },
    }),
    ...nodesOf('OUTPUT', {
      'one-form-in-use': 'One consent form in use at fourteen agencies',
      'rules-rewritten': 'Attendance rules rewritten at six tree farms and two county offices',
      'staff-trained': {
        text: 'Four of five front-line staff of courts, sheriffs and clinics trained side by side',
        approachCode: 'nc-training',
      },
      'five-measures': 'Five measures that every partner reports each spring',
      'mentor-pairs': 'Sixty young people with a mentor for a year or longer',
    }),
    ...nodesOf('SHORT_TERM_OUTCOME', {
      'story-told-once': 'A family that agrees to it has told its story once, and the next agency knows it',
      'pay-kept': 'Parents go to a school meeting or a hearing without losing pay',
      'staff-ask-first': {
        text: 'Staff ask what happened to a child before they judge what the child did',
        approachCode: 'nc-training',
      },
      'someone-who-stays': 'A young person in foster care has one adult who stays when the placement changes',
    }),
    ...nodesOf('INTERMEDIATE_OUTCOME', {
      'nobody-sent-away': 'Families are not sent away, whichever agency they come to first',
      'work-and-family-fit': 'Families keep their work and their income through a hard season',
      'support-not-harm': {
        text: 'Children who meet a court, a clinic or a deputy come away with support and without new harm',
        approachCode: 'cdc-lessen-harms',
      },
      'own-rules-changed': 'Partners change their own rules where the measures show that they hurt',
    }),
    ...nodesOf('LONG_TERM_OUTCOME', {
      'one-system': 'Organizations on both sides of the county lines act as one system',
      'less-adversity': 'Fewer children of the four counties lose a home, a parent or their safety',
    }),
    ...nodesOf('IMPACT', {
      'hard-times-together': 'Families along the river come through hard times together',
    }),
    ...nodesOf('CONDITION', {
      'lawyers-agree': 'The privacy officers of all agencies have agreed to the consent form',
    }),
    ...nodesOf('ASSUMPTION', {
      'leaders-listen': 'Leaders give up a rule when they hear it from those whom it hurts',
    }),
    ...nodesOf('RISK', {
      'short-staffed': 'Agencies that are short of staff send nobody to the joint training',
    }),
    ...nodesOf('EXTERNAL_FACTOR', { 'tree-season': 'Tree farms hire and lay off with the season' }),
  ],
  links: [
    { from: 'pooled-funds', to: 'one-story-once' },
    { from: 'pooled-funds', to: 'data-day' },
    { from: 'pooled-funds', to: 'river-mentors' },
    { from: 'council-of-twelve', to: 'kinder-hearings' },
    { from: 'council-of-twelve', to: 'one-rule-a-year' },
    { from: 'peer-materials', to: 'joint-training' },
    { from: 'grower-hours', to: 'family-friendly-shifts' },
    { from: 'one-story-once', to: 'one-form-in-use', confidence: 75 },
    { from: 'family-friendly-shifts', to: 'rules-rewritten', confidence: 80 },
    {
      from: 'joint-training',
      to: 'staff-trained',
      confidence: 80,
      evidence: namedByCdc('trauma-informed care'),
    },
    { from: 'data-day', to: 'five-measures', confidence: 85 },
    { from: 'river-mentors', to: 'mentor-pairs', confidence: 70 },
    { from: 'kinder-hearings', to: 'pay-kept', confidence: 70 },
    { from: 'kinder-hearings', to: 'support-not-harm', confidence: 50 },
    {
      ...{ from: 'one-rule-a-year', to: 'own-rules-changed', confidence: 45 },
      rationale: 'One rule argued well teaches a board to look at the next by itself.',
    },
    { from: 'one-form-in-use', to: 'story-told-once', confidence: 75 },
    {
      ...{ from: 'rules-rewritten', to: 'pay-kept', confidence: 80 },
      evidence: namedByCdc('work policies that suit families'),
    },
    { from: 'rules-rewritten', to: 'own-rules-changed', confidence: 50 },
    { from: 'staff-trained', to: 'staff-ask-first', confidence: 60 },
    { from: 'five-measures', to: 'own-rules-changed', confidence: 55 },
    {
      ...{ from: 'mentor-pairs', to: 'someone-who-stays', confidence: 70 },
      evidence: namedByCdc('mentoring'),
    },
    { from: 'story-told-once', to: 'nobody-sent-away', confidence: 65 },
    { from: 'pay-kept', to: 'work-and-family-fit', confidence: 60 },
    {
      ...{ from: 'staff-ask-first', to: 'support-not-harm', confidence: 60 },
      evidence: namedByCdc('trauma-informed care'),
    },
    { from: 'someone-who-stays', to: 'support-not-harm', confidence: 55 },
    { from: 'nobody-sent-away', to: 'one-system', confidence: 60 },
    { from: 'own-rules-changed', to: 'one-system', confidence: 60 },
    { from: 'work-and-family-fit', to: 'less-adversity', confidence: 50 },
    { from: 'support-not-harm', to: 'less-adversity', confidence: 50 },
    { from: 'one-system', to: 'hard-times-together' },
    { from: 'less-adversity', to: 'hard-times-together' },
    { from: 'lawyers-agree', to: 'one-form-in-use' },
    { from: 'leaders-listen', to: 'own-rules-changed' },
    { from: 'short-staffed', to: 'staff-trained' },
    { from: 'tree-season', to: 'work-and-family-fit' },
  ],
  alignments: [
    { nodeKey: 'nobody-sent-away', goalCode: 'NC-G3', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'own-rules-changed', goalCode: 'NC-G3', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'one-system', goalCode: 'NC-G3', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'work-and-family-fit', goalCode: 'NC-G1', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'support-not-harm', goalCode: 'NC-G2', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'someone-who-stays', goalCode: 'NC-G2', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'less-adversity', goalCode: 'NC-G1', intent: 'CONTRIBUTES', strength: 2 },
    {
      ...{ nodeKey: 'hard-times-together', goalCode: 'NC-G2', intent: 'PARTLY', strength: 1 },
      note: 'The families do this themselves; agencies only stop making it harder.',
    },
    {
      ...{ nodeKey: 'five-measures', intent: 'LOCAL_ONLY' },
      note: 'Chosen for the four counties; they are not meant to be added up with those of others.',
    },
  ],
};
