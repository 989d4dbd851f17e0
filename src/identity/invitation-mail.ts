import type { Role } from '../platform/graphql/allow.ts';
import { Language, type Words } from '../platform/language.ts';
import type { Letter } from '../platform/mail/letter.ts';
import { INVITATION_DAYS } from './tokens.ts';

export interface InvitationFacts {
  publicUrl: string;
  token: string;
  role: Role;
  /** Name of the coalition, network or board; null where it is none. */
  place: string | null;
}

const AS: Partial<Record<Role, Words>> = {
  LEAD: { EN: ' as lead of a coalition', ES: ' como líder de una coalición' },
  EDITOR: { EN: ' as editor of a coalition', ES: ' con permiso para editar una coalición' },
  VIEWER: { EN: ' as reader of a coalition', ES: ' con permiso para consultar una coalición' },
  NETWORK_ADMIN: { EN: ' as admin of a network', ES: ' para administrar una red' },
  NETWORK_ANALYST: { EN: ' as analyst of a network', ES: ' como analista de una red' },
  BOARD_CHAIR: { EN: ' as chair of an advisory board', ES: ' para presidir un consejo asesor' },
  BOARD_MEMBER: { EN: ' as member of an advisory board', ES: ' como miembro de un consejo asesor' },
  RESEARCHER: { EN: ' as researcher', ES: ' con fines de investigación' },
};

/** Behind the # , so that no server and no log on the way sees the token. */
export const invitationUrl = (publicUrl: string, language: Language, token: string): string =>
  `${publicUrl}/invitation?language=${language}#${token}`;

export function invitationLetter(language: Language, facts: InvitationFacts): Letter {
  const { publicUrl, token, role, place } = facts;
  const as = `${AS[role]?.[language] ?? ''}${place === null ? '' : `: ${place}`}`;
  const url = invitationUrl(publicUrl, language, token);
  return language === Language.ES ? spanish(as, url, facts) : english(as, url, facts);
}

const english = (as: string, url: string, { publicUrl, token }: InvitationFacts): Letter => ({
  language: Language.EN,
  subject: 'Your invitation to the Coalition Landscape',
  paragraphs: [
    `You are invited to the Coalition Landscape${as}.`,
    'The Coalition Landscape is the registry in which county coalitions for young children and their families keep what they work on, and show the public what they choose to.',
    `The invitation is good for ${INVITATION_DAYS} days and can be accepted once.`,
  ],
  action: { label: 'Accept the invitation', url },
  secret: {
    label: `If the link does not open, go to ${publicUrl}/invitation and enter this token:`,
    value: token,
  },
  footer: ['If you did not expect this, do nothing: without the token nobody can use your address.'],
});

const spanish = (as: string, url: string, { publicUrl, token }: InvitationFacts): Letter => ({
  language: Language.ES,
  subject: 'Su invitación a Coalition Landscape',
  paragraphs: [
    `Ha recibido una invitación a Coalition Landscape${as}.`,
    'Coalition Landscape es el registro en el que las coaliciones de los condados dedicadas a la primera infancia y sus familias llevan su trabajo y muestran al público lo que deciden publicar.',
    `La invitación es válida durante ${INVITATION_DAYS} días y solo se puede aceptar una vez.`,
  ],
  action: { label: 'Aceptar la invitación', url },
  secret: {
    label: `Si el enlace no se abre, vaya a ${publicUrl}/invitation e introduzca este código:`,
    value: token,
  },
  footer: ['Si no esperaba este mensaje, no haga nada: sin el código nadie puede usar su dirección.'],
});
