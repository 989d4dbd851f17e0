import { randomBytes } from 'node:crypto';
import { Role } from '../../src/platform/graphql/allow.ts';
import type { Answer, Person, TestApp } from './app.ts';
import { PASSWORD, type TestCoalition } from './fixtures.ts';
import { tokenFor } from './outbox.ts';

export const INVITE =
  'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { id email role expiresAt } }';
export const REVOKE = 'mutation ($id: ID!) { revokeInvitation(id: $id) }';
export const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  accessToken refreshToken viewer { email displayName memberships { role coalition { id } } } } }`;

export interface Invited {
  id: string;
  email: string;
  token: string;
}

export const anAddress = (): string => `${randomBytes(4).toString('hex')}@example.org`;

export const codeOf = ({ errors }: Answer): string => errors?.[0]?.extensions.code ?? 'done';

/** Invites, and fetches the token from the mail. */
export async function invited(
  app: TestApp,
  lead: Person,
  coalition: TestCoalition,
  role: Role = Role.EDITOR,
  email = anAddress(),
): Promise<Invited> {
  const { inviteMember } = await app.data(lead, INVITE, {
    input: { email, role, coalitionId: coalition.id },
  });
  return { id: inviteMember.id as string, email, token: await tokenFor(app, email) };
}

/** As somebody new, or as the person that is given. */
export const accept = (
  app: TestApp,
  token: string,
  person: Person | null = null,
  details: object = { displayName: 'New Person', password: PASSWORD },
): Promise<Answer> => app.graphql(person, ACCEPT, { input: { token, ...(person ? {} : details) } });
