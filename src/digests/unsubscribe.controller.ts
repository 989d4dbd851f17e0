import {
  Controller,
  Get,
  Inject,
  type OnModuleInit,
  Post,
  Req,
  Res,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ReadyConfig } from '../platform/config.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { Allow } from '../platform/graphql/allow.ts';
import { html, page } from '../platform/http/html.ts';
import { LANGUAGE_TAGS, languageFor, type Words } from '../platform/language.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { accountOfToken } from './unsubscribe-token.ts';

const PATH = '/unsubscribe';
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const TITLE: Words = { EN: 'The weekly mail', ES: 'El correo semanal' };
const ASKS: Words = {
  EN: 'Do you want no more weekly mails from the Coalition Landscape? Invitations and what else you ask for still come.',
  ES: '¿No quiere recibir más el correo semanal de Coalition Landscape? Las invitaciones y lo que usted solicite seguirán llegando.',
};
const BUTTON: Words = { EN: 'Send me no more of them', ES: 'No enviarme más' };
const DONE: Words = {
  EN: 'No more weekly mails will come to you. To get them again, set weeklyDigest with the mutation updateViewer.',
  ES: 'No recibirá más el correo semanal. Para volver a recibirlo, active weeklyDigest con la mutación updateViewer.',
};

interface Query {
  token?: unknown;
  language?: unknown;
}

/** Where the weekly mail ends. Programs that follow the links of a mail change nothing, only a button does (RFC 8058). */
@Controller(PATH)
export class UnsubscribeController implements OnModuleInit {
  constructor(
    private readonly db: TenantDb,
    private readonly host: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: ReadyConfig,
  ) {}

  /** Mail programs may send the one word that they have to say as a form of either kind; everybody else may not. */
  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    const short = { parseAs: 'buffer', bodyLimit: 4_096 } as const;
    server.addContentTypeParser('multipart/form-data', short, (request, _body, done) => {
      done(pathOf(request) === PATH ? null : new UnsupportedMediaTypeException());
    });
  }

  @Get()
  @Allow('ANYONE')
  ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { token, language } = request.query as Query;
    const again = new URLSearchParams({ language: textOf(language), token: textOf(token) });
    const to = `${PATH}?${again.toString()}`;
    send(
      request,
      reply,
      (words) => html`<p>${words(ASKS)}</p>
        <form method="post" action="${to}"><button type="submit">${words(BUTTON)}</button></form>`,
    );
  }

  /** The same answer whether it changed anything, was done before, or the token is nobody's. */
  @Post()
  @Allow('ANYONE')
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const account = accountOfToken(this.config.tokenSecret, (request.query as Query).token);
    if (account) await this.db.record('end_digests', 'select access.end_digests($1)', [account]);
    send(request, reply.status(200), (words) => html`<p role="status">${words(DONE)}</p>`);
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0]!;

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  body: (words: (of: Words) => string) => ReturnType<typeof html>,
): void {
  const language = languageFor((request.query as Query).language, request.headers['accept-language']);
  const words = (of: Words): string => of[language];
  const text = page(words(TITLE), html`<h1>${words(TITLE)}</h1>${body(words)}`, LANGUAGE_TAGS[language]);
  void reply
    .type('text/html; charset=utf-8')
    .headers({ 'content-security-policy': POLICY, 'cache-control': 'no-store' })
    .send(text);
}
