import { foreignTo, networkOf } from './cells.ts';
import { type Door, type Needs, NONE, ONE, quoted, REFUSED } from './door.ts';
import {
  coalitionId,
  type CoalitionKey,
  type CoalitionRight,
  coalitions,
  networkId,
  type NetworkKey,
} from './people.ts';

const RECORD = JSON.stringify({
  ...{
    name: 'New',
    sort_name: 'new',
    scope: 'LOCAL',
    draft_revision: 2,
    search_text: 'new',
    organization_ids: [],
    part_ids: [],
  },
  ...{ county_fips: [], sector_codes: [], population_codes: [], framework_codes: [] },
});
const STRATEGY = JSON.stringify({ frameworkVersion: 0, draftRevision: 1, alignments: [], pathways: [] });
const WANTED = JSON.stringify([{ id: coalitionId('A1'), name: 'New', nameKey: 'new' }]);

/** What a coalition publishes. */
export function publishingDoors(own: CoalitionKey): Door[] {
  const stranger = foreignTo(own)[1]!.key;
  const closed = coalitions.find(
    ({ network, status }) => network === networkOf(own) && status !== 'ACTIVE',
  )!.key;
  const home = networkOf(own);
  // A sibling that is merged or archived already cannot be merged once more.
  const mergeable = coalitions.find(
    ({ key, network, status }) => key !== own && network === home && status === 'ACTIVE',
  )!.key;
  const door = (
    name: string,
    args: string,
    right: CoalitionRight,
    opened: string,
    ...witness: [string, string]
  ): Door => ({
    ...{
      function: `published.${name}`,
      label: 'call',
      needs: { coalition: right },
      closed: REFUSED,
      opened,
      witness,
    },
    text: `select 1 from published.${name}(${args})`,
  });
  return [
    door(
      'put_organizations',
      `'${WANTED}'`,
      'lead',
      `${home}${home}:1`,
      'published.organizations',
      'network_id',
    ),
    door('put_coalition', `'${RECORD}', '{}', '{}'`, 'lead', `${own}:1`, 'published.coalitions', 'id'),
    door('put_strategy', `'${STRATEGY}', '{}'`, 'lead', `${own}:1`, 'published.strategies', 'coalition_id'),
    door('mark_verified', `'2026-01-02'`, 'write', `${own}:1`, 'published.coalitions', 'id'),
    door('mark_discarded', '7', 'write', `${own}:1`, 'published.coalitions', 'id'),
    door('unpublish_coalition', `'Because'`, 'steward', `${own}:1`, 'published.tombstones', 'coalition_id'),
    door('archive_coalition', `'Because'`, 'admin', `${own}:1`, 'access.coalitions', 'id'),
    door(
      'merge_coalition',
      `${quoted(mergeable)}, 'Because'`,
      'admin',
      `${mergeable}:1`,
      'access.coalitions',
      'id',
    ),
    ...[stranger, closed].map((gone): Door => ({
      ...{
        function: 'published.merge_coalition',
        label: `with ${gone}, call`,
        needs: { coalition: 'admin' },
      },
      ...{
        closed: REFUSED,
        opened: 'not found',
        text: `select published.merge_coalition(${quoted(gone)}, 'Because')`,
      },
    })),
  ];
}

/** What a network shares. */
export function networkDoors(network: NetworkKey): Door[] {
  const admin: Needs = { network: 'admin' };
  const own = network + network;
  const known = coalitions
    .filter((each) => each.network === network)
    .reduce((sum, { rows }) => sum + rows, 0);
  const active = coalitions.filter((each) => each.network === network && each.status === 'ACTIVE').length;
  const door = (name: string, args: string, opened: string, ...witness: [string, string]): Door => ({
    ...{ function: name, label: 'call', needs: admin, closed: REFUSED, opened, witness },
    text: `select ${name}(${args})`,
  });
  const goal = JSON.stringify([{ code: 'NEW', title: 'New', level: 'GOAL' }]);
  const term = JSON.stringify([{ code: 'NEW', label: 'New' }]);
  const link = JSON.stringify([
    {
      ...{ goalCode: `${network}11`, targetNetworkKey: networkId('B'), targetGoalCode: 'B12' },
      match: 'EXACT',
    },
  ]);
  const framework = JSON.stringify({ code: 'zz-new', name: 'New', sources: [], items: [] });
  const id = '0e000000-0000-4000-8000-000000000000';
  return [
    door('reference.update_network', `'{"name": "N"}'`, `${own}:1`, 'reference.networks', 'id'),
    door('reference.save_terms', `'sector', '${term}'`, `${own}:1`, 'reference.terms', 'network_id'),
    door(
      'reference.save_goals',
      `0, '${goal}', null`,
      `${own}:${known + 1}`,
      'reference.goals',
      'network_id',
    ),
    door(
      'reference.save_goals',
      `0, '${goal}', null`,
      `${own}:1`,
      'reference.framework_versions',
      'network_id',
    ),
    // Its list goes, and the one link of the new list is written.
    door('reference.save_crosswalk', `0, '${link}'`, `${own}:1`, 'reference.crosswalk', 'network_id'),
    {
      ...{ function: 'reference.save_framework', label: 'call', needs: 'platform', closed: REFUSED },
      ...{ text: `select 1 from reference.save_framework(0, '${framework}')`, opened: 'ZZ:1' },
      witness: ['reference.frameworks', 'code'],
    },
    door(
      'access.register_coalition',
      `'${id}', 'new', true, 'New', false`,
      `${own}:1`,
      'access.coalitions',
      'network_id',
    ),
    {
      ...{ function: 'access.active_coalitions', label: 'call', needs: { network: 'staff' }, closed: NONE },
      ...{ text: 'select 1 from access.active_coalitions()', opened: `${active} rows` },
    },
    {
      ...{
        function: 'reference.create_network',
        label: 'call',
        needs: 'platform',
        closed: REFUSED,
        opened: ONE,
      },
      text: `select reference.create_network('new', 'New', '{NC}', null)`,
    },
  ];
}
