import { SetMetadata } from '@nestjs/common';

/** The roles of the contract. No ladder: each operation lists whom it is for. */
export enum Role {
  LEAD = 'LEAD',
  EDITOR = 'EDITOR',
  VIEWER = 'VIEWER',
  NETWORK_ADMIN = 'NETWORK_ADMIN',
  NETWORK_ANALYST = 'NETWORK_ANALYST',
  BOARD_CHAIR = 'BOARD_CHAIR',
  BOARD_MEMBER = 'BOARD_MEMBER',
  RESEARCHER = 'RESEARCHER',
  PLATFORM_ADMIN = 'PLATFORM_ADMIN',
}

/** What an API key may read. A key comes to no operation that does not name its scope, those for ANYONE included. */
export enum KeyScope {
  READ_PUBLISHED = 'READ_PUBLISHED',
  READ_RELEASED = 'READ_RELEASED',
  READ_BOARD = 'READ_BOARD',
}

/**
 * ANYONE needs no sign-in; SIGNED_IN any account with a session that holds. OWNER is whoever is signed in and gives the
 * password of the account again: the operation asks for both itself, before its transaction begins, since to check a
 * password takes its time.
 */
export type Audience = Role | KeyScope | 'ANYONE' | 'SIGNED_IN' | 'OWNER';

export const AUDIENCE = 'audience';

/** Whom an operation is for. One without it can be called by nobody. */
export const Allow = (...audience: [Audience, ...Audience[]]) => SetMetadata(AUDIENCE, audience);
