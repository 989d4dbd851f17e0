import type { DemonstrationGoal, DemonstrationSource } from '../demonstration.types.ts';

const upstream: DemonstrationSource = {
  url: 'https://oregoncollaborative.org/upstream-initiative',
  title: 'Upstream Initiative',
};
const questions: DemonstrationSource = {
  url: 'https://www.oregoncollaborative.org/faqs',
  title: 'FAQs',
};
const hubs: DemonstrationSource = {
  url: 'https://oregonearlylearning.com/early-learning-hubs/',
  title: 'Early Learning Hubs',
};

const BLUEPRINT =
  'One of the four categories of policy strategies in the Oregon Child Success Blueprint (2024).';
const HUB_GOAL = 'One of the three goals that Oregon law sets for the Early Learning Hubs (HB 2013 of 2013).';

/** The Blueprint's categories state no aim, hence priority areas; what the law sets for the hubs are goals. */
export const oregonGoals: DemonstrationGoal[] = [
  {
    code: 'OR-A1',
    title: 'An intentional, coordinated system for the first 1,000 days',
    description:
      'From conception to the second birthday: culturally appropriate, asset-based, whole-person and ' +
      'trauma-informed. The aim of the Child Success Model.',
    level: 'GOAL',
    sources: [questions, upstream],
  },
  {
    code: 'OR-B1',
    title: 'Housing Stability',
    description: BLUEPRINT,
    level: 'PRIORITY_AREA',
    sources: [upstream],
  },
  {
    code: 'OR-B2',
    title: 'Food Security',
    description: BLUEPRINT,
    level: 'PRIORITY_AREA',
    sources: [upstream],
  },
  {
    code: 'OR-B3',
    title: 'Accessible Childcare',
    description: BLUEPRINT,
    level: 'PRIORITY_AREA',
    sources: [upstream],
  },
  {
    code: 'OR-B4',
    title: 'Flexible Cash Assistance',
    description: BLUEPRINT,
    level: 'PRIORITY_AREA',
    sources: [upstream],
  },
  {
    code: 'OR-H1',
    title: 'An aligned, coordinated and family-centered early childhood system',
    description: HUB_GOAL,
    level: 'GOAL',
    sources: [hubs],
  },
  {
    code: 'OR-H2',
    title: 'Children arrive at school ready to succeed',
    description: HUB_GOAL,
    level: 'GOAL',
    sources: [hubs],
  },
  {
    code: 'OR-H3',
    title: 'Young children live in healthy, stable and attached families',
    description: HUB_GOAL,
    level: 'GOAL',
    sources: [hubs],
  },
];
