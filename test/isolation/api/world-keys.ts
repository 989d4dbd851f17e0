import type pg from 'pg';
import { digestOf } from '../../../src/identity/tokens.ts';
import { guestId } from '../landscape.ts';
import { type CoalitionKey, networkId, type NetworkKey, networks } from '../people.ts';
import { apiKeyOf, everybody, principalNamed, principals } from './principals.ts';

/** Of each network one that nobody calls with, to be revoked. */
export const keyToRevoke = (network: NetworkKey): string =>
  guestId('INVITED', `K${network}` as CoalitionKey).replace(/^k/, 'f');
const OWNERS = { A: 'a researcher of network A', B: 'a member of E3 who leads A1' };

export const keyToRevokeIsOf = (network: NetworkKey): string => OWNERS[network];

/** Who has a key, ended ones too. */
export const keyOwners = [...Object.values(OWNERS), ...principals.flatMap(({ key }) => key?.of ?? [])];

/** Keys of each network, and why those are locked who are. */
export async function addKeysAndLocks(client: pg.ClientBase): Promise<void> {
  const add = (id: string | null, owner: string, name: string, revoked: boolean): Promise<unknown> => {
    const { account, person } = principalNamed(owner);
    const place = person.roles[0]![1]!;
    return client.query(
      `insert into access.api_keys (id, account_id, network_id, name, scope, digest, prefix, expires_at, revoked_at)
       values (coalesce($1, gen_random_uuid()), $2, $3, $4, 'READ_PUBLISHED', $5, $6, now() + interval '30 days',
         case when $7 then now() end)`,
      [
        ...[id, account, networkId(place === 'E3' ? 'B' : (place as NetworkKey)), name],
        ...[digestOf(apiKeyOf(name)), apiKeyOf(name).slice(0, 10), revoked],
      ],
    );
  };
  for (const network of networks)
    await add(keyToRevoke(network), OWNERS[network], `a key to revoke in ${network}`, false);
  for (const { name, key } of principals)
    if (key) await add(null, key.of, name, key.refused === 'UNAUTHENTICATED');
  const { account } = principalNamed('a platform admin');
  for (const each of everybody.filter(({ person }) => person.disabled))
    await client.query(
      `insert into access.account_locks (account_id, reason, locked_by) values ($1, 'In wrong hands', $2)`,
      [each.account, account],
    );
}
