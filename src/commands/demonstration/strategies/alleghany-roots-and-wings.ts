import type { DemonstrationStrategy } from '../demonstration.types.ts';
import { namedByCdc, nodesOf } from './nodes.ts';

export const rootsAndWingsStrategy: DemonstrationStrategy = {
  title: 'Two caring adults close by',
  vision:
    'In Alleghany County a family with young children asks for help without shame, and somebody answers.',
  rationale: 'First published strategy, agreed at the spring supper by the parents who hold five seats.',
  reviewOn: '2027-04-15',
  nodes: [
    ...nodesOf('INPUT', {
      'paid-parent-seats': 'Five seats held by parents, who are paid for their time',
      'family-center-desk': {
        text: 'A coordinator at the family center, half-time, who keeps the calendar and the promises',
        approachCode: 'nc-backbone-support',
      },
      'peer-exchange': {
        text: 'Advice and a monthly exchange with the other coalitions of the state',
        approachCode: 'nc-local-coalition-support',
      },
      'family-fund-money': 'A small family fund, filled by congregations, shops and the health partners',
    }),
    ...nodesOf('ACTIVITY', {
      'front-porch-visits': {
        text: 'Trained neighbors visit families with a new baby three times in the first year, with a meal',
        approachCode: 'cdc-strong-start',
      },
      'calm-room-training': {
        text: 'Every kindergarten and child care teacher has a day of training on stress and calm',
        approachCode: 'nc-training',
      },
      'family-suppers': {
        text: 'Parents tell each other at the monthly school supper about hard weeks and who helped',
        approachCode: 'cdc-social-norms',
      },
      'family-fund-grants': {
        text: 'Parents give small grants for a car repair, a heating bill or missed pay',
        approachCode: 'cdc-economic-supports',
      },
      'feelings-play-groups': {
        text: 'In play groups, toddlers and parents practice naming what they feel',
        approachCode: 'cdc-teach-skills',
      },
      'porch-light-stories': {
        text: 'Church bulletins and the feed store carry short stories of what stress does and what helps',
        approachCode: 'nc-public-awareness',
      },
    }),
    ...nodesOf('OUTPUT', {
      'visits-made': 'Three visits, and a list of people who answer, for each new family that wants them',
      'calm-rooms': {
        text: 'A calm corner and a trained teacher in every kindergarten and child care room',
        approachCode: 'nc-training',
      },
      'grants-paid': 'About forty small grants a year, each paid within three days',
      'suppers-held': 'Ten suppers a year with child care, each with a story that a parent tells',
    }),
    ...nodesOf('SHORT_TERM_OUTCOME', {
      'know-whom-to-call': 'Parents of a new baby know at least two people to call',
      'teachers-keep-children-in': {
        text: 'Teachers see stress in a child and answer it without sending the child out',
        approachCode: 'nc-training',
      },
      'bills-paid': 'In a bad month, families have paid the bill that would have tipped them over',
      'asking-is-ordinary': 'Asking for help is spoken of as ordinary at suppers and in congregations',
      'outlying-groups-open': 'The outlying churches have a play group of their own again',
    }),
    ...nodesOf('INTERMEDIATE_OUTCOME', {
      'families-have-a-circle': 'Families have a circle of people whom they lean on and who lean on them',
      'rooms-feel-safe': {
        text: 'Rooms for young children feel safe to those who live with stress at home',
        approachCode: 'cdc-lessen-harms',
      },
      'hard-weeks-answered': 'A hard week is answered before it turns into a crisis',
    }),
    ...nodesOf('LONG_TERM_OUTCOME', {
      'two-adults-close-by': 'Every young child has at least two caring adults close by',
      'fewer-crises': 'Fewer young children live through hunger, the loss of a home or a parent’s breakdown',
    }),
    ...nodesOf('IMPACT', { 'rooted-children': 'Children of the county grow up rooted and unafraid' }),
    ...nodesOf('CONDITION', {
      'visitors-supported': 'Visitors have somebody to talk to after a hard visit',
    }),
    ...nodesOf('ASSUMPTION', {
      'neighbors-trusted': 'Families open the door to a neighbor more readily than to an agency',
    }),
    ...nodesOf('RISK', {
      'word-gets-around': {
        text: 'In a small county, word gets around of who received a grant',
        note: 'Grants are paid to the shop or the landlord where the family prefers it.',
      },
    }),
    ...nodesOf('EXTERNAL_FACTOR', {
      'story-van-sold': 'The story van has been sold, and its play groups with it',
    }),
  ],
  links: [
    { from: 'paid-parent-seats', to: 'family-suppers' },
    { from: 'paid-parent-seats', to: 'family-fund-grants' },
    { from: 'paid-parent-seats', to: 'porch-light-stories' },
    { from: 'family-center-desk', to: 'front-porch-visits' },
    { from: 'family-center-desk', to: 'feelings-play-groups' },
    { from: 'peer-exchange', to: 'calm-room-training' },
    { from: 'family-fund-money', to: 'family-fund-grants' },
    { from: 'front-porch-visits', to: 'visits-made', confidence: 85 },
    { from: 'calm-room-training', to: 'calm-rooms', confidence: 90 },
    { from: 'family-suppers', to: 'suppers-held', confidence: 95 },
    { from: 'family-fund-grants', to: 'grants-paid', confidence: 90 },
    { from: 'feelings-play-groups', to: 'outlying-groups-open', confidence: 60 },
    { from: 'porch-light-stories', to: 'asking-is-ordinary', confidence: 50 },
    {
      ...{ from: 'visits-made', to: 'know-whom-to-call', confidence: 80 },
      evidence: namedByCdc('home visiting'),
    },
    { from: 'calm-rooms', to: 'teachers-keep-children-in', confidence: 65 },
    { from: 'grants-paid', to: 'bills-paid', confidence: 85 },
    {
      from: 'suppers-held',
      to: 'asking-is-ordinary',
      rationale: 'Who has heard a neighbor tell of a hard week finds it easier to tell of one.',
      confidence: 60,
    },
    { from: 'know-whom-to-call', to: 'families-have-a-circle', confidence: 60 },
    { from: 'asking-is-ordinary', to: 'families-have-a-circle', confidence: 55 },
    { from: 'asking-is-ordinary', to: 'hard-weeks-answered', confidence: 60 },
    { from: 'outlying-groups-open', to: 'families-have-a-circle', confidence: 50 },
    { from: 'teachers-keep-children-in', to: 'rooms-feel-safe', confidence: 70 },
    {
      from: 'bills-paid',
      to: 'hard-weeks-answered',
      rationale: 'Parents say that one bill too many is what most often turns a hard week into a crisis.',
      confidence: 65,
    },
    { from: 'families-have-a-circle', to: 'two-adults-close-by', confidence: 65 },
    { from: 'rooms-feel-safe', to: 'two-adults-close-by', confidence: 50 },
    { from: 'hard-weeks-answered', to: 'fewer-crises', confidence: 55 },
    { from: 'two-adults-close-by', to: 'rooted-children' },
    { from: 'fewer-crises', to: 'rooted-children' },
    { from: 'visitors-supported', to: 'front-porch-visits' },
    { from: 'neighbors-trusted', to: 'visits-made' },
    { from: 'word-gets-around', to: 'grants-paid' },
    { from: 'story-van-sold', to: 'outlying-groups-open' },
  ],
  alignments: [
    { nodeKey: 'families-have-a-circle', goalCode: 'NC-G2', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'rooms-feel-safe', goalCode: 'NC-G2', intent: 'CONTRIBUTES', strength: 2 },
    {
      ...{ nodeKey: 'teachers-keep-children-in', goalCode: 'NC-G1', intent: 'PARTLY', strength: 1 },
      note: 'To be sent away from the room is an adversity too, if a small one.',
    },
    { nodeKey: 'hard-weeks-answered', goalCode: 'NC-G1', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'two-adults-close-by', goalCode: 'NC-G2', intent: 'CONTRIBUTES', strength: 3 },
    {
      ...{ nodeKey: 'fewer-crises', goalCode: 'NC-G1', intent: 'PARTLY', strength: 2 },
      note: 'Only adversity that starts with want or isolation; violence at home is for others to answer.',
    },
    { nodeKey: 'rooted-children', goalCode: 'NC-G2', intent: 'CONTRIBUTES', strength: 2 },
    {
      ...{ nodeKey: 'outlying-groups-open', intent: 'LOCAL_ONLY' },
      note: 'Promised to the congregations at the county’s edge when the van was sold.',
    },
    {
      ...{ goalCode: 'NC-G3', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
      note: 'A circle of neighbors changes no rules of agencies; the collaborative along the river does.',
    },
  ],
};
