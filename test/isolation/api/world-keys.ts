import type pg from 'pg';
import { digestOf } from '../../../src/identity/tokens.ts';
import { KeyScope } from '../../../src/platform/graphql/allow.ts';
import { boardId, isBoard } from '../boards.ts';
import { homeOfBoard } from '../keys.ts';
import { guestId } from '../landscape.ts';
import { type CoalitionKey, networkId, type NetworkKey, networks, type Person } from '../people.ts';
import { apiKeyOf, everybody, type KeyInHand, principalNamed, principals } from './principals.ts';

/** Of each network one that nobody calls with, to be revoked. */
export const keyToRevoke = (network: NetworkKey): string =>
  guestId('INVITED', `K${network}` as CoalitionKey).replace(/^k/, 'f');
const OWNERS = { A: 'a researcher of network A', B: 'a member of E3 who leads A1' };

export const keyToRevokeIsOf = (network: NetworkKey): string => OWNERS[network];

/** Who has a key, ended ones too. */
export const keyOwners = [...Object.values(OWNERS), ...principals.flatMap(({ key }) => key?.of ?? [])];

/** Keys of each network, and why those are locked who are. */
export async function addKeysAndLocks(client: pg.ClientBase): Promise<void> {
  const add = (
    name: string,
    { of, scope, board, refused }: KeyInHand,
    id: string | null = null,
  ): Promise<unknown> => {
    const { account, person } = principalNamed(of);
    return client.query(
      `insert into access.api_keys (id, account_id, network_id, board_id, name, scope, digest, prefix, expires_at, revoked_at)
       values (coalesce($1, gen_random_uuid()), $2, $3, $4, $5, $6, $7, $8, now() + interval '30 days',
         case when $9 then now() end)`,
      [
        ...[id, account, networkId(networkOf(person)), board ? boardId(board) : null, name, scope],
        ...[digestOf(apiKeyOf(name)), apiKeyOf(name).slice(0, 10), refused === 'UNAUTHENTICATED'],
      ],
    );
  };
  for (const network of networks) {
    const key = { of: OWNERS[network], scope: KeyScope.READ_PUBLISHED };
    await add(`a key to revoke in ${network}`, key, keyToRevoke(network));
  }
  for (const { name, key } of principals) if (key) await add(name, key);
  const { account } = principalNamed('a platform admin');
  for (const each of everybody.filter(({ person }) => person.disabled))
    await client.query(
      `insert into access.account_locks (account_id, reason, locked_by) values ($1, 'In wrong hands', $2)`,
      [each.account, account],
    );
}

/** Of the first role. */
function networkOf({ roles }: Person): NetworkKey {
  const place = roles[0]![1]!;
  return isBoard(place) ? homeOfBoard(place) : (place as NetworkKey);
}
