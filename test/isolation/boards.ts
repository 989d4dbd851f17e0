import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Two boards of network A, one of them closed, and one of network B. */
export const boards = [
  { key: 'E1', network: 'A', status: 'ACTIVE' },
  { key: 'E2', network: 'A', status: 'CLOSED' },
  { key: 'E3', network: 'B', status: 'ACTIVE' },
] as const;

export type BoardKey = (typeof boards)[number]['key'];
export type BoardRight = 'read' | 'steward' | 'admin' | 'remove';

export const isBoard = (place: string | undefined): place is BoardKey =>
  boards.some(({ key }) => key === place);
export const boardId = (key: BoardKey): string => `${key.toLowerCase()}000000-0000-4000-8000-000000000000`;

const guests = { CHAIR: 'c4a1', OTHER_CHAIR: 'c4a2', MEMBER: '3e3b', INVITED: '1111' };
/** Of the account and of its membership, or of the invitation. */
export const boardGuestId = (what: keyof typeof guests, key: BoardKey): string =>
  `${key.toLowerCase()}00${guests[what]}-0000-4000-8000-000000000000`;
/** Of the researcher of a network, whose role others try to take away. */
export const networkGuestId = (network: 'A' | 'B'): string =>
  `${network.toLowerCase()}${network.toLowerCase()}000e5e-0000-4000-8000-000000000000`;

const networkId = (network: string): string =>
  `${network.toLowerCase().repeat(2)}000000-0000-4000-8000-000000000000`;

/** On each board two chairs, a member and somebody invited, for the functions that change them. */
export async function populateBoards(client: pg.Client): Promise<void> {
  for (const { key, network, status } of boards) {
    await client.query(
      `insert into access.boards (id, network_id, slug, name, status, closed_at)
       values ($1, $2, $3, $3, $4, case when $4 = 'CLOSED' then now() end)`,
      [boardId(key), networkId(network), key.toLowerCase(), status],
    );
    await addGuest(client, boardGuestId('CHAIR', key), 'BOARD_CHAIR', 'board_id', boardId(key));
    await addGuest(client, boardGuestId('OTHER_CHAIR', key), 'BOARD_CHAIR', 'board_id', boardId(key));
    await addGuest(client, boardGuestId('MEMBER', key), 'BOARD_MEMBER', 'board_id', boardId(key));
    await client.query(
      `insert into access.invitations (id, digest, email, email_key, role, board_id, expires_at)
       values ($1, sha256($2::text::bytea), $2, $2, 'BOARD_MEMBER', $3, now() + interval '1 day')`,
      [boardGuestId('INVITED', key), `invited-${randomUUID()}@example.org`, boardId(key)],
    );
  }
  for (const network of ['A', 'B'] as const) {
    await addGuest(client, networkGuestId(network), 'RESEARCHER', 'network_id', networkId(network));
  }
}

async function addGuest(
  client: pg.Client,
  id: string,
  role: string,
  column: 'board_id' | 'network_id',
  place: string,
): Promise<void> {
  await client.query(
    `insert into access.accounts (id, email, email_key, display_name, password_hash) values ($1, $2, $2, $2, $2)`,
    [id, `guest-${id}@example.org`],
  );
  await client.query(
    `insert into access.memberships (id, account_id, role, ${column}) values ($1, $1, $2, $3)`,
    [id, role, place],
  );
}
