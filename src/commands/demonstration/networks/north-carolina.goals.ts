import type { DemonstrationGoal, DemonstrationSource } from '../demonstration.types.ts';

const sources: DemonstrationSource[] = [
  {
    url: 'https://www.smartstart.org/reflections-on-resiliency-from-smart-starts-resilient-communities-officer/',
    title: 'Reflections on Resiliency from Smart Start’s Resilient Communities Officer',
  },
  { url: 'https://www.smartstart.org/resilience-intro/', title: 'Healthy & Resilient Communities' },
];

export const northCarolinaGoals: DemonstrationGoal[] = [
  {
    code: 'NC-G1',
    title: 'Reduce childhood adversity',
    description:
      'Children meet fewer of the many forms of adversity, and fewer of the social and environmental ' +
      'conditions that harm health.',
    level: 'GOAL',
    sources,
  },
  {
    code: 'NC-G2',
    title: 'Increase protective factors',
    description:
      'Children, families and communities have more protective factors and more positive childhood ' +
      'experiences.',
    level: 'GOAL',
    sources,
  },
  {
    code: 'NC-G3',
    title: 'Promote systems change',
    description:
      'Community infrastructure and collaboration across sectors prevent toxic stress and trauma and ' +
      'respond where they occur.',
    level: 'GOAL',
    sources,
  },
];
