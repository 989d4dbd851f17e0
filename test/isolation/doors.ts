import { type Cell, DENIED, foreignTo, networkOf, said } from './cells.ts';
import { callersOf } from './functions.ts';
import { guestId } from './landscape.ts';
import type { Standpoint } from './matrix-runner.ts';
import {
  coalitionId,
  type CoalitionKey,
  type CoalitionRight,
  coalitions,
  networkId,
  type NetworkKey,
  type NetworkRight,
  people,
  type Person,
  type Place,
  sessionId,
} from './people.ts';

/** What whoever calls must have: a right over the active coalition or network, the platform, a session that holds. */
type Needs =
  | { coalition: CoalitionRight }
  | { network: NetworkRight }
  | 'platform'
  | { network: NetworkRight; or: 'platform' }
  | 'session'
  | 'never';

/** One call of a function that passes row security. */
interface Door {
  function: string;
  label: string;
  needs: Needs;
  text: string;
  opened: string;
  closed: string;
  witness?: [table: string, column: string];
  /** Named in the call itself rather than by the settings. */
  at?: Place;
}

const ONE = '1 rows';
const REFUSED = 'refused';
const NONE = said([]);

/** Cells of every door, for one person in one role with the settings pointing to one place. */
export function doorCells({ person, place, role }: Standpoint): Cell[] {
  return doorsAt(person, place).map((door): Cell => {
    const granted = callersOf(door.function).includes(role);
    const opens = granted && isAllowed(person, door.at ?? place, door.needs);
    const [of, by] = door.witness ?? [];
    return {
      ...{ table: door.function, label: door.label, text: door.text },
      expected: !granted ? DENIED : opens ? door.opened : door.closed,
      ...(opens && of && by ? { witness: { rows: 'written', of, by } } : {}),
    };
  });
}

function isAllowed(person: Person, { coalition, network }: Place, needs: Needs): boolean {
  if (needs === 'never') return false;
  if (needs === 'platform') return person.platform === true;
  if (needs === 'session') return person.session === 'live' && !person.disabled;
  if ('coalition' in needs) return coalition !== null && (person.may[needs.coalition] ?? []).includes(coalition);
  if ('or' in needs && person.platform) return true;
  return network !== null && (person.mayInNetwork?.[needs.network] ?? []).includes(network);
}

function doorsAt(person: Person, place: Place): Door[] {
  const own = place.coalition ?? 'A1';
  const network = place.network ?? 'A';
  return [...membersDoors(own, network), ...publishingDoors(own), ...networkDoors(network), ...lookups(person, own, network)];
}

const leadsIn = (key: CoalitionKey): number => 1 + people.filter(({ roles }) => roles.some(([role, at]) => role === 'LEAD' && at === key)).length;
const membersOf = (key: CoalitionKey): number => 2 + people.filter(({ roles }) => roles.some(([, at]) => at === key)).length;
const quoted = (key: CoalitionKey): string => `'${coalitionId(key)}'`;

function membersDoors(own: CoalitionKey, network: NetworkKey): Door[] {
  const [sibling, stranger] = foreignTo(own).map(({ key }) => key) as [CoalitionKey, CoalitionKey];
  const steward: Needs = { coalition: 'steward' };
  const platformToo: Needs = { network: 'admin', or: 'platform' };
  const invite = (role: string, label: string, needs: Needs, coalition: string, into: string, whose: string): Door => ({
    ...{ function: 'access.invite', label: `${label} by`, needs, closed: REFUSED, opened: `${whose}:1` },
    text: `select 1 from access.invite('x@example.org', 'x@example.org', '${role}', ${coalition}, ${into}, '\\x01', '1 day')`,
    witness: ['access.invitations', coalition === 'null' ? 'network_id' : 'coalition_id'],
  });
  const change = (label: string, of: CoalitionKey, role: string, needs: Needs): Door => ({
    ...{ function: 'access.change_role', label: `${label} by`, needs, closed: REFUSED, opened: `${of}:1` },
    text: `select access.change_role('${guestId('VIEWER', of)}', '${role}')`,
    witness: ['access.memberships', 'coalition_id'],
  });
  const remove = (of: CoalitionKey, needs: Needs): Door => ({
    ...{ function: 'access.remove_member', label: `removal from ${of} by`, needs, closed: REFUSED, opened: ONE },
    text: `select access.remove_member('${guestId('VIEWER', of)}')`,
  });
  const revoke = (of: CoalitionKey, needs: Needs): Door => ({
    ...{ function: 'access.revoke_invitation', label: `revocation in ${of} by`, needs, closed: 'not found', opened: `${of}:1` },
    text: `select access.revoke_invitation('${guestId('INVITED', of)}')`,
    witness: ['access.invitations', 'coalition_id'],
  });
  const leads = coalitions.filter((each) => each.network === network).reduce((sum, { key }) => sum + leadsIn(key), 0);
  const everybody = coalitions.map(({ key }) => quoted(key)).join(', ');
  const away = network === 'A' ? 'B' : 'A';
  return [
    {
      ...{ function: 'access.members', label: 'call', needs: { coalition: 'read' }, closed: NONE },
      ...{ text: 'select 1 from access.members()', opened: `${membersOf(own)} rows` },
    },
    {
      ...{ function: 'access.open_invitations', label: 'call', needs: steward, closed: NONE, opened: ONE },
      text: 'select 1 from access.open_invitations()',
    },
    {
      ...{ function: 'access.leads', label: 'call', needs: { network: 'staff' }, closed: NONE, opened: `${leads} rows` },
      text: `select 1 from access.leads(array[${everybody}]::uuid[])`,
    },
    invite('VIEWER', 'a viewer invited', steward, quoted(own), 'null', own),
    invite('LEAD', 'a lead invited', steward, quoted(own), 'null', own),
    invite('VIEWER', 'a viewer of a sibling invited', 'never', quoted(sibling), 'null', ''),
    invite('VIEWER', 'a viewer of a stranger invited', 'never', quoted(stranger), 'null', ''),
    invite('NETWORK_ADMIN', 'a network admin invited', platformToo, 'null', `'${networkId(network)}'`, network + network),
    invite('RESEARCHER', 'a researcher of the other network invited', 'platform', 'null', `'${networkId(away)}'`, away + away),
    invite('PLATFORM_ADMIN', 'a platform admin invited', 'platform', 'null', 'null', 'nobody'),
    change('a viewer made editor', own, 'EDITOR', steward),
    change('a viewer made network admin', own, 'NETWORK_ADMIN', 'never'),
    change('a viewer of a sibling made lead', sibling, 'LEAD', 'never'),
    change('a viewer of a stranger made lead', stranger, 'LEAD', 'never'),
    ...[remove(own, steward), remove(sibling, 'never'), remove(stranger, 'never')],
    ...[revoke(own, steward), revoke(sibling, 'never'), revoke(stranger, 'never')],
  ];
}

const RECORD = JSON.stringify({
  ...{ name: 'New', sort_name: 'new', scope: 'LOCAL', draft_revision: 2, search_text: 'new', organization_ids: [], part_ids: [] },
  ...{ county_fips: [], sector_codes: [], population_codes: [], framework_codes: [], goal_codes: [] },
});
const WANTED = JSON.stringify([{ id: coalitionId('A1'), name: 'New', nameKey: 'new' }]);

function publishingDoors(own: CoalitionKey): Door[] {
  const stranger = foreignTo(own)[1]!.key;
  const closed = coalitions.find(({ network, status }) => network === networkOf(own) && status !== 'ACTIVE')!.key;
  const home = networkOf(own);
  // A sibling that is merged or archived already cannot be merged once more.
  const mergeable = coalitions.find(({ key, network, status }) => key !== own && network === home && status === 'ACTIVE')!.key;
  const door = (name: string, args: string, right: CoalitionRight, opened: string, ...witness: [string, string]): Door => ({
    ...{ function: `published.${name}`, label: 'call', needs: { coalition: right }, closed: REFUSED, opened, witness },
    text: `select 1 from published.${name}(${args})`,
  });
  return [
    door('put_organizations', `'${WANTED}'`, 'lead', `${home}${home}:1`, 'published.organizations', 'network_id'),
    door('put_coalition', `'${RECORD}', '{}', '{}'`, 'lead', `${own}:1`, 'published.coalitions', 'id'),
    door('mark_verified', `'2026-01-02'`, 'write', `${own}:1`, 'published.coalitions', 'id'),
    door('unpublish_coalition', `'Because'`, 'steward', `${own}:1`, 'published.tombstones', 'coalition_id'),
    door('archive_coalition', `'Because'`, 'admin', `${own}:1`, 'access.coalitions', 'id'),
    door('merge_coalition', `${quoted(mergeable)}, 'Because'`, 'admin', `${mergeable}:1`, 'access.coalitions', 'id'),
    ...[stranger, closed].map((gone): Door => ({
      ...{ function: 'published.merge_coalition', label: `with ${gone}, call`, needs: { coalition: 'admin' } },
      ...{ closed: REFUSED, opened: 'not found', text: `select published.merge_coalition(${quoted(gone)}, 'Because')` },
    })),
  ];
}

function networkDoors(network: NetworkKey): Door[] {
  const admin: Needs = { network: 'admin' };
  const own = network + network;
  const known = coalitions.filter((each) => each.network === network).reduce((sum, { rows }) => sum + rows, 0);
  const door = (name: string, args: string, opened: string, ...witness: [string, string]): Door => ({
    ...{ function: name, label: 'call', needs: admin, closed: REFUSED, opened, witness },
    text: `select ${name}(${args})`,
  });
  const goal = JSON.stringify([{ code: 'NEW', title: 'New', level: 'GOAL' }]);
  const term = JSON.stringify([{ code: 'NEW', label: 'New' }]);
  const id = '0e000000-0000-4000-8000-000000000000';
  return [
    door('reference.update_network', `'N', null, null, null`, `${own}:1`, 'reference.networks', 'id'),
    door('reference.save_terms', `'sector', '${term}'`, `${own}:1`, 'reference.terms', 'network_id'),
    door('reference.save_goals', `'${goal}'`, `${own}:${known + 1}`, 'reference.goals', 'network_id'),
    door('access.register_coalition', `'${id}', 'new', true, 'New', false`, `${own}:1`, 'access.coalitions', 'network_id'),
    {
      ...{ function: 'reference.create_network', label: 'call', needs: 'platform', closed: REFUSED, opened: ONE },
      text: `select reference.create_network('new', 'New', '{NC}', null)`,
    },
  ];
}

/** What the server asks before it takes a role. */
function lookups(person: Person, own: CoalitionKey, network: NetworkKey): Door[] {
  const at = { coalition: own, network };
  const session = sessionId(person) === null ? 'null' : `'${sessionId(person)}'`;
  const rights: CoalitionRight[] = ['read', 'write', 'lead', 'steward', 'admin'];
  return [
    ...rights.map((right): Door => ({
      ...{ function: 'access.standing', label: `to ${right}, call`, needs: { coalition: right }, closed: NONE, opened: ONE },
      text: `select 1 from access.standing(${session}, ${quoted(own)}, '${right}') where allowed`,
      at,
    })),
    {
      ...{ function: 'access.standing', label: 'knowing, call', needs: { coalition: 'read' }, closed: NONE, opened: ONE },
      text: `select 1 from access.standing(${session}, ${quoted(own)}, 'lead')`,
      at,
    },
    {
      ...{ function: 'access.standing', label: 'to do anything else, call', needs: 'never', closed: NONE, opened: '' },
      text: `select 1 from access.standing(${session}, ${quoted(own)}, 'anything') where allowed`,
    },
    {
      ...{ function: 'access.network_standing', label: 'call', needs: { network: 'staff' }, closed: NONE, opened: ONE },
      text: `select 1 from access.network_standing(${session}, '${networkId(network)}')`,
      at,
    },
    {
      ...{ function: 'access.viewer', label: 'call', needs: 'session', closed: NONE, opened: ONE },
      text: `select 1 from access.viewer(${session})`,
    },
    {
      ...{ function: 'access.viewer_memberships', label: 'call', needs: 'session', closed: NONE },
      opened: person.roles.length > 0 ? `${person.roles.length} rows` : NONE,
      text: `select 1 from access.viewer_memberships(${session})`,
    },
    {
      ...{ function: 'access.is_platform_admin', label: 'call', needs: 'platform', closed: NONE, opened: ONE },
      text: 'select 1 where access.is_platform_admin()',
    },
  ];
}
