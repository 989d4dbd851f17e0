import type { RequestContext } from '../platform/graphql/ctx.ts';
import { Language, type Words } from '../platform/language.ts';
import { asHtml, asText, type Letter, oneLine } from '../platform/mail/letter.ts';
import { EMAIL_CHANGE_HOURS, RESET_MINUTES } from './tokens.ts';

/** In the transaction of what it tells. These letters are for nobody who is signed in, or not for them alone. */
export async function queueAccountLetter(
  ctx: RequestContext,
  address: string,
  letter: Letter,
): Promise<void> {
  ctx.hasMail = true;
  await ctx.lookup('queue_account_letter', 'select access.queue_account_letter($1, $2, $3, $4)', [
    ...[address, oneLine(letter.subject), asText(letter), asHtml(letter)],
  ]);
}

export interface TokenLink {
  publicUrl: string;
  token: string;
}

interface Text {
  subject: Words;
  paragraphs: readonly Words[];
  footer?: Words;
}

const letter = (language: Language, { subject, paragraphs, footer }: Text): Letter => ({
  language,
  subject: subject[language],
  paragraphs: paragraphs.map((words) => words[language]),
  footer: footer ? [footer[language]] : [],
});

/** The token is behind the #, so that no server and no log on the way sees it. */
const withLink = (text: Letter, path: string, label: Words, { publicUrl, token }: TokenLink): Letter => ({
  ...text,
  action: { label: label[text.language], url: `${publicUrl}/${path}?language=${text.language}#${token}` },
  secret: { label: BY_HAND(`${publicUrl}/${path}`)[text.language], value: token },
});

const BY_HAND = (page: string): Words => ({
  EN: `If the link does not open, go to ${page} and enter this token:`,
  ES: `Si el enlace no se abre, vaya a ${page} e introduzca este código:`,
});

const NOT_YOU: Words = {
  EN: 'If this was not you, reset your password now on the page to sign in, and tell whoever runs this registry.',
  ES: 'Si no ha sido usted, restablezca su contraseña ahora mismo y avise a quien administra este registro.',
};

export const passwordChangedLetter = (language: Language): Letter =>
  letter(language, {
    subject: {
      EN: 'Your password for the Coalition Landscape was changed',
      ES: 'Se ha cambiado su contraseña de Coalition Landscape',
    },
    paragraphs: [
      {
        EN: 'The password of your account was changed just now. Wherever else you were signed in, you are not any more.',
        ES: 'La contraseña de su cuenta se acaba de cambiar. Se han cerrado sus demás sesiones.',
      },
    ],
    footer: NOT_YOU,
  });

export const resetLetter = (language: Language, link: TokenLink): Letter =>
  withLink(
    letter(language, {
      subject: {
        EN: 'Choose a new password for the Coalition Landscape',
        ES: 'Elija una nueva contraseña para Coalition Landscape',
      },
      paragraphs: [
        {
          EN: `Somebody asked for a new password for the account of this address. The link is good for ${RESET_MINUTES} minutes, once, and only the last one that was sent.`,
          ES: `Alguien ha pedido una nueva contraseña para la cuenta de esta dirección. El enlace es válido durante ${RESET_MINUTES} minutos, una sola vez, y solo sirve el último enviado.`,
        },
      ],
      footer: {
        EN: 'If this was not you, do nothing: your password stays as it is.',
        ES: 'Si no ha sido usted, no haga nada: su contraseña no cambia.',
      },
    }),
    'reset',
    { EN: 'Choose a new password', ES: 'Elegir una nueva contraseña' },
    link,
  );

export const emailChangeLetter = (language: Language, link: TokenLink): Letter =>
  withLink(
    letter(language, {
      subject: {
        EN: 'Confirm your new address for the Coalition Landscape',
        ES: 'Confirme su nueva dirección para Coalition Landscape',
      },
      paragraphs: [
        {
          EN: `Somebody wants to use this address for their account in the Coalition Landscape. The link is good for ${EMAIL_CHANGE_HOURS} hours, once; until then the account keeps its old address.`,
          ES: `Alguien quiere usar esta dirección para su cuenta de Coalition Landscape. El enlace es válido durante ${EMAIL_CHANGE_HOURS} horas, una sola vez; hasta entonces la cuenta conserva su dirección anterior.`,
        },
      ],
      footer: {
        EN: 'If this was not you, do nothing: without the token nobody can use your address.',
        ES: 'Si no ha sido usted, no haga nada: sin el código nadie puede usar su dirección.',
      },
    }),
    'confirm-email',
    { EN: 'Confirm this address', ES: 'Confirmar esta dirección' },
    link,
  );

/** To an address that has an account, in the words that its owner needs: nobody else learns that it has one. */
export const addressTakenLetter = (language: Language): Letter =>
  letter(language, {
    subject: {
      EN: 'You have an account in the Coalition Landscape already',
      ES: 'Ya tiene una cuenta en Coalition Landscape',
    },
    paragraphs: [
      {
        EN: 'Somebody wanted to use this address for another account, but it has one already. Nothing was changed. Sign in with this address; if you forgot the password, ask for a new one.',
        ES: 'Alguien quería usar esta dirección para otra cuenta, pero ya tiene una. No se ha cambiado nada. Inicie sesión con esta dirección; si olvidó la contraseña, pida una nueva.',
      },
    ],
    footer: {
      EN: 'If this was not you, do nothing.',
      ES: 'Si no ha sido usted, no haga nada.',
    },
  });

/** To the old address, which says nothing of the new one. */
export const emailChangeNotice = (language: Language): Letter =>
  letter(language, {
    subject: {
      EN: 'Another address for your account in the Coalition Landscape',
      ES: 'Otra dirección para su cuenta de Coalition Landscape',
    },
    paragraphs: [
      {
        EN: 'Somebody who knows your password asked that your account have another address. As soon as that address is confirmed, this one no longer signs in.',
        ES: 'Alguien que conoce su contraseña ha pedido que su cuenta tenga otra dirección. Cuando esa dirección se confirme, esta ya no servirá para iniciar sesión.',
      },
    ],
    footer: {
      EN: 'If this was not you, change your password now: that stops it.',
      ES: 'Si no ha sido usted, cambie su contraseña ahora: eso lo impide.',
    },
  });

export const emailChangedLetter = (language: Language): Letter =>
  letter(language, {
    subject: {
      EN: 'This is now your address in the Coalition Landscape',
      ES: 'Esta es ahora su dirección en Coalition Landscape',
    },
    paragraphs: [
      {
        EN: 'Your account has this address from now on: sign in with it. Your password, your roles and your sessions are as they were.',
        ES: 'Su cuenta tiene esta dirección a partir de ahora: inicie sesión con ella. Su contraseña, sus funciones y sus sesiones no cambian.',
      },
    ],
  });
