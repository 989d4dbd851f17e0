import type { ReadableStrategy } from '../../src/strategies/drawing/readable.ts';
import type { NodeKindCode, StrategyContent } from '../../src/strategies/strategy.content.ts';

const APPROACHES: Record<string, string> = {
  'home-visiting': 'Home visiting',
  'parent-peers': 'Parent peer support',
  'screening-referral': 'Screening and referral',
  'trauma-informed': 'Trauma-informed schools and services',
  'policy-change': 'Policy and systems change',
};

export const GOALS: Record<string, string> = {
  'NC-G1': 'Reduce childhood adversity',
  'NC-G2': 'Increase protective factors',
  'NC-G3': 'Promote systems change',
};

const NODES: [string, NodeKindCode, string, string?][] = [
  [
    'nurses',
    'INPUT',
    'Six home-visiting nurses, paid by the county health department and the hospital foundation',
  ],
  ['families', 'INPUT', 'Twelve parents who know the system from the inside, paid for their time'],
  ['data', 'INPUT', 'A shared data agreement between schools, health department and social services'],
  ['grant', 'INPUT', 'Three-year grant of the statewide initiative'],
  [
    'visits',
    'ACTIVITY',
    'Weekly home visits to first-time parents from pregnancy to the second birthday',
    'home-visiting',
  ],
  ['peers', 'ACTIVITY', 'Parent peers hold a weekly circle in four libraries', 'parent-peers'],
  [
    'screen',
    'ACTIVITY',
    'Paediatric practices screen every family for social needs at well-child visits',
    'screening-referral',
  ],
  [
    'train',
    'ACTIVITY',
    'Training of all kindergarten and first-grade teachers in what trauma does to learning',
    'trauma-informed',
  ],
  [
    'table',
    'ACTIVITY',
    'A policy table of employers, county commissioners and parents meets every quarter',
    'policy-change',
  ],
  ['coach', 'ACTIVITY', 'Coaches visit trained teachers in their classrooms', 'trauma-informed'],
  ['visited', 'OUTPUT', '180 families a year have had at least twelve visits'],
  ['circles', 'OUTPUT', '90 parents take part in a circle for a season or longer'],
  ['referred', 'OUTPUT', 'Two thirds of families with a need are connected to help within a month'],
  ['teachers', 'OUTPUT', 'Every elementary school has a trained team'],
  ['trust', 'SHORT_TERM_OUTCOME', 'Parents know and use warm, responsive ways of being with a baby'],
  ['ties', 'SHORT_TERM_OUTCOME', 'Parents have somebody to call at two in the morning'],
  [
    'needs',
    'SHORT_TERM_OUTCOME',
    'Families have food, diapers and a safe place to sleep when they need them',
  ],
  [
    'calm',
    'SHORT_TERM_OUTCOME',
    'Classrooms answer hard behaviour with calm and structure instead of exclusion',
  ],
  ['secure', 'INTERMEDIATE_OUTCOME', 'Babies are securely attached to at least one adult'],
  ['stress', 'INTERMEDIATE_OUTCOME', 'Stress of parents has gone down'],
  ['stay', 'INTERMEDIATE_OUTCOME', 'Children stay in class: suspensions before third grade have ended'],
  ['leave', 'INTERMEDIATE_OUTCOME', 'The five largest employers have paid family leave'],
  ['safe', 'LONG_TERM_OUTCOME', 'Fewer children are maltreated or placed in foster care'],
  ['ready', 'LONG_TERM_OUTCOME', 'Children enter kindergarten ready to learn'],
  [
    'thrive',
    'IMPACT',
    'Every child in the county grows up safe, connected and able to recover from hard times',
  ],
  ['staff', 'CONDITION', 'The nurses stay for the whole two years of a family'],
  ['welcome', 'ASSUMPTION', 'Families let a nurse in when another parent has told them about her'],
  ['burnout', 'RISK', 'Teachers leave because of overload before coaching has taken hold'],
  ['medicaid', 'EXTERNAL_FACTOR', 'Medicaid rules for postpartum coverage may change'],
  ['storm', 'EXTERNAL_FACTOR', 'Floods such as those of the last autumn displace families'],
];

const LINKS: [string, string, number?, string?, string?][] = [
  ['nurses', 'visits', 95],
  ['grant', 'visits'],
  ['grant', 'train'],
  ['families', 'peers', 90],
  ['families', 'table'],
  ['data', 'screen', 60, 'Without it nobody learns whether a referral arrived'],
  ['visits', 'visited', 85],
  ['peers', 'circles', 80],
  ['screen', 'referred', 55],
  ['train', 'coach'],
  ['train', 'teachers', 70],
  ['coach', 'teachers', 75],
  [
    'table',
    'leave',
    40,
    'Employers act when they hear it from their own workers',
    'Two of the five have agreed to a pilot',
  ],
  ['visited', 'trust', 80, 'Practised together, not told', 'Trials of nurse home visiting since 1978'],
  ['circles', 'ties', 75],
  ['circles', 'trust', 50],
  ['referred', 'needs', 65],
  ['teachers', 'calm', 60],
  ['trust', 'secure', 70],
  ['ties', 'stress', 65],
  ['needs', 'stress', 70],
  ['calm', 'stay', 65],
  ['leave', 'stress', 45],
  ['secure', 'safe', 60],
  ['secure', 'ready', 55],
  ['stress', 'safe', 60, 'Stress is what the known causes have in common'],
  ['stay', 'ready', 60],
  ['safe', 'thrive', 70],
  ['ready', 'thrive', 70],
  ['ties', 'peers', 50, 'Who has been carried comes back to carry others'],
  ['staff', 'visited'],
  ['welcome', 'visited'],
  ['burnout', 'calm'],
  ['medicaid', 'needs'],
];

export const NAMES = { nodes: NODES.length, links: LINKS.length };

/** Thirty parts of a theory of change as a county coalition might write it, with a loop and all intents. */
export const homeVisiting = (): StrategyContent => ({
  title: 'Safe, connected, able to recover: how we think change happens in Laurel Fork County',
  vision: 'A county where no parent of a young child is alone with it.',
  reviewOn: '2027-05-01',
  basedOn: null,
  nodes: NODES.map(([key, kind, text, approachCode = null]) => ({
    key,
    kind,
    text,
    approachCode,
    note: key === 'storm' ? 'The circles moved to a church for two months' : null,
  })),
  links: LINKS.map(([from, to, confidence = null, rationale = null, evidence = null]) => ({
    from,
    to,
    confidence,
    rationale,
    evidence,
  })),
  alignments: [
    { nodeKey: 'safe', goalCode: 'NC-G1', intent: 'CONTRIBUTES', strength: 3, note: null },
    {
      nodeKey: 'stress',
      goalCode: 'NC-G1',
      intent: 'PARTLY',
      strength: 1,
      note: 'Only for families we reach',
    },
    { nodeKey: 'secure', goalCode: 'NC-G2', intent: 'CONTRIBUTES', strength: 3, note: null },
    { nodeKey: 'ties', goalCode: 'NC-G2', intent: 'CONTRIBUTES', strength: 2, note: null },
    { nodeKey: 'ready', goalCode: 'NC-G2', intent: 'PARTLY', strength: 2, note: null },
    { nodeKey: 'leave', goalCode: 'NC-G3', intent: 'CONTRIBUTES', strength: 2, note: null },
    {
      nodeKey: 'stay',
      goalCode: null,
      intent: 'LOCAL_ONLY',
      strength: null,
      note: 'A promise to our schools',
    },
    {
      nodeKey: null,
      goalCode: 'NC-G4',
      intent: 'INTENTIONALLY_NOT_ADDRESSED',
      strength: null,
      note: 'The neighbouring coalition does this for both counties',
    },
  ],
});

export const readable = (content: StrategyContent = homeVisiting()): ReadableStrategy => ({
  coalition: 'Laurel Fork Resilience Collaborative',
  network: 'NC Healthy & Resilient Communities Initiative',
  url: 'https://registry.example.org/north-carolina/laurel-fork/strategy',
  version: 3,
  publishedAt: '2026-10-05T14:30:00.000Z',
  frameworkVersion: 2,
  content,
  approachLabels: new Map(Object.entries(APPROACHES)),
  goalTitles: new Map(Object.entries({ ...GOALS, 'NC-G4': 'Prepare communities for disasters' })),
});
