import type { Role } from '../platform/graphql/allow.ts';
import { INVITATION_DAYS } from './tokens.ts';

const AS: Partial<Record<Role, string>> = {
  LEAD: 'as lead of a coalition',
  EDITOR: 'as editor of a coalition',
  VIEWER: 'as reader of a coalition',
  NETWORK_ADMIN: 'as admin of a network',
  NETWORK_ANALYST: 'as analyst of a network',
  BOARD_CHAIR: 'as chair of an advisory board',
  BOARD_MEMBER: 'as member of an advisory board',
  RESEARCHER: 'as researcher',
};

export function invitationMail(
  publicUrl: string,
  token: string,
  role: Role,
  place: string | null,
): { subject: string; body: string } {
  return {
    subject: 'Your invitation to the Coalition Landscape',
    body: [
      `You are invited to the Coalition Landscape ${AS[role] ?? ''}${place === null ? '' : `: ${place}`}.`,
      '',
      `Accept within ${INVITATION_DAYS} days, once, with this token:`,
      '',
      `    ${token}`,
      '',
      `The address of the registry is ${publicUrl}/graphql; the mutation is acceptInvitation.`,
      'If you did not expect this, do nothing: without the token nobody can use your address.',
      '',
    ].join('\n'),
  };
}
