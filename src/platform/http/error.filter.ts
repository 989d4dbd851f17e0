import { type ArgumentsHost, Catch, HttpException, Inject } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { translatePgError } from '../database/pg-errors.ts';
import { DomainError, httpStatus } from '../errors.ts';
import { limits } from '../graphql/limits.ts';
import { LOGGER } from '../settings.module.ts';
import { SOMETHING_WENT_WRONG, withoutValues } from './bugs.ts';
import { isGraphql } from './transport.ts';

/** What Fastify and Nest refuse before anything of ours is asked. */
const REFUSALS: Record<number, string> = {
  400: 'The request cannot be read. Send a body that is valid JSON, under an address that is well-formed.',
  413: `A request may be ${limits.bodyBytes / 1024} kB long. Send less at once.`,
  415: 'The body is of a type that is not read here. Send it as application/json.',
};
const NOTHING_HERE = 'There is nothing at this address for this method.';

type Words = DomainError['extensions'] & { message: string };

/**
 * Files and pages answer errors in the words of GraphQL: a code, and a sentence that says what to do. At GraphQL's own
 * address they have its shape too, so that a client finds them where it looks for errors.
 */
@Catch()
export class ErrorFilter extends BaseExceptionFilter {
  constructor(
    host: HttpAdapterHost,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super(host.httpAdapter);
  }

  override catch(exception: unknown, host: ArgumentsHost): void {
    // GraphQL formats its own errors.
    if (host.getType<GqlContextType>() === 'graphql') throw exception;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, words } = this.answerTo(exception, request);
    const { message, ...extensions } = words;
    const { retryAfterSeconds } = extensions;
    if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds));
    void reply.status(status).send(isGraphql(request) ? { errors: [{ message, extensions }] } : words);
  }

  private answerTo(exception: unknown, request: FastifyRequest): { status: number; words: Words } {
    const error = translatePgError(exception);
    if (error instanceof DomainError) {
      const { http: _http, ...extensions } = error.extensions;
      return { status: httpStatus[extensions.code], words: { message: error.message, ...extensions } };
    }
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status === 404) return { status, words: { message: NOTHING_HERE, code: 'NOT_FOUND' } };
    if (status < 500) {
      const message = REFUSALS[status] ?? NOTHING_HERE;
      return { status, words: { message, code: 'BAD_USER_INPUT', fields: { request: message } } };
    }
    this.logger.error({ requestId: request.id, error: withoutValues(error) }, 'a request failed');
    return { status: 500, words: { message: SOMETHING_WENT_WRONG, code: 'INTERNAL', requestId: request.id } };
  }
}
