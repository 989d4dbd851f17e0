import { createHash } from 'node:crypto';
import type pg from 'pg';
import { boardId, type BoardKey, boards } from './boards.ts';
import { accountId, networkId, type NetworkKey, networks, people, type Person } from './people.ts';

/** Everybody has a key in each network, also where they have no role, or none any more. */
export async function addKeys(client: pg.Client): Promise<void> {
  for (const [index, person] of people.entries()) {
    for (const network of networks) {
      await client.query(
        `insert into access.api_keys (id, account_id, network_id, name, scope, digest, prefix, created_by, expires_at)
         values ($1, $2, $3, 'A key', 'READ_PUBLISHED', sha256($4::text::bytea), 'clk_x', $2, now() + interval '1 day')`,
        [keyId(person, network), accountId(person), networkId(network), `${index} ${network}`],
      );
    }
  }
  for (const person of people.filter(({ key }) => key)) await addBoardKey(client, person);
  for (const network of networks) {
    await client.query(
      `insert into access.agreement_acceptances (network_id, version, account_id, accepted_as)
       values ($1, $2, gen_random_uuid(), 'Somebody who is gone')`,
      [networkId(network), IN_FORCE[network]],
    );
  }
}

async function addBoardKey(client: pg.Client, person: Person): Promise<void> {
  const { of, state } = person.key!;
  const network = homeOfBoard(of);
  await client.query(
    `insert into access.api_keys (account_id, network_id, board_id, name, scope, digest, prefix, expires_at, revoked_at)
     values ($1, $2, $3, 'A key', 'READ_BOARD', decode($4, 'hex'), 'clk_x', now() + $5::interval, case when $6 then now() end)`,
    [
      ...[accountId(person), networkId(network), boardId(of), boardKeyDigest(person)],
      ...[state === 'expired' ? '-1 second' : '1 day', state === 'revoked'],
    ],
  );
  if (state === 'owing') return;
  await client.query(
    `insert into access.agreement_acceptances (network_id, version, account_id, accepted_as)
     values ($1, $2, $3, 'Somebody')`,
    [networkId(network), IN_FORCE[network], accountId(person)],
  );
}

export const homeOfBoard = (of: BoardKey): NetworkKey => boards.find(({ key }) => key === of)!.network;

/** As the settings carry it. */
export const boardKeyDigest = ({ name }: Person): string => createHash('sha256').update(name).digest('hex');

/** The highest of what the samples have. */
export const IN_FORCE: Record<NetworkKey, number> = { A: 5103, B: 5106 };

export const keyId = (person: Person, network: NetworkKey): string =>
  `ce${network.toLowerCase()}00000-0000-4000-8000-${String(people.indexOf(person)).padStart(12, '0')}`;

export const digestOfKey = (person: Person, network: NetworkKey): string =>
  `sha256('${people.indexOf(person)} ${network}'::text::bytea)`;
