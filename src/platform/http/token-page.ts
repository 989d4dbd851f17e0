import { Language, LANGUAGE_TAGS, type Words } from '../language.ts';
import { html, type Html, page } from './html.ts';

/** What a person fills in; its name is that of the field of the mutation's input. */
export interface TokenPageField {
  readonly name: string;
  readonly label: Words;
  readonly hint?: Words;
  readonly type: 'text' | 'email' | 'password';
  readonly autocomplete: string;
  readonly shortest?: number;
  readonly longest: number;
}

/** One way to use the token: a mutation of one `$input` with `token` in it, and what else the person gives. */
export interface TokenPageForm {
  readonly mutation: string;
  readonly heading?: Words;
  readonly intro?: Words;
  readonly fields: readonly TokenPageField[];
  /** For whoever has an account: asks for its address and password first, and does it in their name. */
  readonly signsIn?: true;
  readonly button: Words;
}

/** The page behind a link with a token after its #. */
export interface TokenPage {
  readonly path: string;
  readonly title: Words;
  readonly intro: Words;
  readonly forms: readonly TokenPageForm[];
  readonly done: Words;
}

/** The page's own script and its own API, and nothing from or to anywhere else; a form sends nothing by itself. */
export const TOKEN_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const WORDS = {
  token: { EN: 'Token', ES: 'Código' },
  tokenHint: {
    EN: 'It is in the mail, below the link.',
    ES: 'Está en el correo, debajo del enlace.',
  },
  noScript: {
    EN: 'This page needs JavaScript. Open it in another browser, or write to whoever sent you the mail.',
    ES: 'Esta página necesita JavaScript. Ábrala en otro navegador o escriba a quien le envió el correo.',
  },
  problem: {
    EN: 'This did not work. Try again in a minute.',
    ES: 'No ha funcionado. Inténtelo de nuevo dentro de un minuto.',
  },
  address: { EN: 'Your e-mail address', ES: 'Su dirección de correo electrónico' },
  password: { EN: 'Your password', ES: 'Su contraseña' },
  other: { EN: 'Español', ES: 'English' },
} satisfies Record<string, Words>;

/** By the code of the error; what the API says itself is English. */
const PROBLEMS: Record<string, Words> = {
  NOT_FOUND: {
    EN: 'This link is not valid any more: it was used, withdrawn, or is too old. Ask for a new one.',
    ES: 'Este enlace ya no es válido: se ha usado, se ha retirado o es demasiado antiguo. Pida uno nuevo.',
  },
  UNAUTHENTICATED: {
    EN: 'The address or the password is not right, or this address has an account already: then sign in below.',
    ES: 'La dirección o la contraseña no son correctas, o esta dirección ya tiene una cuenta: en ese caso, inicie sesión más abajo.',
  },
  FORBIDDEN: {
    EN: 'This link is for another address. Sign in with the address that the mail was sent to.',
    ES: 'Este enlace es para otra dirección. Inicie sesión con la dirección a la que se envió el correo.',
  },
  RATE_LIMITED: {
    EN: 'That was tried too often. Try again in a quarter of an hour.',
    ES: 'Se ha intentado demasiadas veces. Vuelva a intentarlo dentro de un cuarto de hora.',
  },
  CONFLICT: {
    EN: 'This is done already. Sign in to see it.',
    ES: 'Esto ya está hecho. Inicie sesión para verlo.',
  },
  BAD_USER_INPUT: {
    EN: 'Something is missing or too short, or the password is one that many people use. Look at each field again.',
    ES: 'Falta algo, es demasiado corto o la contraseña es una de las que usa mucha gente. Revise cada campo.',
  },
};

export function tokenPage(of: TokenPage, language: Language): string {
  const other = language === Language.ES ? Language.EN : Language.ES;
  const said = Object.fromEntries(Object.entries(PROBLEMS).map(([code, words]) => [code, words[language]]));
  return page(
    of.title[language],
    html`<p>
        <a href="${of.path}?language=${other}" lang="${LANGUAGE_TAGS[other]}" data-keeps-token
          >${WORDS.other[language]}</a
        >
      </p>
      <main data-problems="${JSON.stringify(said)}" data-problem="${WORDS.problem[language]}">
        <h1>${of.title[language]}</h1>
        <p>${of.intro[language]}</p>
        <noscript><p class="note">${WORDS.noScript[language]}</p></noscript>
        <div id="token-field" hidden>
          <label for="token">${WORDS.token[language]}</label>
          <input id="token" autocomplete="off" spellcheck="false" aria-describedby="token-hint" />
          <small id="token-hint">${WORDS.tokenHint[language]}</small>
        </div>
        <p role="alert" id="problem" hidden></p>
        ${of.forms.map((form, index) => formOf(form, index, language))}
      </main>
      <p id="done" class="note" role="status" tabindex="-1" hidden>${of.done[language]}</p>
      <script src="/token-page.js"></script>`,
    LANGUAGE_TAGS[language],
  );
}

const ACCOUNT: readonly TokenPageField[] = [
  { name: 'email', label: WORDS.address, type: 'email', autocomplete: 'username', longest: 254 },
  {
    name: 'password',
    label: WORDS.password,
    type: 'password',
    autocomplete: 'current-password',
    longest: 256,
  },
];

const formOf = (form: TokenPageForm, index: number, language: Language): Html =>
  html`<form method="post" data-mutation="${form.mutation}" data-signs-in="${form.signsIn ? 'yes' : 'no'}">
    ${form.heading ? html`<h2>${form.heading[language]}</h2>` : null}
    ${form.intro ? html`<p>${form.intro[language]}</p>` : null}
    ${[...form.fields, ...(form.signsIn ? ACCOUNT : [])].map((field) => fieldOf(field, `${field.name}-${index}`, language))}
    <button type="submit">${form.button[language]}</button>
  </form>`;

const fieldOf = (field: TokenPageField, id: string, language: Language): Html =>
  html`<label for="${id}">${field.label[language]}</label>
    <input
      id="${id}"
      name="${field.name}"
      type="${field.type}"
      autocomplete="${field.autocomplete}"
      minlength="${field.shortest ?? 1}"
      maxlength="${field.longest}"
      required
      ${field.hint ? html`aria-describedby="${id}-hint"` : null}
    />
    ${field.hint ? html`<small id="${id}-hint">${field.hint[language]}</small>` : null}`;
