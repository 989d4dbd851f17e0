import { FRAMEWORK, networkSlug } from './world-ids.ts';

/**
 * What an argument of a query is given on the way to somewhere (`usual`), and what else is tried (`tries`). WORDS and
 * CURSORS have files of their own: words that nobody published, and cursors of other places. Booleans and enums need no
 * row, as all their values are tried. An argument that the schema has and this table has not fails.
 */
export interface ReadArgument {
  usual?: unknown;
  tries?: unknown[] | 'WORDS' | 'CURSORS' | 'IDS' | 'PLACES';
}

const size: ReadArgument = { usual: 3, tries: [1, 100, 0, -1, 101] };
const cursor: ReadArgument = { tries: 'CURSORS' };
const words: ReadArgument = { tries: 'WORDS' };
const day: ReadArgument = { tries: ['2020-01-01', '2100-01-01'] };
const list = (usual: string): ReadArgument => ({ usual: [usual], tries: 'WORDS' });

export const readArguments: Record<string, ReadArgument> = {
  'Query.coalition.network': { tries: 'PLACES' },
  'Query.coalition.slug': { tries: 'PLACES' },
  'Query.coalitionTombstone.network': { tries: 'PLACES' },
  'Query.coalitionTombstone.slug': { tries: 'PLACES' },
  'Query.county.fips': { usual: '37011', tries: 'WORDS' },
  'Query.framework.code': { usual: FRAMEWORK, tries: 'WORDS' },
  'Query.mapCounties.fips': list('09001'),
  'Query.mapCounties.from': { usual: 2020, tries: [1990, 3000] },
  'Query.mapCounties.to': { usual: 2022, tries: [1990, 3000] },
  'Query.network.slug': { tries: 'PLACES' },
  'Query.node.id': { tries: 'IDS' },
  'Query.workspace.coalitionId': { tries: 'IDS' },

  'Coalition.strategyVersions.after': cursor,
  'Coalition.strategyVersions.first': size,
  'County.coalitions.after': cursor,
  'County.coalitions.first': size,
  'County.coalitions.network': { tries: [networkSlug('A'), networkSlug('B'), 'nowhere'] },
  'Goal.coalitions.after': cursor,
  'Goal.coalitions.first': size,
  'Landscape.coverage.goalCodes': list('G2'),
  'Landscape.gaps.goalCodes': list('G2'),
  'Landscape.pathways.first': size,
  'Landscape.pathways.goalCode': { usual: 'G2-O1', tries: 'WORDS' },
  'Landscape.ties.after': cursor,
  'Landscape.ties.first': size,
  'Landscape.ties.minShared': { tries: [1, 2, 1000] },
  'Network.coalitions.after': cursor,
  'Network.coalitions.before': cursor,
  'Network.coalitions.first': size,
  'Network.coalitions.last': { tries: [1, 100, 0] },
  'Network.coalitions.search': words,
  'Network.counties.after': cursor,
  'Network.counties.first': size,
  'Network.goals.frameworkVersion': { tries: [1, 2, 99] },
  'Network.landscape.edition': { tries: [1] },
  'Network.terms.taxonomy': { usual: 'sector', tries: 'WORDS' },
  'Network.workspaces.after': cursor,
  'Network.workspaces.first': size,
  'Network.workspaces.staleSince': day,
  'Pathway.examples.first': size,
  'StrategyVersion.changesSince.version': { usual: 1, tries: [1, 99] },
  'Workspace.history.after': cursor,
  'Workspace.history.first': size,

  'CoalitionFilter.countyFips': list('37011'),
  'CoalitionFilter.frameworkCodes': list('strengthening-families'),
  'CoalitionFilter.goalCodes': list('G2'),
  'CoalitionFilter.populationCodes': list('birth-to-five'),
  'CoalitionFilter.sectorCodes': list('school'),
  'CoalitionFilter.verifiedSince': day,
};
