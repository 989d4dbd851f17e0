import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../graphql/allow.ts';
import { languageFor } from '../language.ts';
import { TOKEN_PAGE_SCRIPT } from './token-page-script.ts';
import { type TokenPage, TOKEN_PAGE_POLICY, tokenPage } from './token-page.ts';

/** The script of all pages behind links with a token. */
@Controller()
export class TokenPageController {
  @Get('token-page.js')
  @Allow('ANYONE')
  script(@Res() reply: FastifyReply): void {
    void reply.type('text/javascript').header('cache-control', 'no-cache').send(TOKEN_PAGE_SCRIPT);
  }
}

/** In the language that the address asks for, as the links in our letters do, or else in the browser's. */
export function sendTokenPage(request: FastifyRequest, reply: FastifyReply, of: TokenPage): void {
  const { language } = request.query as { language?: unknown };
  void reply
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': TOKEN_PAGE_POLICY,
      'cache-control': 'no-cache',
      vary: 'accept-language',
    })
    .send(tokenPage(of, languageFor(language, request.headers['accept-language'])));
}
