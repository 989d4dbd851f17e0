import { type Door, type Needs, NONE, ONE, REFUSED } from './door.ts';
import { digestOfKey, homeOfBoard, IN_FORCE, keyId } from './keys.ts';
import {
  networkId,
  type NetworkKey,
  networks,
  people,
  type Person,
  personNamed,
  sessionId,
} from './people.ts';

const RESEARCHER = 'a researcher of network A';

const ACTIVE_BOARDS: Record<NetworkKey, string[]> = { A: ['E1'], B: ['E3'] };
const BOARDS: Record<NetworkKey, string[]> = { A: ['E1', 'E2'], B: ['E3'] };

const isOf = (person: Person, network: NetworkKey, boards = ACTIVE_BOARDS): boolean =>
  !person.disabled &&
  person.roles.some(([, at]) => at === network || boards[network].some((board) => board === at));
const keysOf = (network: NetworkKey): Person[] =>
  people.filter(({ key }) => key && homeOfBoard(key.of) === network);

/** Keys, and what their owners agree to. */
export function apiKeyDoors(person: Person, network: NetworkKey): Door[] {
  const session = sessionId(person) === null ? 'null' : `'${sessionId(person)}'`;
  const away = networks.find((each) => each !== network)!;
  const another = personNamed(person.name === RESEARCHER ? 'a member of nothing' : RESEARCHER);
  const at = { coalition: null, network };
  const ifMember: Needs = isOf(person, network) ? 'session' : 'never';
  const ifConcerned: Needs = isOf(person, network, BOARDS) ? 'session' : 'never';
  const create = (label: string, owner: string, needs: Needs): Door => ({
    ...{ function: 'access.create_api_key', label: `${label} by`, needs, closed: NONE, opened: ONE, at },
    text: `select 1 from access.create_api_key(${session}, '${networkId(network)}', null, ${owner}, 'x', 'READ_PUBLISHED', '\\x01', 'clk_x', now() + interval '1 day')`,
  });
  const revoke = (label: string, of: Person, where: NetworkKey, needs: Needs): Door => ({
    ...{ function: 'access.revoke_api_key', label: `${label} by`, needs, closed: NONE, opened: ONE },
    text: `select 1 where access.revoke_api_key(${session}, '${keyId(of, where)}')`,
    at: { coalition: null, network: where },
  });
  const accept = (label: string, version: number, needs: Needs): Door => ({
    ...{ function: 'access.accept_agreement', label: `${label} by`, needs, closed: NONE },
    ...{ opened: `${network}${network}:1`, witness: ['access.agreement_acceptances', 'network_id'] },
    text: `select 1 from access.accept_agreement(${session}, '${networkId(network)}', ${version})`,
  });
  return [
    create('their own', 'null', ifMember),
    create('a researcher’s', `'${RESEARCHER}'`, network === 'A' ? { network: 'admin' } : 'never'),
    create('a disabled one’s', `'a disabled admin of network A'`, 'never'),
    create('a stranger’s', `'a member of nothing'`, 'never'),
    revoke('of their own', person, network, 'session'),
    revoke('of another’s', another, network, { network: 'admin' }),
    revoke('of another’s elsewhere', another, away, { network: 'admin' }),
    {
      ...{ function: 'access.own_api_keys', label: 'call', needs: 'session', closed: NONE, opened: '2 rows' },
      text: `select 1 from access.own_api_keys(${session})`,
    },
    {
      ...{ function: 'access.network_api_keys', label: 'call', needs: { network: 'admin' }, closed: NONE },
      ...{
        text: 'select 1 from access.network_api_keys()',
        opened: `${people.length + keysOf(network).length} rows`,
      },
    },
    {
      // Whoever has the key: what is asked is of its owner.
      ...{ function: 'access.key_in_hand', label: 'call', needs: 'never', opened: '' },
      closed: isOf(person, network) ? ONE : NONE,
      text: `select 1 from access.key_in_hand(${digestOfKey(person, network)})`,
    },
    accept('the version in force', IN_FORCE[network], ifConcerned),
    accept('an earlier version', IN_FORCE[network] - 1, 'never'),
    {
      ...{ function: 'access.agreement_acceptances_of_network', label: 'call', needs: { network: 'admin' } },
      ...{ text: 'select 1 from access.agreement_acceptances_of_network()', closed: NONE },
      opened: `${1 + keysOf(network).filter(({ key }) => key!.state !== 'owing').length} rows`,
    },
    {
      ...{ function: 'reference.save_data_use_agreement', label: 'call', needs: { network: 'admin' } },
      ...{ text: `select reference.save_data_use_agreement('x', 'x')`, closed: REFUSED },
      ...{ opened: `${network}${network}:1`, witness: ['reference.data_use_agreements', 'network_id'] },
    },
  ];
}
