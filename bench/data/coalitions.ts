import type { ProfileContent } from '../../src/coalitions/profile.content.ts';
import { nameKey } from '../../src/coalitions/name-key.ts';
import { findingsOf } from '../../src/strategies/strategy-findings.ts';
import { pathwaysOf } from '../../src/strategies/strategy-pathways.ts';
import type { StrategyContent } from '../../src/strategies/strategy.content.ts';
import { intentsByGoal } from '../../src/publishing/strategy-publishing.service.ts';
import { type Publication, publicationOf } from '../../src/publishing/publication.ts';
import { Dice } from './dice.ts';
import type { GeneratedNetwork, GeneratedOrganization } from './networks.ts';
import { generateProfile } from './profiles.ts';
import { generateStrategy } from './strategies.ts';

export interface GeneratedCoalition {
  id: string;
  networkId: string;
  slug: string;
  verifiedOn: string | null;
  content: ProfileContent;
  organizations: GeneratedOrganization[];
  strategy: StrategyContent;
  publication: Publication;
  /** What publishing writes beside the document of a strategy. */
  record: { document: object; alignments: object[]; pathways: object[] };
}

/** A draft and what publishing makes of it, by the functions that publishing itself calls. */
export function* generateCoalitions(network: GeneratedNetwork): Generator<GeneratedCoalition> {
  const counties = new Map(network.counties.map(({ fips, name }) => [fips, name]));
  for (let number = 0; number < network.coalitions; number++) {
    const dice = new Dice(`coalition ${network.slug} ${number}`);
    const { content, organizations } = generateProfile(network, number, dice);
    const strategy = generateStrategy(network, dice);
    const verifiedOn = dice.chance(0.8) ? `2026-0${dice.between(1, 9)}-${dice.between(10, 28)}` : null;
    const names = new Map(organizations.map(({ id, name }) => [id, name]));
    yield {
      ...{ id: dice.uuid(), networkId: network.id, slug: nameKey(content.name).replaceAll(' ', '-') },
      ...{ verifiedOn, content, organizations, strategy },
      publication: publicationOf(
        { content, revision: 1, verifiedOn, rationale: null },
        { organization: (id) => names.get(id)!, county: (fips) => counties.get(fips)! },
      ),
      record: {
        document: { ...strategy, findings: findingsOf(strategy, network.goals, '2026-01-01') },
        alignments: intentsByGoal(strategy.alignments),
        pathways: pathwaysOf(strategy).pathways,
      },
    };
  }
}
