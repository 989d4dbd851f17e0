import type { DemonstrationFramework } from '../demonstration.types.ts';

export const cdcAcesPrevention: DemonstrationFramework = {
  code: 'cdc-aces-prevention',
  name: 'CDC: six strategies to prevent ACEs',
  owner: 'CDC National Center for Injury Prevention and Control',
  year: 2019,
  state: null,
  note: 'A work of the US Government. The descriptions name approaches as examples, not all of them.',
  sources: [
    {
      url: 'https://resources.safestates.org/publications/adverse-childhood-experiences-prevention-strategy/',
    },
    {
      url: 'https://rhyclearinghouse.acf.hhs.gov/library/2019/preventing-adverse-childhood-experiences-aces-leveraging-best-available-evidence',
    },
  ],
  items: [
    {
      code: 'cdc-1',
      number: 1,
      title: 'Strengthen economic supports for families',
      description: 'For example by tax credits and by work policies that suit families.',
    },
    {
      code: 'cdc-2',
      number: 2,
      title: 'Promote social norms that protect against violence and adversity',
      description: 'For example by public campaigns and by teaching bystanders to step in.',
    },
    {
      code: 'cdc-3',
      number: 3,
      title: 'Ensure a strong start for children',
      description: 'For example by home visits, good child care and preschools that work with families.',
    },
    {
      code: 'cdc-4',
      number: 4,
      title: 'Teach skills',
      description: 'For example social and emotional skills, safe dating and parenting.',
    },
    {
      code: 'cdc-5',
      number: 5,
      title: 'Connect youth to caring adults and activities',
      description: 'For example by mentors and by programs after school.',
    },
    {
      code: 'cdc-6',
      number: 6,
      title: 'Intervene to lessen immediate and long-term harms',
      description:
        'For example by primary care that does more, services centered on victims and care informed by trauma.',
    },
  ],
};
