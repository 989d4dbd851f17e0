import { foreignTo } from './cells.ts';
import { type Door, NONE, ONE, REFUSED } from './door.ts';
import { guestId } from './landscape.ts';
import { type CoalitionKey, type NetworkKey, UNCLAIMED } from './people.ts';

/** Imports and suggested corrections. */
export function catalogueDoors(own: CoalitionKey, network: NetworkKey): Door[] {
  const settle = (of: CoalitionKey, mine: boolean): Door => ({
    ...{
      function: 'access.settle_correction',
      label: `of ${of} by`,
      needs: mine ? { coalition: 'write' } : 'never',
    },
    ...{ closed: 'not found', opened: `${of}:1`, witness: ['access.corrections', 'coalition_id'] },
    text: `select access.settle_correction('${guestId('CORRECTED', of)}', 'TAKEN_UP')`,
  });
  return [
    {
      ...{ function: 'access.corrections_of_coalition', label: 'call', needs: { coalition: 'read' } },
      ...{ text: 'select 1 from access.corrections_of_coalition()', closed: NONE, opened: ONE },
    },
    {
      ...{ function: 'access.corrections_of_network', label: 'call', needs: { network: 'staff' } },
      ...{ text: 'select 1 from access.corrections_of_network()', closed: NONE },
      opened: UNCLAIMED.startsWith(network) ? ONE : NONE,
    },
    settle(own, true),
    ...foreignTo(own).map(({ key }) => settle(key, false)),
    {
      ...{ function: 'access.keep_import', label: 'call', needs: { network: 'admin' } },
      ...{
        text: `select access.keep_import('x.csv', '[]')`,
        closed: REFUSED,
        opened: `${network}${network}:1`,
      },
      witness: ['access.imports', 'network_id'],
    },
  ];
}
