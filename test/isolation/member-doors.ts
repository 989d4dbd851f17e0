import { foreignTo } from './cells.ts';
import { type Door, type Needs, NONE, ONE, quoted, REFUSED } from './door.ts';
import { guestId } from './landscape.ts';
import { type CoalitionKey, coalitions, networkId, type NetworkKey, people } from './people.ts';

const leadsIn = (key: CoalitionKey): number =>
  1 + people.filter(({ roles }) => roles.some(([role, at]) => role === 'LEAD' && at === key)).length;
// And the researcher whose role others try to take away.
const staffOf = (key: NetworkKey): number =>
  1 + people.filter(({ roles }) => roles.some(([, at]) => at === key)).length;
const membersOf = (key: CoalitionKey): number =>
  2 + people.filter(({ roles }) => roles.some(([, at]) => at === key)).length;

/** Members and invitations. */
export function membersDoors(own: CoalitionKey, network: NetworkKey): Door[] {
  const [sibling, stranger] = foreignTo(own).map(({ key }) => key) as [CoalitionKey, CoalitionKey];
  const steward: Needs = { coalition: 'steward' };
  const platformToo: Needs = { network: 'admin', or: 'platform' };
  const invite = (
    role: string,
    label: string,
    needs: Needs,
    coalition: string,
    into: string,
    whose: string,
  ): Door => ({
    ...{ function: 'access.invite', label: `${label} by`, needs, closed: REFUSED, opened: `${whose}:1` },
    text: `select 1 from access.invite('x@example.org', 'x@example.org', '${role}', ${coalition}, ${into}, '\\x01', '1 day', null)`,
    witness: ['access.invitations', coalition === 'null' ? 'network_id' : 'coalition_id'],
  });
  const change = (label: string, of: CoalitionKey, role: string, needs: Needs): Door => ({
    ...{ function: 'access.change_role', label: `${label} by`, needs, closed: REFUSED, opened: `${of}:1` },
    text: `select access.change_role('${guestId('VIEWER', of)}', '${role}')`,
    witness: ['access.memberships', 'coalition_id'],
  });
  const remove = (of: CoalitionKey, needs: Needs): Door => ({
    ...{
      function: 'access.remove_member',
      label: `removal from ${of} by`,
      needs,
      closed: REFUSED,
      opened: ONE,
    },
    text: `select access.remove_member('${guestId('VIEWER', of)}')`,
  });
  const revoke = (of: CoalitionKey, needs: Needs): Door => ({
    ...{
      function: 'access.revoke_invitation',
      label: `revocation in ${of} by`,
      needs,
      closed: 'not found',
      opened: `${of}:1`,
    },
    text: `select access.revoke_invitation('${guestId('INVITED', of)}')`,
    witness: ['access.invitations', 'coalition_id'],
  });
  const leads = coalitions
    .filter((each) => each.network === network)
    .reduce((sum, { key }) => sum + leadsIn(key), 0);
  const everybody = coalitions.map(({ key }) => quoted(key)).join(', ');
  const away = network === 'A' ? 'B' : 'A';
  return [
    {
      ...{ function: 'access.members', label: 'call', needs: { coalition: 'read' }, closed: NONE },
      ...{ text: 'select 1 from access.members()', opened: `${membersOf(own)} rows` },
    },
    {
      ...{ function: 'access.network_members', label: 'call', needs: { network: 'staff' }, closed: NONE },
      ...{ text: 'select 1 from access.network_members()', opened: `${staffOf(network)} rows` },
    },
    {
      ...{ function: 'access.open_network_invitations', label: 'call', needs: { network: 'admin' } },
      ...{ text: 'select 1 from access.open_network_invitations()', closed: NONE, opened: ONE },
    },
    {
      ...{ function: 'access.open_invitations', label: 'call', needs: steward, closed: NONE, opened: ONE },
      text: 'select 1 from access.open_invitations()',
    },
    {
      ...{
        function: 'access.leads',
        label: 'call',
        needs: { network: 'staff' },
        closed: NONE,
        opened: `${leads} rows`,
      },
      text: `select 1 from access.leads(array[${everybody}]::uuid[])`,
    },
    {
      ...{ function: 'access.queue_mail', label: 'call', needs: 'session', closed: REFUSED, opened: ONE },
      text: `select access.queue_mail('x@example.org', 'Title', 'Text', '<p>Text</p>')`,
    },
    invite('VIEWER', 'a viewer invited', steward, quoted(own), 'null', own),
    invite('LEAD', 'a lead invited', steward, quoted(own), 'null', own),
    invite('VIEWER', 'a viewer of a sibling invited', 'never', quoted(sibling), 'null', ''),
    invite('VIEWER', 'a viewer of a stranger invited', 'never', quoted(stranger), 'null', ''),
    invite(
      'NETWORK_ADMIN',
      'a network admin invited',
      platformToo,
      'null',
      `'${networkId(network)}'`,
      network + network,
    ),
    invite(
      'RESEARCHER',
      'a researcher of the other network invited',
      'platform',
      'null',
      `'${networkId(away)}'`,
      away + away,
    ),
    invite('PLATFORM_ADMIN', 'a platform admin invited', 'platform', 'null', 'null', 'nobody'),
    change('a viewer made editor', own, 'EDITOR', steward),
    change('a viewer made network admin', own, 'NETWORK_ADMIN', 'never'),
    change('a viewer of a sibling made lead', sibling, 'LEAD', 'never'),
    change('a viewer of a stranger made lead', stranger, 'LEAD', 'never'),
    ...[remove(own, { coalition: 'remove' }), remove(sibling, 'never'), remove(stranger, 'never')],
    ...[revoke(own, steward), revoke(sibling, 'never'), revoke(stranger, 'never')],
  ];
}
