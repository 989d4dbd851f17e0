import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../platform/graphql/allow.ts';
import { sendTokenPage } from '../platform/http/token-page.controller.ts';
import type { TokenPage } from '../platform/http/token-page.ts';
import { NEW_PASSWORD_FIELD } from './new-password-field.ts';

const RESET: TokenPage = {
  path: '/reset',
  title: { EN: 'A new password', ES: 'Una contraseña nueva' },
  intro: {
    EN: 'Choose a new password for your account in the Coalition Landscape. You are then signed out everywhere.',
    ES: 'Elija una nueva contraseña para su cuenta de Coalition Landscape. Después se cerrarán todas sus sesiones.',
  },
  forms: [
    {
      mutation: 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }',
      fields: [NEW_PASSWORD_FIELD],
      button: { EN: 'Set this password', ES: 'Guardar la contraseña' },
    },
  ],
  done: {
    EN: 'Your account has the new password. From now on, sign in with it. You may close this page.',
    ES: 'Su cuenta tiene la nueva contraseña. A partir de ahora, inicie sesión con ella. Puede cerrar esta página.',
  },
};

/** A button, since mail programs open links to look at them. */
const CONFIRM_EMAIL: TokenPage = {
  path: '/confirm-email',
  title: { EN: 'Your new address', ES: 'Su nueva dirección' },
  intro: {
    EN: 'Confirm that your account in the Coalition Landscape is to have the address that the mail was sent to.',
    ES: 'Confirme que su cuenta de Coalition Landscape debe tener la dirección a la que se envió el correo.',
  },
  forms: [
    {
      mutation: 'mutation ($input: ConfirmEmailChangeInput!) { confirmEmailChange(input: $input) }',
      fields: [],
      button: { EN: 'Confirm this address', ES: 'Confirmar esta dirección' },
    },
  ],
  done: {
    EN: 'Your account has the new address. From now on, sign in with it. You may close this page.',
    ES: 'Su cuenta tiene la nueva dirección. A partir de ahora, inicie sesión con ella. Puede cerrar esta página.',
  },
};

/** What the links in letters about an account lead to. */
@Controller()
export class AccountPagesController {
  @Get('reset')
  @Allow('ANYONE')
  reset(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendTokenPage(request, reply, RESET);
  }

  @Get('confirm-email')
  @Allow('ANYONE')
  confirmEmail(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendTokenPage(request, reply, CONFIRM_EMAIL);
  }
}
