import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own messages, as lines of the one log. Its chatter at start is for debugging. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log = (message: unknown, context?: string): void => this.logger.debug({ context }, text(message));
  debug = this.log;
  verbose = this.log;
  warn = (message: unknown, context?: string): void => this.logger.warn({ context }, text(message));
  error = (message: unknown, stack?: string, context?: string): void =>
    this.logger.error({ context, stack }, text(message));
}

const text = (message: unknown): string => (message instanceof Error ? message.message : String(message));
