import type { TokenPageField } from '../platform/http/token-page.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password-rules.ts';

/** On every page on which a password is set. */
export const NEW_PASSWORD_FIELD: TokenPageField = {
  ...{ name: 'password', type: 'password', autocomplete: 'new-password' },
  ...{ shortest: SHORTEST_PASSWORD, longest: LONGEST_PASSWORD },
  label: { EN: 'A new password', ES: 'Una contraseña nueva' },
  hint: {
    EN: `At least ${SHORTEST_PASSWORD} characters. Four or more words are easy to remember.`,
    ES: `Al menos ${SHORTEST_PASSWORD} caracteres. Cuatro o más palabras son fáciles de recordar.`,
  },
};
