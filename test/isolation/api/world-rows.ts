import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { hashPassword } from '../../../src/identity/passwords.ts';
import { digestOf } from '../../../src/identity/tokens.ts';
import { boardGuestId, boardId, type BoardKey, boards, isBoard } from '../boards.ts';
import { guestId } from '../landscape.ts';
import {
  coalitionId,
  type CoalitionKey,
  coalitions,
  networkId,
  type NetworkKey,
  networks,
  UNCLAIMED,
} from '../people.ts';
import { everybody, membershipOf, type Principal, principals, secret } from './principals.ts';
import { addKeysAndLocks } from './world-keys.ts';
import { boardSlug, coalitionSlug, networkSlug, type PlaceKey } from './world-ids.ts';

export const PASSWORD = 'a password of the world';

export const refreshTokenOf = ({ name }: Principal): string =>
  secret(createHash('sha256').update(name).digest('hex').slice(0, 30), 'refresh');
export const accountTokenOf = ({ name }: Principal, kind: 'PASSWORD_RESET' | 'EMAIL_CHANGE'): string =>
  secret(createHash('sha256').update(name).digest('hex').slice(0, 30), kind.slice(0, 12));
export const invitationTokenOf = (place: PlaceKey): string => secret('invitation', 'to', place);
export const invitedTo = (place: PlaceKey): string => `invited-${place.toLowerCase()}@example.org`;
export const networkInvitationId = (key: NetworkKey): string =>
  guestId('INVITED', `${key}${key}` as CoalitionKey);

/** Networks, the directory, accounts with their roles and sessions: what must be there before anybody can call. */
export async function addPlacesAndPeople(client: pg.ClientBase): Promise<void> {
  for (const key of networks)
    await client.query(
      `insert into reference.networks (id, slug, name, states, description, contact, license)
       values ($1, $2, $3, '{NC}', 'Of a state', 'https://example.org/network', 'CC-BY-4.0')`,
      [networkId(key), networkSlug(key), `Network ${key}`],
    );
  for (const { key, network } of coalitions) {
    const [id, home] = [coalitionId(key), networkId(network)];
    await client.query(
      'insert into access.coalitions (id, network_id, slug, name, claimed) values ($1, $2, $3, $4, $5)',
      [id, home, coalitionSlug(key), `Children first ${key}`, key !== UNCLAIMED],
    );
    await client.query(
      `insert into private.profiles (coalition_id, network_id, name, kind_code) values ($1, $2, 'New', 'local-coalition')`,
      [id, home],
    );
  }
  for (const { key, network } of boards)
    await client.query(
      `insert into access.boards (id, network_id, slug, name, description) values ($1, $2, $3, $4, 'It advises')`,
      [boardId(key), networkId(network), boardSlug(key), `Board ${key}`],
    );
  const hash = await hashPassword(PASSWORD);
  for (const each of everybody) await addPrincipal(client, each, hash);
}

async function addPrincipal(
  client: pg.ClientBase,
  { person, account, session, email }: Principal,
  hash: string,
) {
  await client.query(
    `insert into access.accounts (id, email, email_key, display_name, password_hash, disabled_at)
     values ($1, $2, $2, $3, $4, case when $5 then now() end)`,
    [account, email, person.name, hash, person.disabled ?? false],
  );
  await addRoles(client, { person, account });
  if (person.session === 'none' || person.session === 'unknown') return;
  await client.query(
    `insert into access.sessions (id, account_id, created_at, expires_at, ended_at)
     values ($1, $2, now() - interval '2 hours', now() + $3::interval, case when $4 then now() end)`,
    [session, account, person.session === 'expired' ? '-1 second' : '1 day', person.session === 'ended'],
  );
  // On another device, where they are signed in whatever became of the first.
  await client.query(
    `insert into access.sessions (account_id, created_at, expires_at) values ($1, now() - interval '3 hours', now() + interval '1 day')`,
    [account],
  );
}

async function addRoles(client: pg.ClientBase, { person, account }: Pick<Principal, 'person' | 'account'>) {
  for (const [index, [role, place]] of [...person.roles, ...(person.former ?? [])].entries())
    await client.query(
      'insert into access.memberships (id, account_id, role, coalition_id, network_id, board_id) values ($1, $2, $3, $4, $5, $6)',
      [
        ...[index === 0 ? membershipOf({ account }) : randomUUID(), account, role],
        ...[place?.length === 2 && !isBoard(place) ? coalitionId(place as CoalitionKey) : null],
        ...[place?.length === 1 ? networkId(place as NetworkKey) : null],
        ...[isBoard(place) ? boardId(place) : null],
      ],
    );
}

/** Rows of the tables that no call of a test would fill, and the roles in what was merged, which went with it. */
export async function addWhatPeopleLeave(client: pg.ClientBase): Promise<void> {
  for (const { account } of everybody.filter(({ person }) => person.former))
    await client.query('delete from access.memberships where account_id = $1', [account]);
  for (const each of everybody.filter(({ person }) => person.roles.some(([, place]) => place === 'B3')))
    await addRoles(client, each);
  for (const { key, status } of boards) {
    await addInvitation(
      client,
      key,
      'BOARD_MEMBER',
      { board_id: boardId(key) },
      boardGuestId('INVITED', key),
    );
    if (status === 'CLOSED') await closeBoard(client, key);
  }
  for (const { key, status } of coalitions) {
    await addInvitation(client, key, 'VIEWER', { coalition_id: coalitionId(key) }, guestId('INVITED', key));
    // As closing a coalition does with those that are open.
    if (status !== 'ACTIVE')
      await client.query('update access.invitations set revoked_at = now() where coalition_id = $1', [
        coalitionId(key),
      ]);
    await client.query(
      `insert into access.corrections (id, coalition_id, about, content, source_url)
       values ($1, $2, 'website', 'It moved', 'https://example.org/moved')`,
      [guestId('CORRECTED', key), coalitionId(key)],
    );
  }
  for (const key of networks) {
    await addInvitation(client, key, 'RESEARCHER', { network_id: networkId(key) }, networkInvitationId(key));
    const admin = principals.find(({ name }) => name === `the admin of network ${key}`)!;
    await client.query(
      'insert into access.imports (network_id, account_id, file, rows) values ($1, $2, $3, $4)',
      [networkId(key), admin.account, 'coalitions.csv', '{"name": "New River"}'],
    );
  }
  for (const each of everybody.filter(
    ({ person }) => person.session !== 'none' && person.session !== 'unknown',
  )) {
    await client.query(
      `insert into access.refresh_tokens (session_id, digest, expires_at) values ($1, $2, now() + interval '1 day')`,
      [each.session, digestOf(refreshTokenOf(each))],
    );
    await client.query(
      `insert into access.idempotency_keys (holder, account_id, key, request_digest, answer) values ('account ' || $1::text, $1::uuid, 'once', $2, 'An answer')`,
      [each.account, digestOf(`request of ${each.name}`)],
    );
  }
  for (const each of everybody.filter(hasAccount))
    for (const kind of ['PASSWORD_RESET', 'EMAIL_CHANGE'] as const)
      await client.query(
        `insert into access.account_tokens (digest, kind, account_id, email, email_key, expires_at)
         values ($1, $2, $3, $4, $4, now() + interval '1 day')`,
        [
          ...[digestOf(accountTokenOf(each, kind)), kind, each.account],
          kind === 'EMAIL_CHANGE' ? `moved-${each.email}` : null,
        ],
      );
  await addKeysAndLocks(client);
  await client.query(`insert into access.attempts (kind, subject) values ('sign-in by account', 'somebody')`);
  await client.query(
    `insert into access.budgets (payer, points, lent, filled_at, full_at) values ('somebody', 1, 1, now(), now())`,
  );
  await client.query(
    `insert into access.mails (recipient, subject, body, sent_at, dead_at, failure) values
       ('somebody@example.org', 'You are invited', 'By somebody', now(), null, 'Tried again'),
       ('somebody@example.org', 'You are invited', 'By somebody', null, now(), 'Nobody is there')`,
  );
  await client.query(
    `insert into audit.events (network_id, actor, action, subject, before, after)
     select n.id, 'Somebody', 'test', 'network', '{"name": "Old"}', '{"name": "New"}' from reference.networks n`,
  );
}

async function closeBoard(client: pg.ClientBase, key: BoardKey): Promise<void> {
  await client.query(
    `update access.boards set status = 'CLOSED', closed_at = now(), closing_reason = 'Done' where id = $1`,
    [boardId(key)],
  );
  await client.query('update access.invitations set revoked_at = now() where board_id = $1', [boardId(key)]);
}

/** Those who were ever signed in. */
export const hasAccount = ({ person }: Principal): boolean =>
  person.session !== 'none' && person.session !== 'unknown';

async function addInvitation(
  client: pg.ClientBase,
  key: PlaceKey,
  role: string,
  place: { coalition_id?: string; network_id?: string; board_id?: string },
  id: string,
): Promise<void> {
  await client.query(
    `insert into access.invitations (id, digest, email, email_key, role, expires_at, coalition_id, network_id, board_id)
     values ($1, $2, $3, $3, $4, now() + interval '1 day', $5, $6, $7)`,
    [
      ...[id, digestOf(invitationTokenOf(key)), invitedTo(key), role],
      ...[place.coalition_id, place.network_id, place.board_id],
    ],
  );
}
