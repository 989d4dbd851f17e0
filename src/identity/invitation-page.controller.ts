import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../platform/graphql/allow.ts';
import { sendTokenPage } from '../platform/http/token-page.controller.ts';
import type { TokenPage, TokenPageField } from '../platform/http/token-page.ts';
import { NEW_PASSWORD_FIELD } from './new-password-field.ts';

const ACCEPT =
  'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { accessToken } }';

const NAME: TokenPageField = {
  ...{ name: 'displayName', type: 'text', autocomplete: 'name', longest: 120 },
  label: { EN: 'Your name', ES: 'Su nombre' },
  hint: { EN: 'As others in your coalition shall see it.', ES: 'Tal como lo verán los demás.' },
};

const PAGE: TokenPage = {
  path: '/invitation',
  title: { EN: 'Your invitation', ES: 'Su invitación' },
  intro: {
    EN: 'You are invited to the Coalition Landscape. Choose your name and a password, and you are in.',
    ES: 'Ha recibido una invitación a Coalition Landscape. Elija su nombre y una contraseña para entrar.',
  },
  forms: [
    {
      mutation: ACCEPT,
      fields: [NAME, NEW_PASSWORD_FIELD],
      button: { EN: 'Accept the invitation', ES: 'Aceptar la invitación' },
    },
    {
      mutation: ACCEPT,
      heading: { EN: 'You have an account already?', ES: '¿Ya tiene una cuenta?' },
      intro: {
        EN: 'Then sign in with the address that the invitation was sent to.',
        ES: 'Entonces inicie sesión con la dirección a la que se envió la invitación.',
      },
      fields: [],
      signsIn: true,
      button: { EN: 'Sign in and accept', ES: 'Iniciar sesión y aceptar' },
    },
  ],
  done: {
    EN: 'You have accepted. From now on, sign in with the address that the invitation was sent to and your password. You may close this page.',
    ES: 'Ha aceptado la invitación. A partir de ahora, inicie sesión con la dirección a la que se envió y su contraseña. Puede cerrar esta página.',
  },
};

/** What the link in an invitation leads to. */
@Controller('invitation')
export class InvitationPageController {
  @Get()
  @Allow('ANYONE')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendTokenPage(request, reply, PAGE);
  }
}
