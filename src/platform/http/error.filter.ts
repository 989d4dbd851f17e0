import { type ArgumentsHost, Catch, HttpException, Inject } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { translatePgError } from '../database/pg-errors.ts';
import { DomainError, httpStatus } from '../errors.ts';
import { LOGGER } from '../settings.module.ts';

/** Files and pages answer errors in the words of GraphQL: a code, and a sentence that says what to do. */
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
    const error = translatePgError(exception);
    if (error instanceof DomainError) {
      const { http: _http, ...extensions } = error.extensions;
      void reply.status(httpStatus[error.extensions.code]).send({ message: error.message, ...extensions });
    } else if (error instanceof HttpException && error.getStatus() < 500) {
      const code = error.getStatus() === 404 ? 'NOT_FOUND' : 'BAD_USER_INPUT';
      void reply.status(error.getStatus()).send({ message: 'There is nothing at this address for this method.', code });
    } else {
      this.logger.error({ requestId: request.id, error: { message: error.message, stack: error.stack } }, 'a request failed');
      void reply.status(500).send({
        message: 'Something went wrong on our side. It was logged; try again, and tell us if it stays.',
        code: 'INTERNAL',
        requestId: request.id,
      });
    }
  }
}
