import type { DemonstrationNetwork } from '../demonstration.types.ts';
import { colorado } from './colorado.ts';
import { northCarolina } from './north-carolina.ts';
import { oregon } from './oregon.ts';

/** The networks and their goals are published facts; their coalitions, partners and people are invented. */
export const demonstrationNetworks: DemonstrationNetwork[] = [northCarolina, colorado, oregon];
