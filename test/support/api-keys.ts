import { KeyScope, Role } from '../../src/platform/graphql/allow.ts';
import type { Caller, Person } from './app.ts';
import type { TestBoard, TestNetwork } from './fixtures.ts';

export const CREATE_KEY = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    apiKey { id name scope prefix owner createdAt expiresAt revokedAt lastUsedAt network { slug } board { id } }
  }
}`;
export const REVOKE_KEY = 'mutation ($id: ID!) { revokeApiKey(id: $id) }';
export const SAVE_AGREEMENT = `mutation ($input: SaveDataUseAgreementInput!) {
  saveDataUseAgreement(input: $input) { version textEn textEs publishedAt }
}`;
export const ACCEPT_AGREEMENT = `mutation ($input: AcceptDataUseAgreementInput!) {
  acceptDataUseAgreement(input: $input) { version acceptedAt acceptedAs }
}`;

/** Whoever holds a key calls as anybody does. */
export type KeyHolder = Person & { keyId: string; owner: Person };

export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

export const keyInput = (network: TestNetwork, wishes: object = {}): object => ({
  ...{ name: 'A study', scope: KeyScope.READ_PUBLISHED, network: network.slug, expiresAt: inDays(30) },
  ...wishes,
});

/** With a key that they made for themselves. */
export async function withKey(
  app: Caller,
  owner: Person,
  network: TestNetwork,
  wishes: object = {},
): Promise<KeyHolder> {
  const { createApiKey } = await app.data(owner, CREATE_KEY, { input: keyInput(network, wishes) });
  const { secret, apiKey } = createApiKey as { secret: string; apiKey: { id: string } };
  return { ...owner, token: secret, keyId: apiKey.id, owner };
}

/** Of somebody who sits on that board. */
export const withBoardKey = async (
  app: Caller,
  board: TestBoard,
  role = Role.BOARD_MEMBER,
): Promise<KeyHolder> =>
  withKey(app, await board.as(role), board.network, { scope: KeyScope.READ_BOARD, boardId: board.id });
