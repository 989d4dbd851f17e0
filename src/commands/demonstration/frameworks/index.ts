import type { DemonstrationFramework } from '../demonstration.types.ts';
import { cdcAcesPrevention } from './cdc.ts';
import { hope, strengtheningFamilies, zeroToThree } from './families.ts';
import { buildingCommunityResilience, collectiveImpact, pairOfAces } from './resilience.ts';
import { coloradoMaltreatmentPrevention, oregonEarlyLearningHubs, resilientNc } from './states.ts';

/** The networks' own aims are their goals and are not repeated here. */
export const demonstrationFrameworks: DemonstrationFramework[] = [
  cdcAcesPrevention,
  strengtheningFamilies,
  hope,
  pairOfAces,
  buildingCommunityResilience,
  collectiveImpact,
  zeroToThree,
  resilientNc,
  coloradoMaltreatmentPrevention,
  oregonEarlyLearningHubs,
];
