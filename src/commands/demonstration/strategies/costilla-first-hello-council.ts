import type { DemonstrationStrategy } from '../demonstration.types.ts';
import { namedByCdc, nodesOf } from './nodes.ts';

export const firstHelloStrategy: DemonstrationStrategy = {
  title: 'Nobody alone before the first birthday',
  vision:
    'From the first prenatal visit to the first birthday, each parent in Costilla County is accompanied.',
  rationale: 'First published strategy, read aloud and agreed at the supper in both languages.',
  reviewOn: '2027-03-20',
  nodes: [
    ...nodesOf('INPUT', {
      promotoras: {
        text: 'Promotoras who speak both languages and were once visited themselves',
        approachCode: 'cdc-strong-start',
      },
      'supper-budget':
        'The grange hall, a cook and a budget line that pays every family member who takes part',
      'clinic-rooms': 'Two clinic rooms and a nurse who knows each expecting family by name',
      'drivers-and-fuel': 'Volunteer drivers and vouchers for fuel',
    }),
    ...nodesOf('ACTIVITY', {
      'promotora-visits': {
        text: 'Promotoras visit families at home from the first prenatal visit to the first birthday',
        approachCode: 'cdc-strong-start',
      },
      'parent-suppers': {
        text: 'At the suppers two mothers invite parents to say what was hard this month and who helped',
        approachCode: 'cdc-social-norms',
      },
      'comadre-calls': 'A trained parent phones every new parent each week for the first three months',
      'rides-to-birth': 'Drivers take mothers to prenatal visits and to the delivery ward',
      'birth-evenings': {
        text: 'Grandmothers and the nurse teach together, in Spanish, what birth and the first weeks ask of you',
        approachCode: 'cdc-teach-skills',
      },
      'walk-along': {
        text: 'The clinic asks about mood at every visit, and the promotora walks along to the first treatment',
        approachCode: 'cdc-lessen-harms',
      },
    }),
    ...nodesOf('OUTPUT', {
      'visits-each-month': {
        text: 'A visit each month to nine of ten families that said yes at the clinic',
        approachCode: 'cdc-strong-start',
      },
      'suppers-each-month': 'A supper each month with child care, led by the two mothers in turn',
      'twelve-calls': 'Twelve calls to every new parent who wants them',
      'rides-given': 'A ride for each prenatal visit that would have been missed for want of one',
    }),
    ...nodesOf('SHORT_TERM_OUTCOME', {
      'parents-ready': {
        text: 'Parents know what birth and the first months bring, and whom they can ask',
        approachCode: 'cdc-strong-start',
      },
      'tiredness-spoken-of': 'Parents speak openly of being tired, sad or worried, and offer each other help',
      'prenatal-visits-kept': 'Mothers have kept their prenatal visits from the first trimester on',
      'low-mood-answered':
        'Low mood after a birth has been noticed within weeks and answered in the own language',
      'hall-alive': 'The grange hall is again a place where young families meet',
    }),
    ...nodesOf('INTERMEDIATE_OUTCOME', {
      'unbroken-support': {
        text: 'Each family has support in its own language, unbroken from pregnancy to the first birthday',
        approachCode: 'cdc-strong-start',
      },
      'asking-belongs-to-parenting': 'Asking for help is seen as a part of being a good parent',
      'parents-well': 'Mothers and fathers are well in body and mind through the first year',
      'parents-lead': 'Parents who were once visited lead the council and sit on other boards of the county',
    }),
    ...nodesOf('LONG_TERM_OUTCOME', {
      'born-healthy': 'Babies of the county are born healthy, whichever language is spoken at home',
      'babies-safe': 'Fewer babies of the county are hurt or neglected',
    }),
    ...nodesOf('IMPACT', {
      'nobody-alone': 'No parent in the county goes through pregnancy or the first year with a baby alone',
    }),
    ...nodesOf('CONDITION', {
      'call-before-leaving': 'The clinic calls the promotora before the family has left the building',
    }),
    ...nodesOf('ASSUMPTION', {
      'lived-the-same': 'Families trust a visitor who has lived through the same',
    }),
    ...nodesOf('RISK', {
      'afraid-of-papers': 'Some families fear every form and give no address',
    }),
    ...nodesOf('EXTERNAL_FACTOR', {
      'ward-an-hour-away': 'The nearest delivery ward is an hour away, and longer in snow',
    }),
  ],
  links: [
    { from: 'promotoras', to: 'promotora-visits' },
    { from: 'promotoras', to: 'comadre-calls' },
    { from: 'promotoras', to: 'walk-along' },
    { from: 'supper-budget', to: 'parent-suppers' },
    { from: 'supper-budget', to: 'birth-evenings' },
    { from: 'clinic-rooms', to: 'birth-evenings' },
    { from: 'clinic-rooms', to: 'walk-along' },
    { from: 'drivers-and-fuel', to: 'rides-to-birth' },
    { from: 'promotora-visits', to: 'visits-each-month', confidence: 85 },
    { from: 'parent-suppers', to: 'suppers-each-month', confidence: 95 },
    { from: 'comadre-calls', to: 'twelve-calls', confidence: 80 },
    { from: 'rides-to-birth', to: 'rides-given', confidence: 75 },
    { from: 'birth-evenings', to: 'parents-ready', confidence: 70, evidence: namedByCdc('parenting skills') },
    { from: 'walk-along', to: 'low-mood-answered', confidence: 65 },
    {
      ...{ from: 'visits-each-month', to: 'parents-ready', confidence: 75 },
      evidence: namedByCdc('home visiting'),
    },
    { from: 'suppers-each-month', to: 'tiredness-spoken-of', confidence: 65 },
    { from: 'suppers-each-month', to: 'hall-alive', confidence: 85 },
    {
      ...{ from: 'twelve-calls', to: 'tiredness-spoken-of', confidence: 60 },
      rationale: 'On the phone, at night, it is easier to say than at a table.',
    },
    { from: 'twelve-calls', to: 'low-mood-answered', confidence: 55 },
    { from: 'rides-given', to: 'prenatal-visits-kept', confidence: 80 },
    { from: 'parents-ready', to: 'unbroken-support', confidence: 65 },
    { from: 'hall-alive', to: 'parents-lead', confidence: 45 },
    { from: 'tiredness-spoken-of', to: 'asking-belongs-to-parenting', confidence: 60 },
    { from: 'tiredness-spoken-of', to: 'parents-lead', confidence: 40 },
    { from: 'low-mood-answered', to: 'parents-well', confidence: 65 },
    { from: 'prenatal-visits-kept', to: 'born-healthy', confidence: 60 },
    { from: 'unbroken-support', to: 'babies-safe', confidence: 50 },
    { from: 'asking-belongs-to-parenting', to: 'babies-safe', confidence: 45 },
    { from: 'parents-well', to: 'babies-safe', confidence: 55 },
    { from: 'unbroken-support', to: 'nobody-alone' },
    { from: 'parents-lead', to: 'nobody-alone' },
    { from: 'born-healthy', to: 'nobody-alone' },
    { from: 'babies-safe', to: 'nobody-alone' },
    { from: 'call-before-leaving', to: 'promotora-visits' },
    { from: 'lived-the-same', to: 'parents-ready' },
    { from: 'afraid-of-papers', to: 'visits-each-month' },
    { from: 'ward-an-hour-away', to: 'born-healthy' },
  ],
  alignments: [
    { nodeKey: 'unbroken-support', goalCode: 'CO-P2-G', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'asking-belongs-to-parenting', goalCode: 'CO-P3-G', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'parents-well', goalCode: 'CO-O2', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'parents-lead', goalCode: 'CO-O4', intent: 'CONTRIBUTES', strength: 2 },
    { nodeKey: 'born-healthy', goalCode: 'CO-O1', intent: 'CONTRIBUTES', strength: 2 },
    {
      ...{ nodeKey: 'born-healthy', goalCode: 'CO-O5', intent: 'PARTLY', strength: 1 },
      note: 'Where the cause is language and distance; what the ward itself does is out of reach.',
    },
    {
      nodeKey: 'babies-safe',
      goalCode: 'CO-O6',
      intent: 'PARTLY',
      strength: 2,
      note: 'To the first birthday.',
    },
    { nodeKey: 'nobody-alone', goalCode: 'CO-P2-G', intent: 'CONTRIBUTES', strength: 3 },
    { nodeKey: 'hall-alive', intent: 'LOCAL_ONLY', note: 'The grange asked for it when it lent the hall.' },
    {
      ...{ goalCode: 'CO-P1', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
      note: 'A council of parents in one county does not align the systems; the table of the valley does.',
    },
    {
      ...{ goalCode: 'CO-P1-G', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
      note: 'As for the priority as a whole.',
    },
    {
      ...{ goalCode: 'CO-O3', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
      note: 'Fuel vouchers do not make a family secure; promotoras show the way to those who can do more.',
    },
  ],
};
